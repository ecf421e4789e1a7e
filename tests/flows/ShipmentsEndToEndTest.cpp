// SPDX-License-Identifier: GPL-3.0-or-later
// Shipments through the whole program, with the real clients over real HTTP against both simulators.
#include <QTest>

#include "flows/FulfilledOrders.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

using namespace causeway;
using namespace causeway::tests;
using namespace causeway::tests::fulfilled_orders;
using db::RecordState;
using simulator::Fault;

namespace {
const QString kFlow = QStringLiteral("shipments");
const QString kStore = QStringLiteral("us");

struct World : SimulatedWorld
{
    explicit World(int orders = 3, config::FlowMode mode = config::FlowMode::Auto)
        : SimulatedWorld(
              [&] {
                  simulator::Options options;
                  options.world = QStringLiteral("plain");
                  options.orders = orders;
                  return options;
              }(),
              mode)
    {
        for (simulator::AmazonOrder order : amazon().orders(kStore)) {
            order.status = QStringLiteral("UNSHIPPED");
            order.packages.clear();
            order.items.resize(1);
            order.items.front().quantity = 4;
            order.items.front().fulfilled = 0;
            amazon().replaceOrder(order);
            ids << order.orderId;
        }
    }
    simulator::AmazonOrder order(int i) { return *amazon().order(ids.at(i)); }
    /// A sales order and its whole fulfillment.
    QString ship(int i, const std::vector<Box>& boxes, const std::map<QString, qint64>& quantities = {})
    {
        salesOrders[i] = addSalesOrder(*this, order(i));
        return addFulfillment(*this, salesOrders[i], order(i), boxes, quantities);
    }
    void set(const char* setting, Json value)
    {
        config::Configuration changed = configuration();
        for (config::FlowSettings& flow : changed.flows) {
            if (flow.flow == kFlow)
                flow.settings.set(QString::fromLatin1(setting), value);
        }
        if (auto applied = profile().engine().applyConfiguration(changed, {config::sections::kFlows}, TestProfile::actor());
            !applied)
            qFatal("%s", qPrintable(applied.error().message));
    }
    void work() { runUntilIdle(kFlow); }
    db::RecordRow record(const QString& id)
    {
        const auto row = profile().record(id);
        if (!row)
            qFatal("no record %s", qPrintable(id));
        return *row;
    }
    QString state(const QString& id)
    {
        const db::RecordRow row = record(id);
        return row.error && row.state == RecordState::Error
                   ? QStringLiteral("error %1: %2").arg(row.error->code, row.error->message)
                   : db::toString(row.state);
    }
    QString errorCode(const QString& id)
    {
        const auto row = record(id);
        return row.error ? row.error->code : QString();
    }
    int repeats()
    {
        int count = 0;
        for (const auto& confirmation : amazon().confirmations())
            count += confirmation.isRepeat ? 1 : 0;
        return count;
    }
    QString marker(const QString& id)
    {
        return netSuite().document(QStringLiteral("itemFulfillment"), id)->text(QStringLiteral("custbody_amz_shipment_state"));
    }
    QStringList violations() { return amazon().violations() + netSuite().violations(); }

    QStringList ids;
    std::map<int, QString> salesOrders;
};

int amendments(World& world, const QString& id)
{
    const auto commands = world.profile().commands(id);
    return static_cast<int>(
        std::count_if(commands.begin(), commands.end(), [](const auto& c) { return c.key.contains(QStringLiteral("-U-")); }));
}
} // namespace

class ShipmentsEndToEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void severalPackagesPartialAndWhole()
    {
        World world;
        const QString item = world.order(1).items.front().orderItemId;
        const QString whole = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        const QString part = world.ship(1, {{QStringLiteral("1Z002"), {}}, {QStringLiteral("1Z003"), {}}}, {{item, 3}});
        world.work();

        QCOMPARE(world.state(whole), QStringLiteral("done"));
        QCOMPARE(world.state(part), QStringLiteral("done"));
        QCOMPARE(world.order(0).status, QStringLiteral("SHIPPED"));
        const auto partial = world.order(1);
        QCOMPARE(partial.status, QStringLiteral("PARTIALLY_SHIPPED"));
        QCOMPARE(partial.packages.size(), 2U);
        QCOMPARE(partial.packages[0].trackingNumber, QStringLiteral("1Z002"));
        QCOMPARE(partial.packages[0].items.front().quantity, 2);
        QCOMPARE(partial.packages[1].items.front().quantity, 1);
        QVERIFY(world.marker(part).contains(QStringLiteral("packages: 2")));

        // The rest of the order leaves later, as a fulfillment of its own.
        const QString rest =
            addFulfillment(world, world.salesOrders[1], world.order(1), {{QStringLiteral("1Z004"), {}}}, {{item, 1}});
        world.work();
        QCOMPARE(world.state(rest), QStringLiteral("done"));
        QCOMPARE(world.order(1).status, QStringLiteral("SHIPPED"));
        QCOMPARE(world.order(1).packages.size(), 3U);
        QCOMPARE(world.amazon().confirmations().size(), 4U);
        QCOMPARE(world.repeats(), 0);
        QCOMPARE(world.violations(), QStringList());
    }

    void fbaOrdersAreNeverConfirmed()
    {
        World world;
        simulator::AmazonOrder fba = world.order(0);
        fba.fulfilledBy = QStringLiteral("AMAZON");
        world.amazon().replaceOrder(fba);
        const QString marked = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        world.work();
        QCOMPARE(world.state(marked), QStringLiteral("skipped"));
        QCOMPARE(world.record(marked).reason, QStringLiteral("FBA"));
        QVERIFY(world.amazon().confirmations().empty());
        QCOMPARE(world.violations(), QStringList());
    }

    void aMissingTrackingNumberIsTypedInByHand()
    {
        World world;
        const QString one = world.ship(0, {{QString(), {}}});
        const QString two = world.ship(1, {{QStringLiteral("1Z002"), {}}, {QString(), {}}});
        world.work();
        QVERIFY(world.state(one).startsWith(QStringLiteral("error")));
        QCOMPARE(world.errorCode(one), QStringLiteral("no-tracking"));
        QCOMPARE(world.errorCode(two), QStringLiteral("no-tracking"));
        QVERIFY(world.amazon().confirmations().empty());

        const auto edit = [&](const QString& id, const Json& patch) {
            const auto edited = world.profile().engine().edit(world.record(id).id, patch, TestProfile::actor());
            QVERIFY2(edited, edited ? "" : qPrintable(edited.error().message));
        };
        const Json number = Json::object({{QStringLiteral("trackingNumber"), QStringLiteral("1Z999")}});
        edit(one, Json::object({{QStringLiteral("packageDetail"), number}}));
        edit(two, Json::object({{QStringLiteral("packages"), Json::object({{QStringLiteral("2"), number}})}}));
        world.work();
        QCOMPARE(world.state(one), QStringLiteral("done"));
        QCOMPARE(world.order(0).packages.front().trackingNumber, QStringLiteral("1Z999"));
        QCOMPARE(world.order(1).packages[1].trackingNumber, QStringLiteral("1Z999"));
        QCOMPARE(world.amazon().confirmations().size(), 3U);
    }

    void aCorrectionIsShownFirstAndThenEditsTheSamePackage()
    {
        World world;
        const QString id = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("done"));
        const QString before = world.marker(id);

        setBoxes(world, id, {{QStringLiteral("1Z002"), {}}});
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("review")); // in auto mode too
        QCOMPARE(world.order(0).packages.front().trackingNumber, QStringLiteral("1Z001"));
        const auto approved = world.profile().engine().approveAll(kFlow, TestProfile::actor());
        QCOMPARE(approved ? approved->approved : 0, 1);
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("done"));
        QCOMPARE(world.order(0).packages.size(), 1U);
        QCOMPARE(world.order(0).packages.front().trackingNumber, QStringLiteral("1Z002"));
        QCOMPARE(amendments(world, id), 1);
        QVERIFY(world.marker(id) != before);
        QCOMPARE(world.amazon().confirmations().size(), 2U);
        QCOMPARE(world.repeats(), 0);
        world.work();
        QCOMPARE(world.amazon().confirmations().size(), 2U); // nothing more
    }

    void aPackageAddedLaterTakesItsUnitsFromTheFirst()
    {
        World world;
        world.set("corrections", QStringLiteral("send"));
        const QString id = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        world.work();
        setBoxes(world, id, {{QStringLiteral("1Z001"), {}}, {QStringLiteral("1Z002"), {}}});
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("done"));
        const auto order = world.order(0);
        QCOMPARE(order.packages.size(), 2U);
        QCOMPARE(order.packages[0].items.front().quantity, 2);
        QCOMPARE(order.packages[1].items.front().quantity, 2);
        QCOMPARE(order.packages[1].trackingNumber, QStringLiteral("1Z002"));
        QCOMPARE(world.repeats(), 0);
        QCOMPARE(world.violations(), QStringList());
    }

    void aCancellationRequestHoldsTheShipmentUntilItIsSettled()
    {
        World world;
        const QString id = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        world.amazon().requestCancellation(world.ids[0]);
        static_cast<void>(world.run(kFlow));
        QCOMPARE(world.state(id), QStringLiteral("waiting"));
        QCOMPARE(world.record(id).reason, QStringLiteral("the buyer asked to cancel"));
        QVERIFY(world.amazon().confirmations().empty());
        // The buyer's wish is fulfilled: the parcel must not leave.
        world.amazon().cancel(world.ids[0]);
        world.clock().advance(3'700'000);
        static_cast<void>(world.run(kFlow));
        QVERIFY(world.state(id).startsWith(QStringLiteral("error")));
        QCOMPARE(world.errorCode(id), QStringLiteral("cancelled-at-amazon"));
        QVERIFY(world.amazon().confirmations().empty());
    }

    void doNotShipHoldsItToo()
    {
        World world;
        const QString salesOrder = addSalesOrder(world, world.order(0), {{QStringLiteral("custbody_amz_do_not_ship"), true}});
        const QString id = addFulfillment(world, salesOrder, world.order(0), {{QStringLiteral("1Z001"), {}}});
        static_cast<void>(world.run(kFlow));
        QCOMPARE(world.record(id).reason, QStringLiteral("the order is marked do not ship"));
        QVERIFY(world.amazon().confirmations().empty());
        world.netSuite().editDocument(salesOrder, {{QStringLiteral("custbody_amz_do_not_ship"), false}});
        setBoxes(world, id, {{QStringLiteral("1Z001"), QStringLiteral("checked")}}); // somebody looked at it
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("done"));
    }

    void nothingIsConfirmedTwiceWhenAnswersAreLost_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("lost answer") << static_cast<int>(Fault::LostAnswer);
        QTest::newRow("500 after it was done") << static_cast<int>(Fault::ServerErrorAfterCommit);
        QTest::newRow("reset before") << static_cast<int>(Fault::ResetBeforeCommit);
        QTest::newRow("500") << static_cast<int>(Fault::ServerError);
        QTest::newRow("throttled") << static_cast<int>(Fault::Throttle);
        QTest::newRow("token ended") << static_cast<int>(Fault::ExpiredToken);
    }
    void nothingIsConfirmedTwiceWhenAnswersAreLost()
    {
        QFETCH(int, fault);
        World world;
        QStringList shipped;
        for (int i = 0; i < 3; ++i)
            shipped << world.ship(i, {{trackingOf(world.ids[i]), {}}});
        world.simulation().amazonFaults().addRule(
            {"POST", QStringLiteral("/shipmentConfirmation"), static_cast<Fault>(fault), 2, 0});
        world.work();
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(world.state(shipped[i]), QStringLiteral("done"));
            QCOMPARE(world.order(i).packages.size(), 1U);
        }
        QCOMPARE(world.amazon().confirmations().size(), 3U);
        QCOMPARE(world.repeats(), 0);
        QCOMPARE(world.violations(), QStringList());
    }

    void manyGoAsOneFeed()
    {
        constexpr int kOrders = 40;
        World world(kOrders);
        QStringList shipped;
        for (int i = 0; i < kOrders; ++i)
            shipped << world.ship(i, {{trackingOf(world.ids[i]), {}}});
        // One of them Amazon will refuse, line by line.
        simulator::AmazonOrder late = world.order(7);
        late.createdMs += 40LL * 86'400'000;
        world.amazon().replaceOrder(late);
        world.set("feedFrom", 30);
        world.work();
        QCOMPARE(world.amazon().feedCount(), 1);
        for (int i = 0; i < kOrders; ++i) {
            if (i == 7)
                continue;
            QCOMPARE(world.state(shipped[i]), QStringLiteral("done"));
            QCOMPARE(world.order(i).status, QStringLiteral("SHIPPED"));
            QVERIFY(!world.marker(shipped[i]).isEmpty());
        }
        QVERIFY2(world.state(shipped[7]).contains(QStringLiteral("in feed")), qPrintable(world.state(shipped[7])));
        QCOMPARE(world.amazon().confirmations().size(), std::size_t(kOrders - 1));
        QCOMPARE(world.repeats(), 0);
        QCOMPARE(world.violations(), QStringList());
        for (const auto& confirmation : world.amazon().confirmations())
            QVERIFY(confirmation.byFeed);

        // What was refused is put right and tried again; alone it needs no feed.
        late.createdMs -= 40LL * 86'400'000;
        world.amazon().replaceOrder(late);
        QCOMPARE(world.profile().engine().retryAll(kFlow, TestProfile::actor()).value_or(0), 1);
        world.work();
        QCOMPARE(world.state(shipped[7]), QStringLiteral("done"));
        QCOMPARE(world.amazon().feedCount(), 1);
        QCOMPARE(world.amazon().confirmations().size(), std::size_t(kOrders));
    }

    void aFeedWhoseAnswerIsLostIsNotSentTwice_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("feeds");
        QTest::newRow("lost answer") << static_cast<int>(Fault::LostAnswer) << 1;
        QTest::newRow("500 after it was done") << static_cast<int>(Fault::ServerErrorAfterCommit) << 1;
        QTest::newRow("reset before") << static_cast<int>(Fault::ResetBeforeCommit) << 1;
        QTest::newRow("throttled") << static_cast<int>(Fault::Throttle) << 1;
    }
    void aFeedWhoseAnswerIsLostIsNotSentTwice()
    {
        QFETCH(int, fault);
        QFETCH(int, feeds);
        World world(6);
        QStringList shipped;
        for (int i = 0; i < 6; ++i)
            shipped << world.ship(i, {{trackingOf(world.ids[i]), {}}});
        world.set("feedFrom", 3);
        world.simulation().amazonFaults().addRule(
            {"POST", QStringLiteral("/feeds/2021-06-30/feeds"), static_cast<Fault>(fault), 1, 0});
        world.work();
        for (int i = 0; i < 6; ++i)
            QCOMPARE(world.state(shipped[i]), QStringLiteral("done"));
        QCOMPARE(world.amazon().feedCount(), feeds);
        QCOMPARE(world.amazon().confirmations().size(), 6U);
        QCOMPARE(world.repeats(), 0);
        QCOMPARE(world.violations(), QStringList());
    }

    void aShipmentConfirmedByHandIsAdopted()
    {
        World world;
        const QString id = world.ship(0, {{QStringLiteral("1Z001"), {}}});
        simulator::AmazonOrder order = world.order(0);
        simulator::SimPackage package;
        package.referenceId = QStringLiteral("1");
        package.carrierCode = QStringLiteral("UPS");
        package.trackingNumber = QStringLiteral("1Z001");
        package.shipMs = world.clock().nowMs();
        package.items = {{order.items.front().orderItemId, order.items.front().quantity}};
        order.packages = {package};
        order.items.front().fulfilled = order.items.front().quantity;
        order.status = QStringLiteral("SHIPPED");
        world.amazon().replaceOrder(order);
        world.work();
        QCOMPARE(world.state(id), QStringLiteral("done"));
        QCOMPARE(world.record(id).reason, QStringLiteral("already-there"));
        QVERIFY(world.amazon().confirmations().empty());
        QVERIFY(!world.marker(id).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ShipmentsEndToEndTest)
#include "ShipmentsEndToEndTest.moc"
