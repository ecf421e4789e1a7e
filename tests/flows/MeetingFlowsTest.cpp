// SPDX-License-Identifier: GPL-3.0-or-later
// Two flows that meet on one order: whichever comes first, nothing is done twice and nothing is lost.
#include <QTest>

#include "db/RefundFactTable.h"
#include "settlement/Groups.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"
#include "testkit/SimulatedWorld.h"
#include "testkit/WorldComparison.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
const QString kOrders = QStringLiteral("orders-mfn"), kShipments = QStringLiteral("shipments"),
              kBilling = QStringLiteral("billing"), kRefunds = QStringLiteral("refunds"),
              kSettlements = QStringLiteral("settlements");
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

struct World
{
    World() : world(options())
    {
        for (simulator::AmazonOrder open : world.amazon().orders(QStringLiteral("us"))) {
            open.status = QStringLiteral("UNSHIPPED");
            open.packages.clear();
            for (simulator::SimOrderItem& item : open.items)
                item.fulfilled = 0;
            world.amazon().replaceOrder(open);
        }
        world.clock().advance(5 * 60'000); // Amazon shows changes after two minutes
        order = world.amazon().orders(QStringLiteral("us")).front();
    }
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = 3;
        options.variancePerMille = 0;
        return options;
    }
    void run(const QString& flow) { world.runUntilIdle(flow); }
    [[nodiscard]] std::optional<db::RecordRow> recordOf(const QString& flow)
    {
        for (const db::RecordRow& row : world.profile().records()) {
            if (row.flow == flow && row.order == order.orderId)
                return row;
        }
        return std::nullopt;
    }
    [[nodiscard]] QString why(const QString& flow)
    {
        const auto row = recordOf(flow);
        return !row ? QStringLiteral("no record") : row->error ? row->error->message : row->reason;
    }
    [[nodiscard]] simulator::SimDocument salesOrder() { return world.netSuite().byOtherRefNum(order.orderId).front(); }
    void ship()
    {
        simulator::NetSuitePackage package;
        package.trackingNumber = QStringLiteral("1Z0000000000000001");
        package.weight = 1;
        const auto made = world.netSuite().fulfilByHand(salesOrder().id, {}, {package}, QStringLiteral("44"));
        if (!made)
            qFatal("%s", qPrintable(made.error()));
    }
    QString refund(qint64 hoursAgo)
    {
        simulator::SimAmounts amounts;
        amounts.principal = 1'100;
        return world.amazon().refund(order.orderId, order.items.front().orderItemId, amounts,
                                     world.clock().nowMs() - hoursAgo * kHourMs);
    }
    void mapAllGroups()
    {
        std::vector<config::Mapping> mappings;
        for (const QString& group : settlement::Groups().names())
            mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("group:") + group, QStringLiteral("account:40")});
        QVERIFY(world.profile().engine().setMappings(mappings, TestProfile::actor()));
    }

    SimulatedWorld world;
    simulator::AmazonOrder order;
};
} // namespace

class MeetingFlowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShipmentOfAnOrderThatWasCancelledMeanwhile_data()
    {
        QTest::addColumn<QStringList>("sequence");
        QTest::newRow("the shipment is seen first") << QStringList{kShipments, kOrders};
        QTest::newRow("the cancellation is seen first") << QStringList{kOrders, kShipments};
    }
    void aShipmentOfAnOrderThatWasCancelledMeanwhile()
    {
        QFETCH(QStringList, sequence);
        World subject;
        subject.run(kOrders);
        subject.ship();
        QVERIFY(subject.world.amazon().cancel(subject.order.orderId));
        subject.world.clock().advance(5 * 60'000);

        for (const QString& flow : sequence)
            subject.run(flow);

        // Nobody tells Amazon of a shipment of a cancelled order, nobody closes lines whose goods have left; both say so.
        QCOMPARE(subject.world.amazon().confirmations(subject.order.orderId).size(), 0U);
        QVERIFY(!subject.salesOrder().lines.front().isClosed);
        QVERIFY2(subject.recordOf(kShipments)->state == RecordState::Error, qPrintable(subject.why(kShipments)));
        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Error, qPrintable(subject.why(kOrders)));
        QCOMPARE(subject.recordOf(kOrders)->error->code, QStringLiteral("cancelled-after-shipment"));
    }

    void aShipmentWhoseBuyerAsksToCancelIsHeld()
    {
        World subject;
        subject.run(kOrders);
        subject.ship();
        QVERIFY(subject.world.amazon().requestCancellation(subject.order.orderId));
        subject.world.clock().advance(5 * 60'000);

        static_cast<void>(subject.world.run(kShipments));
        static_cast<void>(subject.world.run(kOrders));

        QCOMPARE(subject.world.amazon().confirmations(subject.order.orderId).size(), 0U);
        QVERIFY2(subject.recordOf(kShipments)->state == RecordState::Waiting, qPrintable(subject.why(kShipments)));
        QVERIFY(subject.salesOrder().fields.value(QStringLiteral("custbody_amz_do_not_ship")).toBool());
    }

    void anItemCancelledBeforeTheImportIsNeverShipped()
    {
        World subject;
        simulator::AmazonOrder order = subject.order;
        simulator::SimOrderItem second = order.items.front();
        second.orderItemId = QStringLiteral("99999999999991");
        order.items = {order.items.front(), second};
        subject.world.amazon().replaceOrder(order);
        QVERIFY(subject.world.amazon().cancelItem(order.orderId, second.orderItemId));
        subject.world.clock().advance(5 * 60'000);
        subject.run(kOrders);

        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Done, qPrintable(subject.why(kOrders)));
        const simulator::SimDocument document = subject.salesOrder();
        int open = 0, closed = 0;
        for (const simulator::SimLine& line : document.lines) {
            const QString item = line.fields[QStringLiteral("custcol_amz_order_item_id")].toString();
            if (item == second.orderItemId)
                closed += line.isClosed ? 1 : 0;
            else if (item == order.items.front().orderItemId)
                open += line.isClosed ? 0 : 1;
        }
        QCOMPARE(closed, 1);
        QCOMPARE(open, 1);
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
    }

    void aUnitCancelledAfterTheImportIsNeitherShippedNorBilled()
    {
        World subject;
        simulator::AmazonOrder order = subject.order;
        order.items.resize(1);
        simulator::SimOrderItem& item = order.items.front();
        item.quantity = 3;
        item.unitPrice = 1'000;
        item.itemTax = 300;
        item.itemDiscount = 150;
        subject.world.amazon().replaceOrder(order);
        subject.world.clock().advance(5 * 60'000);
        subject.run(kOrders);
        QCOMPARE(subject.salesOrder().total, order.total());

        item.quantity = 2; // so Amazon tells of a unit that was cancelled
        item.itemTax = 200;
        item.itemDiscount = 100;
        subject.world.amazon().replaceOrder(order);
        subject.world.clock().advance(5 * 60'000);
        subject.run(kOrders);

        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Done, qPrintable(subject.why(kOrders)));
        QCOMPARE(subject.salesOrder().total, order.total());
        QCOMPARE(subject.salesOrder().lines.front().quantity, 2);
        QVERIFY(!subject.salesOrder().fields.contains(QStringLiteral("custbody_amz_variance_total")));
        subject.ship();
        subject.run(kShipments);
        subject.run(kBilling);
        QVERIFY2(subject.recordOf(kShipments)->state == RecordState::Done, qPrintable(subject.why(kShipments)));
        QCOMPARE(subject.world.netSuite().documents(QStringLiteral("invoice")).front().total, order.total());
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
    }

    void aChangeWhoseOutcomeIsUnknownIsOvertakenByTheNext()
    {
        World subject;
        subject.run(kOrders);
        QVERIFY(subject.world.amazon().requestCancellation(subject.order.orderId));
        subject.world.clock().advance(5 * 60'000);
        subject.world.simulation().netSuiteFaults().addRule(
            {"PATCH", QStringLiteral("/salesOrder"), simulator::Fault::LostAnswer, 1, 0});
        static_cast<void>(subject.world.run(kOrders));
        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Waiting, qPrintable(subject.why(kOrders)));

        // Before anybody knows whether it was marked "do not ship", it is cancelled, and that is another change.
        QVERIFY(subject.world.amazon().cancel(subject.order.orderId));
        subject.world.clock().advance(3 * 60'000);
        const auto run = subject.world.run(kOrders);
        QVERIFY2(run, run ? "" : qPrintable(run.error().message));
        subject.world.clock().advance(20 * 60'000);
        subject.run(kOrders);

        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Done, qPrintable(subject.why(kOrders)));
        QVERIFY(subject.salesOrder().lines.front().isClosed);
    }

    void aChangeThatTookEffectAlthoughItsAnswerWasLost()
    {
        World subject;
        subject.run(kOrders);
        QVERIFY(subject.world.amazon().cancel(subject.order.orderId));
        subject.world.clock().advance(5 * 60'000);
        // The lines are closed, and nobody hears of it: the next plan finds nothing left to close.
        subject.world.simulation().netSuiteFaults().addRule(
            {"PATCH", QStringLiteral("/salesOrder"), simulator::Fault::LostAnswer, 1, 0});
        static_cast<void>(subject.world.run(kOrders));
        QVERIFY(subject.salesOrder().lines.front().isClosed);
        for (int minute = 0; minute < 60; minute += 4) {
            subject.world.clock().advance(4 * 60'000);
            const auto run = subject.world.run(kOrders);
            QVERIFY2(run, run ? "" : qPrintable(run.error().message));
        }

        QVERIFY2(subject.recordOf(kOrders)->state == RecordState::Done, qPrintable(subject.why(kOrders)));
    }

    void aRefundBeforeTheImport()
    {
        World subject;
        QVERIFY(!subject.refund(1).isEmpty());
        static_cast<void>(subject.world.run(kRefunds));
        QVERIFY2(subject.recordOf(kRefunds)->state == RecordState::Waiting, qPrintable(subject.why(kRefunds)));

        subject.run(kOrders);
        subject.world.clock().advance(2 * kHourMs);
        static_cast<void>(subject.world.run(kRefunds));
        QVERIFY2(subject.recordOf(kRefunds)->state == RecordState::Waiting, qPrintable(subject.why(kRefunds)));
        subject.ship();
        subject.run(kShipments);
        subject.run(kBilling);
        subject.world.clock().advance(2 * kHourMs);
        subject.run(kRefunds);

        QVERIFY2(subject.recordOf(kRefunds)->state == RecordState::Done, qPrintable(subject.why(kRefunds)));
        const auto memos = subject.world.netSuite().documents(QStringLiteral("creditMemo"));
        QCOMPARE(memos.size(), 1U);
        QCOMPARE(memos.front().total, 1'100);
        QCOMPARE(WorldComparison(subject.world.simulation()).refunds(), QStringList());
    }

    void aSettlementBeforeTheOrder()
    {
        World subject;
        subject.mapAllGroups();
        QVERIFY(!subject.refund(1).isEmpty());
        for (int day = 0; day < 16; ++day) { // until the settlement with the refund is listed
            subject.world.clock().advance(kDayMs);
            subject.run(kSettlements);
        }
        const auto facts = [&] {
            return subject.world.profile()
                .database()
                .read([&](db::Connection& connection) {
                    return db::RefundFactTable(connection, QStringLiteral("us")).ofOrder(subject.order.orderId);
                })
                .value_or(std::vector<db::RefundFactRow>());
        };
        QCOMPARE(facts().size(), 1U);
        QCOMPARE(facts().front().sources, QStringList{QStringLiteral("settlement")});
        QVERIFY(!subject.world.netSuite().documents(QStringLiteral("journalEntry")).empty());

        subject.run(kOrders);
        subject.ship();
        subject.run(kBilling);
        subject.run(kRefunds);

        QCOMPARE(facts().size(), 1U);
        QCOMPARE(facts().front().sources.size(), 2);
        QVERIFY2(subject.recordOf(kRefunds)->state == RecordState::Done, qPrintable(subject.why(kRefunds)));
        QCOMPARE(subject.recordOf(kRefunds)->key, facts().front().event);
        QCOMPARE(subject.world.netSuite().documents(QStringLiteral("creditMemo")).size(), 1U);
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
    }
};

QTEST_GUILESS_MAIN(MeetingFlowsTest)
#include "MeetingFlowsTest.moc"
