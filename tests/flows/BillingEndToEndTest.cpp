// SPDX-License-Identifier: GPL-3.0-or-later
// Fulfilled sales orders become bills: real clients and engine against the simulated NetSuite.
#include <QTest>

#include "flows/FulfilledOrders.h"
#include "simulator/AmazonOrder.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
const QString kBilling = QStringLiteral("billing"), kStore = QStringLiteral("us");

struct World : SimulatedWorld
{
    std::vector<simulator::AmazonOrder> orders;
    QStringList salesOrders;

    explicit World(int count, const QJsonObject& settings = {}) : SimulatedWorld(optionsFor(count))
    {
        config::Configuration changed = configuration();
        std::erase_if(changed.flows, [](const auto& flow) { return flow.flow == kBilling; });
        config::FlowSettings flow;
        flow.flow = kBilling;
        flow.store = kStore;
        flow.enabled = true;
        flow.mode = config::FlowMode::Auto;
        for (auto it = settings.begin(); it != settings.end(); ++it)
            flow.settings.set(it.key(), it.value().isBool() ? Json(it.value().toBool()) : Json(it.value().toString()));
        changed.flows.push_back(flow);
        if (const auto applied = profile().engine().applyConfiguration(changed, {config::sections::kFlows}, TestProfile::actor());
            !applied)
            qFatal("%s", qPrintable(applied.error().message));
        for (simulator::AmazonOrder order : amazon().orders(kStore)) {
            order.items.front().quantity = 3;
            amazon().replaceOrder(order);
            orders.push_back(order);
            salesOrders += fulfilled_orders::addSalesOrder(*this, order);
        }
    }
    static simulator::Options optionsFor(int count)
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = count;
        return options;
    }
    void fulfil(int index, qint64 quantity)
    {
        const auto at = static_cast<std::size_t>(index);
        std::map<QString, qint64> some;
        if (quantity > 0)
            some[orders[at].items.front().orderItemId] = quantity;
        fulfilled_orders::addFulfillment(*this, salesOrders[index], orders[at],
                                         {{fulfilled_orders::trackingOf(orders[at].orderId), {}}}, some);
    }
    void work()
    {
        clock().advance(10 * 60'000);
        runUntilIdle(kBilling);
    }
    [[nodiscard]] std::vector<simulator::SimDocument> bills(const char* type = "invoice")
    {
        return netSuite().documents(QString::fromLatin1(type));
    }
};
} // namespace

class BillingEndToEndTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsFulfilledIsBilledOnce()
    {
        World world(3);
        world.fulfil(0, 0);
        world.fulfil(1, 0); // the third is not shipped
        world.work();
        const auto bills = world.bills();
        QCOMPARE(bills.size(), 2U);
        for (int i = 0; i < 2; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const auto order = world.netSuite().document(QStringLiteral("salesOrder"), world.salesOrders[i]);
            QCOMPARE(bills[at].createdFrom, world.salesOrders[i]);
            QVERIFY(bills[at].externalId.startsWith(QStringLiteral("AMZ-INV-")));
            QVERIFY(bills[at].externalId.endsWith(world.orders[at].orderId));
            QCOMPARE(bills[at].total, order->total);
        }
        for (const auto& row : world.profile().records()) {
            QVERIFY(row.state == db::RecordState::Done);
            QVERIFY(row.variance.isNull());
        }
        world.work();
        QCOMPARE(world.bills().size(), 2U);
        QCOMPARE(world.netSuite().violations(), QStringList());
    }

    void partByPart()
    {
        World world(1);
        world.fulfil(0, 1);
        world.work();
        QCOMPARE(world.bills().size(), 1U);
        QCOMPARE(world.bills()[0].lines.front().quantity, 1.0);
        world.fulfil(0, 2);
        world.work();
        const auto bills = world.bills();
        QCOMPARE(bills.size(), 2U);
        QCOMPARE(bills[1].externalId, bills[0].externalId + QStringLiteral("-2"));
        QCOMPARE(bills[1].lines.front().quantity, 2.0);
        world.work();
        QCOMPARE(world.bills().size(), 2U);
    }

    void asCashSaleIntoTheClearingAccount()
    {
        World world(1, {{QStringLiteral("document"), QStringLiteral("cashSale")}});
        world.fulfil(0, 0);
        world.work();
        QCOMPARE(world.bills().size(), 0U);
        QCOMPARE(world.bills("cashSale").size(), 1U);
        QCOMPARE(world.bills("cashSale")[0].text(QStringLiteral("account")), QStringLiteral("57"));
    }

    void whatAnotherHandBilledIsLeftAlone()
    {
        World world(1);
        world.fulfil(0, 0);
        world.runUntilIdle(kBilling); // fetched and billed by us
        QCOMPARE(world.bills().size(), 1U);
        World other(1);
        other.fulfil(0, 1);
        QVERIFY(other.netSuite().billByHand(other.salesOrders[0]));
        other.work();
        QCOMPARE(other.bills().size(), 1U);
    }

    void aLostAnswerIsFoundAgain()
    {
        World world(2);
        world.fulfil(0, 0);
        world.fulfil(1, 0);
        world.simulation().netSuiteFaults().addRule(
            {"POST", QStringLiteral("!transform/invoice"), simulator::Fault::LostAnswer, 1, 0});
        world.simulation().netSuiteFaults().addRule(
            {"POST", QStringLiteral("!transform/invoice"), simulator::Fault::ServerError, 1, 0});
        world.work();
        QCOMPARE(world.bills().size(), 2U);
    }

    void accountsWhoseFulfillmentBillsAreLeftAlone()
    {
        World world(1, {{QStringLiteral("fulfillmentBills"), true}});
        world.fulfil(0, 0);
        world.work();
        QCOMPARE(world.bills().size(), 0U);
        QVERIFY(world.profile().records().front().state == db::RecordState::Skipped);
    }
};

QTEST_GUILESS_MAIN(BillingEndToEndTest)
#include "BillingEndToEndTest.moc"
