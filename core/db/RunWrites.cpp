// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RunWrites.h"

#include <QVariant>

#include "db/ErrorJson.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
Result<void> done(const Result<qint64>& changed)
{
    if (!changed)
        return fail(changed.error());
    return {};
}
} // namespace

Result<RunId> RunWrites::start(const QString& flow, const QString& store, const QString& trigger, const Json& options, qint64 now)
{
    auto id = m_tx.insert(
        QStringLiteral("INSERT INTO run(flow, store, trigger, state, started_at, options) VALUES (?, ?, ?, 'running', ?, ?)"),
        {flow, store, trigger, now, QString::fromUtf8(options.toBytes())});
    if (!id)
        return fail(id.error());
    return RunId(*id);
}

Result<void> RunWrites::addFetched(RunId id, qint64 count)
{
    return done(m_tx.execute(QStringLiteral("UPDATE run SET fetched = fetched + ? WHERE id = ?"), {count, id.value()}));
}

Result<void> RunWrites::addCalls(RunId id, const RunCalls& calls)
{
    return done(m_tx.execute(QStringLiteral(R"(
        UPDATE run SET calls_amazon = calls_amazon + ?, calls_netsuite = calls_netsuite + ?, calls_throttled = calls_throttled + ? WHERE id = ?)"),
                             {calls.amazon, calls.netsuite, calls.throttled, id.value()}));
}

Result<void> RunWrites::setFetchDueAt(RunId id, std::optional<qint64> at)
{
    return done(
        m_tx.execute(QStringLiteral("UPDATE run SET fetch_due_at = ? WHERE id = ?"), {row_sql::optionalValue(at), id.value()}));
}

Result<RunCounts> RunWrites::refreshCounts(RunId id)
{
    RunCounts counts;
    auto read = m_tx.query(QStringLiteral("SELECT state, count(*) FROM record WHERE run_id = ? GROUP BY state"), {id.value()},
                           [&](const Row& row) {
                               const qint64 n = row.integer(1);
                               switch (recordStateFromString(row.text(0)).value_or(RecordState::Ready)) {
                               case RecordState::Done:
                                   counts.done = n;
                                   break;
                               case RecordState::Skipped:
                                   counts.skipped = n;
                                   break;
                               case RecordState::Waiting:
                                   counts.waiting = n;
                                   break;
                               case RecordState::Review:
                                   counts.review = n;
                                   break;
                               case RecordState::Error:
                                   counts.error = n;
                                   break;
                               case RecordState::Ready:
                               case RecordState::Running:
                                   break; // not settled yet
                               }
                           });
    if (!read)
        return fail(read.error());
    auto stored = m_tx.query(
        QStringLiteral("UPDATE run SET done = ?, skipped = ?, waiting = ?, review = ?, error = ? WHERE id = ? RETURNING fetched"),
        {counts.done, counts.skipped, counts.waiting, counts.review, counts.error, id.value()},
        [&](const Row& row) { counts.fetched = row.integer(0); });
    if (!stored)
        return fail(stored.error());
    return counts;
}

Result<void> RunWrites::finish(RunId id, const QString& state, const std::optional<Error>& error, qint64 now)
{
    if (auto counts = refreshCounts(id); !counts)
        return fail(counts.error());
    // The tries of this run were noted one by one, its calls are counted at its end: one that was interrupted has only the
    // former. A call for many records is one try of each, all with one start.
    auto throttled = m_tx.execute(QStringLiteral(R"(
        UPDATE run SET calls_throttled = max(calls_throttled, (
          SELECT count(DISTINCT a.started_at) FROM attempt a
          WHERE a.record_id IN (SELECT r.id FROM record r WHERE r.run_id = run.id) AND a.run_id = run.id AND a.http_status = 429))
        WHERE id = ?)"),
                                  {id.value()});
    if (!throttled)
        return fail(throttled.error());
    return done(m_tx.execute(
        QStringLiteral("UPDATE run SET state = ?, error_json = ?, finished_at = ? WHERE id = ? AND state = 'running'"),
        {state, error ? QVariant(QString::fromUtf8(toJson(*error).toBytes())) : QVariant(), now, id.value()}));
}

Result<qint64> RunWrites::interruptAll(qint64 now)
{
    std::vector<RunId> running;
    auto read = m_tx.query(QStringLiteral("SELECT id FROM run WHERE state = 'running'"), {},
                           [&](const Row& row) { running.emplace_back(row.integer(0)); });
    if (!read)
        return fail(read.error());
    for (const RunId id : running) {
        if (auto finished = finish(id, QStringLiteral("interrupted"), std::nullopt, now); !finished)
            return fail(finished.error());
    }
    return static_cast<qint64>(running.size());
}

} // namespace causeway::db
