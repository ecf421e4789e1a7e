// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Money.h"

#include "base/Currency.h"
#include "base/Decimal.h"

#include <algorithm>
#include <numeric>

namespace causeway {

namespace {
Error overflow()
{
    return Error::make(ErrorKind::Defect, QStringLiteral("An amount is too large to be added."));
}

// 128-bit product: weights are other amounts, so 64 bits would overflow for large settlements.
__extension__ using Wide = __int128;
} // namespace

Result<Money> Money::parse(QStringView amount, QStringView currency)
{
    if (!isCurrencyCode(currency))
        return fail(ErrorKind::Invalid, QStringLiteral("“%1” is not a currency code.").arg(currency.left(12).toString()));
    const auto decimal = Decimal::parse(amount.trimmed());
    if (!decimal)
        return fail(decimal.error());
    const auto minor = decimal->rescaled(minorUnitDigits(currency));
    if (!minor)
        return fail(minor.error());
    return Money(minor->units(), currency.toString());
}

QString Money::amountText() const
{
    return Decimal(m_minor, minorUnitDigits(m_currency)).toString();
}

Result<Money> Money::plus(const Money& other) const
{
    if (!m_currency.isEmpty() && !other.m_currency.isEmpty() && m_currency != other.m_currency)
        return fail(ErrorKind::Defect, QStringLiteral("%1 and %2 cannot be added.").arg(m_currency, other.m_currency));
    qint64 sum = 0;
    if (__builtin_add_overflow(m_minor, other.m_minor, &sum))
        return fail(overflow());
    return Money(sum, m_currency.isEmpty() ? other.m_currency : m_currency);
}

Result<Money> Money::minus(const Money& other) const
{
    return plus(other.negated());
}

Result<Money> Money::times(qint64 factor) const
{
    qint64 product = 0;
    if (__builtin_mul_overflow(m_minor, factor, &product))
        return fail(overflow());
    return Money(product, m_currency);
}

Result<std::vector<Money>> Money::split(const std::vector<qint64>& weights) const
{
    if (weights.empty())
        return fail(ErrorKind::Defect, QStringLiteral("An amount cannot be split into no parts."));
    Wide total = 0;
    for (const qint64 weight : weights) {
        if (weight < 0)
            return fail(ErrorKind::Defect, QStringLiteral("An amount cannot be split by a negative weight."));
        total += weight;
    }
    const bool equal = total == 0;
    if (equal)
        total = static_cast<Wide>(weights.size());
    std::vector<qint64> parts(weights.size());
    std::vector<Wide> remainders(weights.size());
    qint64 given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide product = static_cast<Wide>(m_minor) * (equal ? 1 : weights[i]);
        parts[i] = static_cast<qint64>(product / total);
        remainders[i] = product % total;
        given += parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool negative = m_minor < 0;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return negative ? remainders[a] < remainders[b] : remainders[a] > remainders[b]; });
    const qint64 step = negative ? -1 : 1;
    for (std::size_t i = 0; given != m_minor; ++i, given += step)
        parts[order[i % order.size()]] += step;
    std::vector<Money> result;
    result.reserve(parts.size());
    for (const qint64 part : parts)
        result.emplace_back(part, m_currency);
    return result;
}

} // namespace causeway
