// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ReturnsFixture.h"

#include "flows/FulfilledOrders.h"
#include "flows/OrdersMfnFixture.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
const QString kFlow = QStringLiteral("returns");
const QString kAuthorization = QStringLiteral("returnAuthorization");
const QString kReceipt = QStringLiteral("itemReceipt");
constexpr qint64 kHourMs = 3'600'000;

void sendBack(SimulatedWorld& world, const simulator::AmazonOrder& order, qint64 hoursAgo)
{
    simulator::SimReturn fact;
    fact.orderId = order.orderId;
    fact.orderItemId = order.items.front().orderItemId;
    fact.atMs = world.clock().nowMs() - hoursAgo * kHourMs;
    fact.deliveredMs = fact.atMs + kHourMs;
    if (world.amazon().returnItem(fact).isEmpty())
        qFatal("Amazon knows no return of %s.", qPrintable(order.orderId));
}
} // namespace

simulator::Options ReturnsFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = things;
    return options;
}

void ReturnsFixture::prepare(SimulatedWorld& world) const
{
    config::Configuration configuration = world.configuration();
    for (config::FlowSettings& flow : configuration.flows) {
        if (flow.flow == kFlow)
            flow.settings.set(QStringLiteral("sources"), QStringLiteral("merchant"));
    }
    if (const auto applied =
            world.profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor());
        !applied)
        qFatal("%s", qPrintable(applied.error().message));
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        const QString salesOrder = fulfilled_orders::addSalesOrder(world, order);
        fulfilled_orders::addFulfillment(world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}});
        sendBack(world, order, 30);
    }
    // Amazon takes its time for a report: it was asked for, and is ready when the suite begins.
    static_cast<void>(world.run(kFlow));
    world.clock().advance(60'000);
}

QString ReturnsFixture::difference(SimulatedWorld& world) const
{
    QStringList wrong = world.netSuite().violations() + world.amazon().violations();
    const auto authorizations = world.netSuite().documents(kAuthorization), receipts = world.netSuite().documents(kReceipt);
    for (const simulator::SimReturn& fact : world.amazon().returns()) {
        std::vector<const simulator::SimDocument*> ofOrder;
        for (const simulator::SimDocument& document : authorizations) {
            if (document.otherRefNum == fact.orderId)
                ofOrder.push_back(&document);
        }
        if (ofOrder.size() != 1) {
            wrong += QStringLiteral("%1 has %2 return authorizations").arg(fact.orderId).arg(ofOrder.size());
            continue;
        }
        const simulator::SimDocument& authorization = *ofOrder.front();
        const auto isReceipt = [&](const simulator::SimDocument& receipt) { return receipt.createdFrom == authorization.id; };
        const auto receipt = std::find_if(receipts.begin(), receipts.end(), isReceipt);
        if (std::count_if(receipts.begin(), receipts.end(), isReceipt) != 1)
            wrong += QStringLiteral("%1 has no single item receipt").arg(fact.orderId);
        else if (receipt->lines.size() != 1 || receipt->lines.front().quantity != static_cast<double>(fact.quantity))
            wrong += QStringLiteral("%1: not what came back was received").arg(fact.orderId);
        if (authorization.total != 0)
            wrong += QStringLiteral("%1: the return authorization has an amount").arg(fact.orderId);
    }
    return wrong.join(QStringLiteral("; "));
}

int ReturnsFixture::documents(SimulatedWorld& world) const
{
    return static_cast<int>(world.netSuite().documents(kReceipt).size());
}

std::function<bool()> ReturnsFixture::change(SimulatedWorld& world) const
{
    // A return that was received does not change; the report of another day tells it again, and nothing more is written.
    world.clock().advance(24 * kHourMs);
    const std::size_t before = world.netSuite().writes().size();
    return [&world, before] { return world.netSuite().writes().size() == before; };
}

void ReturnsFixture::refuse(SimulatedWorld& world, bool refused) const
{
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore))
        world.netSuite().makeReject(order.items.front().sku, refused ? QStringLiteral("The script says no") : QString());
}

config::Mapping ReturnsFixture::needMapping(SimulatedWorld& world) const
{
    const QString sku = QStringLiteral("NOT-IN-NETSUITE-1");
    simulator::AmazonOrder another = world.amazon().orders(kStore).front();
    const QString known = another.items.front().sku;
    another.orderId.clear();
    another.createdMs = another.updatedMs = 0;
    another.items.resize(1);
    another.items.front().orderItemId.clear();
    another.items.front().sku = sku;
    simulator::AmazonOrder order = *world.amazon().order(world.amazon().addOrder(another));
    sendBack(world, order, 20);
    order.items.front().sku = known; // a person entered it under the item's own name
    const QString salesOrder = fulfilled_orders::addSalesOrder(world, order);
    fulfilled_orders::addFulfillment(world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}});
    return {QStringLiteral("sku"), kStore, sku, QStringLiteral("item:") + world.netSuite().itemIdOf(known)};
}

QStringList ReturnsFixture::personalData(SimulatedWorld& world) const
{
    return OrdersMfnFixture().personalData(world);
}

} // namespace causeway::tests
