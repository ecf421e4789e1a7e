// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Order.h"
#include "base/Decimal.h"
#include "base/Result.h"
#include "mapping/Draft.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderMoney.h"

namespace causeway::mapping {

/// A line of the body that stands for an order item.
struct OrderLine
{
    QString orderItemId;
    int index = 0;        ///< place in the body's lines, from 0
    bool isGroup = false; ///< an item group: NetSuite puts its members in as further lines
};

/// The lines of a sales order and what belongs to them.
struct MappedLines
{
    Json items = Json::array();
    Origins origins;        ///< paths from the body, e.g. "item.items[0].rate"
    Money taxLines;         ///< sum of lines of the item "tax"
    Money shippingTaxLines; ///< of these, tax on shipping
    bool shippingIsLine = false;
    Json skus = Json::object(); ///< SKU -> {"item","name","by"}: how each was found
    std::vector<OrderLine> products;
};

/// Builds the lines: per order item the product, gift wrap and discount; then charges, shipping (when the order has no ship
/// method) and tax. Amounts are exact; rate is amount / quantity, rounded at eight places. All SKUs are looked at before it
/// fails: Unmapped "no-item", "ambiguous-item" or "inactive-item" with causeKey = the first such SKU, or "no-charge-item" with
/// causeKey = the key of the mapping kind "item". Pure.
[[nodiscard]] Result<MappedLines> mapLines(const amazon::Order& order, const OrderMoney& money, bool hasShipMethod,
                                           const MappingInput& input);

/// Units of the item that left or will leave the house: fewer than were ordered when some of them were cancelled, whether Amazon
/// says so or only counts them neither as shipped nor as open. All of them when every unit was cancelled (its line is closed).
[[nodiscard]] qint64 unitsToShip(const amazon::OrderItem& item);
/// amount / quantity with at most eight places (what NetSuite's rate field takes), rounded half away from zero; exact when it
/// fits.
[[nodiscard]] Decimal rateOf(const Money& amount, qint64 quantity);
/// The amount as a JSON number with the currency's digits.
[[nodiscard]] Json amountNumber(const Money& amount);

} // namespace causeway::mapping
