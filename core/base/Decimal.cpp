// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Decimal.h"

#include <limits>

#include "base/Checked.h"

namespace causeway {

namespace {
constexpr int kMaxScale = 18;

bool timesTen(qint64& value)
{
    const auto product = checked::multiply(value, 10);
    value = product.value_or(value);
    return product.has_value();
}

Error notANumber(QStringView text)
{
    return Error::make(ErrorKind::Invalid, QStringLiteral("“%1” is not a decimal number.").arg(text.left(40).toString()));
}
} // namespace

Result<Decimal> Decimal::parse(QStringView text)
{
    qsizetype i = 0;
    bool negative = false;
    if (i < text.size() && (text[i] == u'-' || text[i] == u'+'))
        negative = text[i++] == u'-';
    qint64 units = 0;
    int scale = 0;
    bool digits = false;
    bool point = false;
    for (; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'.') {
            if (point)
                return fail(notANumber(text));
            point = true;
        } else if (c >= u'0' && c <= u'9') {
            digits = true;
            const auto next = timesTen(units) ? checked::subtract(units, c.unicode() - u'0') : std::nullopt;
            if (!next)
                return fail(notANumber(text)); // accumulated negative, so that the smallest qint64 is readable
            units = *next;
            if (point && ++scale > kMaxScale)
                return fail(notANumber(text));
        } else {
            break;
        }
    }
    if (!digits)
        return fail(notANumber(text));
    if (i < text.size() && (text[i] == u'e' || text[i] == u'E')) {
        bool ok = false;
        const QStringView written = text.mid(i + 1);
        const int exponent = written.toInt(&ok); // accepts blanks around the number; JSON does not
        if (!ok || written.front().isSpace() || written.back().isSpace() || exponent < -kMaxScale || exponent > kMaxScale)
            return fail(notANumber(text));
        scale -= exponent;
        for (; scale < 0; ++scale) {
            if (!timesTen(units))
                return fail(notANumber(text));
        }
        if (scale > kMaxScale)
            return fail(notANumber(text));
    } else if (i != text.size()) {
        return fail(notANumber(text));
    }
    if (!negative) {
        if (units == std::numeric_limits<qint64>::min())
            return fail(notANumber(text));
        units = -units;
    }
    return Decimal(units, scale);
}

Result<Decimal> Decimal::rescaled(int scale) const
{
    qint64 units = m_units;
    for (int s = m_scale; s < scale; ++s) {
        if (!timesTen(units))
            return fail(ErrorKind::Invalid, QStringLiteral("The number %1 is too large.").arg(toString()));
    }
    for (int s = m_scale; s > scale; --s) {
        if (units % 10 != 0)
            return fail(ErrorKind::Invalid,
                        QStringLiteral("The number %1 has more than %2 decimal places.").arg(toString()).arg(scale));
        units /= 10;
    }
    return Decimal(units, scale);
}

QString Decimal::toString() const
{
    const bool negative = m_units < 0;
    QString digits = QString::number(m_units);
    if (negative)
        digits.remove(0, 1);
    if (m_scale > 0) {
        while (digits.size() <= m_scale)
            digits.prepend(u'0');
        digits.insert(digits.size() - m_scale, u'.');
    }
    return negative ? u'-' + digits : digits;
}

} // namespace causeway
