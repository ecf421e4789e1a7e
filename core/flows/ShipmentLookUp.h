// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "flows/Flow.h"

namespace causeway::flows {

/// What plans of shipments need to know: {"fulfillments": {id: {"shipMethod":{"id","name"},"date","packages":[{"tracking",
/// "description"}],"lines":[{"orderItem","item","name","quantity"}]} or null when it was deleted}, "orders": {Amazon order id:
/// shipmentOrderFacts or null when Amazon does not know it}, "doNotShip": {sales order id: bool}, "readAt": ms}. One read of each
/// item fulfillment (which package and which sales order line belong together is in no table), one query for the sales orders'
/// lines and their mark (it may be set or taken back without the fulfillment changing), and Amazon's orders.
class ShipmentLookUp final
{
public:
    explicit ShipmentLookUp(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records);

private:
    /// What the lines of a sales order stand for at Amazon.
    struct SalesOrderLines
    {
        std::map<QString, QString> orderItems; ///< line -> order item id
        /// A line of an item group's member -> line of the group and how many of it are in one group.
        struct Member
        {
            QString group;
            qint64 quantity = 0, groups = 0; ///< of the lines
        };
        std::map<QString, Member> members;
    };
    [[nodiscard]] QString field(const char* ours) const; ///< the account's own name of it
    [[nodiscard]] Result<void> readSalesOrders(const QStringList& ids);
    [[nodiscard]] Result<Json> fulfillment(const QString& id, const QString& salesOrder);
    [[nodiscard]] Json linesOf(const Json& record, const SalesOrderLines& salesOrder) const;
    FlowContext& m_context;
    std::map<QString, SalesOrderLines> m_salesOrders;
    Json m_doNotShip = Json::object();
};

} // namespace causeway::flows
