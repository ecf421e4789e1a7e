// SPDX-License-Identifier: GPL-3.0-or-later
// How a settlement is booked: by payments, in detail, in closed periods, taken back and posted again. Over HTTP on both sides.
#include <QBuffer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "flows/FulfilledOrders.h"
#include "settlement/Groups.h"
#include "simulator/AmazonOrder.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
const QString kFlow = QStringLiteral("settlements");
const QString kStore = QStringLiteral("us");
const QString kJournal = QStringLiteral("journalEntry"), kPayment = QStringLiteral("customerPayment"),
              kDeposit = QStringLiteral("deposit");
const QString kClearing = QStringLiteral("57");

qint64 cents(const QJsonValue& value)
{
    return value.isUndefined() ? 0 : qRound64(value.toDouble() * 100);
}

QString idOf(const QJsonValue& reference)
{
    return reference[QStringLiteral("id")].toVariant().toString();
}

struct World
{
    explicit World(const Json& settings) : world(options())
    {
        config::Configuration configuration = world.configuration();
        for (config::FlowSettings& flow : configuration.flows) {
            if (flow.flow == kFlow && flow.store == kStore)
                flow.settings = settings;
        }
        must(world.profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor()));
        std::vector<config::Mapping> mappings;
        for (const QString& group : settlement::Groups().names())
            mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("group:") + group, QStringLiteral("account:40")});
        mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("clearing"), QStringLiteral("account:") + kClearing});
        mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("bank"), QStringLiteral("account:64")});
        mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("variance"), QStringLiteral("account:63")});
        must(world.profile().engine().setMappings(mappings, TestProfile::actor()));
    }
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("mixed");
        options.orders = 160;
        return options;
    }
    template<class T>
    static void must(const Result<T>& result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().message));
    }
    void run(const QString& flow) { world.runUntilIdle(flow); }
    enum class Refunds
    {
        Read,
        NotYet
    };
    /// The whole circle of orders, so that what is settled has its documents.
    void runOrders(Refunds refunds = Refunds::Read)
    {
        for (const char* flow : {"orders-mfn", "orders-fba"})
            run(QString::fromLatin1(flow));
        world.simulation().letWarehouseShip();
        for (const char* flow : {"shipments", "billing", "returns", "refunds"}) {
            if (refunds == Refunds::Read || QLatin1StringView(flow) != QLatin1StringView("refunds"))
                run(QString::fromLatin1(flow));
        }
    }
    [[nodiscard]] std::vector<db::RecordRow> records()
    {
        auto rows = world.profile().records();
        std::erase_if(rows, [](const db::RecordRow& row) { return row.flow != kFlow; });
        return rows;
    }
    [[nodiscard]] engine::SettlementView view(const db::RecordRow& record)
    {
        auto view = world.profile().engine().settlementDetail(record);
        must(view);
        return std::move(*view);
    }
    /// What all documents together leave on the account, in cents of the store's currency.
    [[nodiscard]] qint64 balance(const QString& account)
    {
        qint64 sum = 0;
        for (const simulator::SimDocument& document : world.netSuite().documents(kPayment))
            sum += idOf(document.fields[QStringLiteral("account")]) == account ? cents(document.fields[QStringLiteral("payment")])
                                                                               : 0;
        for (const simulator::SimDocument& document : world.netSuite().documents(QStringLiteral("customerRefund")))
            sum -=
                idOf(document.fields[QStringLiteral("account")]) == account ? cents(document.fields[QStringLiteral("total")]) : 0;
        for (const simulator::SimDocument& document : world.netSuite().documents(kJournal)) {
            for (const QJsonValue line : document.fields[QStringLiteral("line")][QStringLiteral("items")].toArray()) {
                if (idOf(line[QStringLiteral("account")]) == account)
                    sum += cents(line[QStringLiteral("debit")]) - cents(line[QStringLiteral("credit")]);
            }
        }
        for (const simulator::SimDocument& document : world.netSuite().documents(kDeposit)) {
            for (const QJsonValue line : document.fields[QStringLiteral("other")][QStringLiteral("items")].toArray()) {
                if (idOf(line[QStringLiteral("account")]) == account)
                    sum -= cents(line[QStringLiteral("amount")]);
            }
        }
        return sum;
    }
    [[nodiscard]] QString why()
    {
        QStringList all;
        for (const db::RecordRow& record : records())
            all << record.key + u' ' + db::toString(record.state) + u' ' + record.reason + u' ' + record.note + u' ' +
                       (record.error ? record.error->message : QString());
        return all.join(u'\n');
    }
    SimulatedWorld world;
};

/// Two invoiced orders and one with a cash sale, settled with one fee: what the payments mode writes is two payments, a journal
/// and a deposit.
struct SmallWorld
{
    SmallWorld() : world(options())
    {
        config::Configuration configuration = world.configuration();
        for (config::FlowSettings& flow : configuration.flows) {
            if (flow.flow == kFlow && flow.store == kStore)
                flow.settings = Json::object({{QStringLiteral("posting"), QStringLiteral("payments")}});
        }
        World::must(world.profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor()));
        std::vector<config::Mapping> mappings;
        for (const auto& [key, account] : {std::pair{"group:selling-fees", "61"}, std::pair{"variance", "63"}})
            mappings.push_back({QStringLiteral("account"),
                                {},
                                QString::fromLatin1(key),
                                QStringLiteral("account:") + QString::fromLatin1(account)});
        World::must(world.profile().engine().setMappings(mappings, TestProfile::actor()));
        const auto orders = world.amazon().orders(kStore);
        QStringList rows;
        qint64 total = -1'500;
        for (std::size_t i = 0; i < 3; ++i) {
            const QString bill =
                fulfilled_orders::addBill(world, orders[i], i == 2 ? QStringLiteral("cashSale") : QStringLiteral("invoice"));
            qint64 amount = 0;
            for (const simulator::SimDocument& document :
                 world.netSuite().documents(i == 2 ? QStringLiteral("cashSale") : QStringLiteral("invoice"))) {
                if (document.id == bill)
                    amount = document.total;
            }
            total += amount;
            rows << QStringLiteral("284710\t\t\t\t\t\tOrder\t%1\tItemPrice\tPrincipal\t%2\t2026-10-22 10:00:00 UTC")
                        .arg(orders[i].orderId, Money(amount, QStringLiteral("USD")).amountText());
        }
        rows << QStringLiteral("284710\t\t\t\t\t\tOrder\t%1\tItemFees\tCommission\t-15.00\t2026-10-22 10:00:00 UTC")
                    .arg(orders[0].orderId);
        const QString file =
            QStringLiteral("settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t"
                           "transaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date-time\n"
                           "284710\t2026-10-20 00:00:00 UTC\t2026-11-03 00:00:00 UTC\t2026-11-05 00:00:00 UTC\t%1\tUSD\n%2\n")
                .arg(Money(total, QStringLiteral("USD")).amountText(), rows.join(u'\n'));
        QByteArray bytes = file.toUtf8();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        World::must(world.profile().engine().importSettlement(buffer, kStore, TestProfile::actor()));
        m_total = total;
    }
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = 3;
        return options;
    }
    /// Empty when NetSuite has exactly what belongs there.
    [[nodiscard]] QString difference()
    {
        QStringList wrong = world.netSuite().violations();
        if (world.netSuite().documents(kPayment).size() != 2 || world.netSuite().documents(kJournal).size() != 1 ||
            world.netSuite().documents(kDeposit).size() != 1)
            wrong << QStringLiteral("%1 payments, %2 journals, %3 deposits")
                         .arg(world.netSuite().documents(kPayment).size())
                         .arg(world.netSuite().documents(kJournal).size())
                         .arg(world.netSuite().documents(kDeposit).size());
        for (const simulator::SimDocument& invoice : world.netSuite().documents(QStringLiteral("invoice"))) {
            if (invoice.amountRemaining != 0)
                wrong << QStringLiteral("The invoice %1 is open.").arg(invoice.tranId);
        }
        const auto record = world.profile().record(QStringLiteral("284710"));
        if (!record || record->state != RecordState::Done)
            return wrong.join(u' ') + QStringLiteral(" not done: ") +
                   (record && record->error ? record->error->message
                    : record                ? record->reason
                                            : QString());
        const auto view = world.profile().engine().settlementDetail(*record);
        if (!view || !view->proof.difference.isZero() || view->proof.posted.minorUnits() != m_total)
            wrong << QStringLiteral("The proof is not zero.");
        return wrong.join(u' ');
    }
    SimulatedWorld world;

private:
    qint64 m_total = 0;
};

Json posting(const QString& how)
{
    return Json::object({{QStringLiteral("posting"), how}});
}
} // namespace

class SettlementPostingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paymentsCloseInvoicesAndTheClearingAccountTiesOut()
    {
        World subject(posting(QStringLiteral("payments")));
        for (int day = 0; day <= 32; day += 8) {
            subject.runOrders();
            subject.run(kFlow);
            subject.world.clock().advance(8 * kDayMs);
        }
        const auto records = subject.records();
        QVERIFY(records.size() >= 3);
        qint64 posted = 0, payments = 0, elsewhere = 0, debts = 0;
        for (const db::RecordRow& record : records) {
            const auto view = subject.view(record);
            if (record.state == RecordState::Review) // differs from its documents: a person approves
                must(subject.world.profile().engine().approve({{record.id, record.planHash}}, TestProfile::actor()));
        }
        subject.runOrders();
        subject.run(kFlow);
        for (const db::RecordRow& record : subject.records()) {
            const auto view = subject.view(record);
            QVERIFY2(view.isPosted(), qPrintable(subject.why()));
            QVERIFY2(view.proof.difference.isZero(), qPrintable(record.key + u' ' + view.proof.difference.amountText()));
            for (const db::CommandRow& document : view.documents)
                payments += document.type == kPayment ? 1 : 0;
            ++posted;
            elsewhere += view.proof.elsewhere.minorUnits();
            debts += std::min<qint64>(0, view.content.summary.head.total->minorUnits());
        }
        QVERIFY(posted >= 3);
        QVERIFY2(payments >= 10, qPrintable(QString::number(payments)));
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
        // What is left on the clearing account: refunds paid out that no settlement shows yet, and debts carried on.
        qint64 refunds = 0;
        for (const simulator::SimDocument& refund : subject.world.netSuite().documents(QStringLiteral("customerRefund")))
            refunds += cents(refund.fields[QStringLiteral("total")]);
        QVERIFY(refunds > 0 && elsewhere < 0);
        QCOMPARE(subject.balance(kClearing), debts - (refunds + elsewhere));
        const std::size_t writes = subject.world.netSuite().writes().size();
        subject.run(kFlow);
        QCOMPARE(subject.world.netSuite().writes().size(), writes);
    }

    void paymentsSurviveDeathAtEveryPoint_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("after every commit") << 0;
        QTest::newRow("before every send") << 1;
        QTest::newRow("after every send") << 2;
    }
    void paymentsSurviveDeathAtEveryPoint()
    {
        QFETCH(const int, kind);
        int point = 1;
        for (bool died = true; died; ++point) {
            SmallWorld subject;
            auto crash = std::make_shared<CrashPoint>();
            if (kind == 0)
                crash->afterCommits(point);
            else if (kind == 1)
                crash->beforeSend(point);
            else
                crash->afterSend(point);
            subject.world.restart(crash);
            engine::RunRequest request;
            request.flow = kFlow;
            request.store = kStore;
            request.fetch = false;
            static_cast<void>(subject.world.profile().engine().run(request, {}));
            died = crash->isDead();
            subject.world.restart();
            subject.world.runUntilIdle(kFlow);
            QVERIFY2(subject.difference().isEmpty(),
                     qPrintable(QStringLiteral("point %1: %2").arg(point).arg(subject.difference())));
            QVERIFY(point < 200);
        }
        QVERIFY2(point > 3, "it never died");
    }

    void inDetailEachOrderHasItsLines()
    {
        World subject(posting(QStringLiteral("detailed")));
        subject.run(kFlow);
        for (const db::RecordRow& record : subject.records()) {
            const auto view = subject.view(record);
            QVERIFY2(view.isPosted(), qPrintable(subject.why()));
            QVERIFY(view.proof.difference.isZero());
            std::size_t lines = 0;
            for (const auto& journal : view.draft.journals)
                lines += journal.journal.lines.size();
            QVERIFY(lines > view.categories.size());
        }
        QVERIFY(!subject.records().empty());
    }

    void aClosedPeriodHoldsOrMovesIt()
    {
        World subject(posting(QStringLiteral("summary")));
        const QDate today = QDateTime::fromMSecsSinceEpoch(subject.world.clock().nowMs(), Qt::UTC).date();
        for (int back = 0; back <= 4; ++back)
            subject.world.netSuite().closePeriod(today.addMonths(-back));
        subject.run(kFlow);
        bool held = false;
        for (const db::RecordRow& record : subject.records())
            held = held || (record.state == RecordState::Waiting && record.reason.contains(QStringLiteral("closed")));
        QVERIFY2(held, qPrintable(subject.why()));

        config::FlowSettings flow = *subject.world.configuration().flow(kFlow, kStore);
        flow.settings = Json::object({{QStringLiteral("closedPeriod"), QStringLiteral("next-open-day")},
                                      {QStringLiteral("deposit"), QStringLiteral("always")}});
        must(subject.world.profile().engine().setFlow(flow, TestProfile::actor()));
        subject.world.clock().advance(7 * kHourMs);
        subject.run(kFlow);
        const QString first = QDate(today.year(), today.month(), 1).addMonths(1).toString(Qt::ISODate);
        bool moved = false;
        for (const simulator::SimDocument& journal : subject.world.netSuite().documents(kJournal))
            moved = moved || (journal.fields[QStringLiteral("tranDate")].toString() == first &&
                              journal.fields[QStringLiteral("memo")].toString().contains(QStringLiteral("closed")));
        QVERIFY2(moved, qPrintable(subject.why()));
        bool isDepositMoved = false;
        for (const db::RecordRow& record : subject.records()) {
            const engine::SettlementView view = subject.view(record);
            const auto deposit = std::find_if(view.documents.begin(), view.documents.end(),
                                              [](const db::CommandRow& one) { return one.type == kDeposit; });
            if (deposit == view.documents.end())
                continue;
            const QString day = view.bodies.at(deposit->key)[u"tranDate"].toString();
            QCOMPARE(view.draft.depositDate, day); // what people see is what is in the books
            isDepositMoved = isDepositMoved || day == first;
        }
        QVERIFY(isDepositMoved);
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
    }

    void aRefundThatIsNotReadYetHoldsTheSettlement()
    {
        World subject(posting(QStringLiteral("payments")));
        for (int day = 0; day <= 24; day += 8) {
            subject.runOrders(World::Refunds::NotYet);
            subject.run(kFlow);
            subject.world.clock().advance(8 * kDayMs);
        }
        const auto waiting = subject.records();
        QVERIFY2(std::any_of(waiting.begin(), waiting.end(),
                             [](const db::RecordRow& record) {
                                 return record.state == RecordState::Waiting &&
                                        record.reason.contains(QStringLiteral("not booked yet"));
                             }),
                 qPrintable(subject.why()));

        // The flow reads them afterwards and books them, once a person has agreed (weeks have gone by); the journals of the
        // settlements do not do it again.
        for (int day = 0; day < 3; ++day) {
            subject.runOrders();
            for (const db::RecordRow& record : subject.world.profile().records()) {
                if (record.state == RecordState::Review)
                    must(subject.world.profile().engine().approve({{record.id, record.planHash}}, TestProfile::actor()));
            }
            subject.run(kFlow);
            subject.world.clock().advance(kDayMs);
        }
        qint64 refunds = 0, elsewhere = 0, debts = 0;
        for (const db::RecordRow& record : subject.records()) {
            const auto view = subject.view(record);
            QVERIFY2(view.isPosted(), qPrintable(subject.why()));
            elsewhere += view.proof.elsewhere.minorUnits();
            debts += std::min<qint64>(0, view.content.summary.head.total->minorUnits());
        }
        for (const simulator::SimDocument& refund : subject.world.netSuite().documents(QStringLiteral("customerRefund")))
            refunds += cents(refund.fields[QStringLiteral("total")]);
        QVERIFY(refunds > 0 && elsewhere < 0);
        QCOMPARE(subject.balance(kClearing), debts - (refunds + elsewhere));
    }

    void takenBackAndPostedAgain()
    {
        World subject(posting(QStringLiteral("summary")));
        subject.run(kFlow);
        const db::RecordRow record = subject.records().front();
        QVERIFY(subject.view(record).isPosted());
        const qint64 before = subject.balance(kClearing);
        engine::Engine& engine = subject.world.profile().engine();

        QVERIFY(!engine.reverseSettlement(record.id, QStringLiteral(" "), TestProfile::actor()));
        must(engine.reverseSettlement(record.id, QStringLiteral("wrong account for fees"), TestProfile::actor()));
        QVERIFY(!engine.reverseSettlement(record.id, QStringLiteral("again"), TestProfile::actor()));
        const std::size_t journals = subject.world.netSuite().documents(kJournal).size();
        subject.run(kFlow);
        auto now = subject.world.profile().record(record.key);
        QVERIFY2(now && now->state == RecordState::Review, qPrintable(subject.why()));
        QCOMPARE(subject.world.netSuite().documents(kJournal).size(), journals); // nothing before a person agrees
        QCOMPARE(now->amount, std::optional(subject.view(*now).content.summary.head.total->negated()));
        must(engine.approve({{now->id, now->planHash}}, TestProfile::actor()));
        subject.run(kFlow);
        now = subject.world.profile().record(record.key);
        auto view = subject.view(*now);
        QVERIFY2(view.isReversed(), qPrintable(subject.why()));
        QVERIFY(view.proof.posted.isZero());
        QCOMPARE(subject.balance(kClearing), before - view.content.summary.head.total->minorUnits());

        must(
            engine.setMapping({QStringLiteral("account"), {}, QStringLiteral("group:selling-fees"), QStringLiteral("account:63")},
                              TestProfile::actor()));
        must(engine.postSettlementAgain(record.id, TestProfile::actor()));
        for (const auto& step : subject.view(*subject.world.profile().record(record.key)).steps) {
            if (step.name == QStringLiteral("approve"))
                QCOMPARE(step.state, QStringLiteral("ready")); // it was the reversal that somebody agreed to
        }
        subject.run(kFlow);
        view = subject.view(*subject.world.profile().record(record.key));
        QVERIFY2(view.isPosted(), qPrintable(subject.why()));
        QVERIFY(view.proof.difference.isZero());
        QCOMPARE(subject.balance(kClearing), before);
        QCOMPARE(view.documents.size(), 3U); // posted, taken back, posted again
    }

private:
    template<class T>
    static void must(const Result<T>& result)
    {
        World::must(result);
    }
};

QTEST_GUILESS_MAIN(SettlementPostingTest)
#include "SettlementPostingTest.moc"
