// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/OrderSightingTable.h"

#include <QVariant>

namespace causeway::db {

Result<QStringList> OrderSightingTable::unknown(const QString& flow, const QString& channel, int limit) const
{
    QStringList orders;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT s.order_id FROM order_sighting s
        WHERE s.store = ? AND s.channel = ? AND s.reported_at IS NOT NULL AND (s.asked_at IS NULL OR s.asked_at < s.reported_at)
          AND NOT EXISTS(SELECT 1 FROM record r WHERE r.flow = ? AND r.store = s.store AND r.key = s.order_id)
        ORDER BY s.purchased_at, s.order_id LIMIT ?)"),
                                   {m_store, channel, flow, limit}, [&](const Row& row) { orders << row.text(0); });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<void> OrderSightingTable::note(Transaction& tx, const QString& store, const SightedOrder& order, Source source, qint64 now)
{
    const QString column = source == Source::List     ? QStringLiteral("listed_at")
                           : source == Source::Report ? QStringLiteral("reported_at")
                                                      : QStringLiteral("asked_at");
    const auto text = [](const QString& value) { return value.isNull() ? QStringLiteral("") : value; };
    auto noted = tx.execute(QStringLiteral(R"(
        INSERT INTO order_sighting(store, order_id, channel, purchased_at, status, %1) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(store, order_id) DO UPDATE SET %1 = excluded.%1,
          channel = CASE WHEN excluded.channel = '' THEN channel ELSE excluded.channel END,
          purchased_at = CASE WHEN excluded.purchased_at = 0 THEN purchased_at ELSE excluded.purchased_at END,
          status = CASE WHEN excluded.status = '' THEN status ELSE excluded.status END)")
                                .arg(column),
                            {store, order.orderId, text(order.channel), order.purchasedAt, text(order.status), now});
    if (!noted)
        return fail(noted.error());
    return {};
}

Result<void> OrderSightingTable::setDocuments(Transaction& tx, const QString& store, qint64 fromMs,
                                              const std::vector<Document>& documents, qint64 now)
{
    auto forgotten =
        tx.execute(QStringLiteral("UPDATE order_sighting SET netsuite_at = NULL, document_type = '', document_id = '', "
                                  "document_name = '' WHERE store = ? AND purchased_at >= ?"),
                   {store, fromMs});
    if (!forgotten)
        return fail(forgotten.error());
    for (const Document& document : documents) {
        auto set = tx.execute(QStringLiteral("UPDATE order_sighting SET netsuite_at = ?, document_type = ?, document_id = ?, "
                                             "document_name = ? WHERE store = ? AND order_id = ? AND netsuite_at IS NULL"),
                              {now, document.type, document.id, document.name.isNull() ? QStringLiteral("") : document.name,
                               store, document.orderId});
        if (!set)
            return fail(set.error());
    }
    return {};
}

Result<void> OrderSightingTable::noteCheck(Transaction& tx, const QString& store, qint64 fromMs, qint64 netsuiteAt, qint64 now)
{
    auto noted = tx.execute(QStringLiteral(R"(
        INSERT INTO completeness(store, checked_at, from_at, netsuite_at) VALUES (?, ?, ?, ?)
        ON CONFLICT(store) DO UPDATE SET checked_at = excluded.checked_at, from_at = excluded.from_at,
                                         netsuite_at = excluded.netsuite_at)"),
                            {store, now, fromMs, netsuiteAt});
    if (!noted)
        return fail(noted.error());
    return {};
}

} // namespace causeway::db
