// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QUrlQuery>

#include "unit/NetSuiteWorld.h"

using namespace causeway;
using namespace causeway::netsuite;
using namespace causeway::tests::netsuite_world;
using causeway::tests::FakeClock;
using causeway::tests::headerOf;
using http::HttpRequest;
using http::HttpResponse;

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
    void refusedSlotsShrinkAndGrowAgain();
    void aPauseFollowsRetryAfter();
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

QTEST_GUILESS_MAIN(NetSuiteClientTest)
#include "NetSuiteClientTest.moc"
