// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

struct AmazonCore;

/// One amount of a posting, in the words of the settlement file and of Finances.
struct LedgerCharge
{
    QString amountType, description; ///< settlement: ItemPrice, Principal
    QString parent, type;            ///< Finances: ProductCharges, OurPricePrincipal
    bool isExpense = false;          ///< Finances: Expenses instead of Sales
    qint64 amount = 0;               ///< from the seller's view
    QString promotionId;
};

struct LedgerLine
{
    QString orderItemId, adjustmentId, sku, asin, title;
    qint64 quantity = 0;
    std::vector<LedgerCharge> charges;
    [[nodiscard]] qint64 total() const;
};

/// What Amazon posts to the seller's account for a shipped package or a refund.
struct LedgerEntry
{
    bool isRefund = false, isFba = false;
    QString refundType;
    QString transactionId, orderId, sellerOrderId, shipmentId, refundId, store, currency, marketplaceId, marketplaceName;
    qint64 postedMs = 0;
    qint64 releasedMs = 0; ///< = postedMs when nothing was held back
    std::vector<LedgerLine> lines;
    [[nodiscard]] qint64 total() const;
    [[nodiscard]] bool isDeferred() const { return releasedMs != postedMs; }
};

/// All postings of a store in order of time. The core's lock is held.
[[nodiscard]] std::vector<LedgerEntry> ledgerOf(const AmazonCore& core, const QString& store);
/// What the buyer paid for so many units of a line: a full refund of them.
[[nodiscard]] SimAmounts amountsOf(const SimOrderItem& item, qint64 quantity);

} // namespace causeway::simulator
