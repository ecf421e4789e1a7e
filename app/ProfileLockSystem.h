// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ProfileLock.h"

namespace causeway::app {

/// The operating system's exclusive lock on a file; it ends with the process. ProfileLock_posix.cpp and ProfileLock_windows.cpp
/// implement it.
class ProfileLock::SystemLock final
{
public:
    /// Null when it cannot be had; isHeld tells whether somebody else has it.
    [[nodiscard]] static std::unique_ptr<SystemLock> take(const QString& file, bool& isHeld);
    [[nodiscard]] static bool isHeld(const QString& file);
    ~SystemLock();
    SystemLock(const SystemLock&) = delete;
    SystemLock& operator=(const SystemLock&) = delete;

private:
    explicit SystemLock(qintptr handle) : m_handle(handle) {}
    qintptr m_handle;
};

} // namespace causeway::app
