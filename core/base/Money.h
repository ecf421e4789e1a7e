// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "base/Result.h"

namespace causeway {

/// An amount in integer minor units of one currency. Has no operator with double; arithmetic is checked.
class Money
{
public:
    Money() = default;
    Money(qint64 minorUnits, QString currency) : m_minor(minorUnits), m_currency(std::move(currency)) {}

    /// Reads "12.34", "-0.5", "1200" exactly; Invalid when the text has more digits than the currency.
    [[nodiscard]] static Result<Money> parse(QStringView amount, QStringView currency);
    [[nodiscard]] static Money zero(QString currency) { return {0, std::move(currency)}; }

    [[nodiscard]] qint64 minorUnits() const { return m_minor; }
    [[nodiscard]] const QString& currency() const { return m_currency; }
    [[nodiscard]] bool isZero() const { return m_minor == 0; }
    [[nodiscard]] bool isNegative() const { return m_minor < 0; }
    /// Amount with the currency's digits and a point, e.g. "-12.30"; machine form, no separators.
    [[nodiscard]] QString amountText() const;

    /// Defect on overflow or when the currencies differ (an empty zero takes the other's currency).
    [[nodiscard]] Result<Money> plus(const Money& other) const;
    [[nodiscard]] Result<Money> minus(const Money& other) const;
    [[nodiscard]] Result<Money> times(qint64 factor) const;
    /// The smallest qint64 has no opposite; parse() never yields it.
    [[nodiscard]] Money negated() const { return {-m_minor, m_currency}; }
    [[nodiscard]] Money absolute() const { return {m_minor < 0 ? -m_minor : m_minor, m_currency}; }

    /// Parts proportional to the weights by largest remainder; they sum to this amount exactly. Weights are >= 0; all zero: equal
    /// parts.
    [[nodiscard]] Result<std::vector<Money>> split(const std::vector<qint64>& weights) const;

    friend bool operator==(const Money&, const Money&) = default;

private:
    qint64 m_minor = 0;
    QString m_currency;
};

} // namespace causeway
