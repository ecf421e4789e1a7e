// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/StateTables.h"

#include <QVariant>

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

Result<Json> CursorTable::load(const QString& flow, const QString& store, const QString& stream) const
{
    Json value;
    auto read = m_connection.query(QStringLiteral("SELECT value FROM cursor WHERE flow = ? AND store = ? AND stream = ?"),
                                   {flow, store, stream}, [&](const Row& row) { value = row_sql::jsonOf(row.text(0)); });
    if (!read)
        return fail(read.error());
    return value;
}

Result<std::optional<qint64>> CursorTable::readUpTo(const QString& flow, const QString& store) const
{
    const auto cursor = load(flow, store, QStringLiteral("main"));
    if (!cursor)
        return fail(cursor.error());
    return (*cursor)[u"confirmedTo"].toInteger();
}

Result<void> CursorTable::save(Transaction& tx, const QString& flow, const QString& store, const QString& stream,
                               const Json& value, qint64 now)
{
    return done(tx.execute(QStringLiteral(R"(
        INSERT INTO cursor(flow, store, stream, value, updated_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(flow, store, stream) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at)"),
                           {flow, store, stream, QString::fromUtf8(value.toBytes()), now}));
}

Result<std::optional<QByteArray>> SecretTable::load(const QString& name) const
{
    std::optional<QByteArray> found;
    auto read = m_connection.query(QStringLiteral("SELECT sealed FROM secret WHERE name = ?"), {name},
                                   [&](const Row& row) { found = row.bytes(0); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<QStringList> SecretTable::names() const
{
    QStringList names;
    auto read = m_connection.query(QStringLiteral("SELECT name FROM secret ORDER BY name"), {},
                                   [&](const Row& row) { names.append(row.text(0)); });
    if (!read)
        return fail(read.error());
    return names;
}

Result<void> SecretTable::save(Transaction& tx, const QString& name, const QByteArray& sealedBytes, qint64 now)
{
    return done(tx.execute(QStringLiteral(R"(
        INSERT INTO secret(name, sealed, updated_at) VALUES (?, ?, ?)
        ON CONFLICT(name) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at)"),
                           {name, sealedBytes, now}));
}

Result<bool> SecretTable::remove(Transaction& tx, const QString& name)
{
    auto removed = tx.execute(QStringLiteral("DELETE FROM secret WHERE name = ?"), {name});
    if (!removed)
        return fail(removed.error());
    return *removed > 0;
}

Result<std::optional<RateBucketRow>> RateBucketTable::load(const QString& connection, const QString& operation) const
{
    std::optional<RateBucketRow> found;
    auto read = m_connection.query(
        QStringLiteral("SELECT micro_tokens, updated_at, period_us FROM rate_bucket WHERE connection = ? AND operation = ?"),
        {connection, operation}, [&](const Row& row) {
            found = RateBucketRow{connection, operation, row.integer(0), row.integer(1), row.integer(2)};
        });
    if (!read)
        return fail(read.error());
    return found;
}

Result<void> RateBucketTable::save(Transaction& tx, const RateBucketRow& bucket)
{
    return done(tx.execute(QStringLiteral(R"(
        INSERT INTO rate_bucket(connection, operation, micro_tokens, updated_at, period_us) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(connection, operation) DO UPDATE SET micro_tokens = excluded.micro_tokens, updated_at = excluded.updated_at,
                                                         period_us = excluded.period_us)"),
                           {bucket.connection, bucket.operation, bucket.microTokens, bucket.updatedAt, bucket.periodUs}));
}

Result<bool> ScheduleSlotTable::take(const QString& flow, const QString& store, qint64 slotAt, RunId run, qint64 keepAfter)
{
    auto forgotten = m_tx.execute(QStringLiteral("DELETE FROM schedule_slot WHERE flow = ? AND store = ? AND slot_at < ?"),
                                  {flow, store, keepAfter});
    if (!forgotten)
        return fail(forgotten.error());
    auto taken = m_tx.execute(
        QStringLiteral("INSERT INTO schedule_slot(flow, store, slot_at, run_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
        {flow, store, slotAt, row_sql::idValue(run)});
    if (!taken)
        return fail(taken.error());
    return *taken > 0;
}

Result<std::optional<qint64>> ScheduleSlotTable::newest(const QString& flow, const QString& store) const
{
    std::optional<qint64> at;
    auto read = m_tx.query(QStringLiteral("SELECT max(slot_at) FROM schedule_slot WHERE flow = ? AND store = ?"), {flow, store},
                           [&](const Row& row) { at = row.optionalInteger(0); });
    if (!read)
        return fail(read.error());
    return at;
}

} // namespace causeway::db
