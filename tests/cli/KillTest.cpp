// SPDX-License-Identifier: GPL-3.0-or-later
// Kills the real program again and again while it imports orders from a faulty Amazon into a faulty NetSuite, and then looks
// whether the two accounts agree: no order twice, none lost, every total right. CAUSEWAY_KILLS sets how often (200),
// CAUSEWAY_SEED repeats a run.
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtTest>

#include "cli/CliHarness.h"
#include "cli/MovedClock.h"

using namespace causeway;
using namespace causeway::test;

namespace {
constexpr int kOrdersPerWave = 25;
constexpr qint64 kMinuteMs = 60'000;
constexpr int kShortestLifeMs = 60;
constexpr int kLongestLifeMs = 6'000;
constexpr int kQuietRounds = 60; ///< rounds without kills until everything must be done

int numberFrom(const char* variable, int otherwise)
{
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? number : otherwise;
}

simulator::FaultPlan faults()
{
    simulator::FaultPlan plan; // of 1000 requests; about one in nine goes wrong
    plan.lostAnswer = 40;
    plan.resetBeforeCommit = 20;
    plan.cutBody = 15;
    plan.serverError = 15;
    plan.throttle = 10;
    plan.expiredToken = 5;
    return plan;
}

/// One column of all rows, read past the program with SQLite's own eyes; never writing, because recovery is the program's work.
void readColumn(const QString& file, const QString& sql, const std::function<void(const QVariant&)>& onValue)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("kill-test"));
        database.setDatabaseName(file);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(sql), qPrintable(query.lastError().text()));
        while (query.next())
            onValue(query.value(0));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("kill-test"));
}

QVariant ask(const QString& file, const QString& sql)
{
    QVariant value;
    readColumn(file, sql, [&](const QVariant& first) { value = first; });
    return value;
}
} // namespace

class KillTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_clockFolder.isValid());
        m_clock = std::make_unique<MovedClock>(m_clockFolder.filePath(QStringLiteral("offset")));
        qputenv("CAUSEWAY_TEST_CLOCK", m_clockFolder.filePath(QStringLiteral("offset")).toUtf8());
        m_seed =
            static_cast<quint32>(numberFrom("CAUSEWAY_SEED", static_cast<int>(QRandomGenerator::system()->bounded(1'000'000))));
        m_dice.seed(m_seed);
        qInfo("seed %u (CAUSEWAY_SEED=%u repeats it)", m_seed, m_seed);

        simulator::Options world = CliHarness::plainWorld(kOrdersPerWave);
        world.seed = m_seed;
        world.clock = m_clock.get();
        world.latencyMs = 2;
        world.jitterMs = 6;
        world.rateSpeed = 100'000;
        m_harness = std::make_unique<CliHarness>(world);
        QVERIFY2(m_harness->setUp(), m_harness->problem());
    }

    void killedAnywhereTheAccountsStillAgree()
    {
        const int wanted = numberFrom("CAUSEWAY_KILLS", 200);
        m_harness->simulation().setFaults(faults());
        int kills = 0;
        int endedByItself = 0;
        int inFlight = 0; ///< kills that hit while a write was on the wire
        int waves = 1;
        int longestLifeMs = 700;
        QElapsedTimer timer;
        timer.start();
        while (kills < wanted) {
            const auto before = m_harness->simulation().netSuite().callCount();
            auto process = startRun();
            QVERIFY(process->waitForStarted());
            const bool isEnded =
                process->waitForFinished(m_dice.bounded(15, longestLifeMs)); // the kill comes at a random moment of its life
            if (isEnded) {
                ++endedByItself;
                QVERIFY2(process->exitStatus() == QProcess::NormalExit && process->exitCode() != 4,
                         process->readAllStandardError());
            } else {
                process->kill(); // SIGKILL
                QVERIFY(process->waitForFinished());
                ++kills;
                QCOMPARE(documentsWithoutIntent(), QStringList());
                inFlight +=
                    ask(m_harness->database(), QStringLiteral("SELECT count(*) > 0 FROM command WHERE state = 'sent'")).toInt();
            }
            // Neither always before the first call nor always after the last, on machines of any speed and load.
            if (isEnded)
                longestLifeMs = std::max(kShortestLifeMs, longestLifeMs * 2 / 3);
            else if (m_harness->simulation().netSuite().callCount() == before)
                longestLifeMs = std::min(kLongestLifeMs, longestLifeMs * 5 / 4);
            moveClock();
            if (isEnded && openCommands() == 0 && m_harness->simulation().proof().missing.size() == 0) {
                addWave(); // all done: more work, so that the kills hit something
                ++waves;
            }
        }
        qInfo("%d kills, %d of them with a write on the wire, %d runs ended by themselves, %d waves of %d orders, %lld s", kills,
              inFlight, endedByItself, waves, kOrdersPerWave, timer.elapsed() / 1000);

        QVERIFY2(inFlight > 0 || wanted < 50, "no kill hit a write: the test has lost its edge");

        // Then the line is good again and the program lives as long as it likes.
        m_harness->simulation().setFaults({});
        int rounds = 0;
        for (; rounds < kQuietRounds && !isAllDone(); ++rounds) {
            m_clock->move(17 * kMinuteMs);
            retryPoisoned();
            auto process = startRun();
            QVERIFY(process->waitForFinished(60'000));
            m_lastOutput = process->readAllStandardOutput() + process->readAllStandardError();
        }
        qInfo("%d rounds without kills", rounds);

        const simulator::Proof proof = m_harness->simulation().proof({}, true);
        qInfo("%s", qPrintable(proof.summary()));
        QCOMPARE(proof.importable, waves * kOrdersPerWave);
        QCOMPARE(proof.duplicated, QStringList());
        QCOMPARE(proof.missing, QStringList());
        QVERIFY2(proof.isGood(), qPrintable(proof.summary() + u'\n' + QString::fromUtf8(m_lastOutput)));
        QVERIFY2(isAllDone(), m_lastOutput);
        QCOMPARE(m_harness->simulation().netSuite().documents(QStringLiteral("salesOrder")).size(),
                 static_cast<std::size_t>(proof.importable));

        // What the program believes is what is true.
        const QString file = m_harness->database();
        QCOMPARE(ask(file, QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
        QCOMPARE(ask(file, QStringLiteral("SELECT count(*) FROM record WHERE state = 'done'")).toInt(), proof.importable);
        QCOMPARE(ask(file, QStringLiteral(
                               "SELECT count(*) FROM command WHERE state = 'done' AND (remote_id IS NULL OR remote_id = '')"))
                     .toInt(),
                 0);
        QCOMPARE(ask(file, QStringLiteral("SELECT count(*) FROM command WHERE state <> 'done'")).toInt(), 0);
        QCOMPARE(
            ask(file, QStringLiteral("SELECT count(*) FROM command WHERE type = 'salesOrder' AND operation = 'create'")).toInt(),
            proof.importable);
        const Json doctor =
            m_harness->json({QStringLiteral("doctor")}).json(); // its clock is not moved, so only this check counts
        bool isDatabaseGood = false;
        for (const Json& check : doctor[u"checks"].items())
            isDatabaseGood = isDatabaseGood || (check[u"name"].toString() == QStringLiteral("database") && check[u"ok"].toBool());
        QVERIFY2(isDatabaseGood, doctor.toBytes());
    }

    void cleanup()
    {
        if (QTest::currentTestFailed() && m_harness)
            qInfo("violations: %s",
                  qPrintable((m_harness->simulation().netSuite().violations() + m_harness->simulation().amazon().violations())
                                 .mid(0, 10)
                                 .join(u'\n')));
    }

private:
    std::unique_ptr<QProcess> startRun()
    {
        return m_harness->start({QStringLiteral("--json"), QStringLiteral("run"), QStringLiteral("orders-mfn"),
                                 QStringLiteral("--store"), QStringLiteral("us")},
                                QStringLiteral(KILLED_CLI));
    }

    /// Mostly a little, sometimes past the next check of an unclear write.
    void moveClock()
    {
        static constexpr std::array<qint64, 6> kSteps{0, 3'000, 20'000, 2 * kMinuteMs, 5 * kMinuteMs, 17 * kMinuteMs};
        m_clock->move(kSteps[m_dice.bounded(static_cast<quint32>(kSteps.size()))]);
    }

    void addWave()
    {
        simulator::AmazonSim& amazon = m_harness->simulation().amazon();
        const auto first = amazon.orders(QStringLiteral("us")).front();
        for (int i = 0; i < kOrdersPerWave; ++i) {
            auto order = amazon.makeOrder(QStringLiteral("us"), {first.items.front().sku});
            (void)amazon.addOrder(std::move(order));
        }
        m_clock->move(3 * kMinuteMs); // Amazon shows changes after two minutes
    }

    /// Documents that came from this program although no intent was committed for them before: after a crash nobody would know of
    /// these.
    QStringList documentsWithoutIntent() const
    {
        QSet<QString> intended;
        readColumn(m_harness->database(),
                   QStringLiteral("SELECT key FROM command WHERE sends > 0 AND EXISTS(SELECT 1 FROM attempt WHERE command_id = "
                                  "command.id AND step = 'send')"),
                   [&](const QVariant& key) { intended.insert(key.toString()); });
        QStringList unknown;
        for (const simulator::SimWrite& write : m_harness->simulation().netSuite().writes()) {
            if (write.operation == QStringLiteral("create") && !intended.contains(write.externalId))
                unknown << write.externalId;
        }
        return unknown;
    }

    /// A record that was on the wire in three crashes in a row waits for a person; here he looks and presses "retry". Any other
    /// error is a failure.
    void retryPoisoned()
    {
        bool isPoisoned = false;
        readColumn(m_harness->database(),
                   QStringLiteral("SELECT c.code FROM record r JOIN cause c ON c.id = r.cause_id WHERE r.state = 'error'"),
                   [&](const QVariant& code) {
                       QCOMPARE(code.toString(), QStringLiteral("poison"));
                       isPoisoned = true;
                   });
        if (isPoisoned) {
            auto retry = m_harness->start({QStringLiteral("records"), QStringLiteral("retry"), QStringLiteral("--all")},
                                          QStringLiteral(KILLED_CLI));
            QVERIFY(retry->waitForFinished(60'000));
            QCOMPARE(retry->exitCode(), 0);
        }
    }

    int openCommands() const
    {
        return ask(m_harness->database(), QStringLiteral("SELECT count(*) FROM command WHERE state <> 'done'")).toInt();
    }
    bool isAllDone() const
    {
        const int open =
            ask(m_harness->database(), QStringLiteral("SELECT count(*) FROM record WHERE state NOT IN ('done', 'skipped')"))
                .toInt();
        return open == 0 && m_harness->simulation().proof({}, true).missing.isEmpty();
    }

    QTemporaryDir m_clockFolder;
    std::unique_ptr<MovedClock> m_clock;
    std::unique_ptr<CliHarness> m_harness;
    QRandomGenerator m_dice;
    quint32 m_seed = 0;
    QByteArray m_lastOutput;
};

QTEST_GUILESS_MAIN(KillTest)
#include "KillTest.moc"
