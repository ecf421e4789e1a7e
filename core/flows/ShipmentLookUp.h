// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// What plans of shipments need to know: {"fulfillments": {id: {"shipMethod":{"id","name"},"date","packages":[{"tracking",
/// "description"}],"lines":[{"orderItem","item","name","quantity"}]} or null when it was deleted}, "orders": {Amazon order id:
/// shipmentOrderFacts or null when Amazon does not know it}, "readAt": ms}. One read of each item fulfillment (which package
/// and which sales order line belong together is in no table), one query for the sales orders' lines, and Amazon's orders.
class ShipmentLookUp final
{
public:
    explicit ShipmentLookUp(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records);

private:
    [[nodiscard]] Result<Json> orderItems(const QStringList& salesOrderIds); ///< {sales order id: {line: order item id}}
    [[nodiscard]] Result<Json> fulfillment(const QString& id, const Json& itemsOfSalesOrder);
    FlowContext& m_context;
};

} // namespace causeway::flows
