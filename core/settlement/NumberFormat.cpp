// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/NumberFormat.h"

#include <QCoreApplication>

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::NumberFormat)
};

struct Shape
{
    qsizetype points = 0, commas = 0;
    QChar last;                ///< the last sign
    qsizetype digitsAfter = 0; ///< after the last sign
    bool isNumber = false;
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\u00A0' || c == u'\u202F';
}

/// The amount without blanks and with a plain minus; "(1.00)" and a minus behind are ways of writing a negative amount.
QString plain(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\u2212')
            result += u'-';
        else if (!isBlank(c))
            result += c;
    }
    if (result.size() > 2 && result.startsWith(u'(') && result.endsWith(u')'))
        return u'-' + result.mid(1, result.size() - 2);
    if (result.size() > 1 && result.endsWith(u'-'))
        return u'-' + result.chopped(1);
    return result;
}

Shape shapeOf(const QString& text)
{
    Shape shape;
    qsizetype digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c >= u'0' && c <= u'9') {
            ++digits;
            ++shape.digitsAfter;
        } else if (c == u'.' || c == u',') {
            ++(c == u'.' ? shape.points : shape.commas);
            shape.last = c;
            shape.digitsAfter = 0;
        } else if (!(i == 0 && (c == u'-' || c == u'+'))) {
            return shape;
        }
    }
    shape.isNumber = digits > 0;
    return shape;
}

/// Between groups of thousands stand exactly three digits, before the first at most three.
bool groupsAreWhole(QStringView whole, QChar group)
{
    const auto parts = whole.split(group);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i == 0 ? parts.at(i).isEmpty() || parts.at(i).size() > 3 : parts.at(i).size() != 3)
            return false;
    }
    return true;
}
} // namespace

void NumberFormat::learn(QStringView text)
{
    const QString number = plain(text);
    const Shape shape = shapeOf(number);
    if (!shape.isNumber || shape.last.isNull())
        return;
    const bool endsInPoint = shape.last == u'.';
    const qsizetype same = endsInPoint ? shape.points : shape.commas;
    const qsizetype other = endsInPoint ? shape.commas : shape.points;
    bool pointIsDecimal = endsInPoint;
    if (same > 1) {
        pointIsDecimal = !endsInPoint; // "1.234.567": a sign that comes twice groups
    } else if (other == 0 && shape.digitsAfter == 3) {
        ++(endsInPoint ? m_undecidedPoint : m_undecidedComma);
        return;
    }
    ++(pointIsDecimal ? m_points : m_commas);
    QString& first = pointIsDecimal ? m_firstPoint : m_firstComma;
    if (first.isEmpty())
        first = number;
}

Result<void> NumberFormat::decide(int minorDigits)
{
    if (m_points > 0 && m_commas > 0)
        return fail(ErrorKind::Invalid,
                    Words::tr("The file writes some amounts with a decimal point (%1) and others with a decimal comma (%2).")
                        .arg(m_firstPoint.left(30), m_firstComma.left(30)),
                    Words::tr("Download the report again; do not edit it in a spreadsheet."), QStringLiteral("mixed-numbers"));
    if (m_points > 0 || m_commas > 0) {
        m_point = m_points > 0 ? u'.' : u',';
        return {};
    }
    if (minorDigits != 2 && (m_undecidedPoint > 0) != (m_undecidedComma > 0)) {
        // Three digits behind it: the minor units of a currency that has three, groups of one that has none.
        m_point = (m_undecidedPoint > 0) == (minorDigits == 3) ? u'.' : u',';
        return {};
    }
    if (m_undecidedPoint > 0 || m_undecidedComma > 0)
        return fail(ErrorKind::Invalid,
                    Words::tr("Whether the amounts of this file have a decimal point or comma cannot be told: all look like "
                              "“1.234”."),
                    Words::tr("Download the report again, or check its amounts."), QStringLiteral("unclear-numbers"));
    m_point = QChar();
    return {};
}

Result<Money> NumberFormat::read(QStringView text, const QString& currency) const
{
    const auto refused = [&] {
        return fail(ErrorKind::Invalid, Words::tr("“%1” is no amount.").arg(text.left(40)), {}, QStringLiteral("no-amount"));
    };
    QString number = plain(text);
    const Shape shape = shapeOf(number);
    if (!shape.isNumber)
        return refused();
    const QChar point = m_point.isNull() ? QChar(u'.') : m_point;
    const QChar group = point == u'.' ? u',' : u'.';
    const bool isNegative = number.startsWith(u'-');
    if (isNegative || number.startsWith(u'+'))
        number.remove(0, 1);
    if (number.count(point) > 1)
        return refused();
    const qsizetype at = number.indexOf(point);
    QString whole = at < 0 ? number : number.left(at);
    const QString fraction = at < 0 ? QString() : number.mid(at + 1);
    if (fraction.contains(group) || (whole.contains(group) && !groupsAreWhole(whole, group)))
        return refused();
    whole.remove(group);
    if (whole.isEmpty())
        whole = QStringLiteral("0");
    QString exact = isNegative ? u'-' + whole : whole;
    if (!fraction.isEmpty())
        exact += u'.' + fraction;
    auto money = Money::parse(exact, currency);
    if (!money)
        return refused();
    return money;
}

} // namespace causeway::settlement
