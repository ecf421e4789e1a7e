// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/BillingFixture.h"

#include <set>

#include "flows/FulfilledOrders.h"
#include "flows/OrdersMfnFixture.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
const QString kFlow = QStringLiteral("billing");
const QString kBill = QStringLiteral("cashSale");
const QString kClearing = QStringLiteral("clearing");

/// A sales order of two units each, one of them shipped; its id.
QString addHalfShipped(SimulatedWorld& world, simulator::AmazonOrder order)
{
    std::map<QString, qint64> one;
    for (simulator::SimOrderItem& item : order.items) {
        item.quantity = 2;
        one[item.orderItemId] = 1;
    }
    world.amazon().replaceOrder(order);
    const QString salesOrder = fulfilled_orders::addSalesOrder(world, order);
    fulfilled_orders::addFulfillment(world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}}, one);
    return salesOrder;
}

void configure(SimulatedWorld& world, bool isMapped)
{
    config::Configuration configuration = world.configuration();
    for (config::FlowSettings& flow : configuration.flows) {
        if (flow.flow == kFlow)
            flow.settings.set(QStringLiteral("document"), kBill);
    }
    if (!isMapped)
        std::erase_if(configuration.mappings, [](const config::Mapping& m) { return m.key == kClearing; });
    const auto applied = world.profile().engine().applyConfiguration(
        configuration, {config::sections::kFlows, config::sections::kMappings + QStringLiteral(".account")},
        TestProfile::actor());
    if (!applied)
        qFatal("%s", qPrintable(applied.error().message));
}

std::map<int, double> quantities(const std::vector<simulator::SimDocument>& documents, const QString& salesOrder)
{
    std::map<int, double> sums;
    for (const simulator::SimDocument& document : documents) {
        if (document.createdFrom != salesOrder)
            continue;
        for (const simulator::SimLine& line : document.lines)
            sums[line.orderLine] += line.quantity;
    }
    return sums;
}
} // namespace

simulator::Options BillingFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = things;
    return options;
}

void BillingFixture::prepare(SimulatedWorld& world) const
{
    configure(world, true);
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore))
        addHalfShipped(world, order);
}

QString BillingFixture::difference(SimulatedWorld& world) const
{
    QStringList wrong = world.netSuite().violations() + world.amazon().violations();
    const auto bills = world.netSuite().documents(kBill),
               shipments = world.netSuite().documents(QStringLiteral("itemFulfillment"));
    for (const simulator::SimDocument& order : world.netSuite().documents(QStringLiteral("salesOrder"))) {
        if (quantities(bills, order.id) != quantities(shipments, order.id))
            wrong += QStringLiteral("%1: what is billed is not what is shipped").arg(order.otherRefNum);
    }
    return wrong.join(QStringLiteral("; "));
}

int BillingFixture::documents(SimulatedWorld& world) const
{
    std::set<QString> billed;
    for (const simulator::SimDocument& bill : world.netSuite().documents(kBill))
        billed.insert(bill.createdFrom);
    return static_cast<int>(billed.size());
}

std::function<bool()> BillingFixture::change(SimulatedWorld& world) const
{
    // The rest leaves the house.
    const simulator::SimDocument salesOrder = world.netSuite().documents(QStringLiteral("salesOrder")).front();
    world.clock().advance(60'000);
    if (const auto rest = world.netSuite().fulfilByHand(salesOrder.id); !rest)
        qFatal("%s", qPrintable(rest.error()));
    return [&world, id = salesOrder.id] {
        const auto bills = world.netSuite().documents(kBill);
        return std::count_if(bills.begin(), bills.end(), [&](const auto& bill) { return bill.createdFrom == id; }) == 2;
    };
}

void BillingFixture::refuse(SimulatedWorld& world, bool refused) const
{
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore))
        world.netSuite().makeReject(order.items.front().sku, refused ? QStringLiteral("The script says no") : QString());
}

config::Mapping BillingFixture::needMapping(SimulatedWorld& world) const
{
    // The account of cash sales is the store's, so the others are billed before it is taken away.
    world.runUntilIdle(kFlow);
    QString account;
    for (const config::Mapping& mapping : world.configuration().mappings) {
        if (mapping.key == kClearing)
            account = mapping.value;
    }
    configure(world, false);
    simulator::AmazonOrder another = world.amazon().orders(kStore).front();
    another.orderId.clear();
    another.createdMs = another.updatedMs = 0;
    for (simulator::SimOrderItem& line : another.items)
        line.orderItemId.clear();
    addHalfShipped(world, *world.amazon().order(world.amazon().addOrder(another)));
    return {QStringLiteral("account"), {}, kClearing, account};
}

QStringList BillingFixture::personalData(SimulatedWorld& world) const
{
    return OrdersMfnFixture().personalData(world);
}

} // namespace causeway::tests
