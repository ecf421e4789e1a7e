// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <optional>

#include <QtGlobal>

/// Integer arithmetic that says when the result does not fit, on every compiler (MSVC has neither __int128 nor the overflow
/// built-ins).
namespace causeway::checked {

[[nodiscard]] constexpr std::optional<qint64> add(qint64 a, qint64 b)
{
    if (b > 0 ? a > std::numeric_limits<qint64>::max() - b : a < std::numeric_limits<qint64>::min() - b)
        return std::nullopt;
    return a + b;
}

[[nodiscard]] constexpr std::optional<qint64> subtract(qint64 a, qint64 b)
{
    if (b < 0 ? a > std::numeric_limits<qint64>::max() + b : a < std::numeric_limits<qint64>::min() + b)
        return std::nullopt;
    return a - b;
}

/// Distance from zero; right for the smallest qint64 too.
[[nodiscard]] constexpr quint64 magnitude(qint64 value)
{
    return value < 0 ? ~static_cast<quint64>(value) + 1 : static_cast<quint64>(value);
}

/// The value with that distance from zero and sign, when there is one.
[[nodiscard]] constexpr std::optional<qint64> withSign(quint64 distance, bool negative)
{
    constexpr auto kLargest = static_cast<quint64>(std::numeric_limits<qint64>::max());
    if (negative)
        return distance > kLargest + 1 ? std::nullopt
                                       : std::optional(distance == kLargest + 1 ? std::numeric_limits<qint64>::min()
                                                                                : -static_cast<qint64>(distance));
    return distance > kLargest ? std::nullopt : std::optional(static_cast<qint64>(distance));
}

/// A product of two 64-bit numbers.
struct Wide
{
    quint64 high = 0;
    quint64 low = 0;
    friend constexpr bool operator==(const Wide&, const Wide&) = default;
};

[[nodiscard]] constexpr Wide multiplyWide(quint64 a, quint64 b)
{
    constexpr quint64 kLow = 0xffff'ffffU;
    const quint64 lowLow = (a & kLow) * (b & kLow);
    const quint64 lowHigh = (a & kLow) * (b >> 32);
    const quint64 highLow = (a >> 32) * (b & kLow);
    const quint64 middle = (lowLow >> 32) + (lowHigh & kLow) + (highLow & kLow);
    return {(a >> 32) * (b >> 32) + (lowHigh >> 32) + (highLow >> 32) + (middle >> 32), (middle << 32) | (lowLow & kLow)};
}

[[nodiscard]] constexpr std::optional<qint64> multiply(qint64 a, qint64 b)
{
    const Wide product = multiplyWide(magnitude(a), magnitude(b));
    if (product.high != 0)
        return std::nullopt;
    return withSign(product.low, (a < 0) != (b < 0) && product.low != 0);
}

struct Quotient
{
    quint64 quotient = 0;
    quint64 remainder = 0;
    friend constexpr bool operator==(const Quotient&, const Quotient&) = default;
};

/// a * b / by without loss in between; nothing when by is zero or the quotient does not fit.
[[nodiscard]] constexpr std::optional<Quotient> multiplyDivide(quint64 a, quint64 b, quint64 by)
{
    const Wide product = multiplyWide(a, b);
    if (product.high >= by) // also by == 0
        return std::nullopt;
    quint64 remainder = product.high;
    quint64 quotient = 0;
    for (int bit = 63; bit >= 0; --bit) {
        const bool carry = (remainder >> 63) != 0;
        remainder = (remainder << 1) | ((product.low >> bit) & 1U);
        quotient <<= 1;
        if (carry || remainder >= by) {
            remainder -= by;
            quotient |= 1U;
        }
    }
    return Quotient{quotient, remainder};
}

} // namespace causeway::checked
