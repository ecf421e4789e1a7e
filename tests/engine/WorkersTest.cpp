// SPDX-License-Identifier: GPL-3.0-or-later
// A started engine: schedules, records that become due by themselves, stop. Its threads are real; time is not.
#include <atomic>

#include <QTest>

#include "config/Schedule.h"
#include "db/InstanceTable.h"
#include "db/RunWrites.h"
#include "db/ViewTables.h"
#include "engine/NoTransport.h"
#include "engine/Scheduler.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
const QString kFlow = ScriptedFlow::kId;
constexpr qint64 kSecond = 1'000;
constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;

struct World
{
    explicit World(const QString& schedule) : registry(scripted(flow)), profile(registry, transport, clock)
    {
        profile.configure(kFlow, config::FlowMode::Auto, schedule);
    }
    std::vector<engine::Scheduler::Due> tick()
    {
        auto configuration =
            profile.database().read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
        auto due = engine::Scheduler(profile.database(), clock).tick(*configuration);
        if (!due)
            qFatal("%s", qPrintable(due.error().message));
        return *due;
    }
    std::vector<db::RunRow> runs()
    {
        return *profile.database().read([](db::Connection& connection) { return db::RunReads(connection).list({}, {}, 100); });
    }
    /// A run of a flow of the same store that ends now.
    void endRun(const QString& ofFlow, const QString& state)
    {
        const auto ended = profile.database().write([&](db::Transaction& tx) -> Result<void> {
            db::RunWrites writes(tx);
            auto run = writes.start(ofFlow, QStringLiteral("us"), QStringLiteral("schedule"), Json::object(), clock.nowMs());
            return run ? writes.finish(*run, state, std::nullopt, clock.nowMs()) : Result<void>(fail(run.error()));
        });
        if (!ended)
            qFatal("%s", qPrintable(ended.error().message));
    }
    ScriptedFlow* flow = nullptr;
    flows::Registry registry;
    NoTransport transport;
    FakeClock clock; // 2026-11-23T10:00:00Z
    TestProfile profile;
};
} // namespace

class WorkersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slotsComeOnceEach()
    {
        World world(QStringLiteral("hourly"));
        QVERIFY(world.tick().empty()); // planned from now on

        int runs = 0;
        for (int minute = 0; minute < 5 * 60; ++minute) {
            world.clock.advance(kMinute);
            runs += static_cast<int>(world.tick().size());
            QVERIFY(world.tick().empty());
        }

        QCOMPARE(runs, 5);
    }

    void aWeekAsleepIsCaughtUpOnce()
    {
        World world(QStringLiteral("every 15 minutes"));
        QVERIFY(world.tick().empty());
        world.clock.advance(7 * 24 * kHour);

        const auto due = world.tick();

        QCOMPARE(due.size(), std::size_t(1));
        QCOMPARE(due.front().trigger, QStringLiteral("catch-up"));
        QVERIFY(world.tick().empty());
        world.clock.advance(15 * kMinute);
        const auto next = world.tick();
        QCOMPARE(next.size(), std::size_t(1));
        QCOMPARE(next.front().trigger, QStringLiteral("schedule"));
    }

    void aClockSetBackRunsNoSlotTwice()
    {
        World world(QStringLiteral("hourly"));
        QVERIFY(world.tick().empty());
        world.clock.advance(kHour);
        QCOMPARE(world.tick().size(), std::size_t(1));

        world.clock.setWall(FakeClock::kStart + 30 * kMinute);
        QVERIFY(world.tick().empty());
        world.clock.advance(30 * kMinute); // the same hour again
        QVERIFY(world.tick().empty());
        world.clock.advance(kHour);

        QCOMPARE(world.tick().size(), std::size_t(1));
    }

    void aFlowRunsOnceAfterAnother()
    {
        World world(QStringLiteral("after orders-mfn"));
        QVERIFY(world.tick().empty()); // the other never ran

        world.endRun(QStringLiteral("orders-mfn"), QStringLiteral("failed"));
        QVERIFY(world.tick().empty());
        world.clock.advance(kMinute);
        world.endRun(QStringLiteral("orders-mfn"), QStringLiteral("done_with_errors"));
        QCOMPARE(world.tick().size(), std::size_t(1));
        QVERIFY(world.tick().empty());
        world.clock.advance(kMinute);
        QVERIFY(world.tick().empty());
        world.endRun(QStringLiteral("orders-mfn"), QStringLiteral("done"));

        QCOMPARE(world.tick().size(), std::size_t(1));
    }

    void quietHoursAreQuiet()
    {
        World world(QStringLiteral("every 30 minutes except 03:00-07:00")); // 2:00 in Los Angeles now
        QVERIFY(world.tick().empty());
        QList<qint64> ran;
        for (int step = 0; step < 20; ++step) {
            world.clock.advance(30 * kMinute);
            if (!world.tick().empty())
                ran << (world.clock.nowMs() - FakeClock::kStart) / kMinute;
        }

        QCOMPARE(ran.first(), 30);
        QCOMPARE(ran.at(1), 5 * 60); // 7:00
    }

    void aStartedEngineWorksAndStops()
    {
        World world(QStringLiteral("manual"));
        for (int i = 0; i < 20; ++i)
            world.flow->put(QStringLiteral("111-%1").arg(i));
        engine::Engine& engine = world.profile.engine();
        std::atomic<int> changed = 0; // the workers tell it; a QSignalSpy is not made for several threads
        connect(
            &engine, &engine::Engine::recordsChanged, &engine, [&changed] { ++changed; }, Qt::DirectConnection);
        engine.start();
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");

        const auto run = engine.runNow(request, TestProfile::actor());
        QVERIFY(run);
        // Time passes: a record whose customer another worker is just sending is put off for a moment.
        QTRY_VERIFY_WITH_TIMEOUT((world.clock.advance(kSecond), world.runs().front().finishedAt.has_value()), 30'000);
        engine.stop();

        QVERIFY(!engine.isRunning());
        QCOMPARE(world.runs().front().state, QStringLiteral("done"));
        QCOMPARE(world.runs().front().counts.done, 20);
        QVERIFY(changed > 0);
    }

    void aStartedEngineSettlesARestoredBackup()
    {
        World world(QStringLiteral("manual"));
        world.flow->put(QStringLiteral("111-1"));
        const auto restoredAt = [&world] {
            auto instance =
                world.profile.database().read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
            return instance->restoredAt;
        };
        QVERIFY(world.profile.database().write(
            [&](db::Transaction& tx) { return db::InstanceTable(tx).setRestoredAt(world.clock.nowMs()); }));
        engine::Engine& engine = world.profile.engine();
        engine.start();
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        const auto ended = [&world](std::size_t runs) {
            world.clock.advance(kSecond);
            const auto rows = world.runs();
            return rows.size() == runs && rows.front().finishedAt.has_value();
        };

        // Single orders do not read again what came after the backup.
        request.orders = {QStringLiteral("111-1")};
        QVERIFY(engine.runNow(request, TestProfile::actor()));
        QTRY_VERIFY_WITH_TIMEOUT(ended(1), 30'000);
        request.orders.clear();
        // The engine takes the next run only when the first is closed.
        QTRY_VERIFY_WITH_TIMEOUT(engine.activity().running == 0, 30'000);
        QVERIFY(restoredAt());
        QVERIFY(engine.runNow(request, TestProfile::actor()));
        QTRY_VERIFY_WITH_TIMEOUT(ended(2), 30'000);
        engine.stop(); // joins the workers: what follows the end of a run is done

        QVERIFY(!restoredAt());
    }

    void whatBecomesDueIsWorkedWithoutARun()
    {
        World world(QStringLiteral("manual"));
        world.flow->put(QStringLiteral("111-1"));
        world.flow->script(ScriptedFlow::orderKey(QStringLiteral("111-1")), {Fate::Rejected});
        QVERIFY(world.profile.run(kFlow));
        const auto record = world.profile.record(QStringLiteral("111-1"));
        QCOMPARE(db::toString(record->state), QStringLiteral("error"));
        engine::Engine& engine = world.profile.engine();
        engine.start();

        QVERIFY(engine.retry({record->id}, TestProfile::actor()));
        QTRY_COMPARE_WITH_TIMEOUT(
            (world.clock.advance(kSecond), db::toString(world.profile.record(QStringLiteral("111-1"))->state)),
            QStringLiteral("done"), 30'000);
        engine.stop();

        QCOMPARE(world.runs().size(), std::size_t(1));
    }

    void pausedTakesNothingUp()
    {
        World world(QStringLiteral("hourly"));
        QVERIFY(world.profile.engine().recover());
        QVERIFY(world.profile.engine().pause(world.clock.nowMs() + kHour, TestProfile::actor()));
        world.profile.restart(); // a pause outlives the process
        QVERIFY(world.profile.engine().recover());
        QVERIFY(world.profile.engine().activity().paused);
        world.clock.advance(kHour + 1);
        QVERIFY(!world.profile.engine().activity().paused);
    }

    void aSecondRunOfTheSameFlowIsRefused()
    {
        World world(QStringLiteral("manual"));
        QVERIFY(world.profile.engine().recover());
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        const auto first = world.profile.engine().runNow(request, TestProfile::actor()); // not started: it stays in the queue

        const auto second = world.profile.engine().runNow(request, TestProfile::actor());

        QVERIFY(first);
        QVERIFY(!second);
        QCOMPARE(second.error().code, QStringLiteral("already-running"));
        QVERIFY(world.profile.engine().stopRun(*first, TestProfile::actor()));
    }

    void bodiesAreErasedWhenTheirTimeHasCome()
    {
        World world(QStringLiteral("manual"));
        world.flow->put(QStringLiteral("111-1"));
        QVERIFY(world.profile.run(kFlow));
        const auto payload = world.profile.record(QStringLiteral("111-1"))->payload;
        QVERIFY(world.profile.engine().payload(payload)->has_value());

        QCOMPARE(world.profile.engine().purgeExpired().value_or(-1), 0);
        world.clock.advance(120LL * 24 * kHour);
        QVERIFY(world.profile.engine().purgeExpired().value_or(0) >= 2);

        QVERIFY(!world.profile.engine().payload(payload)->has_value());
        // Whoever needs it again reads it again from the source.
        world.flow->put(QStringLiteral("111-1"), QStringLiteral("ann"), QStringLiteral("10.00"));
        const auto run = world.profile.run(kFlow);
        QVERIFY(run);
        QCOMPARE(db::toString(world.profile.record(QStringLiteral("111-1"))->state), QStringLiteral("done"));
    }
};

QTEST_GUILESS_MAIN(WorkersTest)
#include "WorkersTest.moc"
