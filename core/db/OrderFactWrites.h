// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// Facts of orders for lists, search and proof. Bound to one Transaction. No personal data.
class OrderFactWrites
{
public:
    explicit OrderFactWrites(Transaction& tx) : m_tx(tx) {}

    /// Writes the order and exactly these lines (orderId and store of the lines are taken from the order). Every SKU is noted as
    /// seen. Fields of OrderRow that come from the record are not written: the database keeps them by itself.
    [[nodiscard]] Result<void> save(const OrderRow& order, const std::vector<OrderLineRow>& lines, qint64 now);

private:
    Transaction& m_tx;
};

/// SKUs seen at Amazon and what they resolved to last.
class SkuSeenWrites
{
public:
    explicit SkuSeenWrites(Transaction& tx) : m_tx(tx) {}
    [[nodiscard]] Result<void> seen(const QString& store, const QString& sku, const QString& asin, const QString& title,
                                    qint64 now);
    /// foundBy: "alias", or the NetSuite field. Empty item: not found any more.
    [[nodiscard]] Result<void> resolved(const QString& store, const QString& sku, const QString& item, const QString& itemName,
                                        const QString& foundBy);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
