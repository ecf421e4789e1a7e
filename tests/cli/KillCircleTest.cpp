// SPDX-License-Identifier: GPL-3.0-or-later
// Kills the real program again and again, whatever flow it is in, over a world where goods leave, come back and are paid back,
// with faults on the wire; then both accounts are compared. CAUSEWAY_KILLS sets how often (a third of it, 60), CAUSEWAY_SEED
// repeats a run.
#include <QRandomGenerator>
#include <QtTest>

#include "cli/CliHarness.h"
#include "cli/MovedClock.h"
#include "flows/Flow.h"
#include "testkit/WorldComparison.h"

using namespace causeway;
using namespace causeway::test;

namespace {
constexpr int kOrders = 240; ///< over five stores, one of which is worked on
constexpr qint64 kMinuteMs = 60'000;
constexpr int kQuietRounds = 12;
const QString kStore = QStringLiteral("us");

int numberFrom(const char* variable, int otherwise)
{
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? number : otherwise;
}

simulator::FaultPlan faults()
{
    simulator::FaultPlan plan; // of 1000 requests
    plan.lostAnswer = 30;
    plan.resetBeforeCommit = 15;
    plan.cutBody = 10;
    plan.serverError = 15;
    plan.throttle = 5;
    plan.expiredToken = 5;
    return plan;
}
} // namespace

class KillCircleTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_clock = std::make_unique<MovedClock>(m_folder.filePath(QStringLiteral("offset")));
        qputenv("CAUSEWAY_TEST_CLOCK", m_folder.filePath(QStringLiteral("offset")).toUtf8());
        m_seed =
            static_cast<quint32>(numberFrom("CAUSEWAY_SEED", static_cast<int>(QRandomGenerator::system()->bounded(1'000'000))));
        m_dice.seed(m_seed);
        qInfo("seed %u (CAUSEWAY_SEED=%u repeats it)", m_seed, m_seed);
        const flows::Registry registry; // a name of its own: all() refers into it
        simulator::Options world;
        world.world = QStringLiteral("mixed");
        world.orders = kOrders;
        world.seed = m_seed;
        world.clock = m_clock.get();
        world.latencyMs = 1;
        world.jitterMs = 3;
        world.rateSpeed = 100'000;
        for (const auto& flow : registry.all()) {
            world.flows += flow->spec().id;
            if (flow->spec().id != QStringLiteral("settlements")) // their accounts are not mapped here
                m_flows += flow->spec().id;
        }
        m_harness = std::make_unique<CliHarness>(world);
        QVERIFY2(m_harness->setUp(), m_harness->problem());
        m_harness->simulation().amazon().setReportsAtOnce(true);
    }

    void killedAnywhereTheCircleCloses()
    {
        const int wanted = std::max(1, numberFrom("CAUSEWAY_KILLS", 180) / 3);
        m_harness->simulation().setFaults(faults());
        int kills = 0, ended = 0, longestLifeMs = 500;
        for (int round = 0; kills < wanted; ++round) {
            // The flows take turns, so that all of them always have something in hand.
            const QString& flow = m_flows[round % m_flows.size()];
            auto process = start(flow);
            QVERIFY(process->waitForStarted());
            if (process->waitForFinished(static_cast<int>(m_dice.bounded(15, longestLifeMs)))) {
                ++ended;
                longestLifeMs = std::max(60, longestLifeMs * 4 / 5); // rather in the middle than behind the end
                QVERIFY2(process->exitStatus() == QProcess::NormalExit && process->exitCode() != 4,
                         process->readAllStandardError());
            } else {
                process->kill(); // SIGKILL
                QVERIFY(process->waitForFinished());
                ++kills;
                longestLifeMs = std::min(3'000, longestLifeMs * 6 / 5);
            }
            m_harness->simulation().letWarehouseShip();
            static constexpr std::array<qint64, 6> kSteps{0, 3'000, 20'000, 2 * kMinuteMs, 5 * kMinuteMs, 17 * kMinuteMs};
            m_clock->move(kSteps[m_dice.bounded(static_cast<quint32>(kSteps.size()))]);
            if (kills == wanted / 2 && !m_isLater) {
                m_isLater = true; // cancellations, refunds: while everything is in the middle
                m_harness->simulation().changeLater();
            }
        }
        qInfo("%d kills, %d runs ended by themselves", kills, ended);

        // Then the line is good again and the program lives as long as it likes.
        m_harness->simulation().setFaults({});
        for (int round = 0; round < kQuietRounds; ++round) {
            // In the end a day goes by: then Amazon's order report shows what its list hides.
            m_clock->move(round == kQuietRounds - 4 ? 25 * 60 * kMinuteMs : 65 * kMinuteMs);
            for (const QString& flow : std::as_const(m_flows)) {
                m_harness->simulation().letWarehouseShip();
                auto process = start(flow);
                QVERIFY(process->waitForFinished(120'000));
                QVERIFY2(process->exitStatus() == QProcess::NormalExit && process->exitCode() != 4,
                         process->readAllStandardError());
            }
            if (round == kQuietRounds / 2)
                retryPoisoned();
        }

        tests::WorldComparison comparison(m_harness->simulation(), kStore);
        const QStringList wrong = comparison.all();
        qInfo("%s", qPrintable(comparison.summary()));
        for (const QString& what : wrong)
            qWarning("%s", qPrintable(what));
        QCOMPARE(wrong.size(), 0);
        const Json doctor = m_harness->json({QStringLiteral("doctor")}).json();
        bool isDatabaseGood = false;
        for (const Json& check : doctor[u"checks"].items())
            isDatabaseGood = isDatabaseGood || (check[u"name"].toString() == QStringLiteral("database") && check[u"ok"].toBool());
        QVERIFY2(isDatabaseGood, doctor.toBytes());
    }

private:
    std::unique_ptr<QProcess> start(const QString& flow)
    {
        return m_harness->start({QStringLiteral("--json"), QStringLiteral("run"), flow, QStringLiteral("--store"), kStore},
                                QStringLiteral(KILLED_CLI));
    }

    /// What was on the wire in three crashes in a row waits for a person; here he looks and presses "retry".
    void retryPoisoned()
    {
        auto retry = m_harness->start({QStringLiteral("records"), QStringLiteral("retry"), QStringLiteral("--all")},
                                      QStringLiteral(KILLED_CLI));
        QVERIFY(retry->waitForFinished(60'000));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MovedClock> m_clock;
    std::unique_ptr<CliHarness> m_harness;
    QStringList m_flows;
    QRandomGenerator m_dice;
    quint32 m_seed = 0;
    bool m_isLater = false;
};

QTEST_GUILESS_MAIN(KillCircleTest)
#include "KillCircleTest.moc"
