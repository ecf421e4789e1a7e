// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Result.h"
#include "security/Keychain.h"
#include "security/Secret.h"

namespace causeway::app {

/// Where a profile's one master key lies: in the system keychain, or in the profile's vault.key (0600) when a secrets file is
/// named. Never a silent change from one to the other. Main thread (keychain).
class MasterKey final
{
public:
    enum class Place
    {
        Keychain,
        File
    };

    /// keychain is used for Place::Keychain only and must outlive the object.
    MasterKey(Place place, QString file, QString installId, security::Keychain& keychain);

    /// Makes a new key and stores it. Storage errors: "keychain", "read-only".
    [[nodiscard]] Result<security::Secret> create();
    /// Storage errors: "keychain" (none, locked or refused), "no-key" (vault.key is gone or damaged), "open-key" (others can read
    /// vault.key).
    [[nodiscard]] Result<security::Secret> read() const;

private:
    [[nodiscard]] QString keychainEntry() const;

    Place m_place;
    QString m_file;
    QString m_installId;
    security::Keychain& m_keychain;
};

} // namespace causeway::app
