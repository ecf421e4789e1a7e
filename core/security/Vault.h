// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::security {

/// Seals secrets and payloads with AES-256-GCM under the profile's one master key. Pure; thread-safe.
class Vault
{
public:
    static constexpr int kKeyBytes = 32;
    explicit Vault(Secret masterKey); ///< exactly kKeyBytes

    [[nodiscard]] static Result<Secret> newMasterKey();
    /// context binds the sealed text to its place (e.g. "secret:amazon.clientSecret"); opening elsewhere fails.
    [[nodiscard]] Result<QByteArray> seal(const QByteArray& plain, const QByteArray& context) const;
    /// Storage error when the text was altered, belongs elsewhere or was sealed with another key.
    [[nodiscard]] Result<Secret> open(const QByteArray& sealedText, const QByteArray& context) const;
    /// Short non-secret mark of the key, stored in the profile to tell "other key" from "damaged".
    [[nodiscard]] QByteArray keyMark() const;

private:
    Secret m_key;
};

} // namespace causeway::security
