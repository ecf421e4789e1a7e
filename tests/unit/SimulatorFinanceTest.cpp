// SPDX-License-Identifier: GPL-3.0-or-later
// listTransactions of the simulated Amazon over real HTTP.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "SchemaCheck.h"
#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
constexpr qint64 kNowMs = 1795420800000; // 2026-11-23 08:00 UTC
constexpr qint64 kDayMs = 86'400'000;

qint64 cents(const QJsonValue& money)
{
    return qRound64(money[QStringLiteral("currencyAmount")].toDouble() * 100);
}

/// The sum of the innermost amounts; checks on the way that every level equals the sum of what is below it.
qint64 leaves(const QJsonArray& breakdowns, bool& isConsistent)
{
    qint64 sum = 0;
    for (const QJsonValue& breakdown : breakdowns) {
        const qint64 own = cents(breakdown[QStringLiteral("breakdownAmount")]);
        const QJsonArray parts = breakdown[QStringLiteral("breakdowns")].toArray();
        isConsistent = isConsistent && (parts.isEmpty() || leaves(parts, isConsistent) == own);
        sum += own;
    }
    return sum;
}

QString identifier(const QJsonObject& transaction, const char* name)
{
    for (const QJsonValue& entry : transaction[QStringLiteral("relatedIdentifiers")].toArray()) {
        if (entry[QStringLiteral("relatedIdentifierName")].toString() == QLatin1String(name))
            return entry[QStringLiteral("relatedIdentifierValue")].toString();
    }
    return {};
}

} // namespace

class SimulatorFinanceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.advance(kNowMs - m_clock.nowMs());
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInAmazon();
    }

    void aRefundIsATransactionWhoseAmountsAddUp()
    {
        const QString id = add(kNowMs - 20 * kDayMs);
        SimAmounts amounts;
        amounts.principal = 5000;
        amounts.tax = 412;
        amounts.shipping = 599;
        amounts.restockingFee = 500;
        const QString refund = amazon().refund(id, itemOf(id), amounts, kNowMs - kDayMs);
        const std::vector<QJsonObject> found = list("postedAfter=2026-11-21T00:00:00Z");
        QCOMPARE(found.size(), 1);
        QCOMPARE(text(found[0], "transactionType"), QStringLiteral("Refund"));
        QCOMPARE(text(found[0], "transactionStatus"), QStringLiteral("RELEASED"));
        QCOMPARE(text(found[0], "postedDate"), QStringLiteral("2026-11-22T08:00:00Z"));
        QCOMPARE(identifier(found[0], "ORDER_ID"), id);
        QCOMPARE(identifier(found[0], "REFUND_ID"), refund);
        const QJsonObject item = found[0][QStringLiteral("items")][0].toObject();
        QCOMPARE(item[QStringLiteral("contexts")][0][QStringLiteral("sku")].toString(), QStringLiteral("NF-TENT-RIDGE-BLK"));
        bool isConsistent = true;
        QCOMPARE(leaves(item[QStringLiteral("breakdowns")].toArray(), isConsistent), cents(item[QStringLiteral("totalAmount")]));
        QCOMPARE(leaves(found[0][QStringLiteral("breakdowns")].toArray(), isConsistent),
                 cents(found[0][QStringLiteral("totalAmount")]));
        QVERIFY(isConsistent);
        QCOMPARE(leaf(item, QStringLiteral("OurPricePrincipal")), -5000);
        QCOMPARE(leaf(item, QStringLiteral("RestockingDeductionPrincipal")), 500);
        QCOMPARE(leaf(item, QStringLiteral("MarketplaceFacilitatorTax-Principal")), 412);
        QCOMPARE(leaf(item, QStringLiteral("Commission")), 750);
        QCOMPARE(leaf(item, QStringLiteral("RefundCommission")), -150);
        QVERIFY(amazon().violations().isEmpty());
        const QJsonObject definitions = model();
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        for (const QJsonObject& transaction : list("postedAfter=2026-10-01T00:00:00Z"))
            QCOMPARE(schemaFault(transaction, definitions[QStringLiteral("Transaction")].toObject(), definitions), QString());
    }

    void packagesShareWhatTheBuyerPaidToTheCent()
    {
        AmazonOrder order = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        SimOrderItem& item = order.items[0];
        item.orderItemId = QStringLiteral("11111111111111");
        item.quantity = item.fulfilled = 3;
        item.unitPrice = 3333;
        item.itemTax = 250;
        item.shipping = 599;
        item.itemDiscount = 100;
        item.marketplaceCollectsTax = false;
        order.status = QStringLiteral("SHIPPED");
        order.createdMs = kNowMs - 5 * kDayMs;
        for (int i = 1; i <= 2; ++i) {
            SimPackage package;
            package.referenceId = QString::number(i);
            package.carrierCode = QStringLiteral("UPS");
            package.shipMs = kNowMs - (5 - i) * kDayMs;
            package.items = {{item.orderItemId, i}};
            order.packages.push_back(package);
        }
        const qint64 paid = order.total();
        amazon().addOrder(order);
        qint64 sales = 0;
        const std::vector<QJsonObject> shipments = list("postedAfter=2026-11-01T00:00:00Z");
        QCOMPARE(shipments.size(), 2);
        for (const QJsonObject& shipment : shipments) {
            QCOMPARE(shipment[QStringLiteral("breakdowns")][0][QStringLiteral("breakdownType")].toString(),
                     QStringLiteral("Sales"));
            sales += cents(shipment[QStringLiteral("breakdowns")][0][QStringLiteral("breakdownAmount")]);
        }
        QCOMPARE(sales, paid);
    }

    void whatIsHeldBackComesTwiceOnceItIsFree()
    {
        const QString id = add(kNowMs - 6 * kDayMs);
        const QByteArray query = "relatedIdentifierName=ORDER_ID&relatedIdentifierValue=" + id.toLatin1();
        const std::vector<QJsonObject> held = list(query);
        QCOMPARE(held.size(), 1);
        QCOMPARE(text(held[0], "transactionStatus"), QStringLiteral("DEFERRED"));
        QCOMPARE(text(held[0], "transactionType"), QStringLiteral("Shipment"));
        QCOMPARE(held[0][QStringLiteral("contexts")][0][QStringLiteral("maturityDate")].toString(),
                 QStringLiteral("2026-11-24T08:00:00Z"));
        m_clock.advance(2 * kDayMs);
        m_client->signInAmazon();
        const std::vector<QJsonObject> free = list(query);
        QCOMPARE(free.size(), 2);
        QCOMPARE(text(free[0], "transactionStatus"), QStringLiteral("DEFERRED_RELEASED"));
        QCOMPARE(text(free[1], "transactionStatus"), QStringLiteral("RELEASED"));
        QCOMPARE(identifier(free[1], "DEFERRED_TRANSACTION_ID"), text(free[0], "transactionId"));
        QCOMPARE(identifier(free[0], "RELEASE_TRANSACTION_ID"), text(free[1], "transactionId"));
        QCOMPARE(list(query + "&transactionStatus=RELEASED").size(), 1);
    }

    void refundsMayBeHeldBackToo()
    {
        const QString id = add(kNowMs - 20 * kDayMs);
        SimRefund refund{{}, id, kNowMs - 8 * kDayMs, {{itemOf(id), 1, {1000}, {}}}, true};
        amazon().refund(refund);
        int refunds = 0;
        for (const QJsonObject& transaction : list("postedAfter=2026-10-01T00:00:00Z"))
            refunds += text(transaction, "transactionType") == QStringLiteral("Refund") ? 1 : 0;
        QCOMPARE(refunds, 2); // DEFERRED_RELEASED and its RELEASED
    }

    void settledTransactionsNameTheirSettlement()
    {
        const QString id = add(kNowMs - 40 * kDayMs);
        const std::vector<QJsonObject> all = list("postedAfter=2026-09-01T00:00:00Z&transactionStatus=RELEASED");
        QCOMPARE(all.size(), 1);
        QVERIFY(!identifier(all[0], "SETTLEMENT_ID").isEmpty());
        const QByteArray group = identifier(all[0], "FINANCIAL_EVENT_GROUP_ID").toLatin1();
        QCOMPARE(list("relatedIdentifierName=FINANCIAL_EVENT_GROUP_ID&relatedIdentifierValue=" + group).size(), 1);
        QCOMPARE(list("relatedIdentifierName=FINANCIAL_EVENT_GROUP_ID&relatedIdentifierValue=other").size(), 0);
        QCOMPARE(
            m_client->amazon("/finances/2024-06-19/transactions?relatedIdentifierName=REFUND_ID&relatedIdentifierValue=1").status,
            400);
    }

    void pagesJoinAlthoughOneIsEmpty()
    {
        const QString id = add(kNowMs - 20 * kDayMs);
        for (int i = 0; i < 5; ++i)
            amazon().refund(id, itemOf(id), {100 + i}, kNowMs - kDayMs + i * 1000);
        amazon().setTransactionsPerPage(2);
        QList<qsizetype> sizes;
        const std::vector<QJsonObject> found = list("postedAfter=2026-11-21T00:00:00Z", &sizes);
        QCOMPARE(found.size(), 5);
        QCOMPARE(sizes, (QList<qsizetype>{2, 0, 2, 1}));
        const QByteArray token = m_client->amazon("/finances/2024-06-19/transactions?postedAfter=2026-11-21T00:00:00Z")
                                     .json()[QStringLiteral("payload")][QStringLiteral("nextToken")]
                                     .toString()
                                     .toLatin1();
        QCOMPARE(m_client->amazon("/finances/2024-06-19/transactions?nextToken=" + token).status, 400); // other arguments
    }

    void timesAreChecked_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << QByteArray() << 400;
        QTest::newRow("after too new") << QByteArray("postedAfter=2026-11-23T07:58:30Z") << 400;
        QTest::newRow("before too new") << QByteArray("postedAfter=2026-11-01T00:00:00Z&postedBefore=2026-11-23T07:59:00Z")
                                        << 400;
        QTest::newRow("turned round") << QByteArray("postedAfter=2026-11-10T00:00:00Z&postedBefore=2026-11-09T00:00:00Z") << 400;
        QTest::newRow("unknown status") << QByteArray("postedAfter=2026-11-10T00:00:00Z&transactionStatus=OPEN") << 400;
        QTest::newRow("unknown parameter") << QByteArray("postedAfter=2026-11-10T00:00:00Z&pageSize=5") << 400;
        QTest::newRow("marketplace of another")
            << QByteArray("postedAfter=2026-11-10T00:00:00Z&marketplaceId=A1PA6795UKMFR9") << 403;
        QTest::newRow("good") << QByteArray("postedAfter=2026-11-10T00:00:00Z&postedBefore=2026-11-23T07:50:00Z") << 200;
    }
    void timesAreChecked()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, status);
        QCOMPARE(m_client->amazon("/finances/2024-06-19/transactions?" + query).status, status);
    }

    void moreThanHalfAYearIsEmpty()
    {
        add(kNowMs - 20 * kDayMs);
        QCOMPARE(list("postedAfter=2026-05-01T00:00:00Z").size(), 0);
        QVERIFY(!list("postedAfter=2026-06-01T00:00:00Z").empty());
    }

    void whatNobodyPaidThroughAmazonIsNotPosted()
    {
        amazon().addMcfOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        const QString open = amazon().addOrder(amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")}));
        amazon().cancel(open);
        QCOMPARE(list("postedAfter=2026-10-01T00:00:00Z").size(), 0);
    }

    void withoutTheRoleNothingIsShown()
    {
        amazon().removeRole(QStringLiteral("Finance and Accounting"));
        QCOMPARE(m_client->amazon("/finances/2024-06-19/transactions?postedAfter=2026-11-10T00:00:00Z").status, 403);
    }

private:
    AmazonSim& amazon() { return m_simulation->amazon(); }
    /// An FBA order that was shipped then.
    QString add(qint64 shippedMs)
    {
        AmazonOrder order = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        order.fulfilledBy = QStringLiteral("AMAZON");
        order.createdMs = order.updatedMs = shippedMs;
        const QString id = amazon().addOrder(order);
        amazon().shipFba(id, shippedMs);
        return id;
    }
    QString itemOf(const QString& id) { return amazon().order(id)->items[0].orderItemId; }
    std::vector<QJsonObject> list(const QByteArray& query, QList<qsizetype>* sizes = nullptr)
    {
        std::vector<QJsonObject> all;
        QByteArray token;
        do {
            const QJsonObject payload = m_client
                                            ->amazon("/finances/2024-06-19/transactions?" + query +
                                                     (token.isEmpty() ? QByteArray() : "&nextToken=" + token))
                                            .json()[QStringLiteral("payload")]
                                            .toObject();
            const QJsonArray page = payload[QStringLiteral("transactions")].toArray();
            if (sizes)
                *sizes += page.size();
            for (const QJsonValue& transaction : page)
                all.push_back(transaction.toObject());
            token = payload[QStringLiteral("nextToken")].toString().toLatin1();
        } while (!token.isEmpty());
        return all;
    }
    static QString text(const QJsonObject& object, const char* name) { return object[QLatin1String(name)].toString(); }
    static qint64 leaf(const QJsonObject& item, const QString& type)
    {
        for (const QJsonValue& group : item[QStringLiteral("breakdowns")].toArray()) {
            for (const QJsonValue& part : group[QStringLiteral("breakdowns")].toArray()) {
                if (part[QStringLiteral("breakdownType")].toString() == type)
                    return cents(part[QStringLiteral("breakdownAmount")]);
            }
        }
        return 0;
    }
    static QJsonObject model()
    {
        QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi/finances_2024-06-19.json"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    }

    ManualClock m_clock{kNowMs};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorFinanceTest)
#include "SimulatorFinanceTest.moc"
