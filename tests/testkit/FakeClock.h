// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "base/Clock.h"

namespace causeway::tests {

/// Time that only moves when told to; sleeping moves it. Thread-safe.
class FakeClock final : public Clock
{
public:
    /// 2026-11-23T10:00:00Z
    static constexpr qint64 kStart = 1'795'428'000'000;
    explicit FakeClock(qint64 utcMs = kStart) : m_now(utcMs) {}

    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
    bool sleep(qint64 milliseconds, const StopToken& stop) override;

    /// Time passes: both clocks move.
    void advance(qint64 milliseconds);
    /// Somebody sets the clock of the computer: only the wall clock moves, also backwards.
    void setWall(qint64 utcMs);
    /// Milliseconds slept through so far.
    [[nodiscard]] qint64 slept() const;

private:
    mutable std::mutex m_mutex;
    qint64 m_now;
    qint64 m_monotonic = 1'000'000;
    qint64 m_slept = 0;
};

} // namespace causeway::tests
