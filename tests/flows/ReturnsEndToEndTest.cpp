// SPDX-License-Identifier: GPL-3.0-or-later
// Returns from Amazon's two reports to return authorizations and item receipts, over HTTP on both sides.
#include <QJsonObject>
#include <QTest>

#include "db/RefundFactTable.h"
#include "flows/FulfilledOrders.h"
#include "flows/ReportRows.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
const QString kFlow = QStringLiteral("returns");
const QString kAuthorization = QStringLiteral("returnAuthorization");
const QString kReceipt = QStringLiteral("itemReceipt");
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

struct World
{
    World() : world(options()) {}
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = 1; // of somebody who sends nothing back
        return options;
    }
    simulator::AmazonOrder order(bool isFba = false, qint64 quantity = 2)
    {
        simulator::AmazonOrder order = world.amazon().makeOrder(
            QStringLiteral("us"), {world.amazon().orders(QStringLiteral("us")).front().items.front().sku});
        if (isFba)
            order.fulfilledBy = QStringLiteral("AMAZON");
        order.items.front().quantity = quantity;
        const QString id = world.amazon().addOrder(order);
        return *world.amazon().order(id);
    }
    void fulfil(const simulator::AmazonOrder& order)
    {
        const QString salesOrder = fulfilled_orders::addSalesOrder(world, order);
        fulfilled_orders::addFulfillment(world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}});
    }
    QString sendBack(const simulator::AmazonOrder& order, const QString& disposition = QStringLiteral("SELLABLE"),
                     qint64 quantity = 1)
    {
        return world.amazon().returnItem(order.orderId, order.items.front().orderItemId, quantity, disposition,
                                         QStringLiteral("NO_LONGER_NEEDED"), world.clock().nowMs() - 5 * kHourMs);
    }
    void run() { world.runUntilIdle(kFlow); }
    [[nodiscard]] std::vector<db::RecordRow> records() { return world.profile().records(); }
    [[nodiscard]] QString why()
    {
        const db::RecordRow row = records().front();
        return row.error ? row.error->message : row.reason;
    }
    [[nodiscard]] std::vector<simulator::SimDocument> documents(const QString& type) { return world.netSuite().documents(type); }
    [[nodiscard]] QString locationOf(const simulator::SimDocument& document)
    {
        return document
            .fields[QStringLiteral("item")][QStringLiteral("items")][0][QStringLiteral("location")][QStringLiteral("id")]
            .toString();
    }
    [[nodiscard]] bool isRestocked(const simulator::SimDocument& document)
    {
        return document.fields[QStringLiteral("item")][QStringLiteral("items")][0][QStringLiteral("restock")].toBool();
    }
    void set(const QString& setting, const QString& value)
    {
        config::Configuration configuration = world.configuration();
        for (config::FlowSettings& flow : configuration.flows) {
            if (flow.flow == kFlow)
                flow.settings.set(setting, value);
        }
        QVERIFY(world.profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor()));
    }
    SimulatedWorld world;
};
} // namespace

class ReturnsEndToEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sellableGoodsComeBackIntoTheFbaLocation()
    {
        World subject;
        const auto order = subject.order(true);
        subject.fulfil(order);
        subject.sendBack(order);

        subject.run();

        QCOMPARE(subject.records().size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
        QCOMPARE(subject.documents(kAuthorization).size(), 1U);
        const simulator::SimDocument authorization = subject.documents(kAuthorization).front();
        QCOMPARE(authorization.total, 0);
        QCOMPARE(authorization.otherRefNum, order.orderId);
        QCOMPARE(subject.documents(kReceipt).size(), 1U);
        const simulator::SimDocument receipt = subject.documents(kReceipt).front();
        QCOMPARE(receipt.createdFrom, authorization.id);
        QCOMPARE(receipt.lines.front().quantity, 1.0);
        QCOMPARE(subject.locationOf(receipt), subject.world.configuration().store(u"us")->defaults.fbaLocation);
        QVERIFY(subject.isRestocked(receipt));
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
        QCOMPARE(subject.world.amazon().violations(), QStringList());
    }

    void damagedGoodsDoNotGoBackIntoStock()
    {
        World subject;
        const auto order = subject.order(true);
        subject.fulfil(order);
        subject.sendBack(order, QStringLiteral("CUSTOMER_DAMAGED"));

        subject.run();

        QCOMPARE(subject.documents(kReceipt).size(), 1U);
        QVERIFY(!subject.isRestocked(subject.documents(kReceipt).front()));
    }

    void aLocationForDamagedGoodsIsUsed()
    {
        World subject;
        const QString location = subject.world.configuration().store(u"us")->defaults.location;
        subject.set(QStringLiteral("unsellableLocation"), location);
        const auto order = subject.order(true);
        subject.fulfil(order);
        subject.sendBack(order, QStringLiteral("DEFECTIVE"));

        subject.run();

        QCOMPARE(subject.locationOf(subject.documents(kReceipt).front()), location);
        QVERIFY(subject.isRestocked(subject.documents(kReceipt).front()));
    }

    void aMerchantReturnIsReceivedWhenItWasDelivered()
    {
        World subject;
        const auto order = subject.order();
        subject.fulfil(order);
        simulator::SimReturn fact;
        fact.orderId = order.orderId;
        fact.orderItemId = order.items.front().orderItemId;
        fact.atMs = subject.world.clock().nowMs() - kDayMs;
        const QString id = subject.world.amazon().returnItem(fact);

        subject.run();
        QCOMPARE(subject.documents(kAuthorization).size(), 1U);
        QCOMPARE(subject.documents(kReceipt).size(), 0U);
        subject.world.clock().advance(3 * kDayMs);
        fact.returnId = id;
        fact.deliveredMs = subject.world.clock().nowMs() - kDayMs;
        QVERIFY(!subject.world.amazon().returnItem(fact).isEmpty()); // the same return, seen later
        subject.run();

        QCOMPARE(subject.documents(kAuthorization).size(), 1U);
        QCOMPARE(subject.documents(kReceipt).size(), 1U);
        QCOMPARE(subject.records().size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void twoUnitsWithTheirOwnPlatesAreTwoReturns()
    {
        World subject;
        const auto order = subject.order(true);
        subject.fulfil(order);
        subject.sendBack(order);
        subject.sendBack(order, QStringLiteral("DEFECTIVE"));

        subject.run();
        subject.world.clock().advance(kDayMs);
        subject.run();

        QCOMPARE(subject.records().size(), 2U);
        QCOMPARE(subject.documents(kAuthorization).size(), 2U);
        QCOMPARE(subject.documents(kReceipt).size(), 2U);
    }

    void aReturnWaitsForItsOrder()
    {
        World subject;
        const auto order = subject.order(true);
        subject.sendBack(order);
        static_cast<void>(subject.world.run(kFlow, 600));
        QVERIFY2(subject.records().front().state == RecordState::Waiting, qPrintable(subject.why()));
        QCOMPARE(subject.records().front().reason, QStringLiteral("the order is not in NetSuite yet"));

        subject.fulfil(order);
        subject.world.clock().advance(2 * kHourMs);
        subject.run();

        QCOMPARE(subject.documents(kReceipt).size(), 1U);
    }

    void aRangeAskedForByAPersonLeavesNoGapBehindIt()
    {
        World subject;
        subject.run();
        subject.world.clock().advance(5 * kDayMs);
        const auto order = subject.order(true);
        subject.fulfil(order);
        subject.sendBack(order);
        subject.world.clock().advance(15 * kDayMs); // nobody runs it for a while

        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        request.sinceMs = subject.world.clock().nowMs() - 2 * kDayMs;
        request.waitSeconds = 600;
        QVERIFY(subject.world.profile().engine().run(request, {}));
        QCOMPARE(subject.records().size(), 0U); // it is older
        subject.run();

        QCOMPARE(subject.records().size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void whatAPersonEnteredIsNotDoubled()
    {
        World subject;
        const auto order = subject.order(true);
        const QString salesOrder = fulfilled_orders::addSalesOrder(subject.world, order);
        fulfilled_orders::addFulfillment(subject.world, salesOrder, order, {{fulfilled_orders::trackingOf(order.orderId), {}}});
        QVERIFY(subject.world.netSuite().makeByHand(QStringLiteral("salesOrder"), salesOrder, kAuthorization));
        subject.sendBack(order);

        subject.run();

        QCOMPARE(subject.documents(kAuthorization).size(), 1U);
        QVERIFY(subject.records().front().state == RecordState::Error);
        QVERIFY(subject.why().contains(QStringLiteral("somebody entered a return authorization")));
    }

    void whatAmazonReimbursedStaysThere()
    {
        World subject;
        const auto order = subject.order(true);
        subject.fulfil(order);
        simulator::SimReturn fact;
        fact.orderId = order.orderId;
        fact.orderItemId = order.items.front().orderItemId;
        fact.status = QStringLiteral("Reimbursed");
        QVERIFY(!subject.world.amazon().returnItem(fact).isEmpty());
        subject.world.clock().advance(kHourMs);

        subject.run();

        QVERIFY(subject.records().front().state == RecordState::Skipped);
        QCOMPARE(subject.documents(kAuthorization).size(), 0U);
    }

    void theReportConfirmsTheRefund()
    {
        World subject;
        const auto order = subject.order();
        fulfilled_orders::addBill(subject.world, order);
        simulator::SimAmounts amounts;
        amounts.principal = 900;
        subject.world.amazon().refund(order.orderId, order.items.front().orderItemId, amounts,
                                      subject.world.clock().nowMs() - kHourMs);
        simulator::SimReturn fact;
        fact.orderId = order.orderId;
        fact.orderItemId = order.items.front().orderItemId;
        fact.atMs = subject.world.clock().nowMs() - 2 * kDayMs;
        fact.refundedAmount = 900;
        subject.world.amazon().returnItem(fact);

        subject.world.runUntilIdle(QStringLiteral("refunds"));
        subject.run();

        const auto facts = subject.world.profile().database().read([&](db::Connection& connection) {
            return db::RefundFactTable(connection, QStringLiteral("us")).ofOrder(order.orderId);
        });
        QVERIFY(facts);
        QCOMPARE(facts->size(), 1U);
        QVERIFY(facts->front().sources.contains(QStringLiteral("return")));
        QCOMPARE(subject.documents(QStringLiteral("creditMemo")).size(), 1U);
    }

    void reportsAreReadByColumnName()
    {
        const QByteArray file = "\xEF\xBB\xBFsku\textra\tOrder-ID\r\n A-1 \tx\t113-1\r\n\r\nB\r\nM\xC3\xBCtze\t\t113-2\r\n";
        const auto rows = flows::ReportRows::read(file, {QStringLiteral("order-id"), QStringLiteral("sku")});
        QVERIFY(rows);
        QCOMPARE(rows->count(), 3U);
        QCOMPARE(rows->cell(0, QStringLiteral("sku")), QStringLiteral("A-1"));
        QCOMPARE(rows->cell(0, QStringLiteral("order-id")), QStringLiteral("113-1"));
        QCOMPARE(rows->cell(1, QStringLiteral("order-id")), QString());
        QCOMPARE(rows->cell(2, QStringLiteral("sku")), QString::fromUtf8("M\xC3\xBCtze"));
        const auto page = flows::ReportRows::read("<html>sign in</html>", {QStringLiteral("order-id")});
        QVERIFY(!page);
        QCOMPARE(page.error().code, QStringLiteral("no-column"));
    }
};

QTEST_GUILESS_MAIN(ReturnsEndToEndTest)
#include "ReturnsEndToEndTest.moc"
