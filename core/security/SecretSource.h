// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::security {

/// Named secrets of interface.md section 6 (names: docs/interface.md). Two implementations: sealed in the database
/// (engine/VaultSecrets) and an explicit JSON file (security/SecretsFile, read only). Thread-safe.
class SecretSource
{
public:
    virtual ~SecretSource() = default;
    /// Empty secret when the name is not set.
    [[nodiscard]] virtual Result<Secret> get(const QString& name) const = 0;
    [[nodiscard]] virtual Result<QStringList> names() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    [[nodiscard]] virtual Result<void> set(const QString& name, const Secret& value) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString& name) = 0;
    /// What a person does when this secret is missing: where it is entered, in words.
    [[nodiscard]] virtual QString remedyForMissing(const QString& name) const;
};

/// True for "amazon.clientSecret", "store.<id>.refreshToken", "netsuite.privateKey", … (interface.md section 6).
[[nodiscard]] bool isSecretName(QStringView name);

} // namespace causeway::security
