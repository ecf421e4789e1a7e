// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

/// Each fault happens on the wire, and "after commit" means that the document exists.
class SimulatorFaultsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInNetSuite();
        m_client->signInAmazon();
    }

    void lostAnswerComesAfterTheCommit()
    {
        script(Fault::LostAnswer);
        const Reply reply = post();
        QCOMPARE(reply.status, 0);
        QVERIFY(reply.body.isEmpty());
        QVERIFY(reply.wasReset);
        QCOMPARE(orders(), 1);
    }

    void resetComesBeforeTheCommit()
    {
        script(Fault::ResetBeforeCommit);
        const Reply reply = post();
        QCOMPARE(reply.status, 0);
        QVERIFY(reply.wasReset);
        QCOMPARE(orders(), 0);
        QCOMPARE(post().status, 204); // the rule counted once
    }

    void cutBodyEndsInTheMiddle()
    {
        m_simulation->netSuiteFaults().addRule({"POST", QStringLiteral("suiteql"), Fault::CutBody});
        const Reply reply = m_client->suiteQl(QStringLiteral("SELECT id, itemid FROM item ORDER BY id"));
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.isComplete);
        QVERIFY(reply.body.size() > 0);
        QVERIFY(reply.body.size() < reply.headers.at("content-length").toLongLong());
    }

    void cutOfAnAnswerWithoutBodyCutsTheHead()
    {
        script(Fault::CutBody);
        const Reply reply = post();
        QCOMPARE(reply.status, 0);
        QCOMPARE(orders(), 1);
    }

    void slowDripIsCompleteInTheEnd()
    {
        m_simulation->netSuiteFaults().addRule({"GET", QStringLiteral("serverTime"), Fault::SlowDrip});
        QElapsedTimer timer;
        timer.start();
        const Reply reply = m_client->netSuite("GET", "system/v1/serverTime");
        QVERIFY(reply.isComplete);
        QVERIFY(timer.elapsed() >= 500); // a lower bound: it cannot be faster than its own pauses
    }

    void serverErrorsBeforeAndAfterTheCommit()
    {
        script(Fault::ServerError);
        const Reply before = post();
        QVERIFY(before.status == 500 || before.status == 503);
        QCOMPARE(orders(), 0);
        script(Fault::ServerErrorAfterCommit);
        const Reply after = post();
        QVERIFY(after.status == 500 || after.status == 503);
        QCOMPARE(after.json()[QStringLiteral("status")].toInt(), after.status);
        QCOMPARE(orders(), 1);
    }

    void throttlingIsNotCarriedOut()
    {
        script(Fault::Throttle);
        const Reply reply = post();
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.json()[QStringLiteral("o:errorDetails")][0][QStringLiteral("o:errorCode")].toString(),
                 QStringLiteral("CONCURRENCY_LIMIT_EXCEEDED"));
        QCOMPARE(orders(), 0);
        QCOMPARE(m_simulation->netSuite().throttled(), 1);
        QVERIFY(m_simulation->netSuite().violations().isEmpty());
    }

    void anExpiredTokenStaysExpired()
    {
        script(Fault::ExpiredToken);
        QCOMPARE(post().status, 401);
        QCOMPARE(post().status, 401);
        m_client->signInNetSuite();
        QCOMPARE(post().status, 204);

        m_simulation->amazonFaults().addRule({"GET", QStringLiteral("/orders/"), Fault::ExpiredToken});
        const Reply reply = m_client->amazon("/orders/2026-01-01/orders?createdAfter=2026-11-01T00:00:00Z");
        QCOMPARE(reply.status, 403);
        QCOMPARE(reply.json()[QStringLiteral("errors")][0][QStringLiteral("details")].toString(),
                 QStringLiteral("The access token you provided has expired."));
    }

    void aHangEndsWhenTheClientGivesUp()
    {
        script(Fault::Hang);
        const QUrl url(m_simulation->netSuiteUrl());
        const Reply reply = send(m_simulation->netSuiteUrl(), "POST", "/services/rest/record/v1/salesOrder",
                                 {{"Authorization", m_client->netSuiteBearer}}, "{}", 300);
        QCOMPARE(reply.status, 0);
        QVERIFY(!reply.wasReset);
        m_simulation->stop(); // does not wait for half an hour
    }

    void oneConnectionServesManyRequests()
    {
        const QUrl url(m_simulation->amazonUrl());
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(socket.waitForConnected());
        for (int i = 0; i < 3; ++i) {
            socket.write("GET /__sim/state HTTP/1.1\r\nHost: x\r\n\r\n");
            QByteArray answer;
            qsizetype size = -1;
            while (size < 0 || answer.size() < size) {
                QVERIFY(socket.waitForReadyRead(5000));
                answer += socket.readAll();
                const qsizetype head = answer.indexOf("\r\n\r\n");
                const qsizetype length = answer.toLower().indexOf("content-length: ");
                if (head > 0 && length > 0)
                    size = head + 4 + answer.mid(length + 16, answer.indexOf('\r', length) - length - 16).toLongLong();
            }
            QVERIFY(answer.startsWith("HTTP/1.1 200"));
        }
    }

    void theSameSeedGivesTheSameFaults()
    {
        const FaultPlan plan{100, 100, 0, 100, 100, 100, 0, 0};
        const auto series = [&](quint64 seed) {
            Faults faults(seed);
            faults.setPlan(plan);
            QStringList list;
            for (int i = 0; i < 200; ++i)
                list += toString(faults.next("GET", QStringLiteral("/x"), true));
            return list;
        };
        QCOMPARE(series(7), series(7));
        QVERIFY(series(7) != series(8));
        const auto faulty = series(7).size() - series(7).count(QStringLiteral("none"));
        QVERIFY(faulty > 60 && faulty < 160);
    }

    void faultsCanBeSetFromOutside()
    {
        QCOMPARE(send(m_simulation->amazonUrl(), "POST", "/__sim/faults", {}, R"({"serverError":1000})").status, 200);
        QVERIFY(m_client->netSuite("GET", "system/v1/serverTime").status >= 500);
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/faults", {}, "{}").status, 200);
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/script", {},
                      R"({"method":"GET","path":"serverTime","fault":"throttle","skip":1})")
                     .status,
                 200);
        QCOMPARE(m_client->netSuite("GET", "system/v1/serverTime").status, 200);
        QCOMPARE(m_client->netSuite("GET", "system/v1/serverTime").status, 429);
        const QJsonObject state = send(m_simulation->amazonUrl(), "GET", "/__sim/state").json();
        QCOMPARE(state[QStringLiteral("netsuite")][QStringLiteral("faults")][QStringLiteral("throttle")].toInt(), 1);
    }

    void aCertificateIsUploadedFromOutside()
    {
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/certificate", {}, "no certificate").status, 400);
        // The public key of prime256v1's generator point: valid, and nobody signs with it.
        const QByteArray key = "-----BEGIN PUBLIC KEY-----\n"
                               "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
                               "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
                               "-----END PUBLIC KEY-----\n";
        const auto first = send(m_simulation->netSuiteUrl(), "POST", "/__sim/certificate", {}, key);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.json()[QStringLiteral("certificateId")].toString().size(), 40);
    }

    void periodsAreClosedFromOutside()
    {
        const auto closed = [this] {
            return m_client
                ->suiteQl(QStringLiteral("SELECT periodname FROM accountingperiod WHERE closed = 'T' ORDER BY startdate"))
                .json()[QStringLiteral("items")]
                .toArray()
                .size();
        };
        const QByteArray month = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM")).toLatin1();
        QCOMPARE(closed(), 0);
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/periods", {}, R"({"close":[")" + month + R"("]})").status,
                 200);
        QCOMPARE(closed(), 1);
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/periods", {}, R"({"open":[")" + month + R"("]})").status, 200);
        QCOMPARE(closed(), 0);
        QCOMPARE(send(m_simulation->netSuiteUrl(), "POST", "/__sim/periods", {}, R"({"close":["next"]})").status, 400);
    }

    void aPortInUseIsRefusedInWords()
    {
        Options options;
        options.world = QStringLiteral("empty");
        options.amazonPort = static_cast<quint16>(QUrl(m_simulation->amazonUrl()).port());
        const auto second = Simulation::start(options);
        QVERIFY(!second);
        QVERIFY(second.error().kind == ErrorKind::Invalid);
    }

private:
    void script(Fault fault) { m_simulation->netSuiteFaults().addRule({"POST", QStringLiteral("/salesOrder"), fault}); }
    Reply post()
    {
        return m_client->netSuite("POST", "record/v1/salesOrder",
                                  salesOrderBody(QStringLiteral("901"), QStringLiteral("AMZ-SO-X-%1").arg(++m_number)));
    }
    int orders() const { return static_cast<int>(m_simulation->netSuite().documents(QStringLiteral("salesOrder")).size()); }

    ManualClock m_clock{1795420800000}; // 2026-11-23
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
    int m_number = 0;
};

QTEST_GUILESS_MAIN(SimulatorFaultsTest)
#include "SimulatorFaultsTest.moc"
