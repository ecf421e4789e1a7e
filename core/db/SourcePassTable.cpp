// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/SourcePassTable.h"

#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

Result<std::vector<SourcePassRow>> SourcePassTable::list(const QString& flow, const QString& store) const
{
    std::vector<SourcePassRow> passes;
    auto read =
        m_connection.query(QStringLiteral(R"(
        SELECT flow, store, stream, begun_at, seen, found, last_begun_at, last_ended_at, last_seen, last_found, from_at, until_at
        FROM source_pass WHERE (coalesce(?, '') = '' OR flow = ?) AND (coalesce(?, '') = '' OR store = ?) ORDER BY flow, store, stream)"),
                           {flow, flow, store, store}, [&](const Row& row) {
                               passes.push_back({row.text(0), row.text(1), row.text(2), row.optionalInteger(3), row.integer(4),
                                                 row.integer(5), row.optionalInteger(6), row.optionalInteger(7), row.integer(8),
                                                 row.integer(9), row.optionalInteger(10), row.optionalInteger(11)});
                           });
    if (!read)
        return fail(read.error());
    return passes;
}

Result<void> SourcePassTable::add(Transaction& tx, const QString& flow, const QString& store, const QString& stream,
                                  const Page& page, qint64 now)
{
    auto added = tx.execute(QStringLiteral(R"(
        INSERT INTO source_pass(flow, store, stream, begun_at, seen, found) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(flow, store, stream) DO UPDATE SET
          seen = CASE WHEN begun_at IS NULL THEN 0 ELSE seen END + excluded.seen,
          found = CASE WHEN begun_at IS NULL THEN 0 ELSE found END + excluded.found,
          begun_at = coalesce(begun_at, excluded.begun_at))"),
                            {flow, store, stream, now, page.seen, page.found});
    if (!added)
        return fail(added.error());
    if (!page.isLast)
        return {};
    const auto from = page.covered ? std::optional(page.covered->first) : std::nullopt;
    const auto until = page.covered ? std::optional(page.covered->second) : std::nullopt;
    auto ended = tx.execute(QStringLiteral(R"(
        UPDATE source_pass SET last_begun_at = begun_at, last_ended_at = ?, last_seen = seen, last_found = found, begun_at = NULL,
               from_at = coalesce(?, from_at), until_at = coalesce(?, until_at)
        WHERE flow = ? AND store = ? AND stream = ?)"),
                            {now, row_sql::optionalValue(from), row_sql::optionalValue(until), flow, store, stream});
    if (!ended)
        return fail(ended.error());
    return {};
}

} // namespace causeway::db
