// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <csignal>
#include <pthread.h>
#include <thread>

#include <QCoreApplication>

#include "SignalStop.h"

namespace causeway::app {

/// Signals are blocked everywhere and taken by one thread with sigwait: a handler could not lock the stop source's mutex, and
/// the main thread may be busy in a run and serve no event loop.
class SignalStop::System
{
public:
    explicit System(StopSource source) : m_source(std::move(source))
    {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
        (void)std::signal(SIGPIPE, SIG_IGN); // a closed pipe on standard output must not end a run in the middle
        m_thread = std::thread([this] { wait(); });
    }

    ~System()
    {
        m_ending = true;
        // Every thread blocks the signal; only sigwait takes it.
        pthread_kill(m_thread.native_handle(), SIGTERM); // NOLINT(bugprone-bad-signal-to-kill-thread,cert-pos44-c)
        m_thread.join();
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

    void withoutBlocking(const std::function<void()>& work) const
    {
        sigset_t now;
        pthread_sigmask(SIG_SETMASK, &m_before, &now);
        work();
        pthread_sigmask(SIG_SETMASK, &now, nullptr);
    }

private:
    void wait()
    {
        int signal = 0;
        while (sigwait(&m_signals, &signal) == 0 && !m_ending) {
            m_source.requestStop();
            if (QCoreApplication* application = QCoreApplication::instance())
                QMetaObject::invokeMethod(application, &QCoreApplication::quit, Qt::QueuedConnection);
        }
    }

    StopSource m_source;
    sigset_t m_signals{};
    sigset_t m_before{};
    std::atomic<bool> m_ending = false;
    std::thread m_thread;
};

SignalStop::SignalStop() : m_system(std::make_unique<System>(m_source)) {}
SignalStop::~SignalStop() = default;

void SignalStop::withoutBlocking(const std::function<void()>& work) const
{
    m_system->withoutBlocking(work);
}

} // namespace causeway::app
