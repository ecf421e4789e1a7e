// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <QString>

#include "base/Json.h"
#include "base/Money.h"
#include "base/Result.h"

namespace causeway::amazon {

/// Amazon lists nothing of the last two minutes; a newer bound is refused.
inline constexpr qint64 kFinanceDelayMs = 120'000;
/// Over a longer range the answer is empty, without an error: listTransactions() refuses it (Invalid).
inline constexpr qint64 kLongestFinanceRangeMs = 180LL * 86'400'000;

/// One amount with what it consists of, e.g. ProductCharges > OurPricePrincipal. From the seller's view: money to the buyer is
/// negative.
struct Breakdown
{
    QString type;
    Money amount;
    std::vector<Breakdown> parts;
};

struct FinanceItem
{
    QString adjustmentItemId; ///< ORDER_ADJUSTMENT_ITEM_ID of a refund
    QString sku, asin;
    qint64 quantity = 0;
    std::optional<Money> total;
    std::vector<Breakdown> breakdowns;
};

/// One posting to the seller's account. What Amazon holds back is listed as DEFERRED, later as DEFERRED_RELEASED and once more
/// as RELEASED under another id: the same money, tied by DEFERRED_TRANSACTION_ID and RELEASE_TRANSACTION_ID.
struct Transaction
{
    QString id;
    QString type;   ///< "Shipment", "Refund", …; no closed list
    QString status; ///< DEFERRED, RELEASED, DEFERRED_RELEASED
    QString marketplaceId;
    qint64 postedMs = 0;
    Money total;
    std::vector<std::pair<QString, QString>> identifiers; ///< ORDER_ID, REFUND_ID, SETTLEMENT_ID, …
    std::vector<FinanceItem> items;
    std::vector<Breakdown> breakdowns;

    /// Empty when the posting has none of this name.
    [[nodiscard]] QString identifier(QStringView name) const;
    /// Held-back money is one thing under up to two ids: the one it was first listed with.
    [[nodiscard]] QString originalId() const;
};

/// A range of time, or the postings of one order or one settlement group, or both.
struct TransactionSearch
{
    std::optional<qint64> postedAfterMs;  ///< inclusive
    std::optional<qint64> postedBeforeMs; ///< exclusive; at least kFinanceDelayMs before now; required with postedAfterMs
    QString marketplaceId;                ///< leave empty for merchant orders of the US: they are not found by marketplace
    QString status;                       ///< empty = all
    QString orderId;                      ///< at most one of this and groupId
    QString groupId;                      ///< FINANCIAL_EVENT_GROUP_ID
    QString nextToken;                    ///< valid only with the same other arguments
};

struct TransactionPage
{
    std::vector<Transaction> transactions; ///< may be empty although there is a next page
    QString nextToken;                     ///< empty on the last page
    /// Postings that could not be read. The others are not held up, and these are not dropped in silence.
    struct Undecodable
    {
        QString id, orderId; ///< empty when not even that was readable
        Error error;
        Json source;
    };
    std::vector<Undecodable> undecodable;
};

/// Invalid, with the place in Error::path. An amount with more digits than its currency is refused, never rounded.
[[nodiscard]] Result<Transaction> readTransaction(const Json& json);

} // namespace causeway::amazon
