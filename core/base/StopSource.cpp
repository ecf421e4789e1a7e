// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/StopSource.h"

#include <chrono>
#include <thread>

namespace causeway {

StopSource::StopSource() : m_state(std::make_shared<State>()) {}

StopToken StopSource::token() const
{
    StopToken token;
    token.m_state = m_state;
    return token;
}

void StopSource::requestStop()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopped = true;
    }
    m_state->changed.notify_all();
}

bool StopSource::stopRequested() const
{
    return m_state->stopped;
}

bool StopToken::stopRequested() const
{
    return m_state && m_state->stopped;
}

bool StopToken::waitFor(qint64 milliseconds) const
{
    const auto span = std::chrono::milliseconds(milliseconds);
    if (!m_state) {
        std::this_thread::sleep_for(span);
        return true;
    }
    std::unique_lock lock(m_state->mutex);
    return !m_state->changed.wait_for(lock, span, [this] { return m_state->stopped.load(); });
}

} // namespace causeway
