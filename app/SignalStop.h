// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "base/StopSource.h"

namespace causeway::app {

/// Turns SIGINT and SIGTERM (Ctrl+C and console close on Windows) into a stop request and lets a running event loop end. Make one
/// in main() before any thread starts, because threads inherit the blocked signals. SignalStop_posix.cpp and
/// SignalStop_windows.cpp implement it.
class SignalStop final
{
public:
    SignalStop();
    ~SignalStop();
    SignalStop(const SignalStop&) = delete;
    SignalStop& operator=(const SignalStop&) = delete;

    [[nodiscard]] StopToken token() const { return m_source.token(); }
    /// Runs work on this thread with the signals as they were before. Programs started meanwhile (a browser) inherit them like
    /// that and can be stopped; a signal that comes in this moment ends us at once, as a kill would.
    void withoutBlocking(const std::function<void()>& work) const;

private:
    class System;
    StopSource m_source;
    std::unique_ptr<System> m_system;
};

} // namespace causeway::app
