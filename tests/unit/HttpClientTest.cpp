// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HttpClient.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "base/Json.h"
#include "testkit/FakeClock.h"

using namespace causeway;
using namespace causeway::http;
using causeway::tests::FakeClock;

namespace {

/// Answers what it is told and lets time pass meanwhile.
class ScriptedTransport final : public HttpTransport
{
public:
    explicit ScriptedTransport(FakeClock& clock) : m_clock(clock) {}
    Result<HttpResponse> send(const HttpRequest& request, const StopToken&) override
    {
        ++calls;
        last = request;
        m_clock.advance(120);
        return next;
    }
    Result<HttpResponse> next = HttpResponse{};
    HttpRequest last;
    int calls = 0;

private:
    FakeClock& m_clock;
};

HttpRequest request()
{
    HttpRequest request;
    request.method = Method::Post;
    request.url = QUrl(QStringLiteral("https://api.example.com/CANARY-PATH?CANARY=QUERY"));
    request.headers = {{"Authorization", "Bearer CANARY-TOKEN"}};
    request.body = "{\"CANARY\":\"BODY\"}";
    return request;
}

} // namespace

class HttpClientTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneCallIsOneLineWithoutAnythingPrivate()
    {
        QTemporaryDir folder;
        FakeClock clock;
        ScriptedTransport transport(clock);
        HttpClient client(transport, clock, Log::toFolder(folder.path(), LogLevel::Info));
        CallCounters counters;
        transport.next =
            HttpResponse{200,
                         {{"x-amzn-RequestId", "a1b2-c3"}, {"Set-Cookie", "CANARY-COOKIE"}, {"Location", "https://CANARY"}},
                         "{\"name\":\"CANARY-NAME\"}"};

        QVERIFY(client.send(QStringLiteral("orders.searchOrders"), request(), counters, {}));
        transport.next = fail(ErrorKind::Unclear, QStringLiteral("CANARY-MESSAGE"), {}, QStringLiteral("closed"));
        QVERIFY(!client.send(QStringLiteral("record.create"), request(), counters, {}));

        QFile file(folder.filePath(QStringLiteral("causeway.log")));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(!text.contains("CANARY"), text.constData());
        const QByteArrayList lines = text.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const auto first = Json::parse(lines[0]);
        QCOMPARE((*first)[u"operation"].toString(), QStringLiteral("orders.searchOrders"));
        QCOMPARE((*first)[u"host"].toString(), QStringLiteral("api.example.com"));
        QCOMPARE((*first)[u"status"].toString(), QStringLiteral("200"));
        QCOMPARE((*first)[u"ms"].toString(), QStringLiteral("120"));
        QCOMPARE((*first)[u"requestId"].toString(), QStringLiteral("a1b2-c3"));
        QVERIFY(!first->contains(u"droppedFields"));
        const auto second = Json::parse(lines[1]);
        QCOMPARE((*second)[u"kind"].toString(), QStringLiteral("unclear"));
        QCOMPARE((*second)[u"code"].toString(), QStringLiteral("closed"));
        QVERIFY(!second->contains(u"droppedFields"));
    }

    void aRequestIdThatIsNoneIsNotLogged()
    {
        QTemporaryDir folder;
        FakeClock clock;
        ScriptedTransport transport(clock);
        HttpClient client(transport, clock, Log::toFolder(folder.path(), LogLevel::Info));
        CallCounters counters;
        transport.next = HttpResponse{200, {{"x-amzn-RequestId", "Jane Doe <jane@CANARY>"}}, {}};
        QVERIFY(client.send(QStringLiteral("x"), request(), counters, {}));
        QFile file(folder.filePath(QStringLiteral("causeway.log")));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("CANARY"));
    }

    void callsAreCountedAndNeverRepeated()
    {
        FakeClock clock;
        ScriptedTransport transport(clock);
        HttpClient client(transport, clock, Log());
        CallCounters counters;
        for (const int status : {200, 429, 500, 429, 401}) {
            transport.next = HttpResponse{status, {}, {}};
            QCOMPARE(client.send(QStringLiteral("x"), request(), counters, {})->status, status);
        }
        QCOMPARE(counters.calls.load(), 5);
        QCOMPARE(counters.throttled.load(), 2);
        QCOMPARE(transport.calls, 5);
        transport.next = fail(ErrorKind::Cancelled, QStringLiteral("stopped"));
        QVERIFY(!client.send(QStringLiteral("x"), request(), counters, {}));
        transport.next = fail(ErrorKind::Invalid, QStringLiteral("address"));
        QVERIFY(!client.send(QStringLiteral("x"), request(), counters, {}));
        QCOMPARE(counters.calls.load(), 5); // these never left
        transport.next = fail(ErrorKind::Unclear, QStringLiteral("lost"));
        QVERIFY(!client.send(QStringLiteral("x"), request(), counters, {}));
        QCOMPARE(counters.calls.load(), 6);
    }

    void theServersDateGivesTheOffset_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("offset");
        // Our clock says 2026-11-23T10:00:00.120Z when the answer is here.
        QTest::newRow("ahead") << QByteArray("Mon, 23 Nov 2026 10:10:00 GMT") << qint64{599'880};
        QTest::newRow("behind") << QByteArray("Mon, 23 Nov 2026 09:00:00 GMT") << qint64{-3'600'120};
        QTest::newRow("wrong weekday") << QByteArray("Sun, 23 Nov 2026 10:10:00 GMT") << qint64{0};
        QTest::newRow("no zone") << QByteArray("Mon, 23 Nov 2026 10:10:00") << qint64{0};
        QTest::newRow("words") << QByteArray("soon GMT") << qint64{0};
        QTest::newRow("absent") << QByteArray() << qint64{0};
    }
    void theServersDateGivesTheOffset()
    {
        QFETCH(QByteArray, date);
        QFETCH(qint64, offset);
        FakeClock clock;
        ScriptedTransport transport(clock);
        HttpClient client(transport, clock, Log());
        CallCounters counters;
        transport.next = HttpResponse{200, {{"date", date}}, {}};
        QVERIFY(client.send(QStringLiteral("x"), request(), counters, {}));
        QCOMPARE(client.clockOffsetMs(QStringLiteral("api.example.com")), offset);
        QCOMPARE(client.clockOffsetMs(QStringLiteral("other.example.com")), 0);
    }

    void headersAreFoundInAnyCase()
    {
        const HttpResponse response{200, {{"Content-Type", "a"}, {"content-type", "b"}}, {}};
        QCOMPARE(response.header("CONTENT-TYPE"), QByteArray("a"));
        QCOMPARE(response.header("Content"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "HttpClientTest.moc"
