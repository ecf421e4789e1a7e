// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QLockFile>
#include <QString>

#include "base/Result.h"

namespace causeway::app {

/// The right to write to a profile, held until destroyed. The operating system's lock decides (it ends with the process, however
/// that dies); Qt's lock file beside it names the holder and keeps another computer out of a shared folder.
class ProfileLock final
{
public:
    /// Storage "locked" when another process holds it, "read-only" when the folder cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<ProfileLock>> take(const QString& folder);
    ~ProfileLock();
    ProfileLock(const ProfileLock&) = delete;
    ProfileLock& operator=(const ProfileLock&) = delete;

private:
    /// The lock of the operating system on one file; ProfileLock_posix.cpp and ProfileLock_windows.cpp implement it.
    class SystemLock;
    ProfileLock(std::unique_ptr<SystemLock> system, std::unique_ptr<QLockFile> named);
    [[nodiscard]] static Result<std::unique_ptr<SystemLock>> takeSystemLock(const QString& file);

    std::unique_ptr<SystemLock> m_system;
    std::unique_ptr<QLockFile> m_named;
};

} // namespace causeway::app
