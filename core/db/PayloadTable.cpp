// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/PayloadTable.h"

#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

Result<std::optional<PayloadRow>> PayloadReads::find(PayloadId id) const
{
    std::optional<PayloadRow> found;
    auto read = m_connection.query(
        QStringLiteral("SELECT id, class, sealed, sha256, size, created_at, purge_at, erased_at FROM payload WHERE id = ?"),
        {id.value()}, [&](const Row& row) {
            found = PayloadRow{
                PayloadId(row.integer(0)), row.text(1),           row.bytes(2), row.text(3), row.integer(4), row.integer(5),
                row.optionalInteger(6),    row.optionalInteger(7)};
        });
    if (!read)
        return fail(read.error());
    return found;
}

Result<PayloadId> PayloadTable::put(const New& payload, qint64 now)
{
    auto id = m_tx.insert(
        QStringLiteral("INSERT INTO payload(class, sealed, sha256, size, created_at, purge_at) VALUES (?, ?, ?, ?, ?, ?)"),
        {payload.dataClass, payload.sealed, payload.sha256, payload.size, now, row_sql::optionalValue(payload.purgeAt)});
    if (!id)
        return fail(id.error());
    return PayloadId(*id);
}

Result<void> PayloadTable::setPurgeAt(PayloadId id, std::optional<qint64> at)
{
    auto set = m_tx.execute(QStringLiteral("UPDATE payload SET purge_at = ? WHERE id = ? AND sealed IS NOT NULL"),
                            {row_sql::optionalValue(at), id.value()});
    if (!set)
        return fail(set.error());
    return {};
}

Result<qint64> PayloadTable::setPurgeAtOfRecord(RecordId record, qint64 at)
{
    const qint64 id = record.value();
    return m_tx.execute(QStringLiteral(R"(
        UPDATE payload SET purge_at = ? WHERE sealed IS NOT NULL AND class = 'personal' AND id IN (
          SELECT payload_id FROM record WHERE id = ?
          UNION SELECT edit_payload_id FROM record WHERE id = ?
          UNION SELECT c.body_payload_id FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = ?
          UNION SELECT request_payload_id FROM attempt WHERE record_id = ?
          UNION SELECT reply_payload_id FROM attempt WHERE record_id = ?))"),
                        {at, id, id, id, id, id});
}

Result<qint64> PayloadTable::eraseDue(qint64 now, int limit)
{
    // secure_delete overwrites the bytes in the file.
    return m_tx.execute(QStringLiteral(R"(
        UPDATE payload SET sealed = NULL, erased_at = ? WHERE id IN (
          SELECT id FROM payload WHERE sealed IS NOT NULL AND purge_at IS NOT NULL AND purge_at <= ? ORDER BY purge_at LIMIT ?))"),
                        {now, now, limit});
}

Result<void> PayloadTable::erase(PayloadId id, qint64 now)
{
    auto erased = m_tx.execute(
        QStringLiteral("UPDATE payload SET sealed = NULL, erased_at = ? WHERE id = ? AND sealed IS NOT NULL"), {now, id.value()});
    if (!erased)
        return fail(erased.error());
    return {};
}

} // namespace causeway::db
