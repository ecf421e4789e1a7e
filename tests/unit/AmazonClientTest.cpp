// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "AmazonWorld.h"
#include "Shared.h"
#include "SwaggerRequest.h"

using namespace causeway;
using namespace causeway::amazon;
using namespace causeway::tests::amazon_world;
using causeway::tests::requestFault;
using causeway::tests::sharedJson;

namespace {
const QByteArray kEmptyPage = R"({"orders":[],"lastUpdatedBefore":"2026-11-23T09:58:00Z"})";

QByteArray remoteError(const QByteArray& code, const QByteArray& details = {})
{
    return R"({"errors":[{"code":")" + code + R"(","message":"Access to requested resource is denied.","details":")" + details +
           R"("}]})";
}
} // namespace

class AmazonClientTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRequestFitsTheOfficialModel()
    {
        const Json orders = sharedJson(QStringLiteral("contracts/spapi/orders_2026-01-01.json"));
        const Json sellers = sharedJson(QStringLiteral("contracts/spapi/sellers.json"));
        if (orders.isNull())
            QSKIP("the reference folder is absent: requests were not checked against the official models");
        World world;
        world.signsIn();
        world.transport.answer(200, kEmptyPage);
        world.transport.answer(200, kEmptyPage);
        world.transport.answer(404, remoteError("NotFound"));
        world.transport.answer(200, R"({"payload":[]})");
        QVERIFY(world.search());
        QVERIFY(world.search(QStringLiteral("a+b/c==")));
        QVERIFY(world.client.getOrder(QStringLiteral("113-1234567-1234567"),
                                      {QStringLiteral("BUYER"), QStringLiteral("PACKAGES")}, {}));
        QVERIFY(world.client.getMarketplaceParticipations({}));
        QCOMPARE(world.transport.requests.size(), 5U);
        for (std::size_t i : {1U, 2U, 3U})
            QCOMPARE(requestFault(world.transport.requests[i], orders), QString());
        QCOMPARE(requestFault(world.transport.requests[4], sellers), QString());
        // The checker itself must be able to say no.
        http::HttpRequest wrong = world.transport.requests[1];
        wrong.url.setQuery(wrong.url.query() + QStringLiteral("&MarketplaceIds=x"));
        QVERIFY(!requestFault(wrong, orders).isEmpty());
    }

    void aPageTokenSurvivesTheAddressLine()
    {
        World world;
        world.signsIn();
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search(QStringLiteral("a+b/c==&d")));
        const QByteArray line = world.transport.requests[1].url.toEncoded();
        QVERIFY2(line.contains("paginationToken=a%2Bb%2Fc%3D%3D%26d"), line.constData());
        QVERIFY(line.startsWith("https://sellingpartnerapi-na.amazon.com/orders/2026-01-01/orders?"));
    }

    void headersAreThePrescribedOnes()
    {
        World world;
        world.signsIn("Atza|secret");
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search());
        const auto& headers = world.transport.requests[1].headers;
        const auto value = [&](const char* name) {
            for (const auto& [key, text] : headers) {
                if (key == name)
                    return text;
            }
            return QByteArray();
        };
        QCOMPARE(value("x-amz-access-token"), QByteArray("Atza|secret"));
        const QString agent = QString::fromLatin1(value("User-Agent"));
        static const QRegularExpression kForm(QStringLiteral(R"(^Causeway/[0-9.]+ \(Language=C\+\+\\/20; Platform=[^;=()]+\)$)"));
        QVERIFY2(kForm.match(agent).hasMatch(), qPrintable(agent));
        QVERIFY(agent.size() <= 500);
        QVERIFY(!world.transport.requests[1].url.toEncoded().contains("secret"));
    }

    void signInSendsTheFormEscaped()
    {
        World world;
        world.signsIn();
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search());
        const http::HttpRequest& request = world.transport.requests[0];
        QCOMPARE(request.url, QUrl(QStringLiteral("https://api.amazon.com/auth/o2/token")));
        QCOMPARE(request.method, http::Method::Post);
        QVERIFY(!request.url.hasQuery());
        QCOMPARE(request.body,
                 QByteArray("grant_type=refresh_token&refresh_token=Atzr%7Cx%26y&client_id=amzn1.application-oa2-client.1"
                            "&client_secret=cs%2B1%2F2"));
    }

    void tokenIsKeptForItsLife()
    {
        World world;
        world.signsIn("Atza|1");
        world.transport.answer(200, kEmptyPage);
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search());
        QVERIFY(world.search());
        QCOMPARE(world.transport.requests.size(), 3U); // one sign-in
        world.clock.advance(3'600'000);
        world.signsIn("Atza|2");
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search());
        QCOMPARE(world.transport.requests.size(), 5U);
    }

    void refusedSignInSaysWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorKind kind, const char* code) {
            QTest::newRow(name) << status << body << static_cast<int>(kind) << QString::fromLatin1(code);
        };
        row("withdrawn", 400, R"({"error":"invalid_grant","error_description":"x"})", ErrorKind::Auth, "invalid_grant");
        row("wrong secret", 401, R"({"error":"invalid_client","error_description":"x"})", ErrorKind::Auth, "invalid_client");
        row("other application", 400, R"({"error":"unauthorized_client"})", ErrorKind::Auth, "unauthorized_client");
        row("outage", 503, "<html>", ErrorKind::Unavailable, "");
        row("too often", 429, "{}", ErrorKind::RateLimited, "");
        row("sign-in page of the hotel", 200, "<html>", ErrorKind::Unavailable, "unreadable");
        row("no token inside", 200, "{}", ErrorKind::Unavailable, "unreadable");
    }
    void refusedSignInSaysWhatToDo()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, code);
        World world;
        world.transport.answer(status, body);
        const auto page = world.search();
        QVERIFY(!page);
        QCOMPARE(static_cast<int>(page.error().kind), kind);
        QCOMPARE(page.error().code, code);
        QCOMPARE(world.transport.requests.size(), 1U);
        if (page.error().kind == ErrorKind::Auth)
            QVERIFY(!page.error().remedy.isEmpty());
        QVERIFY(!page.error().message.contains(QStringLiteral("Atzr")));
    }

    void aLostSignInAnswerIsNoUnclearWrite()
    {
        World world;
        world.transport.fails(ErrorKind::Unclear);
        QCOMPARE(toString(world.search().error().kind), toString(ErrorKind::Unavailable));
    }

    void missingSecretsAskForThem()
    {
        World world;
        world.secrets.values.erase(QStringLiteral("store.us.refreshToken"));
        const auto page = world.search();
        QCOMPARE(toString(page.error().kind), toString(ErrorKind::Auth));
        QVERIFY(page.error().remedy.contains(QStringLiteral("store.us.refreshToken")));
        QVERIFY(world.transport.requests.empty());
    }

    void expiredTokenIsRenewedOnce()
    {
        World world;
        world.signsIn("Atza|old");
        world.transport.answer(403, remoteError("Unauthorized", "The access token you provided has expired."));
        world.signsIn("Atza|new");
        world.transport.answer(200, kEmptyPage);
        QVERIFY(world.search());
        QCOMPARE(world.transport.requests.size(), 4U);
    }

    void aSecondRefusalIsTheEnd()
    {
        World world;
        world.signsIn("Atza|old");
        world.transport.answer(403,
                               remoteError("Unauthorized", "The access token you provided is revoked, malformed or invalid."));
        world.signsIn("Atza|new");
        world.transport.answer(403,
                               remoteError("Unauthorized", "The access token you provided is revoked, malformed or invalid."));
        const auto page = world.search();
        QCOMPARE(toString(page.error().kind), toString(ErrorKind::Auth));
        QCOMPARE(page.error().requestId, QStringLiteral("req-1"));
        QCOMPARE(world.transport.requests.size(), 4U);
    }

    void emptyDetailsMeanARoleOrTheRegion()
    {
        World world;
        world.signsIn();
        world.transport.answer(403, remoteError("Unauthorized"));
        world.signsIn();
        world.transport.answer(403, remoteError("Unauthorized"));
        const auto page = world.search();
        QCOMPARE(toString(page.error().kind), toString(ErrorKind::Auth));
        QVERIFY(page.error().message.contains(QStringLiteral("Inventory and Order Tracking")));
        QVERIFY(page.error().message.contains(QStringLiteral("“na”")));
    }

    void errorShapes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorKind kind, const char* code,
                            const QByteArray& type = "application/json") {
            QTest::newRow(name) << status << body << type << static_cast<int>(kind) << QString::fromLatin1(code);
        };
        row("429", 429, remoteError("QuotaExceeded"), ErrorKind::RateLimited, "QuotaExceeded");
        row("429 without a body", 429, "", ErrorKind::RateLimited, "");
        row("400 with the code of a limit", 400, remoteError("QuotaExceeded"), ErrorKind::RateLimited, "QuotaExceeded");
        row("400", 400, remoteError("InvalidInput"), ErrorKind::Rejected, "InvalidInput");
        row("404", 404, remoteError("NotFound"), ErrorKind::Rejected, "not-found");
        row("500", 500, remoteError("InternalFailure"), ErrorKind::Unavailable, "InternalFailure");
        row("503 page", 503, "<html>busy</html>", ErrorKind::Unavailable, "", "text/html");
        row("captive portal", 200, "<html>Welcome</html>", ErrorKind::Unavailable, "not-json", "text/html");
        row("redirect", 302, "", ErrorKind::Unavailable, "", "text/html");
        row("not an object", 200, "[]", ErrorKind::Invalid, "unreadable");
        row("cut JSON", 200, R"({"orders":[)", ErrorKind::Invalid, "unreadable");
        row("orders are no list", 200, R"({"orders":{}})", ErrorKind::Invalid, "unreadable");
        row("missing token header", 403, remoteError("MissingAuthenticationToken", "x"), ErrorKind::Auth,
            "MissingAuthenticationToken");
    }
    void errorShapes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(int, kind);
        QFETCH(QString, code);
        World world;
        world.signsIn();
        world.transport.answer(status, body, {{"Content-Type", type}});
        const auto page = world.search();
        QVERIFY(!page);
        QCOMPARE(static_cast<int>(page.error().kind), kind);
        QCOMPARE(page.error().code, code);
        QCOMPARE(page.error().retryAtMs.has_value(), page.error().kind == ErrorKind::RateLimited);
        QCOMPARE(world.transport.requests.size(), 2U); // never repeated here
    }

    void afterA429TheBucketIsEmpty()
    {
        World world;
        world.signsIn();
        world.transport.answer(429, remoteError("QuotaExceeded"));
        const qint64 retryAt = *world.search().error().retryAtMs;
        QVERIFY(retryAt >= world.clock.nowMs() + 178'000);
        const auto again = world.search(); // asked too early: nothing leaves this computer
        QCOMPARE(toString(again.error().kind), toString(ErrorKind::RateLimited));
        QCOMPARE(world.transport.requests.size(), 2U);
    }

    void theRateHeaderIsObeyed()
    {
        World world;
        world.signsIn();
        for (int i = 0; i < 25; ++i)
            world.transport.answer(200, kEmptyPage, {{"x-amzn-RateLimit-Limit", "5.0"}});
        for (int i = 0; i < 25; ++i) // the plan's burst is 20; at 5 a second the wait is short enough to sleep
            QVERIFY(world.search());
        QCOMPARE(world.transport.requests.size(), 26U);
    }

    void theSamePageTwiceEnds()
    {
        World world;
        world.signsIn();
        world.transport.answer(200, R"({"orders":[],"pagination":{"nextToken":"t1"}})");
        const auto page = world.search(QStringLiteral("t1"));
        QCOMPARE(toString(page.error().kind), toString(ErrorKind::Invalid));
        QCOMPARE(page.error().code, QStringLiteral("page-repeated"));
    }

    void anUnreadableOrderStopsOnlyItself()
    {
        World world;
        world.signsIn();
        world.transport.answer(200, R"({"orders":[{"orderId":"113-0000000-0000001"},{"orderId":"113-0000000-0000002",
            "createdTime":"2026-11-20T10:00:00Z","lastUpdatedTime":"2026-11-20T10:00:00Z","salesChannel":{"channelName":"AMAZON"},
            "orderItems":[{"orderItemId":"1","quantityOrdered":1,"product":{}}]}],
            "pagination":{"nextToken":"t1"},"lastUpdatedBefore":"2026-11-23T09:58:00Z"})");
        const auto page = world.search();
        QVERIFY(page);
        QCOMPARE(page->orders.size(), 1U);
        QCOMPARE(page->undecodable.size(), 1U);
        QCOMPARE(page->undecodable[0].orderId, QStringLiteral("113-0000000-0000001"));
        QCOMPARE(page->nextToken, QStringLiteral("t1"));
        QCOMPARE(toIso8601(*page->lastUpdatedBeforeMs), QStringLiteral("2026-11-23T09:58:00Z"));
    }

    void anUnknownOrderIsNoError()
    {
        World world;
        world.signsIn();
        world.transport.answer(404, remoteError("NotFound"));
        const auto order = world.client.getOrder(QStringLiteral("113-1234567-1234567"), {}, {});
        QVERIFY(order);
        QVERIFY(!*order);
        const auto wrongForm = world.client.getOrder(QStringLiteral("../sellers/v1"), {}, {});
        QVERIFY(wrongForm);
        QVERIFY(!*wrongForm);
        QCOMPARE(world.transport.requests.size(), 2U);
    }

    void marketplacesAreRead()
    {
        const Json model = sharedJson(QStringLiteral("contracts/spapi/sellers.json"));
        if (model.isNull())
            QSKIP("the reference folder is absent: the official answer was not read");
        World world;
        world.signsIn();
        world.transport.answer(200, model[u"paths"][u"/sellers/v1/marketplaceParticipations"][u"get"][u"responses"][u"200"]
                                         [u"x-amzn-api-sandbox"][u"static"]
                                             .at(0)[u"response"]
                                             .toBytes());
        const auto list = world.client.getMarketplaceParticipations({});
        QVERIFY(list);
        QCOMPARE(list->size(), 1U);
        QCOMPARE(list->front().marketplaceId, QStringLiteral("ATVPDKIKX0DER"));
        QCOMPARE(list->front().currency, QStringLiteral("USD"));
        QVERIFY(list->front().isParticipating);
    }

    void storesOfOneSellerShareTheirQuota()
    {
        World world;
        config::Store other = usStore();
        other.id = QStringLiteral("ca");
        const Client second(application(), other, world.http, world.limiter, world.tokens, world.secrets, world.counters);
        QCOMPARE(second.rateConnection(), world.client.rateConnection());
    }
};

QTEST_GUILESS_MAIN(AmazonClientTest)
#include "AmazonClientTest.moc"
