// SPDX-License-Identifier: GPL-3.0-or-later
// The moves of RecordWrites that a person makes, or that a person's mapping causes.
#include <QVariant>

#include "db/RecordWrites.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
Result<bool> any(const Result<qint64>& changed)
{
    if (!changed)
        return fail(changed.error());
    return *changed > 0;
}
} // namespace

Result<bool> RecordWrites::approve(RecordId id, const QString& planHash, qint64 now)
{
    return any(m_tx.execute(QStringLiteral(R"(
        UPDATE record SET state = 'ready', reason = '', note = '', approved_hash = plan_hash, due_at = ?, updated_at = ?
        WHERE id = ? AND state = 'review' AND plan_hash = ?)"),
                            {now, now, id.value(), planHash}));
}

Result<bool> RecordWrites::reject(RecordId id, const QString& reason, qint64 now)
{
    return any(m_tx.execute(QStringLiteral("UPDATE record SET state = 'skipped', reason = 'rejected', note = ?, updated_at = ? "
                                           "WHERE id = ? AND state = 'review'"),
                            {reason, now, id.value()}));
}

Result<bool> RecordWrites::retry(RecordId id, qint64 now)
{
    // While an outcome is unknown the record may only be looked up sooner: the time since the last send still counts.
    auto sooner = m_tx.execute(
        QStringLiteral("UPDATE record SET due_at = ?, updated_at = ? WHERE id = ? AND state = 'waiting' AND reason = 'checking'"),
        {now, now, id.value()});
    if (!sooner)
        return fail(sooner.error());
    if (*sooner > 0)
        return true;
    auto ready = makeReady(QStringLiteral("id = ? AND (state = 'error' OR (state = 'waiting' AND due_at IS NOT NULL))"),
                           {id.value()}, now);
    if (!ready)
        return fail(ready.error());
    return !ready->empty();
}

Result<bool> RecordWrites::dismiss(RecordId id, const QString& note, qint64 now)
{
    return any(m_tx.execute(QStringLiteral(R"(
        UPDATE record SET state = 'skipped', reason = 'dismissed', note = ?, due_at = NULL, waiting_since = NULL, error_json = NULL,
               cause_id = NULL, updated_at = ?
        WHERE id = ? AND state IN ('ready', 'waiting', 'review', 'error') AND NOT (state = 'waiting' AND reason = 'checking'))"),
                            {note, now, id.value()}));
}

Result<bool> RecordWrites::undismiss(RecordId id, qint64 now)
{
    auto ready = makeReady(QStringLiteral("id = ? AND state = 'skipped'"), {id.value()}, now);
    if (!ready)
        return fail(ready.error());
    return !ready->empty();
}

Result<bool> RecordWrites::setEdit(RecordId id, PayloadId patch, qint64 now)
{
    auto stored = any(m_tx.execute(QStringLiteral(R"(
        UPDATE record SET edit_payload_id = ?, edit_base = CASE WHEN ? THEN revision ELSE '' END, changed = (state = 'running'), updated_at = ?
        WHERE id = ? AND state NOT IN ('done', 'skipped'))"),
                                   {row_sql::idValue(patch), patch.isValid() ? 1 : 0, now, id.value()}));
    if (!stored || !*stored)
        return stored;
    auto ready = makeReady(
        QStringLiteral(
            "id = ? AND (state IN ('review', 'error') OR (state = 'waiting' AND due_at IS NOT NULL AND reason <> 'checking'))"),
        {id.value()}, now);
    if (!ready)
        return fail(ready.error());
    return true;
}

Result<std::vector<RecordId>> RecordWrites::retryCause(CauseId cause, qint64 now)
{
    return makeReady(QStringLiteral("cause_id = ?"), {cause.value()}, now);
}

Result<std::vector<RecordId>> RecordWrites::retryAll(const QString& flow, qint64 now)
{
    return makeReady(QStringLiteral("state = 'error' AND (? = '' OR flow = ?)"), {flow, flow}, now);
}

Result<std::vector<RecordId>> RecordWrites::readyByCause(const QString& flow, const QString& store, const QString& kind,
                                                         const QString& code, const QString& key, qint64 now)
{
    return makeReady(
        QStringLiteral("cause_id IN (SELECT id FROM cause WHERE (? = '' OR flow = ?) AND kind = ? AND code = ? AND key = ?) "
                       "AND (? = '' OR store = ?)"),
        {flow, flow, kind, code, key, store, store}, now);
}

Result<std::vector<RecordId>> RecordWrites::readyByRefusedId(const QString& store, const QString& id, qint64 now)
{
    return makeReady(QStringLiteral("state = 'error' AND (? = '' OR store = ?) AND cause_id IN "
                                    "(SELECT id FROM cause WHERE kind = 'rejected' AND key LIKE 'invalid-value:%:' || ?)"),
                     {store, store, id}, now);
}

Result<void> RecordWrites::endPlanning(RunId run, qint64 now)
{
    auto due = m_tx.execute(QStringLiteral("UPDATE record SET due_at = ? WHERE run_id = ? AND state = 'ready' AND due_at > ? AND "
                                           "approved_hash <> '' AND approved_hash = plan_hash"),
                            {now, row_sql::idValue(run), now});
    if (!due)
        return fail(due.error());
    return {};
}

Result<int> RecordWrites::wake(const QString& flow, const QString& store, const QString& reason, qint64 now)
{
    auto ready = makeReady(
        QStringLiteral(
            "state = 'waiting' AND reason = ? AND reason <> 'checking' AND (? = '' OR flow = ?) AND (? = '' OR store = ?)"),
        {reason, flow, flow, store, store}, now);
    if (!ready)
        return fail(ready.error());
    return static_cast<int>(ready->size());
}

Result<std::vector<RecordId>> RecordWrites::makeReady(const QString& where, const QVariantList& values, qint64 now)
{
    std::vector<RecordId> ids;
    const QString sql =
        QStringLiteral(
            "UPDATE record SET state = 'ready', reason = '', note = '', due_at = ?, waiting_since = NULL, error_json = NULL, "
            "cause_id = NULL, checks = 0, updated_at = ? WHERE ") +
        where + QStringLiteral(" RETURNING id");
    auto changed = m_tx.query(sql, QVariantList{now, now} + values, [&](const Row& row) { ids.emplace_back(row.integer(0)); });
    if (!changed)
        return fail(changed.error());
    return ids;
}

} // namespace causeway::db
