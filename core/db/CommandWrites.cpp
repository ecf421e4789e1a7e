// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/CommandWrites.h"

#include <algorithm>

#include <QCoreApplication>
#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

Result<std::optional<CommandRow>> findWhere(Connection& connection, const QString& where, const QVariantList& values)
{
    std::optional<CommandRow> found;
    auto read =
        connection.query(QStringLiteral("SELECT ") + row_sql::commandColumns() + QStringLiteral(" FROM command c WHERE ") + where,
                         values, [&](const Row& row) { found = row_sql::commandOf(row); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<CommandRow> required(Result<std::optional<CommandRow>> found)
{
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorKind::Defect, Words::tr("There is no such command."));
    return std::move(**found);
}

bool mayChangeBody(const CommandRow& command)
{
    return command.state == CommandState::Planned || command.state == CommandState::Refused;
}
} // namespace

Result<std::optional<CommandRow>> CommandWrites::find(const QString& target, const QString& key)
{
    return findWhere(m_tx, QStringLiteral("c.target = ? AND c.key = ?"), {target, key});
}

Result<std::optional<CommandRow>> CommandWrites::find(CommandId id)
{
    return findWhere(m_tx, QStringLiteral("c.id = ?"), {id.value()});
}

Result<CommandRow> CommandWrites::plan(RecordId record, const PlannedCommand& command, qint64 now)
{
    auto existing = find(command.target, command.key);
    if (!existing)
        return fail(existing.error());
    const QString fingerprint = QString::fromUtf8(command.fingerprint.toBytes());
    CommandId id;
    if (!*existing) {
        auto inserted = m_tx.insert(QStringLiteral(R"(
            INSERT INTO command(target, key, operation, type, state, body_hash, body_payload_id, fingerprint, created_at, updated_at)
            VALUES (?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?))"),
                                    {command.target, command.key, command.operation, command.type, command.bodyHash,
                                     row_sql::idValue(command.body), fingerprint, now, now});
        if (!inserted)
            return fail(inserted.error());
        id = CommandId(*inserted);
    } else {
        const CommandRow& stored = **existing;
        id = stored.id;
        if (stored.operation != command.operation || stored.type != command.type)
            return fail(ErrorKind::Defect, Words::tr("The key %1 was planned as another kind of document.").arg(command.key),
                        Words::tr("Please report this; nothing was sent."), QStringLiteral("key-reused"));
        if (mayChangeBody(stored)) {
            auto updated = m_tx.execute(QStringLiteral(R"(
                UPDATE command SET state = 'planned', body_hash = ?, body_payload_id = coalesce(?, body_payload_id), fingerprint = ?, outcome = '',
                       updated_at = ? WHERE id = ?)"),
                                        {command.bodyHash, row_sql::idValue(command.body), fingerprint, now, id.value()});
            if (!updated)
                return fail(updated.error());
            // The body it replaces never left this computer, unless an attempt shows it.
            if (command.body.isValid() && stored.body.isValid() && stored.body != command.body) {
                auto dropped = m_tx.execute(QStringLiteral(R"(
                    UPDATE payload SET purge_at = ? WHERE id = ?
                      AND NOT EXISTS(SELECT 1 FROM attempt WHERE command_id = ? AND request_payload_id = ?))"),
                                            {now, stored.body.value(), id.value(), stored.body.value()});
                if (!dropped)
                    return fail(dropped.error());
            }
        }
    }
    if (auto linked = link(record, id, command.position); !linked)
        return fail(linked.error());
    auto row = required(find(id));
    if (row)
        row->position = command.position;
    return row;
}

Result<void> CommandWrites::link(RecordId record, CommandId id, int position)
{
    auto linked = m_tx.execute(QStringLiteral(R"(
        INSERT INTO record_command(record_id, command_id, position) VALUES (?, ?, ?)
        ON CONFLICT(record_id, command_id) DO UPDATE SET position = excluded.position)"),
                               {record.value(), id.value(), position});
    if (!linked)
        return fail(linked.error());
    return {};
}

Result<void> CommandWrites::dropStaleLinks(RecordId record, std::span<const CommandId> newest)
{
    QString others;
    QVariantList values{record.value()};
    if (!newest.empty()) {
        others = QStringLiteral(" AND command_id NOT IN (%1)").arg(row_sql::placeholders(newest.size()));
        for (const CommandId id : newest)
            values.append(id.value());
    }
    auto dropped = m_tx.execute(
        QStringLiteral("DELETE FROM record_command WHERE record_id = ?") + others +
            QStringLiteral(" AND EXISTS(SELECT 1 FROM command c WHERE c.id = command_id AND c.state IN ('planned', 'refused'))"),
        values);
    if (!dropped)
        return fail(dropped.error());
    return {};
}

Result<std::optional<qint64>> CommandWrites::endSuperseded(RecordId record, qint64 sentBefore, qint64 now)
{
    const QString unheard =
        QStringLiteral("SELECT c.id FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id "
                       "WHERE rc.record_id = ? AND c.state = 'checking' AND c.operation = 'patch' AND c.last_sent_at <= ?");
    QVariantList ids;
    auto read = m_tx.query(unheard, {record.value(), sentBefore}, [&](const Row& row) { ids << row.integer(0); });
    if (!read)
        return fail(read.error());
    for (const QVariant& id : ids) {
        auto ended = m_tx.execute(
            QStringLiteral("UPDATE command SET state = 'refused', outcome = 'superseded', updated_at = ? WHERE id = ?"),
            {now, id});
        if (!ended)
            return fail(ended.error());
        auto unlinked = m_tx.execute(QStringLiteral("DELETE FROM record_command WHERE record_id = ? AND command_id = ?"),
                                     {record.value(), id});
        if (!unlinked)
            return fail(unlinked.error());
    }
    std::optional<qint64> newest;
    auto left = m_tx.query(
        QStringLiteral(
            "SELECT max(coalesce(c.last_sent_at, ?)) FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id "
            "WHERE rc.record_id = ? AND c.state <> 'done'"),
        {now, record.value()}, [&](const Row& row) { newest = row.optionalInteger(0); });
    if (!left)
        return fail(left.error());
    return newest;
}

Result<void> CommandWrites::setOrigins(CommandId id, const std::vector<std::pair<QString, QString>>& origins)
{
    if (auto cleared = m_tx.execute(QStringLiteral("DELETE FROM origin WHERE command_id = ?"), {id.value()}); !cleared)
        return fail(cleared.error());
    for (const auto& [field, source] : origins) {
        auto stored = m_tx.execute(QStringLiteral(R"(
            INSERT INTO origin(command_id, field, source) VALUES (?, ?, ?)
            ON CONFLICT(command_id, field) DO UPDATE SET source = excluded.source)"),
                                   {id.value(), field, source});
        if (!stored)
            return fail(stored.error());
    }
    return {};
}

Result<std::vector<CommandId>> CommandWrites::markSent(std::span<const CommandId> ids, qint64 epoch, qint64 now)
{
    std::vector<CommandId> marked;
    if (ids.empty())
        return marked;
    QVariantList values{epoch, now, now};
    for (const CommandId id : ids)
        values.append(id.value());
    auto sent = m_tx.query(QStringLiteral(R"(
        UPDATE command SET state = 'sent', epoch = ?, sends = sends + 1, last_sent_at = ?, updated_at = ?
        WHERE id IN (%1) AND state IN ('planned', 'checking') RETURNING id)")
                               .arg(row_sql::placeholders(ids.size())),
                           values, [&](const Row& row) { marked.emplace_back(row.integer(0)); });
    if (!sent)
        return fail(sent.error());
    // In the order asked for; RETURNING has none.
    std::vector<CommandId> ordered;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(ordered),
                 [&](CommandId id) { return std::find(marked.begin(), marked.end(), id) != marked.end(); });
    return ordered;
}

Result<void> CommandWrites::receipt(CommandId id, qint64 epoch, const QString& remoteId, const QString& remoteName,
                                    const QString& outcome, qint64 now)
{
    auto done = m_tx.execute(QStringLiteral(R"(
        UPDATE command SET state = 'done', epoch = NULL, remote_id = ?, remote_name = ?, outcome = ?, receipt_at = ?, updated_at = ?
        WHERE id = ? AND state <> 'done' AND (epoch IS NULL OR epoch = ?))"),
                             {remoteId, remoteName, outcome, now, now, id.value(), epoch});
    if (!done)
        return fail(done.error());
    if (*done > 0)
        return {};
    auto stored = required(find(id));
    if (!stored)
        return fail(stored.error());
    if (stored->state != CommandState::Done)
        return fenced();
    if (stored->remoteId != remoteId)
        return fail(
            ErrorKind::Conflict,
            Words::tr("This document is known under another internal id already (%1, now %2).").arg(stored->remoteId, remoteId),
            Words::tr("Look at both documents in NetSuite; one of them may be a duplicate."), QStringLiteral("other-receipt"));
    return {};
}

Result<void> CommandWrites::leaveWire(CommandId id, qint64 epoch, const QString& state, const QString& from, qint64 now)
{
    auto changed =
        m_tx.execute(QStringLiteral("UPDATE command SET state = ?, epoch = NULL, updated_at = ? WHERE id = ? AND state IN (%1) "
                                    "AND (epoch IS NULL OR epoch = ?)")
                         .arg(from),
                     {state, now, id.value(), epoch});
    if (!changed)
        return fail(changed.error());
    if (*changed == 0)
        return fenced();
    return {};
}

tl::unexpected<Error> CommandWrites::fenced()
{
    return fail(ErrorKind::Storage, Words::tr("Another Causeway has taken over this command."),
                Words::tr("Only one may work with a profile at a time."), QStringLiteral("fenced"));
}

Result<void> CommandWrites::notExecuted(CommandId id, qint64 epoch, qint64 now)
{
    return leaveWire(id, epoch, QStringLiteral("planned"), QStringLiteral("'sent'"), now);
}

Result<void> CommandWrites::refused(CommandId id, qint64 epoch, qint64 now)
{
    return leaveWire(id, epoch, QStringLiteral("refused"), QStringLiteral("'sent', 'planned'"), now);
}

Result<void> CommandWrites::checking(CommandId id, qint64 epoch, qint64 now)
{
    return leaveWire(id, epoch, QStringLiteral("checking"), QStringLiteral("'sent'"), now);
}

Result<void> CommandWrites::absent(CommandId id, qint64 now)
{
    auto changed = m_tx.execute(
        QStringLiteral(
            "UPDATE command SET state = 'refused', outcome = 'absent', updated_at = ? WHERE id = ? AND state = 'checking'"),
        {now, id.value()});
    if (!changed)
        return fail(changed.error());
    if (*changed == 0)
        return fail(ErrorKind::Defect, Words::tr("Only a command whose outcome is unknown can be found absent."));
    return {};
}

Result<void> CommandWrites::setObserved(CommandId id, const Json& observed, const QString& name, qint64 now)
{
    auto stored = m_tx.execute(
        QStringLiteral(R"(
        UPDATE command SET observed = ?, remote_name = CASE WHEN ? <> '' THEN ? ELSE remote_name END, updated_at = ? WHERE id = ?)"),
        {observed.isNull() ? QVariant() : QVariant(QString::fromUtf8(observed.toBytes())), name, name, now, id.value()});
    if (!stored)
        return fail(stored.error());
    return {};
}

Result<std::vector<RecordId>> CommandWrites::otherRecords(CommandId id, RecordId except)
{
    std::vector<RecordId> records;
    auto read = m_tx.query(
        QStringLiteral("SELECT record_id FROM record_command WHERE command_id = ? AND record_id <> ? ORDER BY record_id"),
        {id.value(), except.value()}, [&](const Row& row) { records.emplace_back(row.integer(0)); });
    if (!read)
        return fail(read.error());
    return records;
}

} // namespace causeway::db
