// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "amazon/Order.h"
#include "base/Money.h"
#include "base/Result.h"

namespace causeway::mapping {

/// What Amazon states for one order item, sorted. Discounts are kept as positive amounts that reduce.
struct ItemMoney
{
    Money item, shipping, giftWrap, codFee, other, tip;
    Money itemTax, shippingTax; ///< itemTax: everything that is not shipping tax
    Money itemDiscount, shippingDiscount;
    bool taxCollectedByMarketplace = false;
    Money total;      ///< computed from the parts
    Money difference; ///< Amazon's proceedsTotal minus total; zero when they agree or Amazon states none
};

struct OrderMoney
{
    QString currency;
    std::vector<ItemMoney> items; ///< as Order::items
    ItemMoney orderLevel;         ///< what Amazon states only for the whole order, e.g. a delivery tip
    Money shipping, tax, shippingTax, total;
    Money grandTotal; ///< Amazon's; total when it states none
    Money difference; ///< grandTotal minus total: never hidden, becomes a variance
};

/// Sorts and adds up an order's amounts. Errors: NotYet when Amazon gives no prices yet; Conflict when currencies are mixed;
/// Defect on overflow. Source: spapi.md section 4.3.
[[nodiscard]] Result<OrderMoney> orderMoney(const amazon::Order& order);

} // namespace causeway::mapping
