// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Result.h"

namespace causeway {

/// An exact decimal number: units * 10^-scale. For rates, quantities and unit prices; amounts are Money. Never a double.
class Decimal
{
public:
    constexpr Decimal() = default;
    constexpr Decimal(qint64 units, int scale) : m_units(units), m_scale(scale) {}

    /// Reads plain "[-+]digits[.digits]" (and exponent form of JSON numbers). Invalid on anything else or overflow.
    [[nodiscard]] static Result<Decimal> parse(QStringView text);

    [[nodiscard]] qint64 units() const { return m_units; }
    [[nodiscard]] int scale() const { return m_scale; }
    [[nodiscard]] bool isZero() const { return m_units == 0; }
    /// Same value at another scale; Invalid when digits other than zero would be cut or on overflow.
    [[nodiscard]] Result<Decimal> rescaled(int scale) const;
    /// Plain text without exponent, e.g. "-12.50"; keeps the scale.
    [[nodiscard]] QString toString() const;

private:
    qint64 m_units = 0;
    int m_scale = 0;
};

} // namespace causeway
