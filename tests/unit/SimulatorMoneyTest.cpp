// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated NetSuite where money moves: invoices, credits, payments, refunds, journals and deposits.
#include <QJsonArray>
#include <QTest>

#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
QJsonObject ref(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}
QJsonObject items(const QJsonArray& lines)
{
    return {{QStringLiteral("items"), lines}};
}
QJsonObject apply(const QString& doc, double amount)
{
    return items({QJsonObject{{QStringLiteral("doc"), ref(doc)},
                              {QStringLiteral("line"), 0},
                              {QStringLiteral("apply"), true},
                              {QStringLiteral("amount"), amount}}});
}
QJsonObject with(QJsonObject body, const QString& field, const QJsonValue& value)
{
    body.insert(field, value);
    return body;
}
QJsonObject without(QJsonObject body, const QString& field)
{
    body.remove(field);
    return body;
}
QJsonObject journalLine(const char* account, const char* side, double amount)
{
    return {{QStringLiteral("account"), ref(QLatin1String(account))}, {QLatin1String(side), amount}};
}
const QString kInvoice = QStringLiteral("invoice"), kCredit = QStringLiteral("creditMemo"),
              kPayment = QStringLiteral("customerPayment"), kRefund = QStringLiteral("customerRefund"),
              kCashSale = QStringLiteral("cashSale"), kAccount = QStringLiteral("account");
} // namespace

class SimulatorMoneyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.advance(1795420800000 - m_clock.nowMs()); // 2026-11-23 08:00 UTC
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInNetSuite();
    }

    void aCreditMemoIsAppliedAndTheRestRefunded()
    {
        const QString invoice = made(kInvoice, sale()); // 20.01 + 4.99
        QCOMPARE(net().document(kInvoice, invoice)->total, 2500);
        QCOMPARE(made(kPayment, {{QStringLiteral("customer"), ref(QStringLiteral("901"))},
                                 {QStringLiteral("payment"), 20},
                                 {QStringLiteral("apply"), apply(invoice, 20)}})
                     .isEmpty(),
                 false);
        QCOMPARE(net().document(kInvoice, invoice)->amountRemaining, 500);
        QCOMPARE(net().document(kInvoice, invoice)->status, QStringLiteral("A"));
        // One of two tents comes back: 10.01 of credit, of which the invoice takes what is still open.
        const QString credit = made(QStringLiteral("invoice/%1/!transform/creditMemo").arg(invoice),
                                    {{QStringLiteral("shippingCost"), 0},
                                     {QStringLiteral("item"), items({QJsonObject{{QStringLiteral("orderLine"), 1},
                                                                                 {QStringLiteral("quantity"), 1},
                                                                                 {QStringLiteral("amount"), 10.01}}})}});
        const SimDocument memo = *net().document(kCredit, credit);
        QCOMPARE(memo.total, 1001);
        QCOMPARE(memo.applied.at(invoice), 500);
        QCOMPARE(memo.amountRemaining, 501);
        QCOMPARE(net().document(kInvoice, invoice)->status, QStringLiteral("B"));
        const QJsonObject refund{{QStringLiteral("customer"), ref(QStringLiteral("901"))},
                                 {QStringLiteral("account"), ref(QStringLiteral("57"))},
                                 {QStringLiteral("externalId"), QStringLiteral("AMZ-RF-1")}};
        refused(kRefund, refund, QStringLiteral("at least one credit"));
        refused(kRefund, with(refund, QStringLiteral("apply"), apply(credit, 5.02)), QStringLiteral("open"));
        refused(kRefund, with(refund, QStringLiteral("apply"), apply(invoice, 1)), QStringLiteral("doc"));
        const QString done = made(kRefund, with(refund, QStringLiteral("apply"), apply(credit, 5.01)));
        QCOMPARE(net().document(kRefund, done)->total, 501);
        QCOMPARE(net().document(kCredit, credit)->status, QStringLiteral("B"));
        QCOMPARE(net().document(kCredit, credit)->amountRemaining, 0);
        refused(
            kRefund,
            with(with(refund, QStringLiteral("apply"), apply(credit, 0.01)), QStringLiteral("externalId"), QStringLiteral("x")),
            QStringLiteral("open"));
        QCOMPARE(value(QStringLiteral("SELECT foreigntotal AS v FROM transaction WHERE type = 'CustCred'")),
                 QStringLiteral("-10.01"));
        QCOMPARE(value(QStringLiteral("SELECT foreignamountunpaid AS v FROM transaction WHERE type = 'CustInvc'")),
                 QStringLiteral("0"));
        QCOMPARE(value(QStringLiteral("SELECT COUNT(*) AS v FROM previoustransactionlink WHERE nextdoc = %1 AND previousdoc = %2")
                           .arg(done, credit)),
                 QStringLiteral("1"));
        QCOMPARE(value(QStringLiteral("SELECT BUILTIN.DF(t.status) AS v FROM transaction t WHERE t.id = %1").arg(credit)),
                 QStringLiteral("Credit Memo : Fully Applied"));
    }

    void anApplicationCanBeTakenBack()
    {
        const QString invoice = made(kInvoice, sale());
        const QString payment = made(QStringLiteral("invoice/%1/!transform/customerPayment").arg(invoice), {});
        QCOMPARE(net().document(kPayment, payment)->applied.at(invoice), 2500);
        QCOMPARE(net().document(kInvoice, invoice)->status, QStringLiteral("B"));
        QCOMPARE(m_client
                     ->netSuite("PATCH", "record/v1/customerPayment/" + payment.toLatin1(),
                                {{QStringLiteral("apply"), apply(invoice, 0)}})
                     .status,
                 204);
        QCOMPARE(net().document(kInvoice, invoice)->amountRemaining, 2500);
        QCOMPARE(net().document(kPayment, payment)->amountRemaining, 2500);
        refused(QStringLiteral("invoice/%1/!transform/customerPayment").arg(invoice),
                {{QStringLiteral("payment"), 5}, {QStringLiteral("apply"), apply(invoice, 6)}},
                QStringLiteral("total of this transaction"));
        refused(kPayment,
                {{QStringLiteral("customer"), ref(QStringLiteral("902"))},
                 {QStringLiteral("payment"), 5},
                 {QStringLiteral("apply"), apply(invoice, 5)}},
                QStringLiteral("doc")); // somebody else's invoice
    }

    void cashSalesAndTheirRefunds()
    {
        refused(kCashSale, without(sale(), QStringLiteral("location")), QStringLiteral("Location"));
        refused(kCashSale, with(sale(), kAccount, ref(QStringLiteral("58"))), QStringLiteral("account")); // an expense
        const QString clearing = made(kCashSale, with(sale(QStringLiteral("AMZ-INV-1")), kAccount, ref(QStringLiteral("57"))));
        QCOMPARE(net().document(kCashSale, clearing)->status, QStringLiteral("C"));
        refused(kCashSale, sale(QStringLiteral("AMZ-INV-1")), QStringLiteral("already exists"));
        const QString refund = made(QStringLiteral("cashSale/%1/!transform/cashRefund").arg(clearing),
                                    {{QStringLiteral("externalId"), QStringLiteral("AMZ-CR-1")}});
        const SimDocument back = *net().document(QStringLiteral("cashRefund"), refund);
        QCOMPARE(back.total, 2500);
        QCOMPARE(back.text(kAccount), QStringLiteral("57"));
        QCOMPARE(back.createdFrom, clearing);

        const QString waiting = made(kCashSale, with(sale(QStringLiteral("AMZ-INV-2")), QStringLiteral("undepFunds"), true));
        QCOMPARE(net().document(kCashSale, waiting)->status, QStringLiteral("B"));
        const QJsonObject payment =
            items({QJsonObject{{QStringLiteral("id"), waiting.toInt()}, {QStringLiteral("deposit"), true}}});
        const auto money = [](double amount) {
            return items({QJsonObject{{kAccount, ref(QStringLiteral("58"))}, {QStringLiteral("amount"), amount}}});
        };
        const QJsonObject deposit{{kAccount, ref(QStringLiteral("64"))}, {QStringLiteral("payment"), payment}};
        const QString kDeposit = QStringLiteral("deposit");
        refused(kDeposit, with(deposit, QStringLiteral("cashback"), money(25)), QStringLiteral("positive"));
        refused(kDeposit, without(deposit, kAccount), QStringLiteral("Account"));
        const QString done = made(kDeposit, with(deposit, QStringLiteral("cashback"), money(3.5)));
        QCOMPARE(net().document(kDeposit, done)->total, 2150);
        QCOMPARE(net().document(kCashSale, waiting)->status, QStringLiteral("C"));
        refused(kDeposit, deposit, QStringLiteral("payment")); // once only
    }

    void journalsBalance()
    {
        const QString kJournal = QStringLiteral("journalEntry"), kLine = QStringLiteral("line");
        const QJsonObject good{{QStringLiteral("subsidiary"), ref(QStringLiteral("1"))},
                               {kLine, items({journalLine("58", "debit", 187.1), journalLine("57", "credit", 187.1)})}};
        refused(kJournal, with(good, kLine, items({journalLine("58", "debit", 187.1), journalLine("57", "credit", 187.09)})),
                QStringLiteral("balance"));
        refused(kJournal,
                with(good, kLine,
                     items({with(journalLine("58", "debit", 1), QStringLiteral("credit"), 1), journalLine("57", "debit", 0)})),
                QStringLiteral("either a debit or a credit"));
        refused(kJournal, with(good, kLine, items({journalLine("65", "debit", 1), journalLine("57", "credit", 1)})),
                QStringLiteral("Name"));
        refused(kJournal, without(good, QStringLiteral("subsidiary")), QStringLiteral("Subsidiary"));
        refused(kJournal, with(good, QStringLiteral("lines"), 1), QStringLiteral("lines"));
        const QString id = made(kJournal, good);
        QCOMPARE(value(QStringLiteral("SELECT SUM(debitforeignamount) AS v FROM transactionline WHERE transaction = %1").arg(id)),
                 QStringLiteral("187.1"));
        const QJsonObject read =
            m_client->netSuite("GET", "record/v1/journalEntry/" + id.toLatin1() + "?expandSubResources=true").json();
        QCOMPARE(read[kLine][QStringLiteral("items")][1][QStringLiteral("credit")].toDouble(), 187.1);
    }

    void memoAndMarkersCanBeChangedLater()
    {
        const QString invoice = made(kInvoice, sale());
        m_clock.advance(2000);
        const QByteArray path = "record/v1/invoice/" + invoice.toLatin1();
        QCOMPARE(m_client
                     ->netSuite("PATCH", path,
                                {{QStringLiteral("memo"), QStringLiteral("m")},
                                 {QStringLiteral("custbody_amz_shipment_state"), QStringLiteral("sent")}})
                     .status,
                 204);
        QCOMPARE(value(QStringLiteral("SELECT custbody_amz_shipment_state AS v FROM transaction WHERE id = %1").arg(invoice)),
                 QStringLiteral("sent"));
        QCOMPARE(value(QStringLiteral("SELECT TO_CHAR(lastmodifieddate, 'HH24:MI:SS') AS v FROM transaction WHERE id = %1")
                           .arg(invoice)),
                 QStringLiteral("08:00:02"));
        QCOMPARE(net().document(kInvoice, invoice)->total, 2500);
        QVERIFY(net().document(kInvoice, invoice)->editedBy.isEmpty());
        QVERIFY(net().editByHand(kInvoice, invoice, {{QStringLiteral("memo"), QStringLiteral("x")}}));
        QCOMPARE(net().document(kInvoice, invoice)->editedBy, QStringLiteral("hand"));
        QCOMPARE(m_client->netSuite("PATCH", path, {{QStringLiteral("orderStatus"), ref(QStringLiteral("B"))}}).status, 400);
    }

private:
    NetSuiteSim& net() const { return m_simulation->netSuite(); }
    static QJsonObject sale(const QString& externalId = QStringLiteral("AMZ-INV-0"))
    {
        return without(salesOrderBody(QStringLiteral("901"), externalId), QStringLiteral("orderStatus"));
    }
    Reply post(const QString& path, const QJsonObject& body) const
    {
        return m_client->netSuite("POST", "record/v1/" + path.toLatin1(), body);
    }
    QString made(const QString& path, const QJsonObject& body) const
    {
        const Reply reply = post(path, body);
        return reply.status == 204 ? QString::fromLatin1(reply.headers.at("location")).section(QLatin1Char('/'), -1)
                                   : QString::fromUtf8(reply.body);
    }
    void refused(const QString& path, const QJsonObject& body, const QString& says) const
    {
        const size_t before = net().writes().size();
        const Reply reply = post(path, body);
        QCOMPARE(reply.status, 400);
        QVERIFY2(reply.body.contains(says.toUtf8()), reply.body.constData());
        QCOMPARE(net().writes().size(), before);
    }
    QString value(const QString& query) const
    {
        const Reply reply = m_client->suiteQl(query);
        return reply.status == 200 ? reply.json()[QStringLiteral("items")][0][QStringLiteral("v")].toString()
                                   : QString::fromUtf8(reply.body);
    }

    ManualClock m_clock{1795420800000};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorMoneyTest)
#include "SimulatorMoneyTest.moc"
