// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>
#include <QUrl>

#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
QJsonObject ref(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}
QJsonObject buyer(const QString& externalId)
{
    return {{QStringLiteral("isPerson"), true},
            {QStringLiteral("firstName"), QStringLiteral("Jürgen")},
            {QStringLiteral("lastName"), QStringLiteral("Müller")},
            {QStringLiteral("email"), QStringLiteral("x@marketplace.amazon.de")},
            {QStringLiteral("subsidiary"), ref(QStringLiteral("1"))},
            {QStringLiteral("externalId"), externalId}};
}
} // namespace

class SimulatorNetSuiteTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { start({}); }

    // Sign-in

    void aWrongAssertionIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("claims");
        QTest::addColumn<QJsonObject>("header");
        const qint64 now = 1795420800;
        QTest::newRow("wrong client") << QJsonObject{{QStringLiteral("iss"), QStringLiteral("other")}} << QJsonObject();
        QTest::newRow("wrong audience") << QJsonObject{{QStringLiteral("aud"), QStringLiteral("https://example.com/token")}}
                                        << QJsonObject();
        QTest::newRow("too long a life") << QJsonObject{{QStringLiteral("exp"), now + 3601}} << QJsonObject();
        QTest::newRow("expired") << QJsonObject{{QStringLiteral("iat"), now - 900}, {QStringLiteral("exp"), now - 600}}
                                 << QJsonObject();
        QTest::newRow("clock ahead") << QJsonObject{{QStringLiteral("iat"), now + 600}, {QStringLiteral("exp"), now + 900}}
                                     << QJsonObject();
        QTest::newRow("no scope") << QJsonObject{{QStringLiteral("scope"), QJsonArray()}} << QJsonObject();
        QTest::newRow("unknown certificate") << QJsonObject() << QJsonObject{{QStringLiteral("kid"), QStringLiteral("nobody")}};
        QTest::newRow("retired algorithm") << QJsonObject() << QJsonObject{{QStringLiteral("alg"), QStringLiteral("RS256")}};
        QTest::newRow("no algorithm") << QJsonObject() << QJsonObject{{QStringLiteral("alg"), QStringLiteral("none")}};
    }
    void aWrongAssertionIsRefused()
    {
        QFETCH(QJsonObject, claims);
        QFETCH(QJsonObject, header);
        QVERIFY(m_client->netSuiteToken(m_client->assertion()).status == 200);
        const Reply reply = m_client->netSuiteToken(m_client->assertion(claims, header));
        QVERIFY2(reply.status == 400 || reply.status == 401, reply.body.constData());
        QVERIFY(reply.json().contains(QStringLiteral("error")));
        QVERIFY(reply.headers.contains("date"));
    }

    void aTamperedAssertionIsRefused()
    {
        // Everything else about these assertions is right: only the signature can betray them.
        const QList<QByteArray> parts = m_client->assertion().split('.');
        QByteArray claims = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
        const qint64 end = m_clock.nowMs() / 1000 + 300;
        QVERIFY(claims.contains(QByteArray::number(end)));
        claims.replace(QByteArray::number(end), QByteArray::number(end + 60));
        const QByteArray tampered = claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QCOMPARE(m_client->netSuiteToken(parts[0] + '.' + tampered + '.' + parts[2]).status, 401);
        Options other;
        other.world = QStringLiteral("empty");
        other.seed = 2;
        const QByteArray stranger = (*Simulation::start(other))->netSuite().privateKeyPem();
        QCOMPARE(m_client->netSuiteToken(m_client->assertion({}, {}, stranger)).status, 401);
        QCOMPARE(m_client->netSuiteToken(m_client->assertion()).status, 200);
    }

    void ps256WorksWithAnUploadedKey()
    {
        const QByteArray key = newRsaKeyPem();
        const QString id = m_simulation->netSuite().uploadCertificate(publicKeyPem(key));
        const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("PS256")}, {QStringLiteral("kid"), id}};
        QCOMPARE(m_client->netSuiteToken(m_client->assertion({}, header, key)).status, 200);
        m_simulation->netSuite().revokeCertificate(id);
        QCOMPARE(m_client->netSuiteToken(m_client->assertion({}, header, key)).status, 401);
    }

    void tokensEnd()
    {
        QCOMPARE(m_client->netSuite("GET", "system/v1/serverTime").status, 200);
        m_clock.advance(3'601'000);
        const Reply reply = m_client->netSuite("GET", "system/v1/serverTime");
        QCOMPARE(reply.status, 401);
        QCOMPARE(code(reply), QStringLiteral("INVALID_LOGIN"));
        QVERIFY(reply.headers.at("www-authenticate").contains("invalid_token"));
    }

    void tokenBasedAuthenticationIsVerified()
    {
        QCOMPARE(tba("abcdef123456", m_clock.nowMs() / 1000, {}).status, 200);
        QCOMPARE(tba("abcdef123456", m_clock.nowMs() / 1000, {}).status, 401); // the nonce again
        QCOMPARE(tba("abcdef123457", m_clock.nowMs() / 1000 - 400, {}).status, 401);
        QCOMPARE(tba("abcdef123458", m_clock.nowMs() / 1000, "x").status, 401);
    }

    // Records

    void createAnswersWithALocationOnly()
    {
        const Reply reply =
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")));
        QCOMPARE(reply.status, 204);
        QVERIFY(reply.body.isEmpty());
        QVERIFY(reply.headers.at("location")
                    .startsWith(m_simulation->netSuiteUrl().toLatin1() + "/services/rest/record/v1/salesOrder/"));
        QVERIFY(reply.headers.contains("x-n-operationid") && reply.headers.contains("x-netsuite-jobid"));
        const SimDocument order = m_simulation->netSuite().documents(QStringLiteral("salesOrder")).front();
        QCOMPARE(order.subtotal, 2001);
        QCOMPARE(order.total, 2500);
        QCOMPARE(order.tranId, QStringLiteral("SO10001"));
        QCOMPARE(m_simulation->netSuite().writes().size(), size_t(1));
    }

    void recordNamesIgnoreLetterCase()
    {
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/SALESORDER", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            204);
        QCOMPARE(m_client->netSuite("GET", "record/v1/salesorder/eid:amz-so-a").status, 200);
    }

    void externalIdsAreSharedByAllTransactions()
    {
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-1")))
                .status,
            204);
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("amz-1")))
                .status,
            400);
        const Reply journal =
            m_client->netSuite("POST", "record/v1/journalEntry", {{QStringLiteral("externalId"), QStringLiteral("AMZ-1")}});
        QCOMPARE(journal.status, 400);
        QVERIFY(detail(journal).contains(QStringLiteral("already exists")));
        QCOMPARE(m_client->netSuite("POST", "record/v1/customer", buyer(QStringLiteral("AMZ-1"))).status, 204); // another group
        QCOMPARE(m_client->netSuite("POST", "record/v1/customer", buyer(QStringLiteral("AMZ-1"))).status, 400);
    }

    void putUpsertAppendsLinesUnlessToldToReplace()
    {
        const QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        for (int expected : {1, 2, 3}) {
            QCOMPARE(m_client->netSuite("PUT", "record/v1/salesOrder/eid:AMZ-SO-A", body).status, 204);
            QCOMPARE(static_cast<int>(only().lines.size()), expected);
        }
        QCOMPARE(m_client->netSuite("PUT", "record/v1/salesOrder/eid:AMZ-SO-A?replace=item", body).status, 204);
        QCOMPARE(only().lines.size(), size_t(1));
        QCOMPARE(only().total, 2500);
    }

    void patchChangesALineByItsNumber()
    {
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 204);
        const QByteArray path = "record/v1/salesOrder/" + only().id.toLatin1();
        m_clock.advance(5000);
        const QJsonObject close{
            {QStringLiteral("item"),
             QJsonObject{{QStringLiteral("items"),
                          QJsonArray{QJsonObject{{QStringLiteral("line"), 1}, {QStringLiteral("isClosed"), true}}}}}}};
        QCOMPARE(m_client->netSuite("PATCH", path, close).status, 204);
        QCOMPARE(only().lines.size(), size_t(1));
        QVERIFY(only().lines.front().isClosed);
        QCOMPARE(only().orderStatus, QStringLiteral("H"));
        QCOMPARE(only().modifiedMs - only().createdMs, 5000);
        QCOMPARE(m_client->netSuite("PATCH", "record/v1/salesOrder/1", {}).status, 400); // unknown transaction id
        QCOMPARE(m_client->netSuite("PATCH", "record/v1/customer/1", {}).status, 404);   // unknown entity id
        QCOMPARE(m_client->netSuite("GET", "record/v1/salesOrder/eid:AMZ-SO-B").status, 404);
    }

    void propertyNamesAreCheckedAsAsked()
    {
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        body.insert(QStringLiteral("shipingCost"), 1);
        const Reply refused = m_client->netSuite("POST", "record/v1/salesOrder", body);
        QCOMPARE(refused.status, 400);
        QCOMPARE(code(refused), QStringLiteral("INVALID_CONTENT"));
        QVERIFY(detail(refused).contains(QStringLiteral("shipingCost")));
        const Reply warned =
            m_client->netSuite("POST", "record/v1/salesOrder", body, {{"X-NetSuite-PropertyNameValidation", "Warning"}});
        QCOMPARE(warned.status, 204);
        QVERIFY(warned.headers.at("x-netsuite-warning").contains("shipingCost"));
        QVERIFY(!only().fields.contains(QStringLiteral("shipingCost")));
    }

    void wrongValuesAreRefusedWithTheirPath_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("path");
        const auto line = [](const QJsonObject& change) {
            QJsonObject entry{{QStringLiteral("item"), ref(QStringLiteral("1001"))},
                              {QStringLiteral("quantity"), 1},
                              {QStringLiteral("rate"), 1}};
            for (auto it = change.begin(); it != change.end(); ++it)
                entry.insert(it.key(), it.value());
            return QJsonValue(QJsonObject{{QStringLiteral("items"), QJsonArray{entry}}});
        };
        const auto row = [](const char* name, const QString& field, const QJsonValue& value, const QString& path) {
            QTest::newRow(name) << field << value << path;
        };
        row("unknown customer", QStringLiteral("entity"), ref(QStringLiteral("77")), QStringLiteral("entity"));
        row("other subsidiary", QStringLiteral("subsidiary"), ref(QStringLiteral("3")), QStringLiteral("subsidiary"));
        row("currency the customer lacks", QStringLiteral("currency"), ref(QStringLiteral("4")), QStringLiteral("currency"));
        row("location of another subsidiary", QStringLiteral("location"), ref(QStringLiteral("7")), QStringLiteral("location"));
        row("unknown ship method", QStringLiteral("shipMethod"), ref(QStringLiteral("99")), QStringLiteral("shipMethod"));
        row("status not allowed", QStringLiteral("orderStatus"), ref(QStringLiteral("G")), QStringLiteral("orderStatus"));
        row("text as number", QStringLiteral("shippingCost"), QStringLiteral("4.99"), QStringLiteral("shippingCost"));
        row("date of another form", QStringLiteral("tranDate"), QStringLiteral("11/23/2026"), QStringLiteral("tranDate"));
        row("PO number too long", QStringLiteral("otherRefNum"), QString(46, QLatin1Char('x')), QStringLiteral("otherRefNum"));
        row("unknown item", QStringLiteral("item"), line({{QStringLiteral("item"), ref(QStringLiteral("99999"))}}),
            QStringLiteral("item.items[0].item"));
        row("inactive item", QStringLiteral("item"), line({{QStringLiteral("item"), ref(QStringLiteral("1387"))}}),
            QStringLiteral("item.items[0].item"));
        row("no lines", QStringLiteral("item"), QJsonObject{{QStringLiteral("items"), QJsonArray()}}, QStringLiteral("item"));
        row("country by name", QStringLiteral("shippingAddress"),
            QJsonObject{{QStringLiteral("country"), ref(QStringLiteral("Germany"))}}, QStringLiteral("shippingAddress.country"));
        row("city too long", QStringLiteral("shippingAddress"),
            QJsonObject{{QStringLiteral("city"), QString(51, QLatin1Char('x'))}}, QStringLiteral("shippingAddress.city"));
    }
    void wrongValuesAreRefusedWithTheirPath()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, path);
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        body.insert(field, value);
        const Reply reply = m_client->netSuite("POST", "record/v1/salesOrder", body);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json()[QStringLiteral("o:errorDetails")][0][QStringLiteral("o:errorPath")].toString(), path);
        QVERIFY(m_simulation->netSuite().documents(QStringLiteral("salesOrder")).empty());
    }

    void aScriptOfTheCustomerCanRefuse()
    {
        m_simulation->netSuite().makeReject(QStringLiteral("NF-TENT-RIDGE-BLK"), QStringLiteral("Script says no."));
        const Reply reply =
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")));
        QCOMPARE(code(reply), QStringLiteral("USER_ERROR"));
        QVERIFY(detail(reply).contains(QStringLiteral("Script says no.")));
    }

    void closedPeriodsRefuseWhatPosts()
    {
        m_simulation->netSuite().closePeriod(QDate(2026, 10, 1));
        const auto line = [](const char* account, const char* side) {
            return QJsonObject{{QStringLiteral("account"), ref(QLatin1String(account))}, {QLatin1String(side), 5}};
        };
        const auto journal = [&](const QString& date) {
            return QJsonObject{{QStringLiteral("tranDate"), date},
                               {QStringLiteral("subsidiary"), ref(QStringLiteral("1"))},
                               {QStringLiteral("line"),
                                QJsonObject{{QStringLiteral("items"), QJsonArray{line("58", "debit"), line("57", "credit")}}}}};
        };
        QCOMPARE(m_client->netSuite("POST", "record/v1/journalEntry", journal(QStringLiteral("2026-10-31"))).status, 400);
        QCOMPARE(m_client->netSuite("POST", "record/v1/journalEntry", journal(QStringLiteral("2026-11-01"))).status, 204);
        QCOMPARE(rows(m_client->suiteQl(QStringLiteral("SELECT id FROM accountingperiod WHERE closed = 'T'"))).size(), 1);
        m_simulation->netSuite().openPeriod(QDate(2026, 10, 1));
        QCOMPARE(m_client->netSuite("POST", "record/v1/journalEntry", journal(QStringLiteral("2026-10-31"))).status, 204);
    }

    void netSuiteComputesItsOwnTaxAndShipping_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<qint64>("tax");
        QTest::addColumn<qint64>("shipping");
        QTest::addColumn<qint64>("shippingTax");
        QTest::newRow("Texas") << QStringLiteral("TX") << qint64(0) << qint64(499) << qint64(0);
        QTest::newRow("New Mexico") << QStringLiteral("NM") << qint64(103) << qint64(499) << qint64(0);
        QTest::newRow("Hawaii") << QStringLiteral("HI") << qint64(22) << qint64(499) << qint64(22);
        QTest::newRow("Alaska") << QStringLiteral("AK") << qint64(0) << qint64(699) << qint64(0);
    }
    void netSuiteComputesItsOwnTaxAndShipping()
    {
        QFETCH(QString, state);
        QFETCH(qint64, tax);
        QFETCH(qint64, shipping);
        QFETCH(qint64, shippingTax);
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        body.insert(QStringLiteral("shippingAddress"),
                    QJsonObject{{QStringLiteral("state"), state}, {QStringLiteral("country"), ref(QStringLiteral("US"))}});
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 204);
        QCOMPARE(only().tax, tax);
        QCOMPARE(only().shipping, shipping);
        QCOMPARE(only().shippingTax, shippingTax);
        QCOMPARE(only().total, 2001 + tax + shipping);
        // A further save computes the same again.
        QCOMPARE(m_client
                     ->netSuite("PATCH", "record/v1/salesOrder/" + only().id.toLatin1(),
                                {{QStringLiteral("memo"), QStringLiteral("x")}})
                     .status,
                 204);
        QCOMPARE(only().total, 2001 + tax + shipping);
    }

    void aPriceLevelBringsItsOwnRate()
    {
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        QJsonObject line = body[QStringLiteral("item")][QStringLiteral("items")][0].toObject();
        line.insert(QStringLiteral("price"), ref(QStringLiteral("1")));
        body.insert(QStringLiteral("item"), QJsonObject{{QStringLiteral("items"), QJsonArray{line}}});
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 204);
        QVERIFY(only().subtotal != 2001);
    }

    void featuresDecideTheFields()
    {
        Options options;
        options.oneWorld = options.multiLocation = options.multiCurrency = false;
        start(options);
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 400);
        body.remove(QStringLiteral("currency"));
        body.remove(QStringLiteral("location"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 204);
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT id FROM subsidiary ORDER BY id")).status, 400);
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT currency FROM transaction")).status, 400);
        QCOMPARE(schema("salesOrder").contains(QStringLiteral("subsidiary")), false);
        start({});
        QVERIFY(schema("salesOrder").contains(QStringLiteral("subsidiary")));
        QVERIFY(schema("salesOrder-itemElement").contains(QStringLiteral("custcol_amz_order_item_id")));
        QVERIFY(!schema("salesOrder").contains(QStringLiteral("taxDetailsOverride")));
        QJsonObject customer = buyer(QStringLiteral("AMZ-CUS-A"));
        customer.remove(QStringLiteral("subsidiary"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/customer", customer).status, 400);
    }

    void suiteTaxTakesTheTaxThatIsGiven()
    {
        QJsonObject body = salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A"));
        body.insert(QStringLiteral("taxDetailsOverride"), true);
        body.insert(
            QStringLiteral("taxDetails"),
            QJsonObject{{QStringLiteral("items"), QJsonArray{QJsonObject{{QStringLiteral("taxCode"), ref(QStringLiteral("5"))},
                                                                         {QStringLiteral("taxType"), QStringLiteral("US Tax")},
                                                                         {QStringLiteral("taxAmount"), 1.65}}}}});
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 400); // an account with legacy tax
        Options options;
        options.suiteTax = true;
        start(options);
        QCOMPARE(m_client->netSuite("POST", "record/v1/salesOrder", body).status, 204);
        QCOMPARE(only().tax, 165);
        QCOMPARE(only().total, 2665);
        QVERIFY(schema("salesOrder-taxDetailsElement").contains(QStringLiteral("taxAmount")));
    }

    void aCompanyNeedsItsNameAndAPersonTheLastName()
    {
        QJsonObject company = buyer(QStringLiteral("AMZ-CUS-A"));
        company.insert(QStringLiteral("isPerson"), false);
        const Reply reply = m_client->netSuite("POST", "record/v1/customer", company);
        QCOMPARE(reply.status, 400);
        QVERIFY(detail(reply).contains(QStringLiteral("Company Name")));
        company.insert(QStringLiteral("companyName"), QStringLiteral("Groß & Söhne"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/customer", company).status, 204);
        QJsonObject person = buyer(QStringLiteral("AMZ-CUS-B"));
        person.remove(QStringLiteral("lastName"));
        QCOMPARE(m_client->netSuite("POST", "record/v1/customer", person).status, 400);
        QCOMPARE(rows(m_client->suiteQl(QStringLiteral("SELECT id, entityid FROM customer WHERE LOWER(email) = LOWER(?)"),
                                        {QStringLiteral("X@marketplace.amazon.de")}))
                     .size(),
                 1);
    }

    void aDeletedRecordIsGoneAndListed()
    {
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            204);
        const QString id = only().id;
        QCOMPARE(m_client->netSuite("DELETE", "record/v1/salesOrder/" + id.toLatin1()).status, 204);
        QCOMPARE(m_client->netSuite("GET", "record/v1/salesOrder/eid:AMZ-SO-A").status, 404);
        QCOMPARE(rows(m_client->suiteQl(QStringLiteral("SELECT id FROM transaction"))).size(), 0);
        QCOMPARE(rows(m_client->suiteQl(
                     QStringLiteral("SELECT recordid FROM deletedrecord WHERE deleteddate >= TO_DATE(?, 'YYYY-MM-DD')"),
                     {QStringLiteral("2026-11-23")}))[0][QStringLiteral("recordid")]
                     .toString(),
                 id);
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            204); // the id is free again
    }

    void aFieldTheAccountLacksIsUnknownEverywhere()
    {
        m_simulation->netSuite().removeField(QStringLiteral("custbody_amz_order_id"));
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            400);
        const Reply query = m_client->suiteQl(QStringLiteral("SELECT custbody_amz_order_id FROM transaction"));
        QCOMPARE(query.status, 400);
        QVERIFY(detail(query).contains(QStringLiteral("custbody_amz_order_id")));
        QVERIFY(!schema("salesOrder").contains(QStringLiteral("custbody_amz_order_id")));
        m_simulation->netSuite().addField(QStringLiteral("custbody_mine"), QStringLiteral("Mine"));
        QVERIFY(schema("salesOrder").contains(QStringLiteral("custbody_mine")));
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT custbody_mine FROM transaction")).status, 200);
    }

    // SuiteQL

    void suiteQlNeedsThePreferHeader()
    {
        QCOMPARE(
            m_client->netSuite("POST", "query/v1/suiteql", {{QStringLiteral("q"), QStringLiteral("SELECT id FROM item")}}).status,
            400);
    }

    void suiteQlRowsAreTextsWithoutNulls()
    {
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            204);
        const QJsonArray found = rows(m_client->suiteQl(
            QStringLiteral(R"(SELECT t.id, t.Type, t.tranid, t.status, BUILTIN.DF(t.entity) AS customer, t.foreigntotal, t.memo,
            TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD"T"HH24:MI:SS') AS changed, t.trandate FROM transaction t WHERE t.externalid IN (?, ?) ORDER BY t.id FETCH FIRST 5 ROWS ONLY)"),
            {QStringLiteral("AMZ-SO-A"), QStringLiteral("it's \" not there")}));
        QCOMPARE(found.size(), 1);
        const QJsonObject row = found[0].toObject();
        for (auto it = row.begin(); it != row.end(); ++it)
            QVERIFY2(it.key() == QStringLiteral("links") || it.value().isString(), qPrintable(it.key()));
        QCOMPARE(row[QStringLiteral("type")].toString(), QStringLiteral("SalesOrd"));
        QCOMPARE(row[QStringLiteral("status")].toString(), QStringLiteral("B"));
        QCOMPARE(row[QStringLiteral("foreigntotal")].toString(), QStringLiteral("25"));
        QCOMPARE(row[QStringLiteral("changed")].toString(), QStringLiteral("2026-11-23T08:00:00"));
        QCOMPARE(row[QStringLiteral("trandate")].toString(), QStringLiteral("11/23/2026")); // the user's own format
        QCOMPARE(row[QStringLiteral("customer")].toString(), QStringLiteral("Amazon US Orders"));
        QVERIFY(!row.contains(QStringLiteral("memo")));
        const QJsonArray lines = rows(m_client->suiteQl(
            QStringLiteral("SELECT item, quantity FROM transactionline WHERE transaction = ? AND mainline = 'F' AND item = 1001"),
            {only().id}));
        QCOMPARE(lines[0][QStringLiteral("quantity")].toString(), QStringLiteral("-2"));
    }

    void suiteQlPages()
    {
        const QJsonObject first =
            m_client->suiteQl(QStringLiteral("SELECT id FROM item ORDER BY id"), {}, "limit=300&offset=0").json();
        const QJsonObject second =
            m_client->suiteQl(QStringLiteral("SELECT id FROM item ORDER BY id"), {}, "limit=300&offset=300").json();
        QCOMPARE(first[QStringLiteral("count")].toInt(), 300);
        QVERIFY(first[QStringLiteral("hasMore")].toBool());
        QVERIFY(!second[QStringLiteral("hasMore")].toBool());
        QCOMPARE(first[QStringLiteral("totalResults")].toInt(), 300 + second[QStringLiteral("count")].toInt());
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT id FROM item"), {}, "limit=1001").status, 400);
    }

    void whatOracleDoesNotKnowIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("names");
        QTest::newRow("table") << QStringLiteral("SELECT id FROM nothing") << QStringLiteral("nothing");
        QTest::newRow("column") << QStringLiteral("SELECT i.colour FROM item i") << QStringLiteral("colour");
        QTest::newRow("limit") << QStringLiteral("SELECT id FROM item LIMIT 5") << QStringLiteral("LIMIT");
        QTest::newRow("write") << QStringLiteral("DELETE FROM item") << QString();
        QTest::newRow("two") << QStringLiteral("SELECT id FROM item; SELECT id FROM item") << QString();
        QTest::newRow("our own tables") << QStringLiteral("SELECT id FROM t_item") << QStringLiteral("t_item");
        QTest::newRow("parameters") << QStringLiteral("SELECT id FROM item WHERE id = ?") << QString();
    }
    void whatOracleDoesNotKnowIsRefused()
    {
        QFETCH(QString, query);
        QFETCH(QString, names);
        const Reply reply = m_client->suiteQl(query);
        QCOMPARE(reply.status, 400);
        QVERIFY(detail(reply).contains(names));
    }

    void aMissingPermissionShowsNoRows()
    {
        QVERIFY(rows(m_client->suiteQl(QStringLiteral("SELECT id FROM item"))).size() > 100);
        m_simulation->netSuite().removePermission(QStringLiteral("LIST_ITEM"));
        const Reply reply = m_client->suiteQl(QStringLiteral("SELECT id FROM item"));
        QCOMPARE(reply.status, 200);
        QVERIFY(rows(reply).isEmpty());
        m_simulation->netSuite().removePermission(QStringLiteral("TRAN_SALESORD"));
        QCOMPARE(
            m_client->netSuite("POST", "record/v1/salesOrder", salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-A")))
                .status,
            403);
    }

    void lettersBeyondAsciiCompareByUpper()
    {
        m_simulation->netSuite().addItem(QStringLiteral("größe-Ä"), QStringLiteral("x"));
        QCOMPARE(rows(m_client->suiteQl(QStringLiteral("SELECT id FROM item WHERE UPPER(itemid) = UPPER(?)"),
                                        {QStringLiteral("GRÖSSE-ä")}))
                     .size(),
                 1);
    }

    void tooManyRequestsAtOnceAreBlocked()
    {
        Options options;
        options.concurrency = 1;
        options.latencyMs = 400;
        start(options);
        Reply first, second;
        std::thread other([&] { first = m_client->netSuite("GET", "system/v1/serverTime"); });
        // Whichever comes second is blocked: both are under way for at least the latency.
        second = m_client->netSuite("GET", "system/v1/serverTime");
        other.join();
        QCOMPARE(first.status + second.status, 200 + 429);
        QCOMPARE(m_simulation->netSuite().throttled(), 1);
        QCOMPARE(m_client->netSuite("GET", "system/v1/serverTime").status, 200);
    }

private:
    void start(Options options)
    {
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_clock.advance(1795420800000 - m_clock.nowMs()); // 2026-11-23 08:00 UTC
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInNetSuite();
    }
    SimDocument only() const { return m_simulation->netSuite().documents(QStringLiteral("salesOrder")).at(0); }
    static QString code(const Reply& reply)
    {
        return reply.json()[QStringLiteral("o:errorDetails")][0][QStringLiteral("o:errorCode")].toString();
    }
    static QString detail(const Reply& reply)
    {
        return reply.json()[QStringLiteral("o:errorDetails")][0][QStringLiteral("detail")].toString();
    }
    static QJsonArray rows(const Reply& reply) { return reply.json()[QStringLiteral("items")].toArray(); }
    QJsonObject schema(const char* name) const
    {
        const Reply reply = m_client->netSuite("GET", "record/v1/metadata-catalog?select=salesOrder,customer", {},
                                               {{"Accept", "application/swagger+json"}});
        return reply
            .json()[QStringLiteral("components")][QStringLiteral("schemas")][QLatin1String(name)][QStringLiteral("properties")]
            .toObject();
    }
    Reply tba(const QByteArray& nonce, qint64 seconds, const QByteArray& spoil) const
    {
        const auto encoded = [](const QString& text) { return text.toUtf8().toPercentEncoding("-._~"); };
        const QString url = m_simulation->netSuiteUrl() + QStringLiteral("/services/rest/system/v1/serverTime");
        const QByteArray list =
            "a=b%20c&oauth_consumer_key=" + m_client->secret(QStringLiteral("netsuite.consumerKey")).toLatin1() +
            "&oauth_nonce=" + nonce + "&oauth_signature_method=HMAC-SHA256&oauth_timestamp=" + QByteArray::number(seconds) +
            "&oauth_token=" + m_client->secret(QStringLiteral("netsuite.tokenId")).toLatin1() + "&oauth_version=1.0";
        const QByteArray key = m_client->secret(QStringLiteral("netsuite.consumerSecret")).toLatin1() + '&' +
                               m_client->secret(QStringLiteral("netsuite.tokenSecret")).toLatin1() + spoil;
        const QByteArray signature =
            QMessageAuthenticationCode::hash("GET&" + encoded(url) + '&' + encoded(QString::fromLatin1(list)), key,
                                             QCryptographicHash::Sha256)
                .toBase64()
                .toPercentEncoding();
        QByteArray header = "OAuth realm=\"1234567_SB1\"";
        for (const QByteArray& pair : list.split('&')) {
            if (pair.startsWith("oauth_"))
                header += ", " + pair.left(pair.indexOf('=')) + "=\"" + pair.mid(pair.indexOf('=') + 1) + '"';
        }
        header += ", oauth_signature=\"" + signature + '"';
        return send(m_simulation->netSuiteUrl(), "GET", "/services/rest/system/v1/serverTime?a=b%20c",
                    {{"Authorization", header}});
    }

    ManualClock m_clock{1795420800000};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorNetSuiteTest)
#include "SimulatorNetSuiteTest.moc"
