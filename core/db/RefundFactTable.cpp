// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RefundFactTable.h"

#include <QVariant>

namespace causeway::db {

Result<std::vector<RefundFactRow>> RefundFactTable::select(const QString& where, const QVariantList& values) const
{
    std::vector<RefundFactRow> rows;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT f.id, f.event, f.line, f.order_id, f.sku, f.amount, f.currency, f.posted_at, f.doubt,
               coalesce((SELECT group_concat(DISTINCT s.source) FROM refund_sighting s WHERE s.fact = f.id), ''),
               coalesce((SELECT group_concat(s.posted_at) FROM refund_sighting s WHERE s.fact = f.id), ''), f.created_at,
               coalesce((SELECT min(s.source_id) FROM refund_sighting s WHERE s.fact = f.id AND s.source = 'settlement'), '')
        FROM refund_fact f WHERE %1 ORDER BY f.posted_at, f.event, f.line)")
                                       .arg(where),
                                   values, [&](const Row& row) {
                                       RefundFactRow fact;
                                       fact.id = row.integer(0);
                                       fact.event = row.text(1);
                                       fact.line = static_cast<int>(row.integer(2));
                                       fact.orderId = row.text(3);
                                       fact.sku = row.text(4);
                                       fact.amount = Money(row.integer(5), row.text(6));
                                       fact.postedAt = row.integer(7);
                                       fact.doubt = row.text(8);
                                       fact.sources = row.text(9).split(u',', Qt::SkipEmptyParts);
                                       for (const QString& time : row.text(10).split(u',', Qt::SkipEmptyParts))
                                           fact.toldAt.push_back(time.toLongLong());
                                       fact.createdAt = row.integer(11);
                                       fact.settlement = row.text(12);
                                       rows.push_back(std::move(fact));
                                   });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<std::vector<RefundFactRow>> RefundFactTable::ofOrder(const QString& orderId) const
{
    return select(QStringLiteral("f.store = ? AND f.order_id = ?"), {m_store, orderId});
}

Result<std::vector<RefundFactRow>> RefundFactTable::ofSighting(const QString& source, const QString& sourceId) const
{
    return select(QStringLiteral("f.id IN (SELECT fact FROM refund_sighting WHERE store = ? AND source = ? AND source_id = ?)"),
                  {m_store, source, sourceId});
}

Result<QStringList> RefundFactTable::ordersKnownOnlyTo(const QString& source, const QString& other, qint64 createdSince) const
{
    QStringList orders;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT DISTINCT f.order_id FROM refund_fact f
        WHERE f.store = ? AND f.created_at >= ?
          AND EXISTS (SELECT 1 FROM refund_sighting s WHERE s.fact = f.id AND s.source = ?)
          AND NOT EXISTS (SELECT 1 FROM refund_sighting s WHERE s.fact = f.id AND s.source = ?)
        ORDER BY f.order_id)"),
                                   {m_store, createdSince, source, other}, [&](const Row& row) { orders << row.text(0); });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<std::vector<RefundFactTable::Booking>> RefundFactTable::bookingsOf(const QString& settlementKey) const
{
    std::vector<Booking> bookings;
    auto read = m_connection.query(
        QStringLiteral(
            "SELECT f.order_id, f.amount, f.currency, coalesce(r.state, '') = 'done', r.id IS NOT NULL FROM refund_sighting s "
            "JOIN refund_fact f ON f.id = s.fact LEFT JOIN record r ON r.flow = 'refunds' AND r.store = s.store AND r.key = "
            "f.event "
            "WHERE s.store = ? AND s.source = 'settlement' AND s.source_id >= ? AND s.source_id < ? "
            "AND coalesce(r.state, '') <> 'skipped' ORDER BY f.order_id, f.id"),
        {m_store, settlementKey + u'/', settlementKey + u'0'}, [&](const Row& row) { // '0' follows '/'
            bookings.push_back({row.text(0), Money(row.integer(1), row.text(2)), row.integer(3) != 0, row.integer(4) != 0});
        });
    if (!read)
        return fail(read.error());
    return bookings;
}

Result<bool> RefundFactTable::hasRecord(const QString& event) const
{
    bool isThere = false;
    auto read = m_connection.query(QStringLiteral("SELECT 1 FROM record WHERE flow = 'refunds' AND store = ? AND key = ?"),
                                   {m_store, event}, [&](const Row&) { isThere = true; });
    if (!read)
        return fail(read.error());
    return isThere;
}

Result<qint64> RefundFactTable::insert(Transaction& tx, const QString& store, const RefundFactRow& fact, qint64 now)
{
    return tx.insert(QStringLiteral(R"(
        INSERT INTO refund_fact(store, event, line, order_id, sku, amount, currency, posted_at, doubt, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"),
                     {store, fact.event, fact.line, fact.orderId, fact.sku, fact.amount.minorUnits(), fact.amount.currency(),
                      fact.postedAt, fact.doubt, now});
}

Result<void> RefundFactTable::addSighting(Transaction& tx, const QString& store, const QString& source, const QString& sourceId,
                                          qint64 fact, qint64 postedAt, qint64 now)
{
    auto added = tx.execute(QStringLiteral(R"(
        INSERT INTO refund_sighting(store, source, source_id, fact, posted_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(store, source, source_id, fact) DO NOTHING)"),
                            {store, source, sourceId, fact, postedAt, now});
    if (!added)
        return fail(added.error());
    return {};
}

Result<void> RefundFactTable::setDoubt(Transaction& tx, qint64 fact, const QString& doubt)
{
    auto set = tx.execute(QStringLiteral("UPDATE refund_fact SET doubt = ? WHERE id = ?"), {doubt, fact});
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> RefundFactTable::moveSightings(Transaction& tx, qint64 fact, const std::vector<qint64>& others)
{
    for (const qint64 other : others) {
        auto copied = tx.execute(QStringLiteral(R"(
            INSERT INTO refund_sighting(store, source, source_id, fact, posted_at, seen_at)
            SELECT store, source, source_id, ?, posted_at, seen_at FROM refund_sighting WHERE fact = ?
            ON CONFLICT(store, source, source_id, fact) DO NOTHING)"),
                                 {other, fact});
        if (!copied)
            return fail(copied.error());
    }
    auto removed = tx.execute(QStringLiteral("DELETE FROM refund_sighting WHERE fact = ?"), {fact});
    if (!removed)
        return fail(removed.error());
    return {};
}

} // namespace causeway::db
