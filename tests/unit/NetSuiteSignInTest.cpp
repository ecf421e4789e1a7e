// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
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

class NetSuiteSignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    void noSecretLeavesThisComputer();
};

void NetSuiteSignInTest::oneTokenServesManyCalls()
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

void NetSuiteSignInTest::aRefusedTokenIsRenewedOnce()
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

void NetSuiteSignInTest::aSecondRefusalIsASignInError()
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

void NetSuiteSignInTest::aWrongClockIsCorrectedFromTheAnswer()
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

void NetSuiteSignInTest::aWrongClockIsExplained()
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

void NetSuiteSignInTest::aRefusedTokenRequestIsExplained_data()
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

void NetSuiteSignInTest::aRefusedTokenRequestIsExplained()
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

void NetSuiteSignInTest::missingSecretsAndIdsAreNamed_data()
{
    QTest::addColumn<QString>("auth");
    QTest::addColumn<QString>("missing");
    for (const char* name : {"netsuite.privateKey", "clientId", "certificateId"})
        QTest::newRow(name) << QStringLiteral("oauth2") << QString::fromLatin1(name);
    for (const char* name : {"netsuite.consumerKey", "netsuite.consumerSecret", "netsuite.tokenId", "netsuite.tokenSecret"})
        QTest::newRow(name) << QStringLiteral("tba") << QString::fromLatin1(name);
}

void NetSuiteSignInTest::missingSecretsAndIdsAreNamed()
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

void NetSuiteSignInTest::tokenBasedSignInSignsEveryRequestAnew()
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

void NetSuiteSignInTest::tokenBasedSignInIsNotRepeatedUnlessTheClockWasWrong()
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

void NetSuiteSignInTest::aWrongAccountIdIsReportedByEveryCall()
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

void NetSuiteSignInTest::noSecretLeavesThisComputer()
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

QTEST_GUILESS_MAIN(NetSuiteSignInTest)
#include "NetSuiteSignInTest.moc"
