// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QString>

#include "ProfileLock.h"
#include "base/Result.h"

namespace causeway::app {

/// A profile folder: where its files lie, and the lock that says who may write. Owned by Composition; main thread.
class Profile final
{
public:
    enum class Access
    {
        Write,        ///< the lock is needed; Storage "locked" when another process holds it
        ReadIfLocked, ///< for reading only when the lock cannot be had
        Read          ///< takes no lock, so it never stands in the way of a run
    };

    /// The platform's application-data folder; used when --profile is not given.
    [[nodiscard]] static QString defaultFolder();
    /// The demo company's own folder next to it.
    [[nodiscard]] static QString defaultDemoFolder();
    /// True when the folder holds a profile's database.
    [[nodiscard]] static bool exists(const QString& folder);

    /// Makes the folder (0700) when create is set, takes the lock. Storage errors: "no-profile", "locked", "read-only".
    [[nodiscard]] static Result<Profile> open(const QString& folder, Access access, bool create = false);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] QString databaseFile() const { return databaseFile(m_folder); }
    [[nodiscard]] static QString databaseFile(const QString& folder);
    [[nodiscard]] QString masterKeyFile() const; ///< vault.key; only profiles with a secrets file have it
    [[nodiscard]] QString logFolder() const;
    [[nodiscard]] QString backupFolder() const;
    [[nodiscard]] bool mayWrite() const { return m_lock != nullptr; }
    /// Why not, when it may not: "locked" or "read-only".
    [[nodiscard]] const Error& refusal() const { return m_refusal; }

private:
    Profile(QString folder, std::unique_ptr<ProfileLock> lock, Error refusal)
        : m_folder(std::move(folder)), m_lock(std::move(lock)), m_refusal(std::move(refusal))
    {
    }

    QString m_folder;
    std::unique_ptr<ProfileLock> m_lock;
    Error m_refusal;
};

} // namespace causeway::app
