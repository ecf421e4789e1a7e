// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include "netsuite/Client.h"
#include "netsuite/ErrorDecoder.h"
#include "netsuite/ErrorTable.h"
#include "netsuite/KeyPair.h"
#include "netsuite/SuiteQlPage.h"
#include "testkit/FakeClock.h"
#include "testkit/FakeTransport.h"

using namespace causeway;
using namespace causeway::netsuite;
using causeway::tests::FakeClock;
using causeway::tests::FakeTransport;
using causeway::tests::headerOf;
using http::HttpRequest;
using http::HttpResponse;
using Answer = Result<HttpResponse>;

namespace {
const QByteArray kJson = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

class Secrets final : public security::SecretSource
{
public:
    [[nodiscard]] Result<security::Secret> get(const QString& name) const override
    {
        const auto found = values.find(name);
        return found == values.end() ? security::Secret() : security::Secret(found->second);
    }
    [[nodiscard]] Result<QStringList> names() const override { return QStringList(); }
    [[nodiscard]] bool isReadOnly() const override { return true; }
    [[nodiscard]] Result<void> set(const QString&, const security::Secret&) override { return {}; }
    [[nodiscard]] Result<void> remove(const QString&) override { return {}; }
    std::map<QString, QByteArray> values;
};

class NoStore final : public http::RateLimitStore
{
public:
    [[nodiscard]] std::optional<http::BucketState> load(const QString&, const QString&) override { return std::nullopt; }
    void save(const QString&, const QString&, const http::BucketState&) override {}
};

const KeyPair& keyPair()
{
    static const KeyPair pair = *KeyPair::create(KeyKind::EcP256, QStringLiteral("Causeway"), FakeClock::kStart);
    return pair;
}

bool isTokenRequest(const HttpRequest& request)
{
    return request.url.path().endsWith(QStringLiteral("/oauth2/v1/token"));
}

HttpResponse json(int status, const QByteArray& body, http::Headers headers = {})
{
    headers.emplace_back("Content-Type", kJson);
    return {status, headers, body};
}

HttpResponse refusal(int status, const QByteArray& code, const QByteArray& detail, const QByteArray& path = {})
{
    Json entry = Json::object({{QStringLiteral("detail"), QString::fromUtf8(detail)}});
    entry.setIfPresent(QStringLiteral("o:errorCode"), QString::fromUtf8(code));
    entry.setIfPresent(QStringLiteral("o:errorPath"), QString::fromUtf8(path));
    const Json body = Json::object({{QStringLiteral("title"), QStringLiteral("Bad Request")},
                                    {QStringLiteral("status"), status},
                                    {QStringLiteral("o:errorDetails"), Json::array({entry})}});
    return json(status, body.toBytes(), {{"X-N-OperationId", "operation-7"}, {"X-NetSuite-JobId", "job-9"}});
}

HttpResponse created(const QByteArray& location)
{
    return {204, {{"Location", location}}, {}};
}

/// One account on a wire that exists only in memory. Tokens are "token-1", "token-2", …
struct World
{
    explicit World(const QString& auth = QStringLiteral("oauth2"), int concurrency = 5)
    {
        settings.account = QStringLiteral("1234567_SB1");
        settings.auth = auth;
        settings.clientId = QStringLiteral("client-1");
        settings.certificateId = QStringLiteral("certificate-1");
        settings.concurrency = concurrency;
        secrets.values = {{QStringLiteral("netsuite.privateKey"), keyPair().privateKeyPem.reveal()},
                          {QStringLiteral("netsuite.consumerKey"), "consumer-key-canary"},
                          {QStringLiteral("netsuite.consumerSecret"), "consumer-secret-canary"},
                          {QStringLiteral("netsuite.tokenId"), "token-id-canary"},
                          {QStringLiteral("netsuite.tokenSecret"), "token-secret-canary"}};
        transport.setAnswer([this](const HttpRequest& request) -> Answer {
            if (isTokenRequest(request) && !tokenAnswer)
                return json(200, QByteArray(R"({"access_token":"token-)") + QByteArray::number(++tokens) +
                                     R"(","expires_in":"3600","token_type":"bearer"})");
            return isTokenRequest(request) ? tokenAnswer(request) : answer(request);
        });
    }
    void answers(Answer same)
    {
        answer = [same](const HttpRequest&) { return same; };
    }
    /// Requests but those for a token.
    [[nodiscard]] std::vector<HttpRequest> calls() const
    {
        std::vector<HttpRequest> result;
        for (const HttpRequest& request : transport.requests()) {
            if (!isTokenRequest(request))
                result.push_back(request);
        }
        return result;
    }
    [[nodiscard]] int tokenCalls() const { return static_cast<int>(transport.requests().size() - calls().size()); }
    Client& client()
    {
        if (!m_client)
            m_client = std::make_unique<Client>(settings, httpClient, limiter, cache, secrets, counters);
        return *m_client;
    }

    FakeClock clock;
    FakeTransport transport;
    FakeTransport::Answer answer, tokenAnswer;
    int tokens = 0;
    Log log;
    http::HttpClient httpClient{transport, clock, log};
    NoStore store;
    http::RateLimiter limiter{clock, store};
    security::TokenCache cache{clock};
    Secrets secrets;
    http::CallCounters counters;
    config::NetSuiteSettings settings;
    StopToken stop;

private:
    std::unique_ptr<Client> m_client;
};

Json order()
{
    return Json::object({{QStringLiteral("externalId"), QStringLiteral("AMZ-SO-ABC234-113-1111111-2222222")}});
}

QString kindOf(const Error& error)
{
    return toString(error.kind);
}

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

class NetSuiteClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsCreatedWithOnePost();
    void aLocationThatNamesNoRecordIsUnclear_data();
    void aLocationThatNamesNoRecordIsUnclear();
    void aChangeIsOnePatch();
    void aRecordIsReadByIdOrExternalId();
    void aMissingRecordIsNoError_data();
    void aMissingRecordIsNoError();
    void aMissingRecordTypeIsAnError();
    void idsThatDoNotBelongInAPathNeverReachTheWire_data();
    void idsThatDoNotBelongInAPathNeverReachTheWire();

    void aQueryBindsItsValuesAndReadsAllPages();
    void aQueryWithoutOrderIsNotPaged();
    void everyValueOfARowIsText();
    void anUnreadablePageIsAnError_data();
    void anUnreadablePageIsAnError();

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

    void oneTokenServesManyCalls();
    void aRefusedTokenIsRenewedOnce();
    void aSecondRefusalIsASignInError();
    void aWrongClockIsCorrectedFromTheAnswer();
    void aWrongClockIsExplained();
    void aRefusedTokenRequestIsExplained_data();
    void aRefusedTokenRequestIsExplained();
    void missingSecretsAndIdsAreNamed_data();
    void missingSecretsAndIdsAreNamed();
    void tokenBasedSignInSignsEveryRequestAnew();
    void tokenBasedSignInIsNotRepeatedUnlessTheClockWasWrong();
    void aWrongAccountIdIsReportedByEveryCall();

    void refusedSlotsShrinkAndGrowAgain();
    void aPauseFollowsRetryAfter();
    void noSecretLeavesThisComputer();

    void recordedAnswersDecode_data();
    void recordedAnswersDecode();
};

void NetSuiteClientTest::aRecordIsCreatedWithOnePost()
{
    World world;
    world.answers(created("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/salesorder/4711"));

    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);

    QVERIFY(record.has_value());
    QCOMPARE(record->id, QStringLiteral("4711"));
    const auto calls = world.calls();
    QCOMPARE(calls.size(), std::size_t(1));
    QVERIFY(calls[0].method == http::Method::Post);
    QCOMPARE(calls[0].url.toString(),
             QStringLiteral("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/salesOrder"));
    QCOMPARE(calls[0].body, order().toBytes());
    QCOMPARE(headerOf(calls[0], "Content-Type"), QByteArray("application/json; charset=UTF-8"));
    QCOMPARE(headerOf(calls[0], "X-NetSuite-PropertyNameValidation"), QByteArray("Error"));
    QCOMPARE(headerOf(calls[0], "X-NetSuite-PropertyValueValidation"), QByteArray("Error"));
    QCOMPARE(headerOf(calls[0], "Authorization"), QByteArray("Bearer token-1"));
    QVERIFY(headerOf(calls[0], "User-Agent").startsWith("Causeway/"));
    QVERIFY(headerOf(calls[0], "Prefer").isEmpty());
}

void NetSuiteClientTest::aLocationThatNamesNoRecordIsUnclear_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("another type") << QByteArray("https://x/services/rest/record/v1/invoice/4711");
    QTest::newRow("no number") << QByteArray("https://x/services/rest/record/v1/salesOrder/abc");
    QTest::newRow("asynchronous job") << QByteArray("https://x/services/rest/async/v1/job/5");
    QTest::newRow("more behind it") << QByteArray("https://x/services/rest/record/v1/salesOrder/4711/item");
}

void NetSuiteClientTest::aLocationThatNamesNoRecordIsUnclear()
{
    QFETCH(QByteArray, location);
    World world;
    world.answers(created(location));

    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);

    QVERIFY(!record.has_value());
    QCOMPARE(kindOf(record.error()), QStringLiteral("unclear"));
    QCOMPARE(world.calls().size(), std::size_t(1));
}

void NetSuiteClientTest::aChangeIsOnePatch()
{
    World world;
    world.answers(HttpResponse{204, {}, {}});

    QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("17"), order(), world.stop).has_value());

    const auto calls = world.calls();
    QCOMPARE(calls.size(), std::size_t(1));
    QVERIFY(calls[0].method == http::Method::Patch);
    QVERIFY(calls[0].url.path().endsWith(QStringLiteral("/record/v1/salesOrder/17")));
    QCOMPARE(headerOf(calls[0], "X-NetSuite-PropertyNameValidation"), QByteArray("Error"));
}

void NetSuiteClientTest::aRecordIsReadByIdOrExternalId()
{
    World world;
    world.answers(json(200, R"({"id":"17","total":12.30})"));

    const auto byId = world.client().get(QStringLiteral("salesOrder"), QStringLiteral("17"), false, world.stop);
    const auto byExternalId =
        world.client().get(QStringLiteral("salesOrder"), QStringLiteral("eid:AMZ-SO-A_1"), true, world.stop);

    QVERIFY(byId.has_value() && byId->has_value());
    QCOMPARE((**byId)[u"total"].numberText(), QByteArray("12.30"));
    QVERIFY(byExternalId.has_value());
    const auto calls = world.calls();
    QVERIFY(calls[0].url.toString().endsWith(QStringLiteral("/salesOrder/17")));
    QVERIFY(calls[1].url.toString().endsWith(QStringLiteral("/salesOrder/eid:AMZ-SO-A_1?expandSubResources=true")));
    QVERIFY(calls[0].body.isEmpty());
}

void NetSuiteClientTest::aMissingRecordIsNoError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("detail");
    QTest::newRow("entity") << 404 << QByteArray("NONEXISTENT_ID")
                            << QByteArray("The record instance does not exist. Provide a valid record instance ID.");
    QTest::newRow("transaction") << 400 << QByteArray("USER_ERROR")
                                 << QByteArray("Error while accessing a resource. Transaction type specified is incorrect.");
    QTest::newRow("gone") << 400 << QByteArray("RCRD_DSNT_EXIST") << QByteArray("That record does not exist.");
}

void NetSuiteClientTest::aMissingRecordIsNoError()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, detail);
    World world;
    world.answers(refusal(status, code, detail));

    const auto read = world.client().get(QStringLiteral("salesOrder"), QStringLiteral("17"), false, world.stop);
    const auto changed = world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("17"), order(), world.stop);

    QVERIFY(read.has_value());
    QVERIFY(!read->has_value());
    QVERIFY(!changed.has_value()); // to change what is not there is one
    QCOMPARE(kindOf(changed.error()), QStringLiteral("rejected"));
}

void NetSuiteClientTest::aMissingRecordTypeIsAnError()
{
    World world;
    world.answers(refusal(404, "NONEXISTENT_ID", "Record type 'subsidiary' does not exist."));
    const auto read = world.client().get(QStringLiteral("subsidiary"), QStringLiteral("1"), false, world.stop);
    QVERIFY(!read.has_value());
    QCOMPARE(kindOf(read.error()), QStringLiteral("rejected"));
    QCOMPARE(read.error().causeKey, QStringLiteral("record-type"));
}

void NetSuiteClientTest::idsThatDoNotBelongInAPathNeverReachTheWire_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");
    const auto row = [](const char* type, const char* id) {
        QTest::addRow("%s/%s", type, id) << QString::fromLatin1(type) << QString::fromLatin1(id);
    };
    row("salesOrder", "");
    row("salesOrder", "../customer/5");
    row("salesOrder", "5?replace=item");
    row("salesOrder", "eid:a|b");
    row("salesOrder", "eid:");
    row("salesOrder/1/!transform", "5");
    row("", "5");
}

void NetSuiteClientTest::idsThatDoNotBelongInAPathNeverReachTheWire()
{
    QFETCH(QString, type);
    QFETCH(QString, id);
    World world;
    QVERIFY(!world.client().get(type, id, false, world.stop).has_value());
    QVERIFY(!world.client().patch(type, id, order(), world.stop).has_value());
    QVERIFY(world.transport.requests().empty());
}

void NetSuiteClientTest::aQueryBindsItsValuesAndReadsAllPages()
{
    World world;
    static constexpr int total = 2500;
    world.answer = [](const HttpRequest& request) -> Answer {
        const int offset = QUrlQuery(request.url).queryItemValue(QStringLiteral("offset")).toInt();
        Json items = Json::array();
        for (int i = offset; i < qMin(offset + 1000, total); ++i)
            items.append(Json::object({{QStringLiteral("links"), Json::array()}, {QStringLiteral("id"), QString::number(i)}}));
        return json(
            200, Json::object({{QStringLiteral("hasMore"), offset + 1000 < total}, {QStringLiteral("items"), items}}).toBytes());
    };
    const QString sql = QStringLiteral("SELECT id FROM item WHERE UPPER(itemid) = UPPER(?) ORDER BY id");

    const auto rows = world.client().suiteQl(sql, {QStringLiteral("O'Neil \"x\"; DROP")}, world.stop);

    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), std::size_t(total));
    QCOMPARE(rows->front().at(QStringLiteral("id")), QStringLiteral("0"));
    QCOMPARE(rows->back().at(QStringLiteral("id")), QStringLiteral("2499"));
    const auto calls = world.calls();
    QCOMPARE(calls.size(), std::size_t(3));
    for (std::size_t i = 0; i < calls.size(); ++i) {
        QVERIFY(calls[i].method == http::Method::Post);
        QCOMPARE(calls[i].url.query(), QStringLiteral("limit=1000&offset=%1").arg(i * 1000));
        QCOMPARE(headerOf(calls[i], "Prefer"), QByteArray("transient"));
        const auto body = Json::parse(calls[i].body);
        QVERIFY(body.has_value());
        QCOMPARE((*body)[u"q"].toString(), sql);
        QCOMPARE((*body)[u"params"].at(0).toString(), QStringLiteral("O'Neil \"x\"; DROP"));
    }
}

void NetSuiteClientTest::aQueryWithoutOrderIsNotPaged()
{
    World world;
    world.answers(json(200, R"({"items":[{"id":"1"}],"hasMore":true})"));
    const auto rows = world.client().suiteQl(QStringLiteral("SELECT id FROM item"), {}, world.stop);
    QVERIFY(!rows.has_value());
    QCOMPARE(kindOf(rows.error()), QStringLiteral("defect"));
    QCOMPARE(world.calls().size(), std::size_t(1));

    // A page that is not full although more is promised leaves rows out.
    const auto holes = world.client().suiteQl(QStringLiteral("SELECT id FROM item ORDER BY id"), {}, world.stop);
    QVERIFY(!holes.has_value());
    QCOMPARE(holes.error().code, QStringLiteral("paging"));
    QCOMPARE(world.calls().size(), std::size_t(2));
}

void NetSuiteClientTest::everyValueOfARowIsText()
{
    World world;
    world.answers(json(200, R"({"items":[{"links":[],"ID":12,"Total":12345678901234567.10,"isInactive":false,"closed":true,)"
                            R"("name":"Müller","memo":null}],"hasMore":false,"count":1,"offset":0,"totalResults":1})"));
    const auto rows = world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop);
    QVERIFY(rows.has_value());
    const SuiteQlRow expected{{QStringLiteral("id"), QStringLiteral("12")},
                              {QStringLiteral("total"), QStringLiteral("12345678901234567.10")},
                              {QStringLiteral("isinactive"), QStringLiteral("F")},
                              {QStringLiteral("closed"), QStringLiteral("T")},
                              {QStringLiteral("name"), QStringLiteral("Müller")}};
    QVERIFY(rows->front() == expected);
    QVERIFY((*Json::parse(world.calls()[0].body))[u"params"].isNull()); // none given, none sent
}

void NetSuiteClientTest::anUnreadablePageIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no items") << QByteArray(R"({"hasMore":false})");
    QTest::newRow("no hasMore") << QByteArray(R"({"items":[]})");
    QTest::newRow("a row that is none") << QByteArray(R"({"items":[5],"hasMore":false})");
}

void NetSuiteClientTest::anUnreadablePageIsAnError()
{
    QFETCH(QByteArray, body);
    World world;
    world.answers(json(200, body));
    const auto rows = world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop);
    QVERIFY(!rows.has_value());
    QCOMPARE(kindOf(rows.error()), QStringLiteral("invalid"));
}

void NetSuiteClientTest::everyRefusalHasItsMeaning_data()
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

void NetSuiteClientTest::everyRefusalHasItsMeaning()
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

void NetSuiteClientTest::everyRuleOfTheTableIsReached()
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

void NetSuiteClientTest::refusedCallsAreNeverRepeated_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 202, 302, 400, 403, 404, 408, 409, 429, 500, 502, 503})
        QTest::addRow("%d", status) << status;
}

void NetSuiteClientTest::refusedCallsAreNeverRepeated()
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

void NetSuiteClientTest::oneCauseIsNamedPerThingToCorrect()
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

void NetSuiteClientTest::buyersDataDoesNotComeBackInAnErrorText()
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

void NetSuiteClientTest::hostileTextIsMadeVisible()
{
    const Redactor redactor;
    const QString longText = QString(5000, u'x');
    const Error error = ErrorDecoder::decode(
        refusal(400, "A\x1b[31mB", QStringLiteral("\u001b[2Jcls \u202e").toUtf8() + longText.toUtf8()), {true, {}, 0, redactor});
    QVERIFY(!error.message.contains(QChar(0x1b)) && !error.message.contains(QChar(0x202e)));
    QVERIFY(!error.code.contains(QChar(0x1b)));
    QVERIFY(error.message.size() < 600);
}

void NetSuiteClientTest::whatIsNotNetSuiteIsNeverBelieved_data()
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

void NetSuiteClientTest::whatIsNotNetSuiteIsNeverBelieved()
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

void NetSuiteClientTest::failuresOfTheLineKeepTheirKind_data()
{
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("onWrite");
    QTest::addColumn<QString>("onQuery");
    QTest::newRow("reset") << QStringLiteral("unclear") << QStringLiteral("unclear") << QStringLiteral("unavailable");
    QTest::newRow("refused") << QStringLiteral("unavailable") << QStringLiteral("unavailable") << QStringLiteral("unavailable");
    QTest::newRow("stopped") << QStringLiteral("cancelled") << QStringLiteral("cancelled") << QStringLiteral("cancelled");
}

void NetSuiteClientTest::failuresOfTheLineKeepTheirKind()
{
    QFETCH(QString, failure);
    World world;
    world.answers(fail(*errorKindFromString(failure), QStringLiteral("The line broke.")));
    QTEST(kindOf(world.client().create(QStringLiteral("salesOrder"), order(), world.stop).error()), "onWrite");
    QTEST(kindOf(world.client().suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop).error()), "onQuery");
    QCOMPARE(world.calls().size(), std::size_t(2));
}

void NetSuiteClientTest::oneTokenServesManyCalls()
{
    World world;
    world.answers(HttpResponse{204, {}, {}});
    for (int i = 0; i < 5; ++i)
        QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    QCOMPARE(world.tokenCalls(), 1);

    world.clock.advance(50 * 60'000); // beyond 80 % of its life
    QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    QCOMPARE(world.tokenCalls(), 2);
    QCOMPARE(headerOf(world.calls().back(), "Authorization"), QByteArray("Bearer token-2"));

    const HttpRequest request = world.transport.requests().front();
    QVERIFY(isTokenRequest(request));
    QCOMPARE(headerOf(request, "Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    const QUrlQuery form(QString::fromLatin1(request.body));
    QCOMPARE(form.queryItemValue(QStringLiteral("grant_type")), QStringLiteral("client_credentials"));
    QCOMPARE(form.queryItemValue(QStringLiteral("client_assertion_type"), QUrl::FullyDecoded),
             QStringLiteral("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    QCOMPARE(form.queryItemValue(QStringLiteral("client_assertion")).count(u'.'), 2);
}

void NetSuiteClientTest::aRefusedTokenIsRenewedOnce()
{
    World world;
    world.answer = [](const HttpRequest& request) -> Answer {
        if (headerOf(request, "Authorization") == "Bearer token-1")
            return refusal(401, "INVALID_LOGIN", "Invalid login attempt.");
        return created("https://x/services/rest/record/v1/salesOrder/5");
    };
    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QVERIFY(record.has_value());
    QCOMPARE(world.calls().size(), std::size_t(2));
    QCOMPARE(world.tokenCalls(), 2);
}

void NetSuiteClientTest::aSecondRefusalIsASignInError()
{
    World world;
    world.answers(refusal(401, "INVALID_LOGIN", "Invalid login attempt."));
    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QVERIFY(!record.has_value());
    QCOMPARE(kindOf(record.error()), QStringLiteral("auth"));
    QVERIFY(record.error().message.contains(QStringLiteral("1234567_SB1")));
    QVERIFY(record.error().remedy.contains(QStringLiteral("View Login Audit Trail")));
    QCOMPARE(world.calls().size(), std::size_t(2));
    QCOMPARE(world.tokenCalls(), 2);
}

void NetSuiteClientTest::aWrongClockIsCorrectedFromTheAnswer()
{
    World world; // our clock says 10:00, NetSuite's 10:10
    QList<qint64> issued;
    world.tokenAnswer = [&](const HttpRequest& request) -> Answer {
        const QByteArray jwt =
            QUrlQuery(QString::fromLatin1(request.body)).queryItemValue(QStringLiteral("client_assertion")).toLatin1();
        const auto payload = Json::parse(
            QByteArray::fromBase64(jwt.split('.')[1], QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        issued << (*payload)[u"iat"].toInteger().value_or(0) - FakeClock::kStart / 1000;
        const http::Headers date{{"Date", "Mon, 23 Nov 2026 10:10:00 GMT"}};
        return issued.size() == 1 ? json(401, R"({"error":"invalid_grant"})", date)
                                  : json(200, R"({"access_token":"t","expires_in":3600})", date);
    };
    world.answers(HttpResponse{204, {}, {}});

    QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    QCOMPARE(issued, (QList<qint64>{0, 600}));
}

void NetSuiteClientTest::aWrongClockIsExplained()
{
    World world;
    world.tokenAnswer = [](const HttpRequest&) -> Answer {
        return json(401, R"({"error":"invalid_grant"})", {{"Date", "Mon, 23 Nov 2026 09:53:00 GMT"}});
    };
    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QCOMPARE(kindOf(record.error()), QStringLiteral("auth"));
    QVERIFY2(record.error().message.contains(QStringLiteral("7 minutes ahead")), qPrintable(record.error().message));
    QVERIFY(record.error().remedy.contains(QStringLiteral("clock")));
    QCOMPARE(world.tokenCalls(), 2); // once more with NetSuite's time, then never again
}

void NetSuiteClientTest::aRefusedTokenRequestIsExplained_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("certificate unknown") << 401 << QByteArray(R"({"error":"invalid_client"})") << QStringLiteral("auth");
    QTest::newRow("malformed") << 400 << QByteArray(R"({"error":"invalid_request"})") << QStringLiteral("auth");
    QTest::newRow("busy") << 429 << QByteArray("{}") << QStringLiteral("rate-limited");
    QTest::newRow("fault") << 503 << QByteArray("<html>") << QStringLiteral("unavailable");
    QTest::newRow("redirect") << 302 << QByteArray() << QStringLiteral("unavailable");
    QTest::newRow("someone else") << 200 << QByteArray("<html>") << QStringLiteral("unavailable");
    QTest::newRow("no token") << 200 << QByteArray(R"({"expires_in":3600})") << QStringLiteral("unavailable");
    QTest::newRow("no life") << 200 << QByteArray(R"({"access_token":"t","expires_in":0})") << QStringLiteral("unavailable");
}

void NetSuiteClientTest::aRefusedTokenRequestIsExplained()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    World world;
    world.tokenAnswer = [&](const HttpRequest&) -> Answer { return json(status, body); };
    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QVERIFY(!record.has_value());
    QTEST(kindOf(record.error()), "kind");
    QVERIFY(!record.error().message.isEmpty());
    QCOMPARE(world.tokenCalls(), 1);
    QVERIFY(world.calls().empty());
}

void NetSuiteClientTest::missingSecretsAndIdsAreNamed_data()
{
    QTest::addColumn<QString>("auth");
    QTest::addColumn<QString>("missing");
    for (const char* name : {"netsuite.privateKey", "clientId", "certificateId"})
        QTest::newRow(name) << QStringLiteral("oauth2") << QString::fromLatin1(name);
    for (const char* name : {"netsuite.consumerKey", "netsuite.consumerSecret", "netsuite.tokenId", "netsuite.tokenSecret"})
        QTest::newRow(name) << QStringLiteral("tba") << QString::fromLatin1(name);
}

void NetSuiteClientTest::missingSecretsAndIdsAreNamed()
{
    QFETCH(QString, auth);
    QFETCH(QString, missing);
    World world(auth);
    world.secrets.values.erase(missing);
    if (missing == QStringLiteral("clientId"))
        world.settings.clientId.clear();
    if (missing == QStringLiteral("certificateId"))
        world.settings.certificateId.clear();
    const auto record = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QCOMPARE(kindOf(record.error()), QStringLiteral("auth"));
    QVERIFY(!record.error().remedy.isEmpty());
    QVERIFY(world.transport.requests().empty());
}

void NetSuiteClientTest::tokenBasedSignInSignsEveryRequestAnew()
{
    World world(QStringLiteral("tba"));
    world.answers(HttpResponse{204, {}, {}});
    QSet<QByteArray> nonces;
    static const QRegularExpression kNonce(QStringLiteral("oauth_nonce=\"([0-9A-Za-z]{6,64})\""));
    for (int i = 0; i < 50; ++i)
        QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    for (const HttpRequest& request : world.calls()) {
        const QByteArray header = headerOf(request, "Authorization");
        QVERIFY(header.startsWith("OAuth realm=\"1234567_SB1\", oauth_consumer_key=\"consumer-key-canary\""));
        QVERIFY(header.contains("oauth_timestamp=\"" + QByteArray::number(FakeClock::kStart / 1000) + '"'));
        QVERIFY(!header.contains("secret"));
        nonces.insert(kNonce.match(QString::fromLatin1(header)).captured(1).toLatin1());
    }
    QCOMPARE(nonces.size(), 50);
    QVERIFY(!nonces.contains(QByteArray()));
    QCOMPARE(world.tokenCalls(), 0);
}

void NetSuiteClientTest::tokenBasedSignInIsNotRepeatedUnlessTheClockWasWrong()
{
    World world(QStringLiteral("tba"));
    world.answers(refusal(401, "INVALID_LOGIN", "Invalid login attempt."));
    QCOMPARE(kindOf(world.client().create(QStringLiteral("salesOrder"), order(), world.stop).error()), QStringLiteral("auth"));
    QCOMPARE(world.calls().size(), std::size_t(1));

    int calls = 0;
    world.answer = [&calls](const HttpRequest& request) -> Answer {
        HttpResponse answer = ++calls == 1 ? refusal(401, "INVALID_LOGIN", "Invalid login attempt.") : HttpResponse{204, {}, {}};
        answer.headers.emplace_back("Date", "Mon, 23 Nov 2026 10:20:00 GMT");
        const bool hasServerTime =
            headerOf(request, "Authorization").contains(QByteArray::number(FakeClock::kStart / 1000 + 1200));
        return calls == 1 || hasServerTime ? Answer(answer) : Answer(fail(ErrorKind::Defect, QStringLiteral("old time")));
    };
    QVERIFY(world.client().patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    QCOMPARE(calls, 2);
}

void NetSuiteClientTest::aWrongAccountIdIsReportedByEveryCall()
{
    World world;
    world.settings.account = QStringLiteral("my company");
    Client& client = world.client();
    QCOMPARE(kindOf(client.create(QStringLiteral("salesOrder"), order(), world.stop).error()), QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).error()),
             QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.get(QStringLiteral("salesOrder"), QStringLiteral("1"), false, world.stop).error()),
             QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.suiteQl(QStringLiteral("SELECT 1 FROM dual"), {}, world.stop).error()), QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.readCatalogue(world.stop).error()), QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.checkPermissions(world.stop).error()), QStringLiteral("invalid"));
    QCOMPARE(kindOf(client.serverTime(world.stop).error()), QStringLiteral("invalid"));
    QVERIFY(world.transport.requests().empty());
}

void NetSuiteClientTest::refusedSlotsShrinkAndGrowAgain()
{
    World world(QStringLiteral("oauth2"), 4);
    world.answers(refusal(429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked."));
    Client& client = world.client();
    QCOMPARE(world.limiter.slotState(Client::kSlots).configured, 4);
    QCOMPARE(world.limiter.slotState(Client::kSlots).allowed, 4);

    const auto refused = client.create(QStringLiteral("salesOrder"), order(), world.stop);
    QCOMPARE(kindOf(refused.error()), QStringLiteral("rate-limited"));
    QVERIFY(refused.error().retryAtMs.value_or(0) > world.clock.nowMs());
    QVERIFY(refused.error().retryAtMs.value_or(0) <= world.clock.nowMs() + 60'000);
    QCOMPARE(world.limiter.slotState(Client::kSlots).allowed, 3);
    for (int i = 0; i < 10; ++i)
        (void)client.create(QStringLiteral("salesOrder"), order(), world.stop);
    QCOMPARE(world.limiter.slotState(Client::kSlots).allowed, 1);

    world.answers(HttpResponse{204, {}, {}});
    for (int i = 0; i < 500; ++i) {
        world.clock.advance(1'000);
        QVERIFY(client.patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop).has_value());
    }
    QCOMPARE(world.limiter.slotState(Client::kSlots).allowed, 4);
    QCOMPARE(world.limiter.slotState(Client::kSlots).used, 0);
}

void NetSuiteClientTest::aPauseFollowsRetryAfter()
{
    World world;
    HttpResponse busy = refusal(429, "CONCURRENCY_LIMIT_EXCEEDED", "Blocked.");
    busy.headers.emplace_back("Retry-After", "7");
    world.answers(busy);
    const auto refused = world.client().create(QStringLiteral("salesOrder"), order(), world.stop);
    QCOMPARE(refused.error().retryAtMs.value_or(0), world.clock.nowMs() + 7'000);
}

void NetSuiteClientTest::noSecretLeavesThisComputer()
{
    QTemporaryDir folder;
    QString texts;
    for (const char* auth : {"oauth2", "tba"}) {
        World world(QString::fromLatin1(auth));
        world.log = Log::toFolder(folder.path(), LogLevel::Debug);
        http::HttpClient loud(world.transport, world.clock, world.log);
        Client client(world.settings, loud, world.limiter, world.cache, world.secrets, world.counters);
        QByteArray sent;
        for (const int status : {204, 400, 401, 429, 500}) {
            world.answers(refusal(status, "USER_ERROR", "No."));
            const auto result = client.patch(QStringLiteral("salesOrder"), QStringLiteral("1"), order(), world.stop);
            if (!result)
                texts += result.error().message + result.error().remedy + result.error().code + result.error().path;
        }
        world.tokenAnswer = [](const HttpRequest&) -> Answer { return json(401, R"({"error":"invalid_client"})"); };
        world.cache.drop({}, {});
        world.clock.advance(3'600'000);
        if (const auto result = client.serverTime(world.stop); !result)
            texts += result.error().message + result.error().remedy;
        for (const HttpRequest& request : world.transport.requests()) {
            sent += request.url.toEncoded() + request.body;
            for (const auto& [name, value] : request.headers)
                sent += name + value;
        }
        QVERIFY(!sent.isEmpty());
        for (const QByteArray& line : keyPair().privateKeyPem.reveal().split('\n')) {
            if (line.size() > 8)
                QVERIFY(!sent.contains(line));
        }
        QVERIFY(!sent.contains("secret-canary"));
    }
    QDir dir(folder.path());
    QByteArray log;
    for (const QString& name : dir.entryList(QDir::Files)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        log += file.readAll();
    }
    QVERIFY(log.contains("netsuite.patch"));
    for (const QByteArray& all : {log, texts.toUtf8()}) {
        QVERIFY(!all.contains("canary"));
        QVERIFY(!all.contains("token-1"));
        QVERIFY(!all.contains("PRIVATE KEY"));
        QVERIFY(!all.contains(keyPair().privateKeyPem.reveal().split('\n')[1]));
    }
}

void NetSuiteClientTest::recordedAnswersDecode_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/netsuite"));
    const auto names = folder.entryList({QStringLiteral("*.json")});
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << name;
    if (names.isEmpty())
        QTest::newRow("none") << QString();
}

void NetSuiteClientTest::recordedAnswersDecode()
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

QTEST_GUILESS_MAIN(NetSuiteClientTest)
#include "NetSuiteClientTest.moc"
