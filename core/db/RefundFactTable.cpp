// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RefundFactTable.h"

#include <QVariant>

namespace causeway::db {

Result<std::vector<RefundFactRow>> RefundFactTable::select(const QString& where, const QVariantList& values) const
{
    std::vector<RefundFactRow> rows;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT f.id, f.event, f.line, f.order_id, f.sku, f.amount, f.currency, f.posted_at, f.doubt,
               coalesce((SELECT group_concat(DISTINCT s.source) FROM refund_sighting s WHERE s.fact = f.id), '')
        FROM refund_fact f WHERE %1 ORDER BY f.posted_at, f.event, f.line)")
                                       .arg(where),
                                   values, [&](const Row& row) {
                                       rows.push_back({row.integer(0), row.text(1), static_cast<int>(row.integer(2)), row.text(3),
                                                       row.text(4), Money(row.integer(5), row.text(6)), row.integer(7),
                                                       row.text(8), row.text(9).split(u',', Qt::SkipEmptyParts)});
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

Result<QStringList> RefundFactTable::ordersKnownOnlyTo(const QString& source, const QString& other) const
{
    QStringList orders;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT DISTINCT f.order_id FROM refund_fact f
        WHERE f.store = ? AND EXISTS (SELECT 1 FROM refund_sighting s WHERE s.fact = f.id AND s.source = ?)
          AND NOT EXISTS (SELECT 1 FROM refund_sighting s WHERE s.fact = f.id AND s.source = ?)
        ORDER BY f.order_id)"),
                                   {m_store, source, other}, [&](const Row& row) { orders << row.text(0); });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<std::vector<RefundFactTable::Booking>> RefundFactTable::bookingsOf(const QString& settlementKey) const
{
    std::vector<Booking> bookings;
    auto read = m_connection.query(
        QStringLiteral("SELECT f.order_id, f.amount, f.currency, r.state = 'done' FROM refund_sighting s JOIN refund_fact f ON "
                       "f.id = s.fact JOIN record r ON r.flow = 'refunds' AND r.store = s.store AND r.key = f.event "
                       "WHERE s.store = ? AND s.source = 'settlement' AND s.source_id >= ? AND s.source_id < ? "
                       "AND r.state <> 'skipped' ORDER BY f.order_id, f.id"),
        {m_store, settlementKey + u'/', settlementKey + u'0'}, [&](const Row& row) { // '0' follows '/'
            bookings.push_back({row.text(0), Money(row.integer(1), row.text(2)), row.integer(3) != 0});
        });
    if (!read)
        return fail(read.error());
    return bookings;
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

} // namespace causeway::db
