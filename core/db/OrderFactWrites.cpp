// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/OrderFactWrites.h"

#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

namespace {
QString currencyOf(const OrderRow& order, const OrderLineRow& line)
{
    for (const auto& money : {line.amount, line.tax, line.shipping, line.discount, order.total}) {
        if (money)
            return money->currency();
    }
    return {};
}
} // namespace

Result<void> OrderFactWrites::save(const OrderRow& order, const std::vector<OrderLineRow>& lines, qint64 now)
{
    auto saved = m_tx.execute(QStringLiteral(R"(
        INSERT INTO order_fact(order_id, store, type, marketplace, status, purchased_at, updated_at, ship_by, total, currency, items, is_business,
                               is_replacement, cancel_requested, record_id, state, has_variance)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                coalesce((SELECT state FROM record WHERE id = ?), 'ready'),
                coalesce((SELECT variance_json IS NOT NULL FROM record WHERE id = ?), 0))
        ON CONFLICT(order_id, store) DO UPDATE SET
          type = excluded.type, marketplace = excluded.marketplace, status = excluded.status, purchased_at = excluded.purchased_at,
          updated_at = excluded.updated_at, ship_by = excluded.ship_by, total = excluded.total, currency = excluded.currency, items = excluded.items,
          is_business = excluded.is_business, is_replacement = excluded.is_replacement, cancel_requested = excluded.cancel_requested,
          record_id = excluded.record_id, state = excluded.state, has_variance = excluded.has_variance)"),
                              {order.orderId, order.store, order.type, order.marketplace, order.status, order.purchasedAt,
                               order.updatedAt, row_sql::optionalValue(order.shipBy), row_sql::amountValue(order.total),
                               row_sql::currencyValue(order.total), order.items, order.isBusiness ? 1 : 0,
                               order.isReplacement ? 1 : 0, order.cancelRequested ? 1 : 0, row_sql::idValue(order.record),
                               row_sql::idValue(order.record), row_sql::idValue(order.record)});
    if (!saved)
        return fail(saved.error());
    if (auto cleared =
            m_tx.execute(QStringLiteral("DELETE FROM order_line WHERE order_id = ? AND store = ?"), {order.orderId, order.store});
        !cleared)
        return fail(cleared.error());
    SkuSeenWrites skus(m_tx);
    for (const OrderLineRow& line : lines) {
        const QString currency = currencyOf(order, line);
        auto added =
            m_tx.execute(QStringLiteral(R"(
            INSERT INTO order_line(order_id, store, item_id, sku, asin, title, quantity, amount, tax, shipping, discount, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"),
                         {order.orderId, order.store, line.itemId, line.sku, line.asin, line.title, line.quantity,
                          row_sql::amountValue(line.amount), row_sql::amountValue(line.tax), row_sql::amountValue(line.shipping),
                          row_sql::amountValue(line.discount), currency.isEmpty() ? QVariant() : QVariant(currency)});
        if (!added)
            return fail(added.error());
        if (line.sku.isEmpty())
            continue;
        if (auto seen = skus.seen(order.store, line.sku, line.asin, line.title, now); !seen)
            return seen;
    }
    return {};
}

Result<void> SkuSeenWrites::seen(const QString& store, const QString& sku, const QString& asin, const QString& title, qint64 now)
{
    auto saved = m_tx.execute(QStringLiteral(R"(
        INSERT INTO sku_seen(store, sku, asin, title, last_seen_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(store, sku) DO UPDATE SET asin = excluded.asin, title = excluded.title, last_seen_at = excluded.last_seen_at)"),
                              {store, sku, asin, title, now});
    if (!saved)
        return fail(saved.error());
    return {};
}

Result<void> SkuSeenWrites::resolved(const QString& store, const QString& sku, const QString& item, const QString& itemName,
                                     const QString& foundBy)
{
    auto saved =
        m_tx.execute(QStringLiteral("UPDATE sku_seen SET item = ?, item_name = ?, found_by = ? WHERE store = ? AND sku = ?"),
                     {item, itemName, foundBy, store, sku});
    if (!saved)
        return fail(saved.error());
    return {};
}

} // namespace causeway::db
