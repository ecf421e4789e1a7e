// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTest>

#include "netsuite/ErrorDecoder.h"
#include "netsuite/ErrorTable.h"
#include "unit/NetSuiteWorld.h"

using namespace causeway;
using namespace causeway::netsuite;
using namespace causeway::tests::netsuite_world;
using causeway::tests::FakeClock;
using causeway::tests::headerOf;
using http::HttpRequest;
using http::HttpResponse;

namespace {
Json sample(const QString& name)
{
    QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/netsuite/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto parsed = Json::parse(file.readAll());
    return parsed ? *parsed : Json();
}

HttpResponse recorded(const Json& exchange)
{
    const Json& response = exchange[u"response"];
    HttpResponse result{static_cast<int>(response[u"status"].toInteger().value_or(0)), {}, response[u"body"].toBytes()};
    for (const auto& [name, value] : response[u"headers"].members())
        result.headers.emplace_back(name.toLatin1(), value.toString().toLatin1());
    if (result.header("Content-Type").isEmpty())
        result.headers.emplace_back("Content-Type", kJson);
    return result;
}
} // namespace

class NetSuiteErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRefusalHasItsMeaning_data();
    void everyRefusalHasItsMeaning();
    void everyRuleOfTheTableIsReached();
    void refusedCallsAreNeverRepeated_data();
    void refusedCallsAreNeverRepeated();
    void oneCauseIsNamedPerThingToCorrect();
    void buyersDataDoesNotComeBackInAnErrorText();
    void hostileTextIsMadeVisible();
    void whatIsNotNetSuiteIsNeverBelieved_data();
    void whatIsNotNetSuiteIsNeverBelieved();
    void failuresOfTheLineKeepTheirKind_data();
    void failuresOfTheLineKeepTheirKind();
    void recordedAnswersDecode_data();
    void recordedAnswersDecode();
};

void NetSuiteErrorsTest::everyRefusalHasItsMeaning_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("onWrite");
    QTest::addColumn<QString>("onRead");
    const auto row = [](const char* name, int status, const char* code, const char* detail, const char* cause,
                        const char* onWrite, const char* onRead) {
        QTest::newRow(name) << status << QByteArray(code) << QByteArray(detail) << QString::fromLatin1(cause)
                            << QString::fromLatin1(onWrite) << QString::fromLatin1(onRead);
    };
    row("login", 401, "INVALID_LOGIN", "Invalid login attempt.", "sign-in", "auth", "auth");
    row("login as 400", 400, "INVALID_LOGIN_ATTEMPT", "Invalid login attempt.", "sign-in", "auth", "auth");
    row("concurrency", 429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.", "busy",
        "rate-limited", "rate-limited");
    row("429 without a code", 429, "", "Too many", "busy", "rate-limited", "rate-limited");
    row("script concurrency", 400, "SSS_REQUEST_LIMIT_EXCEEDED", "Request limit exceeded.", "busy", "rate-limited",
        "rate-limited");
    row("blocked", 400, "WS_REQUEST_BLOCKED", "The request was blocked.", "busy", "rate-limited", "rate-limited");
    row("500", 500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: kx1", "server", "unclear", "unavailable");
    row("503", 503, "", "Maintenance", "server", "unclear", "unavailable");
    row("403", 403, "", "Forbidden", "permission", "auth", "auth");
    row("permission", 400, "INSUFFICIENT_PERMISSION", "You need more.", "permission", "auth", "auth");
    row("permission in words", 400, "USER_ERROR",
        "Permission Violation: You need a higher level of the 'Lists -> Items' permission", "permission", "auth", "auth");
    row("record type", 404, "NONEXISTENT_ID", "Record type 'subsidiary' does not exist.", "record-type", "rejected", "rejected");
    row("missing", 404, "NONEXISTENT_ID", "The record instance does not exist.", "missing", "rejected", "rejected");
    row("missing transaction", 400, "USER_ERROR", "Error while accessing a resource. Transaction type specified is incorrect.",
        "missing", "rejected", "rejected");
    row("missing reference", 400, "RCRD_DSNT_EXIST", "That record does not exist.", "missing", "rejected", "rejected");
    row("changed", 400, "RCRD_HAS_BEEN_CHANGED", "Record has been changed", "changed", "unavailable", "unavailable");
    row("changed in words", 400, "USER_ERROR", "Record has been changed by another user.", "changed", "unavailable",
        "unavailable");
    row("period code", 400, "TRAN_PRD_CLOSED", "You cannot create or change a transaction.", "period-closed", "rejected",
        "rejected");
    row("other period code", 400, "CLOSED_TRAN_PRD", "x", "period-closed", "rejected", "rejected");
    row("period in words", 400, "USER_ERROR",
        "The transaction date you specified is not within the date range of your accounting period.", "period-closed", "rejected",
        "rejected");
    row("period locked", 400, "USER_ERROR", "The period is locked.", "period-closed", "rejected", "rejected");
    row("name taken", 400, "UNIQUE_CUST_ID_REQD", "x", "name-taken", "rejected", "rejected");
    row("name taken in words", 400, "USER_ERROR",
        "A customer record with this ID already exists. You must enter a unique customer ID for each record you create.",
        "name-taken", "rejected", "rejected");
    row("duplicate", 400, "DUP_RCRD", "x", "duplicate", "unclear", "unavailable");
    row("duplicate entity", 400, "DUP_ENTITY", "This entity already exists.", "duplicate", "unclear", "unavailable");
    row("duplicate in words", 400, "USER_ERROR", "This record already exists", "duplicate", "unclear", "unavailable");
    row("idempotency", 400, "IDEMPOTENCY_ERROR", "A request with the same idempotency key is already submitted.", "duplicate",
        "unclear", "unavailable");
    row("inactive", 400, "USER_ERROR", "The item is inactive.", "inactive", "rejected", "rejected");
    row("currency", 400, "USER_ERROR", "Invalid currency reference key 2 for entity 9.", "currency", "rejected", "rejected");
    row("form", 400, "USER_ERROR", "Please enter value(s) for: Class", "form-requires", "rejected", "rejected");
    row("no lines", 400, "USER_ERROR", "You must enter at least one line item for this transaction.", "form-requires", "rejected",
        "rejected");
    row("unknown field", 400, "INVALID_CONTENT", "Unknown reference or field 'custbody_x'.", "unknown-field", "rejected",
        "rejected");
    row("invalid value", 400, "INVALID_CONTENT",
        "Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item",
        "invalid-value:item:9999", "rejected", "rejected");
    row("invalid reference", 400, "INVALID_KEY_OR_REF", "x", "invalid-value", "rejected", "rejected");
    row("invalid reference in words", 400, "USER_ERROR", "Invalid location reference key 3 for subsidiary 2.", "invalid-value",
        "rejected", "rejected");
    row("request", 400, "INVALID_PARAMETER", "Search error occurred: Field 'x' was not found.", "request", "rejected",
        "rejected");
    row("method", 405, "METHOD_NOT_ALLOWED", "x", "request", "rejected", "rejected");
    row("script", 400, "USER_ERROR", "An error occurred in a User Event script", "script", "rejected", "rejected");
    row("too large", 413, "", "x", "too-large", "rejected", "rejected");
    row("anything else", 400, "USER_ERROR", "Something new.", "refused", "rejected", "rejected");
    row("code unheard of", 422, "NEW_CODE", "Something new.", "refused", "rejected", "rejected");
}

void NetSuiteErrorsTest::everyRefusalHasItsMeaning()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, detail);
    QFETCH(QString, cause);
    const HttpResponse response = refusal(status, code, detail, "item.items[0].item");
    const Redactor redactor;

    const Error written = ErrorDecoder::decode(response, {true, QStringLiteral("1234567"), 0, redactor});
    const Error read = ErrorDecoder::decode(response, {false, QStringLiteral("1234567"), 0, redactor});

    QTEST(kindOf(written), "onWrite");
    QTEST(kindOf(read), "onRead");
    QCOMPARE(written.causeKey, cause);
    QCOMPARE(written.code, QString::fromLatin1(code));
    QCOMPARE(written.httpStatus, status);
    QCOMPARE(written.requestId, QStringLiteral("operation-7 job-9"));
    QVERIFY(!written.message.isEmpty());
    if (cause != QStringLiteral("sign-in")) { // there NetSuite's words say nothing but "look into the audit trail"
        QVERIFY2(written.message.contains(QString::fromUtf8(detail)), qPrintable(written.message));
        QCOMPARE(written.path, QStringLiteral("item.items[0].item"));
    } else {
        QVERIFY(written.remedy.contains(QStringLiteral("View Login Audit Trail")));
    }
}

void NetSuiteErrorsTest::everyRuleOfTheTableIsReached()
{
    // Each rule must be the one found for an answer made from its own alternatives: no rule may hide behind an earlier one.
    for (const error_table::Rule& rule : error_table::rules()) {
        const auto codes = QString::fromLatin1(rule.codes).split(u'|');
        const auto texts = QString::fromLatin1(rule.texts).split(u'|');
        for (const QString& code : codes) {
            for (const QString& text : texts) {
                const error_table::Rule& found = error_table::ruleFor(rule.status == 0 ? 400 : rule.status, code, text);
                QVERIFY2(&found == &rule || qstrcmp(found.id, rule.id) == 0,
                         qPrintable(QStringLiteral("%1 / %2 / %3 -> %4")
                                        .arg(QString::fromLatin1(rule.id), code, text, QString::fromLatin1(found.id))));
            }
        }
    }
}

void NetSuiteErrorsTest::refusedCallsAreNeverRepeated_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 202, 302, 400, 403, 404, 408, 409, 429, 500, 502, 503})
        QTest::addRow("%d", status) << status;
}

void NetSuiteErrorsTest::refusedCallsAreNeverRepeated()
{
    QFETCH(int, status);
    World world;
    world.answers(HttpResponse{status, {{"Content-Type", "text/html"}}, "<html>no</html>"});
    QVERIFY(!world.client().create(QStringLiteral("salesOrder"), order(), world.stop).has_value());
    QVERIFY(!world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    QVERIFY(!world.client().get(QStringLiteral("salesOrder"), QStringLiteral("1"), false, world.stop).has_value());
    QVERIFY(!world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop).has_value());
    QCOMPARE(world.calls().size(), std::size_t(4));
    QCOMPARE(world.tokenCalls(), 1);
}

void NetSuiteErrorsTest::oneCauseIsNamedPerThingToCorrect()
{
    const Redactor redactor;
    const auto cause = [&](const char* detail) {
        return ErrorDecoder::decode(refusal(400, "INVALID_CONTENT", detail), {true, {}, 0, redactor}).causeKey;
    };
    QCOMPARE(cause("You have entered an Invalid Field Value 9999 for the following field: item"),
             QStringLiteral("invalid-value:item:9999"));
    QCOMPARE(cause("You have entered an Invalid Field Value 3 for the following field: location"),
             QStringLiteral("invalid-value:location:3"));
    // A value that is no id may be a person's: it must not become a key.
    QCOMPARE(cause("You have entered an Invalid Field Value ada@example.com for the following field: email"),
             QStringLiteral("invalid-value"));
}

void NetSuiteErrorsTest::buyersDataDoesNotComeBackInAnErrorText()
{
    World world;
    const Json body =
        *Json::parse(R"({"externalId":"AMZ-CU-1","firstName":"Ada","lastName":"Byron","email":"ada@marketplace.amazon.com",
        "phone":"+1 555 0100","custbody_mine":"PO Byron 77","custbody_amz_order_id":"113-1111111-2222222","subsidiary":{"id":"1"},
        "addressBook":{"items":[{"addressBookAddress":{"addressee":"Ada Byron","addr1":"1 Main Street","city":"Austin","zip":"78701"}}]}})");
    world.answers(
        refusal(400, "USER_ERROR",
                "Refused 113-1111111-2222222: ADA BYRON, 1 Main Street, 78701 Austin, +1 555 0100, ada@marketplace.amazon.com, "
                "PO Byron 77, other@example.org"));

    const auto record = world.client().create(QStringLiteral("customer"), body, world.stop);

    QVERIFY(!record.has_value());
    const QString text = record.error().message;
    for (const char* personal : {"ada", "byron", "main street", "78701", "austin", "555", "@marketplace", "example.org", "PO "})
        QVERIFY2(!text.contains(QLatin1StringView(personal), Qt::CaseInsensitive), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Refused 113-1111111-2222222")), qPrintable(text));
}

void NetSuiteErrorsTest::hostileTextIsMadeVisible()
{
    const Redactor redactor;
    const QString longText = QString(5000, u'x');
    const Error error = ErrorDecoder::decode(
        refusal(400, "A\x1b[31mB", QStringLiteral("\u001b[2Jcls \u202e").toUtf8() + longText.toUtf8()), {true, {}, 0, redactor});
    QVERIFY(!error.message.contains(QChar(0x1b)) && !error.message.contains(QChar(0x202e)));
    QVERIFY(!error.code.contains(QChar(0x1b)));
    QVERIFY(error.message.size() < 600);
}

void NetSuiteErrorsTest::whatIsNotNetSuiteIsNeverBelieved_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("sign-in page of the network")
        << 200 << QByteArray("text/html") << QByteArray("<html>Welcome to the hotel</html>");
    QTest::newRow("redirect") << 302 << QByteArray("text/html") << QByteArray();
    QTest::newRow("proxy's 404") << 404 << QByteArray("text/html") << QByteArray("<html>not found</html>");
    QTest::newRow("proxy's JSON") << 404 << QByteArray("application/json") << QByteArray(R"({"message":"no route"})");
    QTest::newRow("gateway") << 502 << QByteArray("text/html") << QByteArray("<html>bad gateway</html>");
    QTest::newRow("broken JSON") << 200 << QByteArray("application/json") << QByteArray(R"({"id":"17")");
    QTest::newRow("an array") << 200 << QByteArray("application/json") << QByteArray("[]");
    QTest::newRow("asynchronous") << 202 << QByteArray("application/json") << QByteArray("{}");
}

void NetSuiteErrorsTest::whatIsNotNetSuiteIsNeverBelieved()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    World world;
    world.answers(HttpResponse{status, {{"Content-Type", type}, {"Location", "https://elsewhere"}}, body});

    const auto made = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    const auto changed = world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop);
    const auto read = world.client().get(QStringLiteral("salesOrder"), QStringLiteral("1"), false, world.stop);
    const auto asked = world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop);

    QCOMPARE(kindOf(made.error()), QStringLiteral("unclear"));
    QCOMPARE(kindOf(changed.error()), QStringLiteral("unclear"));
    QCOMPARE(kindOf(read.error()), QStringLiteral("unavailable"));
    QCOMPARE(kindOf(asked.error()), QStringLiteral("unavailable"));
}

void NetSuiteErrorsTest::failuresOfTheLineKeepTheirKind_data()
{
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("onWrite");
    QTest::addColumn<QString>("onQuery");
    QTest::newRow("reset") << QStringLiteral("unclear") << QStringLiteral("unclear") << QStringLiteral("unavailable");
    QTest::newRow("refused") << QStringLiteral("unavailable") << QStringLiteral("unavailable") << QStringLiteral("unavailable");
    QTest::newRow("stopped") << QStringLiteral("cancelled") << QStringLiteral("cancelled") << QStringLiteral("cancelled");
}

void NetSuiteErrorsTest::failuresOfTheLineKeepTheirKind()
{
    QFETCH(QString, failure);
    World world;
    world.answers(fail(*errorKindFromString(failure), QStringLiteral("The line broke.")));
    QTEST(kindOf(world.client().create(QStringLiteral("salesOrder"), order(), world.stop).error()), "onWrite");
    QTEST(kindOf(world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop).error()), "onQuery");
    QCOMPARE(world.calls().size(), std::size_t(2));
}

void NetSuiteErrorsTest::recordedAnswersDecode_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/netsuite"));
    const auto names = folder.entryList({QStringLiteral("*.json")});
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << name;
    if (names.isEmpty())
        QTest::newRow("none") << QString();
}

void NetSuiteErrorsTest::recordedAnswersDecode()
{
    QFETCH(QString, name);
    if (name.isEmpty())
        QSKIP("The recorded answers (shared/samples/netsuite) are not on this machine.");
    const Json exchange = sample(name);
    QVERIFY(exchange.isObject());
    const HttpResponse response = recorded(exchange);
    World world;
    world.answers(response);

    if (name.contains(QStringLiteral("suiteql"))) {
        const auto rows = world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop);
        QVERIFY(rows.has_value());
        QCOMPARE(rows->size(), std::size_t(5));
        QVERIFY((*rows)[0] == (SuiteQlRow{{QStringLiteral("id"), QStringLiteral("-3")}}));
        QCOMPARE((*rows)[1].at(QStringLiteral("companyname")), QStringLiteral("EXAMPLE VENDOR"));
    } else if (name.contains(QStringLiteral("server-time"))) {
        const auto time = world.client().serverTime(world.stop);
        QVERIFY(time.has_value());
        QCOMPARE(toIso8601(*time), QStringLiteral("2025-03-26T16:21:00Z"));
    } else if (response.status == 200) {
        const auto record = world.client().get(QStringLiteral("vendor"), QStringLiteral("1"), false, world.stop);
        QVERIFY(record.has_value() && record->has_value());
        QCOMPARE((*record)->toCanonicalBytes(), exchange[u"response"][u"body"].toCanonicalBytes());
    } else if (name.contains(QStringLiteral("get-vendor-bill-by-id-400"))) {
        const auto record = world.client().get(QStringLiteral("vendorBill"), QStringLiteral("999999"), false, world.stop);
        QVERIFY(record.has_value() && !record->has_value());
    } else {
        const std::map<QString, QString> kinds{
            {QStringLiteral("doc-error-400-idempotency.json"), QStringLiteral("unclear")},
            {QStringLiteral("doc-error-400-invalid-item.json"), QStringLiteral("rejected")},
            {QStringLiteral("doc-error-401-invalid-login.json"), QStringLiteral("auth")},
            {QStringLiteral("doc-error-429-concurrency.json"), QStringLiteral("rate-limited")}};
        QVERIFY2(kinds.contains(name), "A recorded refusal that this test does not know.");
        const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
        QVERIFY(!record.has_value());
        QCOMPARE(kindOf(record.error()), kinds.at(name));
    }
}

QTEST_GUILESS_MAIN(NetSuiteErrorsTest)
#include "NetSuiteErrorsTest.moc"
