// SPDX-License-Identifier: GPL-3.0-or-later
// How far a flow is: the progress of a run, and the place that its source was read to.
#include <QTest>

#include "db/StateTables.h"
#include "db/ViewTables.h"
#include "engine/NoTransport.h"
#include "flows/Refunds.h"
#include "flows/Returns.h"
#include "flows/Settlements.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
const QString kFlow = ScriptedFlow::kId;
const QString kStore = QStringLiteral("us");
constexpr qint64 kHour = 3'600'000;

struct World
{
    World() : registry(scripted(flow)), profile(registry, transport, clock)
    {
        profile.configure(kFlow, config::FlowMode::Auto);
        if (!profile.engine().recover())
            qFatal("recover");
    }
    void put(int count)
    {
        for (int i = 0; i < count; ++i)
            flow->put(QStringLiteral("111-%1").arg(i));
    }
    [[nodiscard]] Result<void> move(qint64 atMs, const QString& reason = QStringLiteral("the books begin here"))
    {
        return profile.engine().setReadUpTo(kFlow, kStore, atMs, reason, TestProfile::actor());
    }
    [[nodiscard]] std::optional<qint64> readUpTo() { return *profile.engine().readUpTo(kFlow, kStore); }
    [[nodiscard]] std::vector<db::AuditRow> audit()
    {
        return *profile.database().read([](db::Connection& connection) { return db::ConfigurationReads(connection).audit(50); });
    }

    ScriptedFlow* flow = nullptr;
    flows::Registry registry;
    NoTransport transport;
    FakeClock clock;
    TestProfile profile;
};
} // namespace

class FlowPlaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeLeftComesFromTheRunsOwnPaceAndNeverBefore()
    {
        World world;
        world.put(70); // more than one batch
        std::vector<engine::RunProgress> seen;
        world.flow->onSend = [&](const flows::Command&) {
            world.clock.advance(1'000);
            for (const engine::RunProgress& progress : world.profile.engine().progress())
                seen.push_back(progress);
        };

        QVERIFY(world.profile.run(kFlow));

        QVERIFY(!seen.empty());
        int estimates = 0;
        for (const engine::RunProgress& progress : seen) {
            QCOMPARE(progress.flow, kFlow);
            if (progress.isReading)
                QVERIFY(!progress.total);
            if (progress.done == 0)
                QVERIFY(!progress.msLeft); // nothing was finished: nothing is known
            if (!progress.msLeft)
                continue;
            ++estimates;
            QVERIFY(progress.total && *progress.total == 70);
            // A second for each order that is finished, and one for their customer.
            QCOMPARE(*progress.msLeft, (*progress.total - progress.done) * (progress.done + 1) * 1'000 / progress.done);
        }
        QVERIFY(estimates > 0);
        QVERIFY(world.profile.engine().progress().empty()); // it ended
    }

    void aQuotaLeavesTheTotalUnknown()
    {
        World world;
        world.put(2);
        world.flow->failFetch({ErrorKind::RateLimited});
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = kStore;
        QVERIFY(world.profile.engine().runNow(request, TestProfile::actor())); // not started: it stays in the queue

        const auto progress = world.profile.engine().progress();

        QCOMPARE(progress.size(), std::size_t(1));
        QVERIFY(progress.front().isReading);
        QVERIFY(!progress.front().total && !progress.front().msLeft && !progress.front().perHour);
        QVERIFY(world.profile.engine().stopRun(progress.front().run, TestProfile::actor()));
        QVERIFY(world.profile.engine().progress().front().isStopping);
    }

    void thePlaceIsMovedWithItsReason()
    {
        World world;
        QVERIFY(!world.readUpTo());
        const qint64 at = world.clock.nowMs() - 48 * kHour;

        QVERIFY(world.move(at));

        QCOMPARE(world.readUpTo(), std::optional(at));
        const db::AuditRow newest = world.audit().front();
        QCOMPARE(newest.action, QStringLiteral("read-up-to-set"));
        QCOMPARE(newest.subject, QStringLiteral("flow/scripted/us"));
        QVERIFY2(newest.details.contains(QStringLiteral("the books begin here")), qPrintable(newest.details));
        QVERIFY(newest.details.contains(toIso8601(at)));
    }

    void withoutAReasonOrToAFutureTimeNothingMoves()
    {
        World world;
        const qint64 at = world.clock.nowMs() - kHour;
        QVERIFY(world.move(at));
        const qint64 rows = world.profile.auditRows();

        const auto silent = world.move(at - kHour, QStringLiteral("  "));
        const auto ahead = world.move(world.clock.nowMs() + 1);
        const auto unknown = world.profile.engine().setReadUpTo(kFlow, QStringLiteral("nowhere"), at - kHour, QStringLiteral("x"),
                                                                TestProfile::actor());

        QVERIFY(!silent && silent.error().code == QStringLiteral("no-reason"));
        QVERIFY(!ahead && ahead.error().code == QStringLiteral("time-ahead"));
        QVERIFY(!unknown && unknown.error().code == QStringLiteral("no-store"));
        QCOMPARE(world.readUpTo(), std::optional(at));
        QCOMPARE(world.profile.auditRows(), rows);
    }

    void notWhileTheFlowIsAtIt()
    {
        World world;
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = kStore;
        const auto run = world.profile.engine().runNow(request, TestProfile::actor());
        QVERIFY(run);

        const auto moved = world.move(world.clock.nowMs() - kHour);

        QVERIFY(!moved && moved.error().code == QStringLiteral("already-running"));
        QVERIFY(!world.readUpTo());
    }

    void everyFlowMovesItsOwnMark()
    {
        constexpr qint64 kAt = 1'700'000'000'000;
        const Json window = Json::object({{QStringLiteral("token"), Json(QStringLiteral("x"))}});
        const Json under = Json::object({{QStringLiteral("window"), window}, {QStringLiteral("to"), Json(kAt + kHour)}});
        const flows::Refunds refunds;
        const auto refund = refunds.movedTo(under, kAt);
        QVERIFY(refund && !refund->contains(u"window")); // what was under way would set the mark again
        QCOMPARE(refunds.readUpTo(*refund), std::optional(kAt));
        const flows::Returns returns;
        const auto back = returns.movedTo(Json(), kAt);
        QVERIFY(back);
        QCOMPARE(returns.readUpTo(*back), std::optional(kAt));
        QVERIFY(!flows::Settlements().movedTo(Json(), kAt));
    }
};

QTEST_GUILESS_MAIN(FlowPlaceTest)
#include "FlowPlaceTest.moc"
