// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/Keychain.h"

namespace causeway::security {

/// The keychain of the operating system through QtKeychain: Windows Credential Manager, macOS Keychain, Secret Service or
/// KWallet. Never falls back to a plain file. Built without QtKeychain (CAUSEWAY_KEYCHAIN off) every call says Absent. Main
/// thread with an event loop dispatcher only; waits in a local loop.
class SystemKeychain final : public Keychain
{
public:
    /// Long enough for a user to type the keychain's password.
    static constexpr int kTimeoutMs = 120'000;
    explicit SystemKeychain(int timeoutMs = kTimeoutMs) : m_timeoutMs(timeoutMs) {}

    [[nodiscard]] Result<Secret> read(const QString& key) override;
    [[nodiscard]] Result<void> write(const QString& key, const Secret& value) override;
    [[nodiscard]] Result<void> remove(const QString& key) override;

    /// The name under which an entry is stored. Windows ignores the service name, so the key itself must be unique on the
    /// computer.
    [[nodiscard]] static QString qualified(const QString& key);

private:
    int m_timeoutMs;
};

} // namespace causeway::security
