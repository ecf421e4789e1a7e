// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/DateFormat.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::DateFormat)
};

constexpr qint64 kLongestPeriod = 62, kNoPeriod = 120; ///< days of a settlement: surely possible, surely not
constexpr int kCentury = 2000; ///< of years with two digits: Amazon's marketplace sellers are paid since 2000

const QRegularExpression& slashes()
{
    static const QRegularExpression kForm(QStringLiteral("^(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})\\b"));
    return kForm;
}

/// Minutes east of UTC; empty for a name that is not known.
std::optional<int> offsetOf(QStringView zone)
{
    static const QHash<QString, int> kNames{
        {QString(), 0},
        {QStringLiteral("Z"), 0},
        {QStringLiteral("UTC"), 0},
        {QStringLiteral("GMT"), 0},
        {QStringLiteral("WET"), 0},
        {QStringLiteral("BST"), 60},
        {QStringLiteral("WEST"), 60},
        {QStringLiteral("CET"), 60},
        {QStringLiteral("MEZ"), 60},
        {QStringLiteral("CEST"), 120},
        {QStringLiteral("MESZ"), 120},
        {QStringLiteral("JST"), 540},
        {QStringLiteral("PST"), -480},
        {QStringLiteral("PDT"), -420},
    };
    static const QRegularExpression kOffset(QStringLiteral("^(?:GMT|UTC)?([+-])(\\d{2}):?(\\d{2})$"));
    const QString name = zone.toString().trimmed().toUpper();
    if (const auto match = kOffset.match(name); match.hasMatch()) {
        const int minutes = match.captured(2).toInt() * 60 + match.captured(3).toInt();
        return match.captured(1) == QStringLiteral("-") ? -minutes : minutes;
    }
    const auto known = kNames.find(name);
    return known == kNames.end() ? std::nullopt : std::optional(known.value());
}
} // namespace

void DateFormat::Days::add(qint64 day)
{
    if (isEmpty())
        first = last = day;
    first = std::min(first, day);
    last = std::max(last, day);
}

bool DateFormat::Days::isAround(const Days& other) const
{
    return first - 1 <= other.first && other.last <= last + 1;
}

void DateFormat::learn(QStringView text)
{
    const auto match = slashes().match(text.trimmed().toString());
    if (!match.hasMatch()) {
        if (const auto moment = read(text))
            m_certain.add(QDateTime::fromMSecsSinceEpoch(moment->utcMs, Qt::UTC).date().toJulianDay());
        return;
    }
    const int first = match.captured(1).toInt(), second = match.captured(2).toInt();
    const bool isShort = match.capturedLength(3) == 2;
    const int year = match.captured(3).toInt() + (isShort ? kCentury : 0);
    m_shortYears += isShort ? 1 : 0;
    if (first > 12)
        ++m_dayFirst;
    else if (second > 12)
        ++m_monthFirst;
    if (const QDate day(year, second, first); day.isValid())
        m_asDayFirst.add(day.toJulianDay());
    if (const QDate day(year, first, second); day.isValid())
        m_asMonthFirst.add(day.toJulianDay());
}

std::optional<bool> DateFormat::isDayFirst() const
{
    if (m_dayFirst > 0 && m_monthFirst > 0)
        return std::nullopt;
    if (m_dayFirst > 0 || m_monthFirst > 0)
        return m_dayFirst > 0;
    if (!m_isSettlement)
        return std::nullopt;
    // All numbers are below 13. Posted days lie in the period, which the file may give in another form.
    const bool fitsDayFirst = !m_certain.isEmpty() && m_certain.isAround(m_asDayFirst);
    const bool fitsMonthFirst = !m_certain.isEmpty() && m_certain.isAround(m_asMonthFirst);
    if (fitsDayFirst != fitsMonthFirst)
        return fitsDayFirst;
    if (m_shortYears > 0)
        return false; // Amazon's own words: "MM/DD/YY"
    // And a period is weeks long, never most of a year.
    const qint64 shorter = std::min(m_asDayFirst.length(), m_asMonthFirst.length());
    const qint64 longer = std::max(m_asDayFirst.length(), m_asMonthFirst.length());
    if (shorter <= kLongestPeriod && longer > kNoPeriod)
        return m_asDayFirst.length() == shorter;
    return std::nullopt;
}

Result<Moment> DateFormat::read(QStringView text) const
{
    static const QRegularExpression kIso(
        QStringLiteral("^(\\d{4})[-/](\\d{2})[-/](\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,6})?)?\\s*(.*))?$"));
    static const QRegularExpression kDotted(
        QStringLiteral("^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?: (\\d{2}):(\\d{2})(?::(\\d{2}))?\\s*(.*))?$"));
    static const QRegularExpression kSlashed(
        QStringLiteral("^(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})(?: (\\d{2}):(\\d{2})(?::(\\d{2}))?\\s*(.*))?$"));
    const QString given = text.trimmed().toString();
    const auto refused = [&](const QString& why = {}) {
        return fail(ErrorKind::Invalid, why.isEmpty() ? Words::tr("“%1” is no date.").arg(given.left(40)) : why, {},
                    QStringLiteral("no-date"));
    };
    int year = 0, month = 0, day = 0;
    QRegularExpressionMatch match = kIso.match(given);
    if (match.hasMatch()) {
        year = match.captured(1).toInt();
        month = match.captured(2).toInt();
        day = match.captured(3).toInt();
    } else if (match = kDotted.match(given); match.hasMatch()) {
        day = match.captured(1).toInt();
        month = match.captured(2).toInt();
        year = match.captured(3).toInt();
    } else if (match = kSlashed.match(given); match.hasMatch()) {
        const auto dayFirst = isDayFirst();
        if (!dayFirst)
            return refused(Words::tr("Whether “%1” begins with the day or the month cannot be told.").arg(given.left(40)));
        day = match.captured(*dayFirst ? 1 : 2).toInt();
        month = match.captured(*dayFirst ? 2 : 1).toInt();
        year = match.captured(3).toInt() + (match.capturedLength(3) == 2 ? kCentury : 0);
    } else {
        return refused();
    }
    const QDate date(year, month, day);
    Moment moment;
    moment.hasTime = match.capturedLength(4) > 0;
    const QTime time =
        moment.hasTime ? QTime(match.captured(4).toInt(), match.captured(5).toInt(), match.captured(6).toInt()) : QTime(0, 0);
    const auto offset = offsetOf(match.captured(7));
    if (!date.isValid() || !time.isValid() || !offset)
        return refused();
    moment.utcMs = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() - *offset * 60'000LL;
    return moment;
}

} // namespace causeway::settlement
