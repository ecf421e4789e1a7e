// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "amazon/Api.h"
#include "flows/Flow.h"

namespace causeway::flows {

/// What Amazon knows of the orders of some shipments. Up to a few dozen are asked for one by one (0.5 a second after a burst of
/// 30); more are looked up in Amazon's list first, 100 a call, and only what it does not name one by one.
class ShipmentOrders final
{
public:
    static constexpr int kOneByOne = 25;
    explicit ShipmentOrders(FlowContext& context) : m_context(context) {}

    /// Which part of the list to search, when there are many.
    enum class Search
    {
        Unshipped,    ///< orders that are still to be shipped
        RecentlyMoved ///< orders that changed since sinceMs: shipped a moment ago
    };
    /// By order id; an order that Amazon does not know is an empty optional; one that the quota kept from being read is absent.
    /// Errors only when nothing at all could be read.
    [[nodiscard]] Result<std::map<QString, std::optional<amazon::Order>>> read(const QStringList& orderIds, Search search,
                                                                               qint64 sinceMs);

private:
    [[nodiscard]] Result<void> list(Search search, qint64 sinceMs, const QStringList& wanted,
                                    std::map<QString, std::optional<amazon::Order>>& orders);
    FlowContext& m_context;
};

/// Rejected "cancelled-at-amazon": the goods left, and the order is cancelled as a whole.
[[nodiscard]] Error cancelledAtAmazon();
/// {"marketplace","created","status","fulfilledBy","paidOnDelivery","cancelRequested":[item
/// ids],"items":{id:{"sku","ordered","unfulfilled"}}, "packages":[packageFacts…]}: no personal data.
[[nodiscard]] Json shipmentOrderFacts(const amazon::Order& order);
/// {"reference","carrier","tracking","shipped","created","items":{order item id: quantity}} of a package as Amazon shows it.
[[nodiscard]] Json packageFacts(const amazon::Package& package);
/// Same tracking number and the same quantities of the same items; body: a planned confirmation's "packageDetail".
[[nodiscard]] bool showsPackage(const Json& facts, const Json& packageDetail);

} // namespace causeway::flows
