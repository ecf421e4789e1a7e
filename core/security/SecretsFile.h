// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "security/SecretSource.h"

namespace causeway::security {

/// Secrets from an explicit JSON file of names and texts, for a service without a desktop session. Read once at opening, never
/// written. Thread-safe (it does not change).
class SecretsFile final : public SecretSource
{
public:
    /// Invalid: not there, not readable, readable by group or others (code "secrets-file-mode", POSIX), not a JSON object of
    /// texts, or a name that is no secret's (Error::path names it). A message never quotes a value.
    [[nodiscard]] static Result<SecretsFile> open(const QString& file);

    [[nodiscard]] Result<Secret> get(const QString& name) const override;
    [[nodiscard]] Result<QStringList> names() const override;
    [[nodiscard]] bool isReadOnly() const override { return true; }
    /// Always Invalid: the file is the user's.
    [[nodiscard]] Result<void> set(const QString& name, const Secret& value) override;
    [[nodiscard]] Result<void> remove(const QString& name) override;
    [[nodiscard]] QString remedyForMissing(const QString& name) const override;

private:
    SecretsFile() = default;
    QString m_file;
    std::map<QString, Secret> m_secrets;
};

} // namespace causeway::security
