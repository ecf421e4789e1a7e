// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

struct PayloadRow
{
    PayloadId id;
    QString dataClass; ///< personal, plain, settlement-file
    QByteArray sealed; ///< empty once erased
    QString sha256;    ///< of the plain bytes
    qint64 size = 0;   ///< of the plain bytes
    qint64 createdAt = 0;
    std::optional<qint64> purgeAt, erasedAt;
};

/// Reads of sealed bodies. Bound to one Connection.
class PayloadReads
{
public:
    explicit PayloadReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::optional<PayloadRow>> find(PayloadId id) const;

private:
    Connection& m_connection;
};

/// Sealed bodies: the only place of personal data. Bound to one Transaction.
class PayloadTable
{
public:
    explicit PayloadTable(Transaction& tx) : m_tx(tx) {}

    struct New
    {
        QString dataClass = QStringLiteral("personal");
        QByteArray sealed;
        QString sha256;
        qint64 size = 0;
        std::optional<qint64> purgeAt; ///< none = kept until a date is set
    };
    [[nodiscard]] Result<PayloadId> put(const New& payload, qint64 now);
    [[nodiscard]] Result<void> setPurgeAt(PayloadId id, std::optional<qint64> at);
    /// All personal payloads of a record (source, edit, bodies of its commands, attempts) are erased at that time: after
    /// shipment or cancellation. Returns how many.
    [[nodiscard]] Result<qint64> setPurgeAtOfRecord(RecordId record, qint64 at);
    /// Erases payloads whose date has come, at most limit. Returns how many. Call Database::checkpoint() afterwards: until then
    /// the write-ahead log still holds the (sealed) bytes.
    [[nodiscard]] Result<qint64> eraseDue(qint64 now, int limit = 5'000);
    [[nodiscard]] Result<void> erase(PayloadId id, qint64 now);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
