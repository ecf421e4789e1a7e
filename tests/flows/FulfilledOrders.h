// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QJsonObject>

#include "testkit/SimulatedWorld.h"

/// Sales orders of Amazon orders and their item fulfillments, as the order flow and a warehouse leave them in NetSuite.
namespace causeway::tests::fulfilled_orders {

struct Box
{
    QString tracking, description;
};

/// The sales order that orders-mfn would have made of it; its id.
QString addSalesOrder(SimulatedWorld& world, const simulator::AmazonOrder& order, const QJsonObject& more = {});
/// A shipped item fulfillment of every line (or of quantities by order item id), today; its id.
QString addFulfillment(SimulatedWorld& world, const QString& salesOrderId, const simulator::AmazonOrder& order,
                       const std::vector<Box>& boxes, const std::map<QString, qint64>& quantities = {},
                       const QString& shipItem = QStringLiteral("44"));
/// A person corrects the boxes in NetSuite.
void setBoxes(SimulatedWorld& world, const QString& fulfillmentId, const std::vector<Box>& boxes);
/// Sales order, item fulfillment and bill ("invoice" or "cashSale") of a whole order; the bill's id.
QString addBill(SimulatedWorld& world, const simulator::AmazonOrder& order, const QString& type = QStringLiteral("invoice"));
/// What the buyer got back by a refund, minor units.
[[nodiscard]] qint64 toBuyer(const simulator::SimRefund& refund);
/// A tracking number of UPS that belongs to this order alone.
[[nodiscard]] QString trackingOf(const QString& orderId, int box = 1);

} // namespace causeway::tests::fulfilled_orders
