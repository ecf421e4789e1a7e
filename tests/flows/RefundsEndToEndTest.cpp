// SPDX-License-Identifier: GPL-3.0-or-later
// Refunds from Amazon's postings to credit memos, cash refunds and customer refunds, over HTTP on both sides.
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include "db/RefundFactTable.h"
#include "db/StateTables.h"
#include "engine/RefundBook.h"
#include "flows/FulfilledOrders.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;
using fulfilled_orders::addBill;

namespace {
const QString kFlow = QStringLiteral("refunds");
const QString kMemo = QStringLiteral("creditMemo");
const QString kCashRefund = QStringLiteral("cashRefund");
const QString kPayment = QStringLiteral("customerRefund");
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kFirstRunDays = 30; ///< the flow's default

struct World
{
    explicit World(int orders = 2, config::FlowMode mode = config::FlowMode::Auto) : world(options(orders), mode)
    {
        all = world.amazon().orders(QStringLiteral("us"));
    }
    static simulator::Options options(int orders)
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = orders;
        options.variancePerMille = 0;
        return options;
    }
    [[nodiscard]] const simulator::AmazonOrder& order(std::size_t index = 0) const { return all[index]; }
    QString refund(const simulator::SimAmounts& amounts, qint64 hoursAgo = 1, std::size_t index = 0)
    {
        return world.amazon().refund(order(index).orderId, order(index).items.front().orderItemId, amounts,
                                     world.clock().nowMs() - hoursAgo * kHourMs);
    }
    void run() { world.runUntilIdle(kFlow); }
    [[nodiscard]] std::vector<db::RecordRow> records() { return world.profile().records(); }
    [[nodiscard]] QString why()
    {
        const db::RecordRow row = records().front();
        return row.error ? row.error->message : row.reason;
    }
    [[nodiscard]] std::vector<simulator::SimDocument> documents(const QString& type) { return world.netSuite().documents(type); }
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
    std::vector<simulator::AmazonOrder> all;
};

simulator::SimAmounts goods(qint64 cents)
{
    simulator::SimAmounts amounts;
    amounts.principal = cents;
    return amounts;
}
} // namespace

class RefundsEndToEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The computer was off in the middle of it, longer than Amazon's page tokens live.
    void aFirstReadingThatWasCutShortGoesBackAsFarAsItBegan()
    {
        World subject;
        addBill(subject.world, subject.order());
        const qint64 now = subject.world.clock().nowMs();
        const qint64 began = now - (kFirstRunDays + 3) * kDayMs;
        subject.refund(goods(700), (kFirstRunDays + 2) * 24);
        const auto left = subject.world.profile().database().write([&](db::Transaction& tx) {
            const Json window = Json::object({{QStringLiteral("after"), began},
                                              {QStringLiteral("before"), now - 3 * kDayMs},
                                              {QStringLiteral("startedAt"), now - 3 * kDayMs},
                                              {QStringLiteral("token"), QStringLiteral("ended")}});
            return db::CursorTable::save(tx, kFlow, QStringLiteral("us"), QStringLiteral("main"),
                                         Json::object({{QStringLiteral("window"), window}}), now);
        });
        QVERIFY(left.has_value());

        subject.run();

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QCOMPARE(subject.documents(kMemo).front().total, 700);
    }

    void ofAnInvoiceACreditMemoIsMadeAndPaidOut()
    {
        World subject;
        const QString invoice = addBill(subject.world, subject.order());
        const qint64 open = subject.world.netSuite().document(QStringLiteral("invoice"), invoice)->amountRemaining;
        simulator::SimAmounts amounts;
        amounts.principal = 1'000;
        amounts.tax = 80;
        amounts.shipping = 250;
        amounts.discount = 100;
        amounts.goodwill = 25;
        subject.refund(amounts);

        subject.run();

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        const simulator::SimDocument memo = subject.documents(kMemo).front();
        QCOMPARE(memo.total, 1'255);
        QCOMPARE(memo.createdFrom, invoice);
        QCOMPARE(memo.lines.size(), 5U);
        QCOMPARE(memo.amountRemaining, 0);
        QCOMPARE(subject.documents(kPayment).size(), 1U);
        const simulator::SimDocument payment = subject.documents(kPayment).front();
        QCOMPARE(payment.applied.at(memo.id), 1'255);
        QCOMPARE(payment.fields[QStringLiteral("account")][QStringLiteral("id")].toString(), QStringLiteral("57"));
        // The invoice stays as it is: the settlement pays it in full and takes the refund in full.
        QCOMPARE(subject.world.netSuite().document(QStringLiteral("invoice"), invoice)->amountRemaining, open);
        QCOMPARE(subject.records().size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
        QCOMPARE(subject.records().front().order, subject.order().orderId);
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
        QCOMPARE(subject.world.amazon().violations(), QStringList());
    }

    void ofACashSaleACashRefundIsMade()
    {
        World subject;
        const QString sale = addBill(subject.world, subject.order(), QStringLiteral("cashSale"));
        subject.refund(goods(700));

        subject.run();

        QCOMPARE(subject.documents(kCashRefund).size(), 1U);
        QCOMPARE(subject.documents(kCashRefund).front().total, 700);
        QCOMPARE(subject.documents(kCashRefund).front().createdFrom, sale);
        QCOMPARE(subject.documents(kMemo).size() + subject.documents(kPayment).size(), 0U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void theSettingAppliesItToTheInvoice()
    {
        World subject;
        subject.set(QStringLiteral("payOut"), QStringLiteral("open-invoice"));
        const QString invoice = addBill(subject.world, subject.order());
        const qint64 open = subject.world.netSuite().document(QStringLiteral("invoice"), invoice)->amountRemaining;
        subject.refund(goods(300));

        subject.run();

        QCOMPARE(subject.world.netSuite().document(QStringLiteral("invoice"), invoice)->amountRemaining, open - 300);
        QCOMPARE(subject.documents(kPayment).size(), 0U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void theSameAmountTwiceIsTwoRefunds()
    {
        World subject;
        addBill(subject.world, subject.order());
        subject.refund(goods(400), 3);
        subject.refund(goods(400), 2);

        subject.run();
        QCOMPARE(subject.documents(kMemo).size(), 2U);
        QVERIFY(subject.documents(kMemo)[0].externalId != subject.documents(kMemo)[1].externalId);

        // Read again from the beginning, they are the same two.
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        request.sinceMs = subject.world.clock().nowMs() - 20 * kDayMs;
        QVERIFY(subject.world.profile().engine().run(request, {}));
        subject.run();
        QCOMPARE(subject.documents(kMemo).size(), 2U);
        QCOMPARE(subject.records().size(), 2U);
    }

    void whatAmazonHeldBackIsRefundedOnce()
    {
        World subject;
        addBill(subject.world, subject.order());
        simulator::SimRefund refund;
        refund.orderId = subject.order().orderId;
        refund.postedMs = subject.world.clock().nowMs() - kHourMs;
        refund.isDeferred = true;
        refund.lines.push_back({subject.order().items.front().orderItemId, 1, goods(640), {}});
        subject.world.amazon().refund(refund);

        subject.run();
        QCOMPARE(subject.documents(kMemo).size(), 1U);
        for (int day = 0; day < 10; ++day) { // it is released after a week, under another id
            subject.world.clock().advance(kDayMs);
            subject.run();
        }

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QCOMPARE(subject.records().size(), 1U);
    }

    void aRefundWaitsForTheBill()
    {
        World subject;
        subject.refund(goods(500));

        static_cast<void>(subject.world.run(kFlow));
        QVERIFY2(subject.records().front().state == RecordState::Waiting, qPrintable(subject.why()));
        QCOMPARE(subject.records().front().reason, QStringLiteral("the order is not in NetSuite yet"));
        addBill(subject.world, subject.order());
        subject.world.clock().advance(2 * kHourMs);
        subject.run();

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    /// On the first day of a new connection the order may come an hour after its refund of last month.
    void anOldRefundWaitsFromWhenItWasFirstSeen()
    {
        World subject;
        constexpr qint64 kThreeWeeksInHours = 21 * 24;
        subject.refund(goods(500), kThreeWeeksInHours);

        static_cast<void>(subject.world.run(kFlow));
        QVERIFY2(subject.records().front().state == RecordState::Waiting, qPrintable(subject.why()));
        addBill(subject.world, subject.order());
        subject.world.clock().advance(2 * kHourMs);
        subject.run();

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void aRefundThatNothingFollowsBecomesAnError()
    {
        World subject;
        subject.refund(goods(500));
        static_cast<void>(subject.world.run(kFlow));
        subject.world.clock().advance(16 * kDayMs);

        static_cast<void>(subject.world.run(kFlow));

        QVERIFY2(subject.records().front().state == RecordState::Error, qPrintable(subject.why()));
        QCOMPARE(subject.records().front().error->code, QStringLiteral("no-billed-document"));
        QVERIFY(subject.records().front().error->message.contains(QStringLiteral("5.00 USD")));
    }

    void aCreditEnteredByHandIsNotDoubled()
    {
        World subject;
        const QString invoice = addBill(subject.world, subject.order());
        const auto byHand = subject.world.netSuite().makeByHand(
            QStringLiteral("invoice"), invoice, kMemo,
            {{QStringLiteral("item"),
              QJsonObject{
                  {QStringLiteral("items"),
                   QJsonArray{QJsonObject{{QStringLiteral("item"), QJsonObject{{QStringLiteral("id"), QStringLiteral("506")}}},
                                          {QStringLiteral("quantity"), 1},
                                          {QStringLiteral("rate"), 4.5},
                                          {QStringLiteral("amount"), 4.5}}}}}},
             {QStringLiteral("shippingCost"), 0}});
        QVERIFY2(byHand, byHand ? "" : qPrintable(byHand.error()));
        QCOMPARE(subject.world.netSuite().document(kMemo, *byHand)->total, 450);
        subject.refund(goods(450));

        subject.run();

        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QVERIFY2(subject.records().front().state == RecordState::Error, qPrintable(subject.why()));
        QVERIFY(subject.records().front().error->message.contains(QStringLiteral("somebody entered a credit")));
        // It is another one, says the person who knows.
        QVERIFY(subject.world.netSuite().editByHand(kMemo, *byHand, {{QStringLiteral("externalId"), QStringLiteral("HAND-1")}}));
        QVERIFY(subject.world.profile().engine().retryAll(kFlow, TestProfile::actor()));
        subject.run();
        QCOMPARE(subject.documents(kMemo).size(), 2U);
        QVERIFY2(subject.records().front().state == RecordState::Done, qPrintable(subject.why()));
    }

    void whatCannotBeToldFromAnotherRefundWaitsInReview()
    {
        World subject;
        addBill(subject.world, subject.order());
        engine::RefundBook book(subject.world.profile().database(), QStringLiteral("us"), subject.world.clock());
        flows::RefundSighting told;
        told.source = QStringLiteral("settlement");
        told.sourceId = QStringLiteral("28471-1");
        told.orderId = subject.order().orderId;
        told.postedMs = subject.world.clock().nowMs() - kHourMs;
        const QString sku = subject.order().items.front().sku;
        told.lines = {{sku, Money(500, QStringLiteral("USD"))}, {QStringLiteral("another"), Money(100, QStringLiteral("USD"))}};
        QVERIFY(book.attach(told));
        subject.refund(goods(500));

        subject.run();

        QVERIFY2(subject.records().front().state == RecordState::Review, qPrintable(subject.why()));
        QCOMPARE(subject.documents(kMemo).size(), 0U);
    }

    void theSettlementConfirmsAndAddsNothing()
    {
        World subject;
        simulator::AmazonOrder shipped = subject.order();
        addBill(subject.world, shipped);
        subject.refund(goods(400), 3);
        subject.refund(goods(400), 2);
        subject.run();
        QCOMPARE(subject.documents(kMemo).size(), 2U);

        for (int day = 0; day < 16; ++day) { // until a settlement with both is listed
            subject.world.clock().advance(kDayMs);
            subject.world.runUntilIdle(QStringLiteral("settlements"));
            subject.run();
        }

        const auto facts = subject.world.profile().database().read([&](db::Connection& connection) {
            return db::RefundFactTable(connection, QStringLiteral("us")).ofOrder(shipped.orderId);
        });
        QVERIFY(facts);
        QCOMPARE(facts->size(), 2U);
        for (const db::RefundFactRow& fact : *facts) {
            QVERIFY(fact.sources.contains(QStringLiteral("settlement")));
            QVERIFY(fact.sources.contains(QStringLiteral("finances")));
        }
        QCOMPARE(subject.documents(kMemo).size(), 2U);
        QCOMPARE(subject.documents(kPayment).size(), 2U);
    }

    void theSweepAsksForWhatOnlyTheSettlementShows()
    {
        World subject;
        addBill(subject.world, subject.order());
        const auto read = subject.world.run(kFlow); // up to now
        QVERIFY(read);
        const qint64 longAgo = 60 * 24; // hours; older than any sweep
        subject.refund(goods(500), longAgo);
        engine::RefundBook book(subject.world.profile().database(), QStringLiteral("us"), subject.world.clock());
        flows::RefundSighting told;
        told.source = QStringLiteral("settlement");
        told.sourceId = QStringLiteral("28471-1");
        told.orderId = subject.order().orderId;
        told.postedMs = subject.world.clock().nowMs() - longAgo * kHourMs;
        told.lines = {{subject.order().items.front().sku, Money(500, QStringLiteral("USD"))}};
        const auto event = book.attach(told);
        QVERIFY(event);
        QCOMPARE(book.ordersMissingInFinances(0).value_or(QStringList()), QStringList{subject.order().orderId});

        for (int hour = 0; hour < 26; ++hour) {
            subject.world.clock().advance(kHourMs);
            static_cast<void>(subject.world.run(kFlow));
        }

        QCOMPARE(subject.records().size(), 1U);
        QCOMPARE(subject.records().front().key, event->key);
        QCOMPARE(book.ordersMissingInFinances(0).value_or(QStringList()), QStringList());
    }

    void whatIsHeldBackIsConfirmedByTheSettlementOfItsRelease()
    {
        World subject;
        addBill(subject.world, subject.order());
        simulator::SimRefund refund;
        refund.orderId = subject.order().orderId;
        refund.postedMs = subject.world.clock().nowMs() - kHourMs;
        refund.isDeferred = true;
        // Two units in lines of their own, which the settlement shows as one.
        refund.lines.push_back({subject.order().items.front().orderItemId, 1, goods(640), {}});
        refund.lines.push_back({subject.order().items.front().orderItemId, 1, goods(640), {}});
        subject.world.amazon().refund(refund);

        for (int day = 0; day < 24; ++day) { // until the settlement with its release is listed
            subject.run();
            subject.world.runUntilIdle(QStringLiteral("settlements"));
            subject.world.clock().advance(kDayMs);
        }

        QCOMPARE(refundRecords(subject).size(), 1U);
        for (const db::RefundFactRow& fact : facts(subject))
            QCOMPARE(QSet<QString>(fact.sources.begin(), fact.sources.end()),
                     (QSet<QString>{QStringLiteral("finances"), QStringLiteral("settlement")}));
        QCOMPARE(subject.documents(kMemo).size(), 1U);
        QCOMPARE(subject.documents(kMemo).front().total, 1'280);
    }

    void whatOnlyASettlementShowsIsForAPerson()
    {
        World subject;
        addBill(subject.world, subject.order());
        engine::RefundBook book(subject.world.profile().database(), QStringLiteral("us"), subject.world.clock());
        flows::RefundSighting told;
        told.source = QStringLiteral("settlement");
        told.sourceId = QStringLiteral("28471/%1/9").arg(subject.order().orderId);
        told.orderId = subject.order().orderId;
        told.postedMs = subject.world.clock().nowMs() - 10 * kDayMs;
        told.lines = {{subject.order().items.front().sku, Money(500, QStringLiteral("USD"))}};
        const auto event = book.attach(told);
        QVERIFY(event);

        for (int hour = 0; hour < 26; ++hour) {
            subject.world.clock().advance(kHourMs);
            static_cast<void>(subject.world.run(kFlow));
        }
        QCOMPARE(refundRecords(subject).size(), 1U);
        QCOMPARE(refundRecords(subject).front().key, event->key);
        QVERIFY2(refundRecords(subject).front().state == RecordState::Waiting, qPrintable(subject.why()));

        for (int day = 0; day < 16; ++day) {
            subject.world.clock().advance(kDayMs);
            static_cast<void>(subject.world.run(kFlow));
        }
        QVERIFY2(refundRecords(subject).front().state == RecordState::Error, qPrintable(subject.why()));
        QCOMPARE(refundRecords(subject).front().error->code, QStringLiteral("refund-only-settled"));
        QVERIFY(refundRecords(subject).front().error->message.contains(QStringLiteral("28471")));
        QCOMPARE(subject.documents(kMemo).size(), 0U);
    }

private:
    static std::vector<db::RecordRow> refundRecords(World& subject)
    {
        auto rows = subject.records();
        std::erase_if(rows, [](const db::RecordRow& row) { return row.flow != kFlow; });
        return rows;
    }
    static std::vector<db::RefundFactRow> facts(World& subject)
    {
        const QString order = subject.order().orderId;
        return subject.world.profile()
            .database()
            .read(
                [&](db::Connection& connection) { return db::RefundFactTable(connection, QStringLiteral("us")).ofOrder(order); })
            .value_or(std::vector<db::RefundFactRow>());
    }
};

QTEST_GUILESS_MAIN(RefundsEndToEndTest)
#include "RefundsEndToEndTest.moc"
