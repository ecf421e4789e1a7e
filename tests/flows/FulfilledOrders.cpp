// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/FulfilledOrders.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include "mapping/OrderMapper.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests::fulfilled_orders {

namespace {
QJsonObject reference(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}

QJsonObject items(const QJsonArray& rows)
{
    return {{QStringLiteral("items"), rows}};
}

std::vector<simulator::NetSuitePackage> packages(const std::vector<Box>& boxes)
{
    std::vector<simulator::NetSuitePackage> packages;
    for (const Box& box : boxes) {
        simulator::NetSuitePackage package;
        package.trackingNumber = box.tracking;
        package.weight = 1;
        package.description = box.description;
        packages.push_back(std::move(package));
    }
    return packages;
}
} // namespace

QString trackingOf(const QString& orderId, int box)
{
    QString digits = orderId.section(u'-', 1);
    digits.remove(u'-');
    return QStringLiteral("1Z%1%2").arg(box, 2, 10, QLatin1Char('0')).arg(digits.rightJustified(14, u'0'));
}

QString addSalesOrder(SimulatedWorld& world, const simulator::AmazonOrder& order, const QJsonObject& more)
{
    const config::Configuration& configuration = world.configuration();
    const config::Store& store = *configuration.store(u"us");
    QJsonArray lines;
    int number = 0;
    for (const simulator::SimOrderItem& item : order.items)
        lines.append(QJsonObject{{QStringLiteral("line"), ++number},
                                 {QStringLiteral("item"), reference(world.netSuite().itemIdOf(item.sku))},
                                 {QStringLiteral("quantity"), item.quantity},
                                 {QStringLiteral("price"), reference(QStringLiteral("-1"))},
                                 {QStringLiteral("amount"), static_cast<double>(item.itemAmount()) / 100},
                                 {QStringLiteral("location"), reference(store.defaults.location)},
                                 {QStringLiteral("custcol_amz_order_item_id"), item.orderItemId}});
    QJsonObject body{{QStringLiteral("externalId"), mapping::OrderMapper::salesOrderKey(store, configuration, order.orderId)},
                     {QStringLiteral("entity"), reference(store.defaults.customerId)},
                     {QStringLiteral("otherRefNum"), order.orderId},
                     {QStringLiteral("custbody_amz_order_id"), order.orderId},
                     {QStringLiteral("custbody_amz_fulfillment"),
                      order.fulfilledBy == QStringLiteral("AMAZON") ? QStringLiteral("FBA") : QStringLiteral("MFN")},
                     {QStringLiteral("orderStatus"), reference(QStringLiteral("B"))},
                     {QStringLiteral("currency"), reference(QStringLiteral("1"))},
                     {QStringLiteral("subsidiary"), reference(store.defaults.subsidiary)},
                     {QStringLiteral("location"), reference(store.defaults.location)},
                     {QStringLiteral("shipMethod"), reference(QStringLiteral("44"))},
                     {QStringLiteral("item"), items(lines)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return world.netSuite().addSalesOrder(body, QStringLiteral("rest"));
}

QString addFulfillment(SimulatedWorld& world, const QString& salesOrderId, const simulator::AmazonOrder& order,
                       const std::vector<Box>& boxes, const std::map<QString, qint64>& quantities, const QString& shipItem)
{
    std::vector<simulator::SimLineQuantity> lines;
    int number = 0;
    for (const simulator::SimOrderItem& item : order.items) {
        ++number;
        if (const auto part = quantities.find(item.orderItemId); part != quantities.end())
            lines.push_back({number, static_cast<double>(part->second)});
    }
    const auto made = world.netSuite().fulfilByHand(salesOrderId, lines, packages(boxes), shipItem);
    if (!made)
        qFatal("NetSuite does not fulfil the order: %s", qPrintable(made.error()));
    return *made;
}

QString addBill(SimulatedWorld& world, const simulator::AmazonOrder& order, const QString& type)
{
    const QString salesOrder = addSalesOrder(world, order);
    addFulfillment(world, salesOrder, order, {{trackingOf(order.orderId), {}}});
    const auto bill = world.netSuite().billByHand(salesOrder, type);
    if (!bill)
        qFatal("NetSuite does not bill the order: %s", qPrintable(bill.error()));
    return *bill;
}

qint64 toBuyer(const simulator::SimRefund& refund)
{
    qint64 sum = 0;
    for (const simulator::SimRefundLine& line : refund.lines)
        sum += line.amounts.total();
    return sum;
}

void setBoxes(SimulatedWorld& world, const QString& fulfillmentId, const std::vector<Box>& boxes)
{
    if (!world.netSuite().repackByHand(fulfillmentId, packages(boxes)))
        qFatal("There is no such item fulfillment.");
}

} // namespace causeway::tests::fulfilled_orders
