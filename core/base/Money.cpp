// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Money.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/Checked.h"
#include "base/Currency.h"
#include "base/Decimal.h"

namespace causeway {

namespace {
Error overflow()
{
    return Error::make(ErrorKind::Defect, QStringLiteral("An amount is too large to be added."));
}
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
    if (minor->units() == std::numeric_limits<qint64>::min())
        return fail(ErrorKind::Invalid, QStringLiteral("The amount %1 is too large.").arg(amount.left(40).toString()));
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
    const auto sum = checked::add(m_minor, other.m_minor);
    if (!sum)
        return fail(overflow());
    return Money(*sum, m_currency.isEmpty() ? other.m_currency : m_currency);
}

Result<Money> Money::minus(const Money& other) const
{
    if (other.m_minor == std::numeric_limits<qint64>::min())
        return fail(overflow());
    return plus(other.negated());
}

Result<Money> Money::times(qint64 factor) const
{
    const auto product = checked::multiply(m_minor, factor);
    if (!product)
        return fail(overflow());
    return Money(*product, m_currency);
}

Result<std::vector<Money>> Money::split(const std::vector<qint64>& weights) const
{
    if (weights.empty())
        return fail(ErrorKind::Defect, QStringLiteral("An amount cannot be split into no parts."));
    qint64 total = 0;
    for (const qint64 weight : weights) {
        if (weight < 0)
            return fail(ErrorKind::Defect, QStringLiteral("An amount cannot be split by a negative weight."));
        const auto sum = checked::add(total, weight);
        if (!sum)
            return fail(overflow());
        total = *sum;
    }
    const bool equal = total == 0;
    const quint64 by = equal ? weights.size() : static_cast<quint64>(total);
    // On distances from zero, so that the parts of a negative amount mirror those of the positive one.
    const quint64 whole = checked::magnitude(m_minor);
    std::vector<quint64> parts(weights.size());
    std::vector<quint64> remainders(weights.size());
    quint64 given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto share = checked::multiplyDivide(whole, equal ? 1 : static_cast<quint64>(weights[i]), by);
        if (!share)
            return fail(overflow());
        parts[i] = share->quotient;
        remainders[i] = share->remainder;
        given += share->quotient;
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; given < whole; ++i, ++given) // fewer units are left than there are parts
        ++parts[order[i]];
    std::vector<Money> result;
    result.reserve(parts.size());
    for (const quint64 part : parts)
        result.emplace_back(checked::withSign(part, isNegative()).value_or(m_minor), m_currency);
    return result;
}

} // namespace causeway
