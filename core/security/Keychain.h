// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::security {

/// The system keychain: holds one master key per profile. Main thread only, before workers start
/// (from a worker QtKeychain hangs while the main loop does not run). Faked by an in-memory keychain in tests.
class Keychain
{
public:
    virtual ~Keychain() = default;
    /// Empty secret when there is no such entry. Storage error (code "keychain") when there is no keychain, it is locked or
    /// refuses; keychainTrouble() tells these apart. On Linux a locked or missing keyring may also look like "no such entry": a
    /// caller that knows a key was stored must treat the empty secret as keychainError(KeychainTrouble::Locked), never as "not
    /// configured".
    [[nodiscard]] virtual Result<Secret> read(const QString& key) = 0;
    [[nodiscard]] virtual Result<void> write(const QString& key, const Secret& value) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString& key) = 0;
};

enum class KeychainTrouble
{
    Absent, ///< no keychain service, or this build has none
    Locked, ///< there, but closed: the entry that must exist is not seen
    Denied, ///< the user or the system said no
    Slow,   ///< no answer in time, perhaps a hidden question to the user
    Failed  ///< any other failure of the service
};
/// Storage error with code "keychain", the trouble's name in causeKey, and words for the user.
[[nodiscard]] Error keychainError(KeychainTrouble trouble);
/// The trouble an error of a Keychain speaks of; Failed for any other error.
[[nodiscard]] KeychainTrouble keychainTrouble(const Error& error);

} // namespace causeway::security
