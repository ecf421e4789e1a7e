// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include <QtGlobal>

namespace causeway {

/// Asks running work to stop. std::stop_token is still experimental in Apple's library, hence our own. Thread-safe.
class StopToken;

class StopSource
{
public:
    StopSource();
    [[nodiscard]] StopToken token() const;
    void requestStop();
    [[nodiscard]] bool stopRequested() const;

private:
    friend class StopToken;
    struct State
    {
        std::atomic<bool> stopped = false;
        std::mutex mutex;
        std::condition_variable changed;
    };
    std::shared_ptr<State> m_state; // shared: tokens may outlive the source
};

/// A copyable view on a StopSource. A default-constructed token never stops.
class StopToken
{
public:
    StopToken() = default;
    [[nodiscard]] bool stopRequested() const;
    /// Sleeps up to the given time; returns false at once when a stop is requested.
    bool waitFor(qint64 milliseconds) const;

private:
    friend class StopSource;
    std::shared_ptr<StopSource::State> m_state;
};

} // namespace causeway
