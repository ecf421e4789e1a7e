// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/FakeClock.h"

namespace causeway::tests {

qint64 FakeClock::nowMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

qint64 FakeClock::monotonicMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_monotonic;
}

bool FakeClock::sleep(qint64 milliseconds, const StopToken& stop)
{
    if (stop.stopRequested())
        return false;
    const std::lock_guard lock(m_mutex);
    m_now += milliseconds;
    m_monotonic += milliseconds;
    m_slept += milliseconds;
    return true;
}

void FakeClock::advance(qint64 milliseconds)
{
    const std::lock_guard lock(m_mutex);
    m_now += milliseconds;
    m_monotonic += milliseconds;
}

void FakeClock::setWall(qint64 utcMs)
{
    const std::lock_guard lock(m_mutex);
    m_now = utcMs;
}

qint64 FakeClock::slept() const
{
    const std::lock_guard lock(m_mutex);
    return m_slept;
}

} // namespace causeway::tests
