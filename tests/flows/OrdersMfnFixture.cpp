// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersMfnFixture.h"

#include <QJsonDocument>

#include "flows/BillingFixture.h"
#include "flows/OrdersFbaFixture.h"
#include "flows/RefundsFixture.h"
#include "flows/ReturnsFixture.h"
#include "flows/SettlementsFixture.h"
#include "flows/ShipmentsFixture.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
}

std::unique_ptr<Fixture> fixtureOf(const QString& flow)
{
    if (flow == QStringLiteral("orders-mfn"))
        return std::make_unique<OrdersMfnFixture>();
    if (flow == QStringLiteral("orders-fba"))
        return std::make_unique<OrdersFbaFixture>();
    if (flow == QStringLiteral("refunds"))
        return std::make_unique<RefundsFixture>();
    if (flow == QStringLiteral("billing"))
        return std::make_unique<BillingFixture>();
    if (flow == QStringLiteral("returns"))
        return std::make_unique<ReturnsFixture>();
    if (flow == QStringLiteral("settlements"))
        return std::make_unique<SettlementsFixture>();
    if (flow == QStringLiteral("shipments"))
        return std::make_unique<ShipmentsFixture>();
    return nullptr;
}

simulator::Options OrdersMfnFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = things;
    options.variancePerMille = 1'000; // amendments belong to the path under test
    return options;
}

QString OrdersMfnFixture::difference(SimulatedWorld& world) const
{
    const simulator::Proof proof = world.simulation().proof(kStore);
    const QStringList broken = world.netSuite().violations() + world.amazon().violations();
    if (!proof.isGood())
        return proof.summary();
    return broken.join(QStringLiteral("; "));
}

int OrdersMfnFixture::documents(SimulatedWorld& world) const
{
    return static_cast<int>(world.netSuite().documents(QStringLiteral("salesOrder")).size());
}

std::function<bool()> OrdersMfnFixture::change(SimulatedWorld& world) const
{
    const auto orders = world.amazon().orders(kStore);
    const auto unshipped =
        std::find_if(orders.begin(), orders.end(), [](const auto& o) { return o.status == QStringLiteral("UNSHIPPED"); });
    if (unshipped == orders.end())
        qFatal("Nothing can be changed in this world.");
    const simulator::AmazonOrder& order = *unshipped;
    simulator::SimAddress address = order.address.value_or(simulator::SimAddress());
    address.line1 = QStringLiteral("77 Changed Avenue");
    world.amazon().changeAddress(order.orderId, address);
    return [&world, id = order.orderId] {
        const auto documents = world.netSuite().byOtherRefNum(id);
        return documents.size() == 1 && QJsonDocument(documents.front().fields).toJson().contains("77 Changed Avenue");
    };
}

void OrdersMfnFixture::refuse(SimulatedWorld& world, bool refused) const
{
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        for (const simulator::SimOrderItem& item : order.items)
            world.netSuite().makeReject(item.sku, refused ? QStringLiteral("The script of this account says no.") : QString());
    }
}

config::Mapping OrdersMfnFixture::needMapping(SimulatedWorld& world) const
{
    simulator::AmazonOrder order = world.amazon().orders(kStore).front();
    const QString item = world.netSuite().itemIdOf(order.items.front().sku);
    order.orderId.clear();
    order.createdMs = order.updatedMs = 0;
    for (simulator::SimOrderItem& line : order.items) {
        line.sku = QStringLiteral("NOT-IN-NETSUITE-1");
        line.orderItemId.clear();
    }
    world.amazon().addOrder(order);
    return {QStringLiteral("sku"), kStore, QStringLiteral("NOT-IN-NETSUITE-1"), QStringLiteral("item:") + item};
}

QStringList OrdersMfnFixture::personalData(SimulatedWorld& world) const
{
    QStringList texts;
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        texts << order.buyerName << order.buyerEmail << order.buyerPurchaseOrder << order.buyerCompany;
        if (order.address)
            texts << order.address->name << order.address->line1 << order.address->phone;
        for (const simulator::SimOrderItem& item : order.items)
            texts << item.giftMessage;
    }
    constexpr qsizetype kTellingLength = 7; // shorter ones may be part of anything
    texts.removeIf([](const QString& text) { return text.size() < kTellingLength; });
    texts.removeDuplicates();
    return texts;
}

} // namespace causeway::tests
