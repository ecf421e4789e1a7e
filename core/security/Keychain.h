// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "security/Secret.h"

#include <QString>

namespace causeway::security {

/// The system keychain: holds one master key per profile. Main thread only, before workers start
/// (from a worker QtKeychain hangs while the main loop does not run). Faked by an in-memory keychain in tests.
class Keychain
{
public:
    virtual ~Keychain() = default;
    /// Empty secret when there is no such entry. Storage error (code "keychain") when there is no keychain, it is locked or refuses.
    [[nodiscard]] virtual Result<Secret> read(const QString& key) = 0;
    [[nodiscard]] virtual Result<void> write(const QString& key, const Secret& value) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString& key) = 0;
};

} // namespace causeway::security
