// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iterator>

#include <QByteArray>
#include <QString>

namespace causeway::simulator {

/// Seeded numbers that are the same on every platform and compiler (the standard distributions are not). SplitMix64. Not
/// thread-safe.
class Dice final
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}
    [[nodiscard]] quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … end-1; end must be positive.
    [[nodiscard]] int below(int end) { return static_cast<int>(next() % static_cast<quint64>(end)); }
    [[nodiscard]] bool chance(int perMille) { return below(1000) < perMille; }
    [[nodiscard]] QString digits(int count)
    {
        QString text;
        while (text.size() < count)
            text += QLatin1Char(static_cast<char>('0' + below(10)));
        return text;
    }
    template<class Container>
    [[nodiscard]] const auto& pick(const Container& from)
    {
        return *std::next(std::begin(from), below(static_cast<int>(std::size(from))));
    }

private:
    quint64 m_state;
};

/// Letters and digits that depend only on seed and purpose: client secrets, tokens, keys of the simulated company.
[[nodiscard]] QString derivedSecret(quint64 seed, const QByteArray& purpose, int length);
/// Amount of minor units as decimal text: 1234, "USD" -> "12.34".
[[nodiscard]] QString amountText(qint64 minor, const QString& currency);
[[nodiscard]] QString isoTime(qint64 utcMs);

} // namespace causeway::simulator
