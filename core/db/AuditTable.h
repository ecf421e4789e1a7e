// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

// Subjects of audit rows. The trace of an order finds its rows by them, so use these and no other spelling.
[[nodiscard]] QString auditSubject(RecordId record); ///< "record/12"
[[nodiscard]] QString auditSubjectOfMapping(const QString& kind, const QString& store,
                                            const QString& key); ///< "mapping/sku/us/B-17"

/// What people did, append-only, each row chained to the one before by SHA-256. Bound to one Transaction.
class AuditWrites
{
public:
    explicit AuditWrites(Transaction& tx) : m_tx(tx) {}
    /// action: a word such as "approved", "retried", "edited", "dismissed", "mapped". details: no personal data.
    [[nodiscard]] Result<void> append(const QString& actor, const QString& action, const QString& subject, const QString& details,
                                      qint64 now);

private:
    Transaction& m_tx;
};

class AuditReads
{
public:
    explicit AuditReads(Connection& connection) : m_connection(connection) {}
    /// Walks the whole chain. nullopt: unbroken; otherwise the id of the first row that does not fit.
    [[nodiscard]] Result<std::optional<qint64>> firstBroken() const;

private:
    Connection& m_connection;
};

} // namespace causeway::db
