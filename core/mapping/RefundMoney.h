// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QStringList>

#include "amazon/Finances.h"
#include "base/Json.h"
#include "base/Money.h"
#include "base/Result.h"

namespace causeway::mapping {

/// What a refund consists of. The parts up to Other went to the buyer; fees and withheld tax are Amazon's own account with the
/// seller and are booked with the settlement.
enum class RefundPart
{
    Principal,
    Tax,
    Shipping,
    GiftWrap,
    CashOnDelivery,
    Discount,   ///< a promotion taken back: reduces what the buyer gets
    Goodwill,   ///< paid on top
    Restocking, ///< kept by the seller: reduces what the buyer gets
    Other,
    Fee,
    WithheldTax
};

[[nodiscard]] QString nameOf(RefundPart part); ///< "principal", "tax", …; as in the record's content
[[nodiscard]] std::optional<RefundPart> refundPartOf(QStringView name);

struct RefundedItem
{
    QString sku, adjustmentItemId;
    qint64 quantity = 0;
    std::map<RefundPart, Money> parts; ///< from the buyer's view: what the buyer got is positive
    [[nodiscard]] Result<Money> toBuyer() const;
};

/// A refund with its amounts sorted.
struct RefundMoney
{
    QString currency;
    std::vector<RefundedItem> items;
    QStringList unknown; ///< kinds of amounts that the program does not know; they are in Other

    [[nodiscard]] Result<Money> toBuyer() const;
    [[nodiscard]] Json toJson() const;
    [[nodiscard]] static Result<RefundMoney> fromJson(const Json& json);
};

/// True for what gives money back to a buyer: refunds, A-to-z claims, chargebacks. Amazon publishes no list of types
/// (spapi.md section 5.3), so it is told by words.
[[nodiscard]] bool isRefund(const amazon::Transaction& transaction);

/// Sorts the amounts of a refund. Invalid "refund-sum" when its parts do not add up to its total: nothing is guessed then.
[[nodiscard]] Result<RefundMoney> refundMoney(const amazon::Transaction& transaction);

} // namespace causeway::mapping
