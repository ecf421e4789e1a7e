// SPDX-License-Identifier: GPL-3.0-or-later
#include <mutex>
#include <windows.h>

#include <QCoreApplication>

#include "SignalStop.h"

namespace causeway::app {

namespace {
// The console handler is a plain function without an argument, so the one live source has to be reachable from here.
std::mutex theMutex;
StopSource* theSource = nullptr;

BOOL WINAPI onConsoleEvent(DWORD)
{
    const std::lock_guard lock(theMutex);
    if (theSource == nullptr)
        return FALSE;
    theSource->requestStop();
    if (QCoreApplication* application = QCoreApplication::instance())
        QMetaObject::invokeMethod(application, &QCoreApplication::quit, Qt::QueuedConnection);
    return TRUE;
}
} // namespace

class SignalStop::System
{
public:
    explicit System(StopSource& source)
    {
        const std::lock_guard lock(theMutex);
        theSource = &source;
        SetConsoleCtrlHandler(onConsoleEvent, TRUE);
    }
    ~System()
    {
        SetConsoleCtrlHandler(onConsoleEvent, FALSE);
        const std::lock_guard lock(theMutex);
        theSource = nullptr;
    }
};

SignalStop::SignalStop() : m_system(std::make_unique<System>(m_source)) {}
SignalStop::~SignalStop() = default;

void SignalStop::withoutBlocking(const std::function<void()>& work) const
{
    work(); // console events are not inherited
}

} // namespace causeway::app
