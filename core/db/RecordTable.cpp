// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RecordTable.h"

#include <algorithm>

#include <QVariant>

#include "db/ListStatements.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
/// Conditions joined by AND, with their values in order.
struct Where
{
    QStringList conditions;
    QVariantList values;

    void add(const QString& condition, const QVariantList& more = {})
    {
        conditions.append(condition);
        values += more;
    }
    [[nodiscard]] QString text() const
    {
        return conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QStringLiteral(" AND "));
    }
};

/// Shorter prefixes match so many records that walking the newest ones finds a page sooner than collecting and sorting all
/// matches.
constexpr qsizetype kSelectivePrefix = 5;

Where whereOf(const RecordFilter& filter)
{
    Where where;
    // "+column" keeps SQLite from using an index on it: without a state, most records are of the one flow, and sorting them would
    // cost more than walking the newest ones.
    const bool byFlow =
        !filter.flow.isEmpty() && !filter.store.isEmpty() && filter.state && !filter.cause.isValid() && !filter.run.isValid();
    const QString plus = byFlow ? QString() : QStringLiteral("+");
    if (!filter.flow.isEmpty())
        where.add(plus + QStringLiteral("flow = ?"), {filter.flow});
    if (!filter.store.isEmpty())
        where.add(plus + QStringLiteral("store = ?"), {filter.store});
    if (filter.state)
        where.add(QStringLiteral("state = ?"), {toString(*filter.state)});
    if (filter.cause.isValid())
        where.add(QStringLiteral("cause_id = ?"), {filter.cause.value()});
    if (filter.run.isValid())
        where.add(QStringLiteral("run_id = ?"), {filter.run.value()});
    if (!filter.order.isEmpty())
        where.add(QStringLiteral("order_id = ?"), {filter.order});
    if (filter.varianceOnly)
        where.add(QStringLiteral("variance_json IS NOT NULL"));
    if (!filter.search.isEmpty()) {
        const QString end = row_sql::prefixEnd(filter.search);
        const QString walk = filter.search.size() < kSelectivePrefix ? QStringLiteral("+") : QString();
        where.add(QStringLiteral("((%1key >= ? AND %1key < ?) OR (%1order_id >= ? AND %1order_id < ?))").arg(walk),
                  {filter.search, end, filter.search, end});
    }
    if (filter.after)
        where.add(QStringLiteral("(updated_at, id) < (?, ?)"), {filter.after->at, filter.after->id});
    return where;
}
} // namespace

Statement recordListStatement(const RecordFilter& filter)
{
    Where where = whereOf(filter);
    where.values.append(std::max(0, filter.limit));
    return {QStringLiteral("SELECT ") + row_sql::recordColumns() + QStringLiteral(" FROM record") + where.text() +
                QStringLiteral(" ORDER BY updated_at DESC, id DESC LIMIT ?"),
            where.values};
}

Result<std::vector<RecordRow>> RecordReads::list(const RecordFilter& filter) const
{
    std::vector<RecordRow> records;
    const Statement statement = recordListStatement(filter);
    auto read =
        m_connection.query(statement.sql, statement.values, [&](const Row& row) { records.push_back(row_sql::recordOf(row)); });
    if (!read)
        return fail(read.error());
    if (auto added = row_sql::addTargets(m_connection, records); !added)
        return fail(added.error());
    return records;
}

Result<std::optional<RecordRow>> RecordReads::find(RecordId id) const
{
    std::vector<RecordRow> records;
    auto read =
        m_connection.query(QStringLiteral("SELECT ") + row_sql::recordColumns() + QStringLiteral(" FROM record WHERE id = ?"),
                           {id.value()}, [&](const Row& row) { records.push_back(row_sql::recordOf(row)); });
    if (!read)
        return fail(read.error());
    if (records.empty())
        return std::optional<RecordRow>();
    if (auto added = row_sql::addTargets(m_connection, records); !added)
        return fail(added.error());
    return std::optional(std::move(records.front()));
}

Result<std::optional<RecordRow>> RecordReads::find(const QString& flow, const QString& store, const QString& key) const
{
    std::optional<qint64> id;
    auto read = m_connection.query(QStringLiteral("SELECT id FROM record WHERE flow = ? AND store = ? AND key = ?"),
                                   {flow, store, key}, [&](const Row& row) { id = row.integer(0); });
    if (!read)
        return fail(read.error());
    if (!id)
        return std::optional<RecordRow>();
    return find(RecordId(*id));
}

Result<std::vector<CauseRow>> RecordReads::openCauses(const QString& store) const
{
    std::vector<CauseRow> causes;
    // One row per cause and currency; only records in error have a cause.
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT c.id, c.kind, c.code, c.key, c.message, c.remedy, c.flow,
               count(*), min(r.updated_at), max(r.attempts), r.currency, sum(r.amount)
        FROM record r JOIN cause c ON c.id = r.cause_id
        WHERE r.cause_id IS NOT NULL AND (? = '' OR r.store = ?)
        GROUP BY c.id, r.currency)"),
                                   {store, store}, [&](const Row& row) {
                                       if (causes.empty() || causes.back().id.value() != row.integer(0)) {
                                           CauseRow cause;
                                           cause.id = CauseId(row.integer(0));
                                           cause.kind = row.text(1);
                                           cause.code = row.text(2);
                                           cause.key = row.text(3);
                                           cause.message = row.text(4);
                                           cause.remedy = row.text(5);
                                           cause.flow = row.text(6);
                                           cause.oldestAt = row.integer(8);
                                           causes.push_back(std::move(cause));
                                       }
                                       CauseRow& cause = causes.back();
                                       cause.records += row.integer(7);
                                       cause.oldestAt = std::min(cause.oldestAt, row.integer(8));
                                       cause.mostAttempts = std::max(cause.mostAttempts, static_cast<int>(row.integer(9)));
                                       if (!row.isNull(10))
                                           cause.amounts.emplace_back(row.integer(11), row.text(10));
                                   });
    if (!read)
        return fail(read.error());
    std::stable_sort(causes.begin(), causes.end(), [](const CauseRow& a, const CauseRow& b) { return a.records > b.records; });
    return causes;
}

Result<qint64> RecordReads::count(RecordState state, const QString& flow, const QString& store) const
{
    qint64 sum = 0;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT coalesce(sum(n), 0) FROM record_counter WHERE state = ? AND (? = '' OR flow = ?) AND (? = '' OR store = ?))"),
                                   {toString(state), flow, flow, store, store}, [&](const Row& row) { sum = row.integer(0); });
    if (!read)
        return fail(read.error());
    return sum;
}

Result<std::vector<CommandRow>> RecordReads::commands(RecordId id) const
{
    std::vector<CommandRow> commands;
    auto read = m_connection.query(QStringLiteral("SELECT ") + row_sql::commandColumns() + QStringLiteral(R"(, rc.position
        FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = ? ORDER BY rc.position, c.id)"),
                                   {id.value()}, [&](const Row& row) {
                                       commands.push_back(row_sql::commandOf(row));
                                       commands.back().position = static_cast<int>(row.integer(17));
                                   });
    if (!read)
        return fail(read.error());
    return commands;
}

Result<std::vector<RecordReads::OpenWrite>> RecordReads::openWrites(const std::vector<RecordId>& records) const
{
    Json ids = Json::array();
    for (const RecordId id : records)
        ids.append(Json(id.value()));
    std::vector<OpenWrite> writes;
    auto read = m_connection.query(QStringLiteral(R"(SELECT rc.record_id, c.operation, c.type
        FROM json_each(?) wanted JOIN record_command rc ON rc.record_id = wanted.value CROSS JOIN command c ON c.id = rc.command_id
        WHERE c.state <> 'done' ORDER BY rc.record_id, rc.position, c.id)"),
                                   {QString::fromUtf8(ids.toCanonicalBytes())}, [&](const Row& row) {
                                       writes.push_back({RecordId(row.integer(0)), row.text(1), row.text(2)});
                                   });
    if (!read)
        return fail(read.error());
    return writes;
}

Result<std::vector<AttemptRow>> RecordReads::attempts(RecordId id, int limit) const
{
    std::vector<AttemptRow> attempts;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT id, record_id, command_id, run_id, step, started_at, finished_at, outcome, http_status, request_id, message,
               request_payload_id, reply_payload_id
        FROM attempt WHERE record_id = ? ORDER BY id DESC LIMIT ?)"),
                                   {id.value(), limit}, [&](const Row& row) {
                                       AttemptRow attempt;
                                       attempt.id = AttemptId(row.integer(0));
                                       attempt.record = RecordId(row.integer(1));
                                       attempt.command = CommandId(row.integer(2));
                                       attempt.run = RunId(row.integer(3));
                                       attempt.step = row.text(4);
                                       attempt.startedAt = row.integer(5);
                                       attempt.finishedAt = row.optionalInteger(6);
                                       attempt.outcome = row.text(7);
                                       attempt.httpStatus = static_cast<int>(row.integer(8));
                                       attempt.requestId = row.text(9);
                                       attempt.message = row.text(10);
                                       attempt.request = PayloadId(row.integer(11));
                                       attempt.reply = PayloadId(row.integer(12));
                                       attempts.push_back(std::move(attempt));
                                   });
    if (!read)
        return fail(read.error());
    return attempts;
}

Result<std::vector<std::pair<QString, QString>>> RecordReads::origins(CommandId id) const
{
    std::vector<std::pair<QString, QString>> origins;
    auto read = m_connection.query(QStringLiteral("SELECT field, source FROM origin WHERE command_id = ? ORDER BY field"),
                                   {id.value()}, [&](const Row& row) { origins.emplace_back(row.text(0), row.text(1)); });
    if (!read)
        return fail(read.error());
    return origins;
}

Result<std::optional<qint64>> RecordReads::nextDue(const QString& flow, const QString& store) const
{
    std::optional<qint64> due;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT min(due_at) FROM (
          SELECT min(due_at) AS due_at FROM record WHERE flow = ? AND store = ? AND state = 'ready' AND due_at IS NOT NULL
          UNION ALL
          SELECT min(due_at) FROM record WHERE flow = ? AND store = ? AND state = 'waiting' AND due_at IS NOT NULL))"),
                                   {flow, store, flow, store}, [&](const Row& row) { due = row.optionalInteger(0); });
    if (!read)
        return fail(read.error());
    return due;
}

} // namespace causeway::db
