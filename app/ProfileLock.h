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
    /// Whether another process holds it now. Takes nothing.
    [[nodiscard]] static bool isHeld(const QString& folder);
    /// The sentence for each of the two reasons.
    [[nodiscard]] static Error heldError(const QString& folder);
    [[nodiscard]] static Error readOnlyError(const QString& folder);
    ~ProfileLock();
    ProfileLock(const ProfileLock&) = delete;
    ProfileLock& operator=(const ProfileLock&) = delete;

private:
    class SystemLock; // ProfileLockSystem.h
    ProfileLock(std::unique_ptr<SystemLock> system, std::unique_ptr<QLockFile> named);

    std::unique_ptr<SystemLock> m_system;
    std::unique_ptr<QLockFile> m_named;
};

} // namespace causeway::app
