// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentsFixture.h"

#include "flows/FulfilledOrders.h"
#include "flows/OrdersMfnFixture.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
const QString kFulfillment = QStringLiteral("itemFulfillment");
const QString kUnmapped = QStringLiteral("shipitem:47"); // a ship item that needs a carrier
constexpr qint64 kDayMs = 86'400'000;

/// The item fulfillment of an order; the fixture makes one each.
std::optional<simulator::SimDocument> fulfillmentOf(SimulatedWorld& world, const QString& orderId)
{
    const auto orders = world.netSuite().byOtherRefNum(orderId);
    for (const simulator::SimDocument& document : world.netSuite().documents(kFulfillment)) {
        if (!orders.empty() && document.text(QStringLiteral("createdFrom")) == orders.front().id)
            return document;
    }
    return std::nullopt;
}
} // namespace

simulator::Options ShipmentsFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = things;
    return options;
}

void ShipmentsFixture::prepare(SimulatedWorld& world) const
{
    for (simulator::AmazonOrder order : world.amazon().orders(kStore)) {
        order.status = QStringLiteral("UNSHIPPED");
        order.packages.clear();
        for (simulator::SimOrderItem& item : order.items)
            item.fulfilled = 0;
        world.amazon().replaceOrder(order);
        const QString salesOrder = fulfilled_orders::addSalesOrder(world, order);
        fulfilled_orders::addFulfillment(world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}});
    }
    // What a person changes in NetSuite goes to Amazon without being shown first: the suite has nobody to approve it.
    config::Configuration configuration = world.configuration();
    for (config::FlowSettings& flow : configuration.flows) {
        if (flow.flow == QStringLiteral("shipments"))
            flow.settings.set(QStringLiteral("corrections"), QStringLiteral("send"));
    }
    std::erase_if(configuration.mappings, [](const config::Mapping& m) { return m.key == kUnmapped; });
    if (const auto applied = world.profile().engine().applyConfiguration(
            configuration, {config::sections::kFlows, config::sections::kMappings + QStringLiteral(".carrier")},
            TestProfile::actor());
        !applied)
        qFatal("%s", qPrintable(applied.error().message));
}

QString ShipmentsFixture::difference(SimulatedWorld& world) const
{
    QStringList wrong = world.netSuite().violations() + world.amazon().violations();
    for (const simulator::SimConfirmation& confirmation : world.amazon().confirmations()) {
        if (confirmation.isRepeat)
            wrong += QStringLiteral("%1 was confirmed twice").arg(confirmation.orderId);
    }
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        const auto document = fulfillmentOf(world, order.orderId);
        if (!document || document->text(QStringLiteral("shipMethod")) != QStringLiteral("44"))
            continue;
        const QJsonArray boxes = document->fields[QStringLiteral("package")][QStringLiteral("items")].toArray();
        const QString tracking = boxes.first()[QStringLiteral("packageTrackingNumber")].toString();
        if (order.packages.size() != 1 || order.packages.front().trackingNumber != tracking ||
            order.packages.front().carrierCode != QStringLiteral("UPS") || order.status != QStringLiteral("SHIPPED"))
            wrong += QStringLiteral("%1 is not shipped as NetSuite says").arg(order.orderId);
        else if (document->text(QStringLiteral("custbody_amz_shipment_state")).isEmpty())
            wrong += QStringLiteral("the item fulfillment of %1 is not marked").arg(order.orderId);
    }
    return wrong.join(QStringLiteral("; "));
}

int ShipmentsFixture::documents(SimulatedWorld& world) const
{
    int packages = 0;
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore))
        packages += static_cast<int>(order.packages.size());
    return packages;
}

std::function<bool()> ShipmentsFixture::change(SimulatedWorld& world) const
{
    const simulator::SimDocument document = world.netSuite().documents(kFulfillment).front();
    const QString corrected = QStringLiteral("1Z9999999999999999");
    fulfilled_orders::setBoxes(world, document.id, {{corrected, {}}});
    return [&world, corrected] {
        const auto orders = world.amazon().orders(kStore);
        return std::count_if(orders.begin(), orders.end(), [&](const auto& order) {
                   return order.packages.size() == 1 && order.packages.front().trackingNumber == corrected;
               }) == 1;
    };
}

void ShipmentsFixture::refuse(SimulatedWorld& world, bool refused) const
{
    // Amazon takes no ship date before the purchase, nor in the future.
    for (simulator::AmazonOrder order : world.amazon().orders(kStore)) {
        order.createdMs += refused ? 30 * kDayMs : -30 * kDayMs;
        world.amazon().replaceOrder(order);
    }
}

config::Mapping ShipmentsFixture::needMapping(SimulatedWorld& world) const
{
    simulator::AmazonOrder another = world.amazon().orders(kStore).front();
    another.orderId.clear();
    another.createdMs = another.updatedMs = 0;
    for (simulator::SimOrderItem& line : another.items)
        line.orderItemId.clear();
    const auto order = world.amazon().order(world.amazon().addOrder(another));
    const QString salesOrder = fulfilled_orders::addSalesOrder(world, *order);
    fulfilled_orders::addFulfillment(world, salesOrder, *order, {{QStringLiteral("00340434161094021501"), {}}}, {},
                                     QStringLiteral("47"));
    return {QStringLiteral("carrier"), {}, kUnmapped, QStringLiteral("DHL")};
}

simulator::Faults& ShipmentsFixture::faults(SimulatedWorld& world) const
{
    return world.simulation().amazonFaults();
}

std::size_t ShipmentsFixture::writes(SimulatedWorld& world) const
{
    return world.netSuite().writes().size() + world.amazon().confirmations().size();
}

QStringList ShipmentsFixture::personalData(SimulatedWorld& world) const
{
    return OrdersMfnFixture().personalData(world);
}

} // namespace causeway::tests
