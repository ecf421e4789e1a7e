// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "db/Database.h"
#include "security/SecretSource.h"
#include "security/Vault.h"

namespace causeway::engine {

/// The profile's own secrets: sealed in its database, each bound to its name. Thread-safe.
class VaultSecrets final : public security::SecretSource
{
public:
    VaultSecrets(db::Database& database, const security::Vault& vault, Clock& clock)
        : m_database(database), m_vault(vault), m_clock(clock)
    {
    }
    [[nodiscard]] Result<security::Secret> get(const QString& name) const override;
    [[nodiscard]] Result<QStringList> names() const override;
    [[nodiscard]] bool isReadOnly() const override { return m_database.access() == db::Database::Access::ReadOnly; }
    [[nodiscard]] Result<void> set(const QString& name, const security::Secret& value) override;
    [[nodiscard]] Result<void> remove(const QString& name) override;

private:
    db::Database& m_database;
    const security::Vault& m_vault;
    Clock& m_clock;
};

} // namespace causeway::engine
