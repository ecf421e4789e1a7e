// SPDX-License-Identifier: GPL-3.0-or-later
// Mails at the command line: the test mail and its exit codes, a run that tells, an alarm that says why nobody was told. And what
// a reader says of a run whose process died, and of a secret that is missing.
#include "config/Notifications.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include "ProfileLock.h"
#include "cli/CliHarness.h"
#include "testkit/SmtpServer.h"

using namespace causeway;
using namespace causeway::test;
using tests::SmtpServer;

namespace {
QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ');
}
} // namespace

class NotificationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliHarness>(CliHarness::plainWorld());
        QVERIFY2(m_cli->setUp(), m_cli->problem());
    }

    void withoutAMailServer()
    {
        const CliResult result = m_cli->json(words("notifications test"));
        QVERIFY2(result.code == 2, result.all());
        QCOMPARE(result.json()[u"error"][u"message"].toString(), QStringLiteral("No mail server is set up."));
    }

    void testMail()
    {
        SmtpServer smtp({});
        configure(smtp.port());
        CliResult result = m_cli->json(words("notifications test"));
        QVERIFY2(result.code == 0, result.all());
        QCOMPARE(result.json()[u"sent"].toInteger().value_or(-1), 2);
        QCOMPARE(smtp.mails().size(), std::size_t(1));
        QCOMPARE(smtp.mails()[0].subject(), QStringLiteral("Causeway: test mail"));

        SmtpServer::Habits habits;
        habits.refused = {"boss@example.com"};
        smtp.setHabits(habits);
        result = m_cli->json(words("notifications test"));
        QVERIFY2(result.code == 1, result.all());
        QCOMPARE(result.json()[u"refused"].at(0).toInteger().value_or(-1), 2);

        configure(1);
        result = m_cli->json(words("notifications test"));
        QVERIFY2(result.code == 3, result.all());
    }

    void unprotectedIsForThisComputerOnly()
    {
        const CliResult result =
            m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file(QStringLiteral("mail.example.com"), 25)});
        QVERIFY2(result.code == 2, result.all());
        QVERIFY(result.all().contains("notifications.smtp.security"));
    }

    void aRunTellsAndStatusSaysWhenItCannot()
    {
        SmtpServer::Habits busy;
        busy.isBusy = true;
        SmtpServer smtp(busy);
        configure(smtp.port());
        // No mapping for what the store sells: every order fails.
        QVERIFY(m_cli
                    ->json({QStringLiteral("flows"), QStringLiteral("set"), QStringLiteral("orders-mfn"),
                            QStringLiteral("--store"), QStringLiteral("us"), QStringLiteral("--mode"), QStringLiteral("auto")})
                    .code == 0);
        for (const simulator::SimDocument& item : m_cli->simulation().netSuite().documents(QStringLiteral("inventoryItem")))
            m_cli->simulation().netSuite().setItemInactive(item.id, true);
        const CliResult run = m_cli->json(words("run orders-mfn --store us"));
        QVERIFY2(run.code == 1, run.all());
        const CliResult status = m_cli->json(words("status"));
        QVERIFY2(status.all().contains("\"mail\""), status.all());

        smtp.setHabits({});
        QCOMPARE(m_cli->json(words("notifications test")).code, 0); // it works: what waited is due
        QVERIFY(m_cli->json(words("run orders-mfn --store us --no-fetch")).code <= 1);

        QCOMPARE(smtp.mails().size(), std::size_t(2));
        const QString text = smtp.mails()[1].text();
        for (const simulator::AmazonOrder& order : m_cli->simulation().amazon().orders(QStringLiteral("us"))) {
            QVERIFY2(order.buyerName.isEmpty() || !text.contains(order.buyerName), qPrintable(text));
            QVERIFY(order.buyerEmail.isEmpty() || !text.contains(order.buyerEmail));
        }
        QVERIFY(!m_cli->json(words("status")).all().contains("\"mail\""));
    }

    void aRunWhoseProcessDiedIsInterrupted()
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("died"));
        database.setDatabaseName(m_cli->database());
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("INSERT INTO run(flow, store, trigger, state, started_at) VALUES "
                                          "('orders-mfn', 'us', 'by-hand', 'running', 1795428000000)")));
        QVERIFY(query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
        query.finish();
        database.close();

        QCOMPARE(m_cli->json(words("runs list")).json().at(0)[u"state"].toString(), QStringLiteral("interrupted"));
        {
            const auto lock = app::ProfileLock::take(m_cli->profile());
            QVERIFY(lock);
            QCOMPARE(m_cli->json(words("runs list")).json().at(0)[u"state"].toString(), QStringLiteral("running"));
        }
        QCOMPARE(m_cli->json(words("runs show 1")).json()[u"state"].toString(), QStringLiteral("interrupted"));
    }

    void aMissingSecretNamesTheFile()
    {
        m_cli->write(QStringLiteral("secrets.json"), "{}");
        const CliResult result = m_cli->json(words("connections test netsuite"));
        QVERIFY2(result.all().contains("netsuite.privateKey") && result.all().contains("secrets.json"), result.all());
        QVERIFY2(!result.all().contains("secret set"), result.all());
    }

private:
    QString file(const QString& host, int port)
    {
        config::Notifications notifications;
        config::Notifications::Smtp smtp;
        smtp.host = host;
        smtp.port = port;
        smtp.security = QStringLiteral("none");
        smtp.from = QStringLiteral("causeway@example.com");
        smtp.to = {QStringLiteral("books@example.com"), QStringLiteral("boss@example.com")};
        notifications.smtp = smtp;
        const Json json =
            Json::object({{QStringLiteral("version"), Json(1)}, {QStringLiteral("notifications"), notifications.toJson()}});
        return m_cli->write(QStringLiteral("mail.json"), json.toBytes());
    }
    void configure(int port)
    {
        const CliResult result =
            m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file(QStringLiteral("127.0.0.1"), port)});
        QVERIFY2(result.code == 0, result.all());
    }
    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(NotificationsTest)
#include "NotificationsTest.moc"
