// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <thread>

#include <QBuffer>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSslSocket>
#include <QTest>

#include "http/GunzipDevice.h"
#include "http/Inflate.h"
#include "http/QtHttpTransport.h"
#include "unit/TestCertificates.h"
#include "unit/WireServer.h"

using namespace causeway;
using namespace causeway::http;
using namespace causeway::tests;

namespace {

constexpr const char* kToken = "Bearer-CANARY-9f2c";

HttpRequest requestTo(const QUrl& url, Method method = Method::Get)
{
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = {{"Authorization", kToken}, {"x-amz-access-token", kToken}, {"Content-Type", "application/json"}};
    if (isWrite(method))
        request.body = "{\"amount\":\"1.00\"}";
    request.transferTimeoutMs = 20'000;
    request.deadlineMs = 30'000;
    return request;
}

const QByteArrayList kWrites{"POST", "PUT", "PATCH", "DELETE"};

Method methodOf(const QByteArray& name)
{
    for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        if (toBytes(method) == name)
            return method;
    }
    return Method::Get;
}

/// The five ways in which a connection dies around a request (docs/reliability.md finding 1).
enum class Death
{
    CloseAfterRequest,
    ResetAfterRequest,
    CloseAfterHead,
    CloseInStatusLine,
    KeepAliveDies
};

WireServer::Script dyingBy(Death death)
{
    return [death](WireServer& server, WireConnection& connection, int) {
        if (death == Death::KeepAliveDies) {
            // Each connection answers once; the next request on it finds a connection that is about to die.
            if (const auto first = connection.readRequest()) {
                server.note(*first);
                connection.write(answer(200, "{}"));
            }
        }
        const auto request = connection.readRequest(death == Death::CloseAfterHead);
        if (!request)
            return;
        server.note(*request);
        if (death == Death::ResetAfterRequest)
            connection.reset();
        else if (death == Death::CloseInStatusLine)
            connection.write("HTTP/1.1 2");
        connection.close();
    };
}

WireServer::Script answering(const QByteArray& bytes)
{
    return [bytes](WireServer& server, WireConnection& connection, int) {
        while (const auto request = connection.readRequest()) {
            server.note(*request);
            connection.write(bytes);
        }
    };
}

} // namespace

/// Real sockets, raw bytes: what leaves this program, and what it believes of what comes back.
class TransportTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestCertificates> m_certificates;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            return;
        m_certificates = std::make_unique<TestCertificates>();
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
        trust.setCaCertificates({m_certificates->authority()});
        QSslConfiguration::setDefaultConfiguration(trust);
    }

    void aWriteReachesTheWireAtMostOnce_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("death");
        const std::vector<std::pair<Death, const char*>> deaths{{Death::CloseAfterRequest, "close after the request"},
                                                                {Death::ResetAfterRequest, "reset after the request"},
                                                                {Death::CloseAfterHead, "close after the head"},
                                                                {Death::CloseInStatusLine, "close in the status line"},
                                                                {Death::KeepAliveDies, "a kept connection dies"}};
        for (const bool tls : {false, true}) {
            for (const QByteArray& method : kWrites) {
                for (const auto& [death, name] : deaths)
                    QTest::addRow("%s %s: %s", tls ? "https" : "http", method.constData(), name)
                        << tls << method << static_cast<int>(death);
            }
        }
    }
    void aWriteReachesTheWireAtMostOnce()
    {
        QFETCH(bool, tls);
        QFETCH(QByteArray, method);
        QFETCH(int, death);
        if (tls && !m_certificates)
            QSKIP("this Qt has no TLS");
        WireServer server(dyingBy(static_cast<Death>(death)), tls ? std::optional(m_certificates->server({})) : std::nullopt);
        QtHttpTransport transport;
        int sent = 1;
        if (static_cast<Death>(death) == Death::KeepAliveDies) {
            const auto first = transport.send(requestTo(server.url(), methodOf(method)), {});
            QVERIFY2(first, first ? "" : qPrintable(first.error().code));
            sent = 2;
        }

        const auto result = transport.send(requestTo(server.url(), methodOf(method)), {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unclear));
        QCOMPARE(static_cast<int>(server.requests().size()), sent);
    }

    void aReadThatDiesIsUnavailable_data()
    {
        QTest::addColumn<int>("death");
        QTest::newRow("close") << static_cast<int>(Death::CloseAfterRequest);
        QTest::newRow("reset") << static_cast<int>(Death::ResetAfterRequest);
        QTest::newRow("status line") << static_cast<int>(Death::CloseInStatusLine);
    }
    void aReadThatDiesIsUnavailable()
    {
        QFETCH(int, death);
        WireServer server(dyingBy(static_cast<Death>(death)));
        int timesSent = 0;
        HttpRequest request = requestTo(server.url());
        request.timesSent = &timesSent;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unavailable));
        // Qt repeats a read by itself; who pays for calls must know it.
        QCOMPARE(timesSent, static_cast<int>(server.requests().size()));
        if (static_cast<Death>(death) != Death::CloseInStatusLine)
            QVERIFY(timesSent > 1);
    }

    void aWholeAnswerIsReturnedAsItIs_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        for (const QByteArray& method : QByteArrayList{"GET"} + kWrites) {
            const auto row = [&](const char* name, const QByteArray& wire, int status, const QByteArray& body) {
                QTest::addRow("%s %s", method.constData(), name) << method << wire << status << body;
            };
            row("200", answer(200, "{\"a\":1}"), 200, "{\"a\":1}");
            row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n", 200,
                "{\"a\":1}");
            row("204 with Location", "HTTP/1.1 204 No Content\r\nLocation: https://x.example/record/v1/salesOrder/9\r\n\r\n", 204,
                "");
            row("empty 200", answer(200, ""), 200, "");
            for (const int status : {201, 202, 400, 403, 404, 405, 409, 410, 418, 422, 429, 500, 501, 502, 503, 504})
                row(qPrintable(QString::number(status)), answer(status, "{\"errors\":[]}"), status, "{\"errors\":[]}");
            row("401 of NetSuite", answer(401, "{\"e\":1}", "WWW-Authenticate: OAuth realm=\"1\", error=\"token_rejected\"\r\n"),
                401, "{\"e\":1}");
            row("401 Bearer", answer(401, "{\"e\":1}", "WWW-Authenticate: Bearer realm=\"x\"\r\n"), 401, "{\"e\":1}");
            row("401 Basic", answer(401, "{\"e\":1}", "WWW-Authenticate: Basic realm=\"x\"\r\n"), 401, "{\"e\":1}");
            row("401 Negotiate", answer(401, "{\"e\":1}", "WWW-Authenticate: Negotiate\r\n"), 401, "{\"e\":1}");
            row("401 bare", answer(401, "{\"e\":1}"), 401, "{\"e\":1}");
        }
    }
    void aWholeAnswerIsReturnedAsItIs()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, wire);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        WireServer server(answering(wire));

        const auto result = QtHttpTransport().send(requestTo(server.url(), methodOf(method)), {});

        QVERIFY2(result, result ? "" : qPrintable(result.error().code));
        QCOMPARE(result->status, status);
        QCOMPARE(result->body, body);
        QCOMPARE(server.requests().size(), 1U);
        const WireRequest request = server.requests().front();
        QCOMPARE(request.method, method);
        QCOMPARE(request.body, method == "GET" ? QByteArray() : QByteArray("{\"amount\":\"1.00\"}"));
        QVERIFY(request.head.contains("Authorization: Bearer-CANARY"));
        QVERIFY(!request.head.contains("Mozilla"));
        QVERIFY(!request.head.contains("Cookie"));
    }

    void aCutAnswerIsNeverTakenAsWhole_data()
    {
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("Content-Length") << answer(200, "{\"id\":\"12345\"}");
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                               "9\r\n{\"id\":\"]}\r\n2\r\n\"}\r\n0\r\n\r\n");
        QTest::newRow("error status") << answer(500, "{\"id\":\"12345\"}");
        QTest::newRow("ends with the connection")
            << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"id\":\"12345\"} ");
    }
    void aCutAnswerIsNeverTakenAsWhole()
    {
        QFETCH(QByteArray, whole);
        QtHttpTransport transport;
        // Cut at every byte, the last one included: only the final CRLF of a chunked body may be missing without loss.
        for (qsizetype length = 0; length < whole.size(); ++length) {
            WireServer server([&](WireServer& self, WireConnection& connection, int) {
                if (const auto request = connection.readRequest()) {
                    self.note(*request);
                    connection.write(whole.left(length));
                }
            });
            HttpRequest request = requestTo(server.url());
            request.transferTimeoutMs = 200; // Qt 6.4 notices a chunked body that was cut in a chunk's head only by this
            const auto read = transport.send(request, {});
            request = requestTo(server.url(), Method::Post);
            request.transferTimeoutMs = 200;
            const auto write = transport.send(request, {});
            // When all chunks came and only the mark of the end is missing, nothing is lost and either outcome is right.
            const bool allThere = whole.contains("chunked") && whole.left(length).contains("\r\n\"}");
            QVERIFY2(!read || (allThere && read->body == "{\"id\":\"]}\"}"),
                     qPrintable(QStringLiteral("GET cut after %1 bytes was believed").arg(length)));
            QVERIFY2(!write || (allThere && write->body == "{\"id\":\"]}\"}"),
                     qPrintable(QStringLiteral("POST cut after %1 bytes was believed").arg(length)));
            if (!read)
                QCOMPARE(toString(read.error().kind), toString(ErrorKind::Unavailable));
            // On a busy machine the short time-out may strike before a byte left; only what the server saw must be unclear.
            const std::vector<WireRequest> seen = server.requests();
            const bool left = std::any_of(seen.begin(), seen.end(), [](const WireRequest& one) { return one.method == "POST"; });
            if (!write && left)
                QCOMPARE(toString(write.error().kind), toString(ErrorKind::Unclear));
        }
    }

    void redirectsAreReturnedAndTokensStayHome_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("method");
        for (const int status : {301, 302, 303, 307, 308}) {
            for (const QByteArray& method : QByteArrayList{"GET"} + kWrites)
                QTest::addRow("%d %s", status, method.constData()) << status << method;
        }
    }
    void redirectsAreReturnedAndTokensStayHome()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, method);
        WireServer other(answering(answer(200, "{}")));
        WireServer home(answering(answer(status, "", "Location: " + other.url().toEncoded() + "\r\n")));

        const auto result = QtHttpTransport().send(requestTo(home.url(), methodOf(method)), {});

        QCOMPARE(home.requests().size(), 1U);
        QCOMPARE(other.connections(), 0);
        // Qt wants to rewind the body for 307 and 308 before it looks at the redirect policy; that must stay impossible.
        if (status >= 307 && method != "GET") {
            QVERIFY(!result);
            QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unclear));
        } else {
            QVERIFY(result);
            QCOMPARE(result->status, status);
        }
    }

    void aSlowDripEndsAtTheDeadline_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("kind");
        QTest::newRow("read") << QByteArray("GET") << static_cast<int>(ErrorKind::Unavailable);
        QTest::newRow("write") << QByteArray("POST") << static_cast<int>(ErrorKind::Unclear);
    }
    void aSlowDripEndsAtTheDeadline()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, kind);
        WireServer server([](WireServer&, WireConnection& connection, int) {
            if (!connection.readRequest())
                return;
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (connection.pause(20))
                connection.write(" ");
        });
        HttpRequest request = requestTo(server.url(), methodOf(method));
        request.deadlineMs = 400; // longer than the pauses: only the deadline can end it

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(static_cast<int>(result.error().kind), kind);
        QCOMPARE(result.error().code, QStringLiteral("deadline"));
    }

    void silenceEndsAtTheTransferTimeout()
    {
        WireServer server([](WireServer&, WireConnection& connection, int) {
            if (connection.readRequest())
                connection.hang();
        });
        HttpRequest request = requestTo(server.url(), Method::Post);
        request.transferTimeoutMs = 200;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unclear));
        QCOMPARE(result.error().code, QStringLiteral("timeout"));
    }

    void stoppingIsHonest_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("kind");
        QTest::newRow("a read is simply cancelled") << QByteArray("GET") << static_cast<int>(ErrorKind::Cancelled);
        QTest::newRow("a write may have been executed") << QByteArray("PATCH") << static_cast<int>(ErrorKind::Unclear);
    }
    void stoppingIsHonest()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, kind);
        StopSource stop;
        WireServer server([&](WireServer& self, WireConnection& connection, int) {
            if (const auto request = connection.readRequest()) {
                self.note(*request);
                stop.requestStop(); // the whole request is here, the answer is not
                connection.hang();
            }
        });

        const auto result = QtHttpTransport().send(requestTo(server.url(), methodOf(method)), stop.token());

        QVERIFY(!result);
        QCOMPARE(static_cast<int>(result.error().kind), kind);
        QCOMPARE(result.error().code, QStringLiteral("stopped"));
        QCOMPARE(server.requests().size(), 1U);
    }

    void nothingLeavesAfterAStop()
    {
        WireServer server(answering(answer(200, "{}")));
        StopSource stop;
        stop.requestStop();

        const auto result = QtHttpTransport().send(requestTo(server.url(), Method::Post), stop.token());

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Cancelled));
        QCOMPARE(server.connections(), 0);
    }

    void aStopBeforeTheBodyLeavesIsCancelled()
    {
        if (!m_certificates)
            QSKIP("this Qt has no TLS");
        // The server accepts but never takes part in the TLS handshake, so no byte of the request can leave.
        StopSource stop;
        WireServer server([&](WireServer&, WireConnection& connection, int) {
            stop.requestStop();
            connection.hang();
        });
        QUrl url = server.url();
        url.setScheme(QStringLiteral("https"));

        const auto result = QtHttpTransport().send(requestTo(url, Method::Post), stop.token());

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Cancelled));
    }

    void aHugeAnswerIsNotTakenIn_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("kind");
        QTest::newRow("read") << QByteArray("GET") << static_cast<int>(ErrorKind::Unavailable);
        QTest::newRow("write") << QByteArray("PUT") << static_cast<int>(ErrorKind::Unclear);
    }
    void aHugeAnswerIsNotTakenIn()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, kind);
        WireServer server([](WireServer&, WireConnection& connection, int) {
            if (!connection.readRequest())
                return;
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, ' ') + "\r\n";
            while (connection.pause(1))
                connection.write(chunk); // without end
        });
        HttpRequest request = requestTo(server.url(), methodOf(method));
        request.maxBodyBytes = 1'000'000;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(static_cast<int>(result.error().kind), kind);
        QCOMPARE(result.error().code, QStringLiteral("too-large"));
    }

    void compressedAnswersAreInflated()
    {
        // gzip of {"a":1}, made by Python's gzip with mtime 0
        const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");
        WireServer server(answering(answer(200, gzip, "Content-Encoding: gzip\r\n")));

        const auto result = QtHttpTransport().send(requestTo(server.url()), {});

        QVERIFY2(result, result ? "" : qPrintable(result.error().code));
        QCOMPARE(result->body, QByteArray("{\"a\":1}"));
    }

    void aCutCompressedAnswerIsNotBelieved()
    {
        const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");
        for (qsizetype length = 0; length < gzip.size(); ++length) {
            for (const bool closeDelimited : {false, true}) {
                WireServer server([&](WireServer&, WireConnection& connection, int) {
                    if (!connection.readRequest())
                        return;
                    const QByteArray size =
                        closeDelimited ? QByteArray() : "Content-Length: " + QByteArray::number(gzip.size()) + "\r\n";
                    connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" + size + "\r\n" + gzip.left(length));
                });
                const auto result = QtHttpTransport().send(requestTo(server.url(), Method::Post), {});
                QVERIFY2(!result, qPrintable(QStringLiteral("cut after %1, close-delimited %2").arg(length).arg(closeDelimited)));
                QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unclear));
            }
        }
    }

    void aBombIsNotUnpacked()
    {
        // 20 MB of blanks in 20 kB.
        QByteArray zlib = qCompress(QByteArray(20'000'000, ' '), 9).mid(4);
        QByteArray plain;
        QCOMPARE(inflateGzip(zlib, 1'000'000, plain), InflateResult::Broken); // zlib, not gzip
        const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");
        QCOMPARE(inflateGzip(gzip, 7, plain), InflateResult::Whole);
        QCOMPARE(inflateGzip(gzip, 6, plain), InflateResult::TooLarge);
        QCOMPARE(inflateGzip(gzip + 'x', 7, plain), InflateResult::Broken);
        // The same deflate data with a gzip head: it must stop at the cap, long before the check sum.
        zlib = QByteArray::fromHex("1f8b0800000000000203") + zlib.mid(2);
        WireServer server(answering(answer(200, zlib, "Content-Encoding: gzip\r\n")));
        HttpRequest request = requestTo(server.url());
        request.maxBodyBytes = 1'000'000;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(result.error().code, QStringLiteral("too-large"));
    }

    void aBodyIsStreamedAsItCame()
    {
        const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");
        WireServer server(answering(answer(200, gzip, "Content-Encoding: gzip\r\n")));
        QBuffer file;
        file.open(QIODevice::WriteOnly);
        HttpRequest request = requestTo(server.url());
        request.sink = &file;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY2(result, result ? "" : qPrintable(result.error().code));
        QCOMPARE(file.data(), gzip);
        QCOMPARE(result->body, QByteArray());
        QCOMPARE(result->streamed, gzip.size());
        QVERIFY(server.requests().at(0).head.contains("Accept-Encoding: identity"));
    }

    void onlyTheBodyOfA200IsStreamed()
    {
        WireServer server(answering(answer(403, "<Error/>")));
        QBuffer file;
        file.open(QIODevice::WriteOnly);
        HttpRequest request = requestTo(server.url());
        request.sink = &file;

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(result);
        QCOMPARE(result->body, QByteArray("<Error/>"));
        QCOMPARE(file.data(), QByteArray());
    }

    void aStreamedBodyThatIsCutOrTooLargeOrCannotBeKeptIsAFailure()
    {
        const QByteArray body(300'000, 'x');
        WireServer cut([&](WireServer&, WireConnection& connection, int) {
            if (connection.readRequest())
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + body.left(200'000));
        });
        QBuffer file;
        file.open(QIODevice::WriteOnly);
        HttpRequest request = requestTo(cut.url());
        request.sink = &file;
        const auto short_ = QtHttpTransport().send(request, {});
        QVERIFY(!short_);
        QCOMPARE(toString(short_.error().kind), toString(ErrorKind::Unavailable));

        WireServer whole(answering(answer(200, body)));
        request.url = requestTo(whole.url()).url;
        request.maxBodyBytes = 100'000;
        const auto large = QtHttpTransport().send(request, {});
        QVERIFY(!large);
        QCOMPARE(large.error().code, QStringLiteral("too-large"));

        request.maxBodyBytes = 1'000'000;
        file.close(); // takes no more
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("device not open")));
        const auto full = QtHttpTransport().send(request, {});
        QVERIFY(!full);
        QCOMPARE(toString(full.error().kind), toString(ErrorKind::Storage));
    }

    void gzipIsUnpackedPieceByPiece()
    {
        const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab564a54b232ac0500afac1b5607000000");
        for (qsizetype step = 1; step <= gzip.size(); ++step) {
            QBuffer plain;
            plain.open(QIODevice::WriteOnly);
            GunzipDevice device(plain, 7);
            for (qsizetype at = 0; at < gzip.size(); at += step)
                QCOMPARE(device.write(gzip.mid(at, step)), std::min(step, gzip.size() - at));
            QCOMPARE(device.finish(), InflateResult::Whole);
            QCOMPARE(plain.data(), QByteArray("{\"a\":1}"));
            QVERIFY(device.write("x") < 0); // goes on after the end
            QCOMPARE(device.finish(), InflateResult::Broken);
        }
    }

    void unaskedEncodingsAreNotBelieved()
    {
        WireServer server(answering(answer(200, "x", "Content-Encoding: br\r\n")));

        const auto result = QtHttpTransport().send(requestTo(server.url()), {});

        QVERIFY(!result);
        QCOMPARE(result.error().code, QStringLiteral("cut"));
    }

    void onlySecureOrLocalAddressesAreCalled_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url :
             {"http://api.example.com/x", "http://192.168.0.1/x", "http://127.0.0.1.example.com/x", "ftp://127.0.0.1/x",
              "file:///etc/passwd", "http:///x", "", "https://user:CANARY@127.0.0.1/x", "http://user@127.0.0.1/x",
              "http://localhost.example.com/x", "http://0.0.0.0/x", "http://[::2]/x"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void onlySecureOrLocalAddressesAreCalled()
    {
        QFETCH(QString, url);

        const auto result = QtHttpTransport().send(requestTo(QUrl(url)), {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Invalid));
        QVERIFY(!result.error().message.contains(QStringLiteral("CANARY")));
    }

    void headersCannotBeForged()
    {
        WireServer server(answering(answer(200, "{}")));
        HttpRequest request = requestTo(server.url());
        request.headers.emplace_back("x-name", "a\r\nx-evil: 1");

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(server.connections(), 0);
    }

    void aWriteWithoutBodyIsADefect()
    {
        WireServer server(answering(answer(200, "{}")));
        HttpRequest request = requestTo(server.url(), Method::Post);
        request.body.clear();

        const auto result = QtHttpTransport().send(request, {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Defect));
        QCOMPARE(server.connections(), 0);
    }

    void whatCannotHaveLeftIsNotUnclear_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody listens") << QStringLiteral("http://127.0.0.1:1/secret-path?token=CANARY")
                                        << QStringLiteral("refused");
        QTest::newRow("no such name") << QStringLiteral("https://no-such-name.invalid/secret-path?token=CANARY")
                                      << QStringLiteral("dns");
    }
    void whatCannotHaveLeftIsNotUnclear()
    {
        QFETCH(QString, url);
        QFETCH(QString, code);

        const auto result = QtHttpTransport().send(requestTo(QUrl(url), Method::Post), {});

        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unavailable));
        QCOMPARE(result.error().code, code);
        QVERIFY(!result.error().message.contains(QStringLiteral("CANARY")));
        QVERIFY(!result.error().message.contains(QStringLiteral("secret-path")));
    }

    void theSystemsProxyIsUsedExceptForThisComputer()
    {
#ifdef Q_OS_LINUX // elsewhere the system's proxy is not an environment variable
        WireServer proxy([](WireServer& self, WireConnection& connection, int) {
            if (const auto request = connection.readRequest()) {
                self.note(*request);
                connection.write("HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
            }
        });
        WireServer local(answering(answer(200, "{}")));
        const QByteArray address = proxy.url().toEncoded();
        qputenv("http_proxy", address);
        qputenv("https_proxy", address);

        const auto far =
            QtHttpTransport().send(requestTo(QUrl(QStringLiteral("https://api.example.invalid/x")), Method::Post), {});
        const auto near = QtHttpTransport().send(requestTo(local.url(), Method::Post), {});
        qunsetenv("http_proxy");
        qunsetenv("https_proxy");

        QVERIFY(!far);
        QCOMPARE(toString(far.error().kind), toString(ErrorKind::Unavailable));
        QCOMPARE(far.error().code, QStringLiteral("proxy-auth"));
        QCOMPARE(proxy.requests().size(), 1U);
        QCOMPARE(proxy.requests().front().method, QByteArray("CONNECT"));
        QVERIFY(!proxy.requests().front().head.contains("CANARY"));
        QVERIFY(near);
#else
        QSKIP("the system's proxy cannot be set here");
#endif
    }

    void badCertificatesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("fromDays");
        QTest::addColumn<int>("toDays");
        QTest::addColumn<bool>("selfSigned");
        QTest::addColumn<bool>("otherAuthority");
        QTest::addColumn<bool>("forServers");
        QTest::addColumn<bool>("good");
        QTest::newRow("good") << QByteArray("localhost") << -1 << 30 << false << false << true << true;
        QTest::newRow("expired") << QByteArray("localhost") << -30 << -1 << false << false << true << false;
        QTest::newRow("not yet valid") << QByteArray("localhost") << 1 << 30 << false << false << true << false;
        QTest::newRow("wrong name") << QByteArray("other.example") << -1 << 30 << false << false << true << false;
        QTest::newRow("self-signed") << QByteArray("localhost") << -1 << 30 << true << false << true << false;
        QTest::newRow("unknown authority") << QByteArray("localhost") << -1 << 30 << false << true << true << false;
        QTest::newRow("not for servers") << QByteArray("localhost") << -1 << 30 << false << false << false << false;
    }
    void badCertificatesAreRefused()
    {
        if (!m_certificates)
            QSKIP("this Qt has no TLS");
        QFETCH(QByteArray, name);
        QFETCH(int, fromDays);
        QFETCH(int, toDays);
        QFETCH(bool, selfSigned);
        QFETCH(bool, otherAuthority);
        QFETCH(bool, forServers);
        QFETCH(bool, good);
        WireServer server(answering(answer(200, "{}")),
                          m_certificates->server({name, fromDays, toDays, selfSigned, otherAuthority, forServers}));

        const auto result = QtHttpTransport().send(requestTo(server.url(), Method::Post), {});

        QCOMPARE(result.has_value(), good);
        if (!good) {
            QCOMPARE(toString(result.error().kind), toString(ErrorKind::Unavailable));
            QCOMPARE(result.error().code, QStringLiteral("tls"));
            QCOMPARE(server.requests().size(), 0U);
        }
    }

    void eachThreadHasItsOwnConnections()
    {
        WireServer server(answering(answer(200, "{}")));
        QtHttpTransport transport;
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int call = 0; call < 5; ++call)
                    good += transport.send(requestTo(server.url(), call % 2 == 0 ? Method::Get : Method::Post), {}) ? 1 : 0;
            });
        }
        for (std::thread& thread : threads)
            thread.join();

        QCOMPARE(good, 40);
        QCOMPARE(server.requests().size(), 40U);
        QVERIFY(server.connections() <= 16); // kept alive within a thread
    }
};

QTEST_GUILESS_MAIN(TransportTest)
#include "TransportTest.moc"
