// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "db/PayloadTable.h"
#include "security/Vault.h"

namespace causeway::engine {

/// Seals bodies for the payload table and opens them again. The sealed text is bound to the hash that stands beside it, so a row
/// cannot be given another row's content. Thread-safe.
class Payloads final
{
public:
    explicit Payloads(const security::Vault& vault) : m_vault(vault) {}

    /// Seals and stores; personal content without a purge date would be kept for ever, so the date is an argument.
    [[nodiscard]] Result<PayloadId> put(db::Transaction& tx, const QByteArray& content, bool personal,
                                        std::optional<qint64> purgeAt, qint64 now) const;
    /// A piece of a settlement file: kept for ever, for proof.
    [[nodiscard]] Result<PayloadId> putFile(db::Transaction& tx, const QByteArray& content, qint64 now) const;
    /// Empty when it was erased or never was. Storage error when it was altered.
    [[nodiscard]] Result<std::optional<QByteArray>> open(db::Connection& connection, PayloadId id) const;

private:
    [[nodiscard]] Result<PayloadId> seal(db::Transaction& tx, const QByteArray& content, db::PayloadTable::New payload,
                                         qint64 now) const;
    const security::Vault& m_vault;
};

} // namespace causeway::engine
