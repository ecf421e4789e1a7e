// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RecordWrites.h"

#include <algorithm>

#include <QCoreApplication>
#include <QVariant>

#include "db/ErrorJson.h"
#include "db/RowSql.h"
#include "db/RunWrites.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

const QString kChecking = QStringLiteral("checking");

QString jsonText(const Json& json)
{
    return QString::fromUtf8(json.toBytes());
}

QVariant errorValue(const std::optional<Error>& error)
{
    return error ? QVariant(jsonText(toJson(*error))) : QVariant();
}

int attemptsUsed(const Error& error)
{
    return dispositionOf(error.kind).usesAttempt ? 1 : 0;
}

/// What a source that was read again makes of a record that nobody works on.
struct NewState
{
    QString state, reason;
};
NewState newStateOf(const SourceRow& source, bool hasCommands)
{
    // Once something was written to the target, only the plan may decide what a cancelled or pending order means.
    if (!source.skipReason.isEmpty() && !hasCommands)
        return {QStringLiteral("skipped"), source.skipReason};
    if (!source.waitingReason.isEmpty() && !hasCommands)
        return {QStringLiteral("waiting"), source.waitingReason};
    return {QStringLiteral("ready"), {}};
}
} // namespace

Result<std::optional<KnownRecord>> RecordWrites::known(const QString& flow, const QString& store, const QString& key)
{
    std::optional<KnownRecord> found;
    auto read = m_tx.query(QStringLiteral(R"(
        SELECT r.id, r.revision, p.sealed IS NOT NULL FROM record r LEFT JOIN payload p ON p.id = r.payload_id
        WHERE r.flow = ? AND r.store = ? AND r.key = ?)"),
                           {flow, store, key}, [&](const Row& row) {
                               found = KnownRecord{RecordId(row.integer(0)), row.text(1), row.integer(2) != 0};
                           });
    if (!read)
        return fail(read.error());
    return found;
}

Result<UpsertedRecord> RecordWrites::upsertSource(const QString& flow, const QString& store, const SourceRow& source, RunId run,
                                                  qint64 now)
{
    struct Stored
    {
        qint64 id = 0;
        QString state, reason, revision, editBase;
        bool due = false, commands = false, edited = false;
    };
    std::optional<Stored> stored;
    auto read = m_tx.query(QStringLiteral(R"(
        SELECT id, state, reason, revision, edit_base, due_at IS NOT NULL, edit_payload_id IS NOT NULL,
               EXISTS(SELECT 1 FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id
                      WHERE rc.record_id = record.id AND (c.sends > 0 OR c.state = 'done'))
        FROM record WHERE flow = ? AND store = ? AND key = ?)"),
                           {flow, store, source.key}, [&](const Row& row) {
                               stored = Stored{row.integer(0), row.text(1),         row.text(2),         row.text(3),
                                               row.text(4),    row.integer(5) != 0, row.integer(7) != 0, row.integer(6) != 0};
                           });
    if (!read)
        return fail(read.error());

    if (!stored) {
        const NewState state = newStateOf(source, false);
        const bool ready = state.state == QStringLiteral("ready");
        const bool waiting = state.state == QStringLiteral("waiting");
        auto id = m_tx.insert(QStringLiteral(R"(
            INSERT INTO record(flow, store, key, order_id, state, reason, revision, source_updated_at, payload_id, due_at, seen_at,
                               waiting_since, amount, currency, run_id, created_at, updated_at, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"),
                              {flow, store, source.key, source.order, state.state, state.reason, source.revision,
                               source.sourceUpdatedAt, row_sql::idValue(source.payload), ready ? QVariant(now) : QVariant(), now,
                               waiting ? QVariant(now) : QVariant(), row_sql::amountValue(source.amount),
                               row_sql::currencyValue(source.amount), row_sql::idValue(run), now, now, source.origin});
        if (!id)
            return fail(id.error());
        return UpsertedRecord{RecordId(*id), Seen::New, *recordStateFromString(state.state), false};
    }

    UpsertedRecord result{RecordId(stored->id), Seen::Unchanged,
                          recordStateFromString(stored->state).value_or(RecordState::Error), false};
    // A flow may stop waiting for the source although the content is the same (another setting).
    const bool stopsWaiting = stored->state == QStringLiteral("waiting") && !stored->due && source.waitingReason.isEmpty();
    if (stored->revision == source.revision && !stopsWaiting) {
        auto seen = m_tx.execute(
            QStringLiteral(
                "UPDATE record SET seen_at = ?, source_updated_at = ?, payload_id = coalesce(?, payload_id) WHERE id = ?"),
            {now, source.sourceUpdatedAt, row_sql::idValue(source.payload), stored->id});
        if (!seen)
            return fail(seen.error());
        return result;
    }

    result.seen = Seen::Changed;
    // An edit that was written already is part of the document: it stays, so that no later plan takes it back.
    result.editDropped = stored->edited && stored->editBase != source.revision && !stored->commands;
    const NewState state = newStateOf(source, stored->commands);
    const bool running = stored->state == QStringLiteral("running");
    const bool checking = stored->state == QStringLiteral("waiting") && stored->reason == kChecking;
    auto content = m_tx.execute(QStringLiteral(R"(
        UPDATE record SET order_id = ?, revision = ?, source_updated_at = ?, payload_id = coalesce(?, payload_id), seen_at = ?,
               amount = ?, currency = ?, attempts = 0, changed = ?, run_id = coalesce(?, run_id), updated_at = ?,
               edit_payload_id = CASE WHEN ? THEN NULL ELSE edit_payload_id END, edit_base = CASE WHEN ? THEN '' ELSE edit_base END
        WHERE id = ?)"),
                                {source.order, source.revision, source.sourceUpdatedAt, row_sql::idValue(source.payload), now,
                                 row_sql::amountValue(source.amount), row_sql::currencyValue(source.amount), running ? 1 : 0,
                                 row_sql::idValue(run), now, result.editDropped ? 1 : 0, result.editDropped ? 1 : 0, stored->id});
    if (!content)
        return fail(content.error());
    if (running || checking)
        return result;

    const bool waiting = state.state == QStringLiteral("waiting");
    auto moved = m_tx.execute(QStringLiteral(R"(
        UPDATE record SET state = ?, reason = ?, due_at = ?, waiting_since = CASE WHEN ? THEN coalesce(waiting_since, ?) END,
               error_json = NULL, cause_id = NULL, note = '' WHERE id = ?)"),
                              {state.state, state.reason, state.state == QStringLiteral("ready") ? QVariant(now) : QVariant(),
                               waiting ? 1 : 0, now, stored->id});
    if (!moved)
        return fail(moved.error());
    result.state = *recordStateFromString(state.state);
    return result;
}

Result<std::vector<RecordRow>> RecordWrites::claim(const QString& flow, const QString& store, qint64 epoch, int limit, qint64 now,
                                                   RunId run, std::span<const RecordId> ids)
{
    QString among;
    QVariantList amongValues;
    if (!ids.empty()) {
        among = QStringLiteral(" AND id IN (%1)").arg(row_sql::placeholders(ids.size()));
        for (const RecordId id : ids)
            amongValues.append(id.value());
    }
    // Each half stops at the limit, so that a long queue is not sorted for every batch.
    const QString due =
        QStringLiteral("SELECT id, due_at FROM (SELECT id, due_at FROM record WHERE flow = ? AND store = ? AND state = '%1' "
                       "AND due_at IS NOT NULL AND due_at <= ?%2 ORDER BY due_at, id LIMIT ?)");
    const QVariantList dueValues = QVariantList{flow, store, now} + amongValues + QVariantList{limit};
    const QString sql = QStringLiteral(R"(
        UPDATE record SET state = 'running', claimed_epoch = ?, due_at = NULL, run_id = coalesce(?, run_id), updated_at = ?
        WHERE id IN (SELECT id FROM (%1 UNION ALL %2) ORDER BY due_at, id LIMIT ?)
        RETURNING )")
                            .arg(due.arg(QStringLiteral("ready"), among), due.arg(QStringLiteral("waiting"), among)) +
                        row_sql::recordColumns();
    std::vector<RecordRow> records;
    auto read = m_tx.query(sql, QVariantList{epoch, row_sql::idValue(run), now} + dueValues + dueValues + QVariantList{limit},
                           [&](const Row& row) { records.push_back(row_sql::recordOf(row)); });
    if (!read)
        return fail(read.error());
    // RETURNING has no order.
    std::sort(records.begin(), records.end(), [](const RecordRow& a, const RecordRow& b) { return a.id < b.id; });
    if (auto added = row_sql::addTargets(m_tx, records); !added)
        return fail(added.error());
    return records;
}

Result<void> RecordWrites::settle(RecordId id, qint64 epoch, const QString& set, QVariantList values)
{
    values.append(id.value());
    values.append(epoch);
    auto changed =
        m_tx.execute(QStringLiteral("UPDATE record SET ") + set + QStringLiteral(" WHERE id = ? AND claimed_epoch = ?"), values);
    if (!changed)
        return fail(changed.error());
    if (*changed == 0)
        return fail(ErrorKind::Storage, Words::tr("Another Causeway has taken over this record."),
                    Words::tr("Only one may work with a profile at a time."), QStringLiteral("fenced"));
    return {};
}

Result<void> RecordWrites::makeReadyIfChanged(RecordId id, bool changed, qint64 now)
{
    if (!changed)
        return {};
    auto ready = m_tx.execute(QStringLiteral(R"(
        UPDATE record SET state = 'ready', reason = '', note = '', due_at = ?, waiting_since = NULL, error_json = NULL, cause_id = NULL, updated_at = ?
        WHERE id = ?)"),
                              {now, now, id.value()});
    if (!ready)
        return fail(ready.error());
    return {};
}

Result<bool> RecordWrites::wasChanged(RecordId id)
{
    bool changed = false;
    auto read = m_tx.query(QStringLiteral("SELECT changed FROM record WHERE id = ?"), {id.value()},
                           [&](const Row& row) { changed = row.integer(0) != 0; });
    if (!read)
        return fail(read.error());
    return changed;
}

Result<void> RecordWrites::settleAndPlanAgain(RecordId id, qint64 epoch, const QString& set, QVariantList values, qint64 now)
{
    auto changed = wasChanged(id);
    if (!changed)
        return fail(changed.error());
    values.append(now);
    if (auto settled = settle(id, epoch, set + QStringLiteral(", claimed_epoch = NULL, changed = 0, updated_at = ?"), values);
        !settled)
        return settled;
    return makeReadyIfChanged(id, *changed, now);
}

Result<void> RecordWrites::done(RecordId id, qint64 epoch, const QString& reason, qint64 now)
{
    return settleAndPlanAgain(
        id, epoch,
        QStringLiteral(
            "state = 'done', reason = ?, due_at = NULL, waiting_since = NULL, error_json = NULL, checks = 0, note = ''"),
        {reason}, now);
}

Result<void> RecordWrites::wait(RecordId id, qint64 epoch, const Wait& wait, qint64 now)
{
    const QString set = QStringLiteral(
        "state = 'waiting', waiting_since = CASE WHEN waiting_since IS NOT NULL AND reason = ? THEN waiting_since ELSE ? END, "
        "reason = ?, note = ?, due_at = ?, error_json = ?, attempts = attempts + ?, checks = ?");
    const QVariantList values{wait.reason,
                              now,
                              wait.reason,
                              wait.error ? wait.error->message : QString(),
                              row_sql::optionalValue(wait.dueAt),
                              errorValue(wait.error),
                              wait.error ? attemptsUsed(*wait.error) : 0,
                              wait.checks};
    if (wait.reason != kChecking)
        return settleAndPlanAgain(id, epoch, set, values, now);
    return settle(id, epoch, set + QStringLiteral(", claimed_epoch = NULL, changed = 0, updated_at = ?"),
                  values + QVariantList{now});
}

Result<void> RecordWrites::error(RecordId id, qint64 epoch, const Error& error, qint64 now)
{
    std::optional<qint64> cause;
    auto stored =
        m_tx.query(QStringLiteral(R"(
        INSERT INTO cause(kind, code, key, message, remedy, flow, first_seen_at, last_seen_at)
        SELECT ?, ?, ?, ?, ?, flow, ?, ? FROM record WHERE id = ?
        ON CONFLICT(flow, kind, code, key) DO UPDATE SET message = excluded.message, remedy = excluded.remedy, last_seen_at = excluded.last_seen_at
        RETURNING id)"),
                   {toString(error.kind), error.code, error.causeKey, error.message, error.remedy, now, now, id.value()},
                   [&](const Row& row) { cause = row.integer(0); });
    if (!stored)
        return fail(stored.error());
    if (!cause)
        return fail(ErrorKind::Defect, Words::tr("There is no such record."));
    return settleAndPlanAgain(
        id, epoch,
        QStringLiteral(
            "state = 'error', reason = ?, note = '', due_at = NULL, waiting_since = NULL, error_json = ?, cause_id = ?, "
            "attempts = attempts + ?, checks = 0"),
        {toString(error.kind), jsonText(toJson(error)), *cause, attemptsUsed(error)}, now);
}

Result<void> RecordWrites::review(RecordId id, qint64 epoch, const QString& planHash, const QString& reason, const QString& note,
                                  qint64 now)
{
    auto settled = settleAndPlanAgain(
        id, epoch,
        QStringLiteral("state = 'review', reason = ?, note = ?, plan_hash = ?, due_at = NULL, waiting_since = NULL, "
                       "error_json = NULL, checks = 0"),
        {reason, note, planHash}, now);
    if (!settled)
        return settled;
    auto approved = m_tx.execute(QStringLiteral(R"(
        UPDATE record SET state = 'ready', due_at = ?, reason = '', updated_at = ?
        WHERE id = ? AND state = 'review' AND approved_hash = plan_hash)"),
                                 {now, now, id.value()});
    if (!approved)
        return fail(approved.error());
    return {};
}

Result<void> RecordWrites::skip(RecordId id, qint64 epoch, const QString& reason, qint64 now)
{
    return settleAndPlanAgain(
        id, epoch,
        QStringLiteral(
            "state = 'skipped', reason = ?, due_at = NULL, waiting_since = NULL, error_json = NULL, checks = 0, note = ''"),
        {reason}, now);
}

Result<void> RecordWrites::release(RecordId id, qint64 epoch, qint64 dueAt, qint64 now)
{
    return settle(
        id, epoch,
        QStringLiteral(
            "state = 'ready', reason = '', due_at = ?, waiting_since = NULL, claimed_epoch = NULL, changed = 0, updated_at = ?"),
        {dueAt, now});
}

Result<void> RecordWrites::setPlan(RecordId id, qint64 epoch, const QString& planHash, qint64 now)
{
    return settle(id, epoch, QStringLiteral("plan_hash = ?, updated_at = ?"), {planHash, now});
}

Result<void> RecordWrites::setVariance(RecordId id, qint64 epoch, const Json& variance, bool over, qint64 now)
{
    return settle(id, epoch, QStringLiteral("variance_json = ?, variance_over = ?, updated_at = ?"),
                  {variance.isNull() ? QVariant() : QVariant(jsonText(variance)), over && !variance.isNull() ? 1 : 0, now});
}

Result<std::vector<CauseRow>> RecordWrites::unmappedCauses()
{
    std::vector<CauseRow> causes;
    auto read = m_tx.query(QStringLiteral(R"(
        SELECT id, kind, code, key, message, remedy, flow FROM cause
        WHERE kind = 'unmapped' AND EXISTS(SELECT 1 FROM record r WHERE r.cause_id = cause.id))"),
                           {}, [&](const Row& row) {
                               CauseRow cause;
                               cause.id = CauseId(row.integer(0));
                               cause.kind = row.text(1);
                               cause.code = row.text(2);
                               cause.key = row.text(3);
                               cause.message = row.text(4);
                               cause.remedy = row.text(5);
                               cause.flow = row.text(6);
                               causes.push_back(std::move(cause));
                           });
    if (!read)
        return fail(read.error());
    return causes;
}

Result<RecordWrites::Recovered> RecordWrites::recoverOrphans(qint64 epoch, qint64 now)
{
    Recovered recovered;
    const auto step = [&](qint64& count, const QString& sql, const QVariantList& values) -> Result<void> {
        auto changed = m_tx.execute(sql, values);
        if (!changed)
            return fail(changed.error());
        count = *changed;
        return {};
    };
    qint64 attempts = 0;
    if (auto ran = step(recovered.commands,
                        QStringLiteral("UPDATE command SET state = 'checking', epoch = NULL, updated_at = ? WHERE state = 'sent' "
                                       "AND state <> 'done' AND epoch <> ?"),
                        {now, epoch});
        !ran)
        return fail(ran.error());
    if (auto ran = step(recovered.checking, QStringLiteral(R"(
        UPDATE record SET state = 'waiting', waiting_since = CASE WHEN waiting_since IS NOT NULL AND reason = 'checking' THEN waiting_since ELSE ? END,
               reason = 'checking', due_at = ?, claimed_epoch = NULL, changed = 0, checks = 0, updated_at = ?
        WHERE state = 'running' AND claimed_epoch <> ? AND EXISTS(
          SELECT 1 FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = record.id AND c.state = 'checking'))"),
                        {now, now, now, epoch});
        !ran)
        return fail(ran.error());
    if (auto ran = step(recovered.ready, QStringLiteral(R"(
        UPDATE record SET state = 'ready', reason = '', due_at = ?, waiting_since = NULL, claimed_epoch = NULL, changed = 0, updated_at = ?
        WHERE state = 'running' AND claimed_epoch <> ?)"),
                        {now, now, epoch});
        !ran)
        return fail(ran.error());
    if (auto ran =
            step(attempts,
                 QStringLiteral(
                     "UPDATE attempt SET finished_at = ?, outcome = 'interrupted' WHERE finished_at IS NULL AND epoch <> ?"),
                 {now, epoch});
        !ran)
        return fail(ran.error());
    if (auto interrupted = RunWrites(m_tx).interruptAll(now); interrupted)
        recovered.runs = *interrupted;
    else
        return fail(interrupted.error());
    return recovered;
}

} // namespace causeway::db
