// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersFbaFixture.h"

#include <cmath>

#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");

void ship(simulator::AmazonOrder& order)
{
    order.fulfilledBy = QStringLiteral("AMAZON");
    order.status = QStringLiteral("SHIPPED");
    order.packages.clear();
    for (simulator::SimOrderItem& item : order.items)
        item.fulfilled = item.quantity;
}

qint64 varianceOf(const simulator::SimDocument& document)
{
    return std::llround(document.fields[QStringLiteral("custbody_amz_variance_total")].toVariant().toDouble() * 100);
}
} // namespace

void OrdersFbaFixture::prepare(SimulatedWorld& world) const
{
    bool isFirst = true;
    for (simulator::AmazonOrder order : world.amazon().orders(kStore)) {
        ship(order);
        if (std::exchange(isFirst, false)) {
            order.items.front().quantity = 2;
            order.items.front().fulfilled = 1;
            order.status = QStringLiteral("PARTIALLY_SHIPPED");
        }
        if (!world.amazon().replaceOrder(order))
            qFatal("An order of the plain world cannot be replaced.");
    }
    world.clock().advance(5 * 60'000); // Amazon shows a change two minutes late
}

QString OrdersFbaFixture::difference(SimulatedWorld& world) const
{
    QStringList wrong = world.netSuite().violations() + world.amazon().violations();
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        const auto documents = world.netSuite().byOtherRefNum(order.orderId);
        if (documents.size() != 1) {
            wrong += QStringLiteral("%1 has %2 documents").arg(order.orderId).arg(documents.size());
            continue;
        }
        const simulator::SimDocument& document = documents.front();
        if (document.total + varianceOf(document) != order.total())
            wrong += QStringLiteral("%1: another total").arg(order.orderId);
        // What left Amazon's warehouse has left NetSuite's FBA location, once.
        for (const simulator::SimOrderItem& item : order.items) {
            double fulfilled = 0;
            for (const simulator::SimLine& line : document.lines) {
                if (line.fields[QStringLiteral("custcol_amz_order_item_id")].toString() == item.orderItemId)
                    fulfilled += line.quantityFulfilled;
            }
            if (std::llround(fulfilled) != item.fulfilled)
                wrong += QStringLiteral("%1: %2 of %3 fulfilled").arg(order.orderId).arg(fulfilled).arg(item.fulfilled);
        }
    }
    if (!world.amazon().confirmations().empty())
        wrong += QStringLiteral("a shipment of Amazon's own was confirmed to Amazon");
    return wrong.join(QStringLiteral("; "));
}

std::function<bool()> OrdersFbaFixture::change(SimulatedWorld& world) const
{
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        if (order.status != QStringLiteral("PARTIALLY_SHIPPED"))
            continue;
        if (!world.amazon().shipFba(order.orderId))
            break;
        return [&world, id = order.orderId] {
            const auto documents = world.netSuite().byOtherRefNum(id);
            int fulfillments = 0;
            for (const simulator::SimDocument& goods : world.netSuite().documents(QStringLiteral("itemFulfillment")))
                fulfillments += !documents.empty() && goods.createdFrom == documents.front().id ? 1 : 0;
            return fulfillments == 2;
        };
    }
    qFatal("Nothing can be changed in this world.");
}

config::Mapping OrdersFbaFixture::needMapping(SimulatedWorld& world) const
{
    simulator::AmazonOrder order = world.amazon().orders(kStore).front();
    const QString item = world.netSuite().itemIdOf(order.items.front().sku);
    order.orderId.clear();
    order.createdMs = order.updatedMs = 0;
    for (simulator::SimOrderItem& line : order.items) {
        line.sku = QStringLiteral("NOT-IN-NETSUITE-1");
        line.orderItemId.clear();
    }
    ship(order);
    world.amazon().addOrder(order);
    return {QStringLiteral("sku"), kStore, QStringLiteral("NOT-IN-NETSUITE-1"), QStringLiteral("item:") + item};
}

} // namespace causeway::tests
