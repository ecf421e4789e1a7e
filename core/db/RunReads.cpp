// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QVariant>

#include "db/ErrorJson.h"
#include "db/RowSql.h"
#include "db/ViewTables.h"

namespace causeway::db {

namespace {
constexpr qint64 kHourMs = 3'600'000;

const QString kColumns =
    QStringLiteral("id, flow, store, trigger, state, started_at, finished_at, fetched, done, skipped, waiting, review, error, "
                   "calls_amazon, calls_netsuite, calls_throttled, fetch_due_at, error_json");

RunRow runOf(const Row& row)
{
    RunRow run;
    run.id = RunId(row.integer(0));
    run.flow = row.text(1);
    run.store = row.text(2);
    run.trigger = row.text(3);
    run.state = row.text(4);
    run.startedAt = row.integer(5);
    run.finishedAt = row.optionalInteger(6);
    run.counts = {row.integer(7), row.integer(8), row.integer(9), row.integer(10), row.integer(11), row.integer(12)};
    run.calls = {row.integer(13), row.integer(14), row.integer(15)};
    run.fetchDueAt = row.optionalInteger(16);
    if (!row.isNull(17))
        run.error = errorFromJson(row_sql::jsonOf(row.text(17)));
    return run;
}
} // namespace

Result<std::vector<RunRow>> RunReads::list(const QString& flow, const QString& store, int limit) const
{
    std::vector<RunRow> runs;
    auto read = m_connection.query(
        QStringLiteral("SELECT ") + kColumns +
            QStringLiteral(" FROM run WHERE (? = '' OR flow = ?) AND (? = '' OR store = ?) ORDER BY id DESC LIMIT ?"),
        {flow, flow, store, store, limit}, [&](const Row& row) { runs.push_back(runOf(row)); });
    if (!read)
        return fail(read.error());
    return runs;
}

Result<std::optional<RunRow>> RunReads::find(RunId id) const
{
    std::optional<RunRow> found;
    auto read = m_connection.query(QStringLiteral("SELECT ") + kColumns + QStringLiteral(" FROM run WHERE id = ?"), {id.value()},
                                   [&](const Row& row) { found = runOf(row); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<std::optional<RunRow>> RunReads::newest(const QString& flow, const QString& store) const
{
    std::optional<RunRow> found;
    auto read = m_connection.query(QStringLiteral("SELECT ") + kColumns +
                                       QStringLiteral(" FROM run WHERE flow = ? AND store = ? ORDER BY id DESC LIMIT 1"),
                                   {flow, store}, [&](const Row& row) { found = runOf(row); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<std::vector<RunReads::HourCount>> RunReads::lastHours(const QString& flow, const QString& store, int hours,
                                                             qint64 nowMs) const
{
    std::vector<HourCount> cells(static_cast<std::size_t>(std::max(0, hours)));
    const qint64 first = (nowMs / kHourMs - hours + 1) * kHourMs;
    // One indexed range per state; a list of states would lose the order of the index.
    for (const QString& state : {QStringLiteral("done"), QStringLiteral("skipped"), QStringLiteral("error")}) {
        auto read = m_connection.query(QStringLiteral(R"(
            SELECT (updated_at - ?) / ?, count(*) FROM record
            WHERE state = ? AND updated_at >= ? AND (? = '' OR flow = ?) AND (? = '' OR store = ?) GROUP BY 1)"),
                                       {first, kHourMs, state, first, flow, flow, store, store}, [&](const Row& row) {
                                           const auto cell = static_cast<std::size_t>(row.integer(0));
                                           if (cell >= cells.size())
                                               return;
                                           const qint64 n = row.integer(1);
                                           if (state == QStringLiteral("done"))
                                               cells[cell].done += n;
                                           else if (state == QStringLiteral("skipped"))
                                               cells[cell].skipped += n;
                                           else
                                               cells[cell].error += n;
                                       });
        if (!read)
            return fail(read.error());
    }
    return cells;
}

} // namespace causeway::db
