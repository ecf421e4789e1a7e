// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/NoTransport.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
const QString kFlow = ScriptedFlow::kId;
const QString kOne = QStringLiteral("111-1");
const QString kTwo = QStringLiteral("111-2");

/// A world of one scripted flow and a profile that runs it.
struct World
{
    explicit World(config::FlowMode mode = config::FlowMode::Auto) : registry(scripted(flow)), profile(registry, transport, clock)
    {
        profile.configure(kFlow, mode);
    }
    db::RunRow run(int waitSeconds = 0)
    {
        const auto result = profile.run(kFlow, waitSeconds);
        if (!result)
            qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().code));
        fatal = result->fatal;
        return result->run;
    }
    RecordState state(const QString& key) { return profile.record(key)->state; }
    QString reason(const QString& key) { return profile.record(key)->reason; }
    int orders() const
    {
        int count = 0;
        for (const auto& [key, document] : flow->documents())
            count += document.type == QStringLiteral("salesOrder") ? 1 : 0;
        return count;
    }

    ScriptedFlow* flow = nullptr;
    flows::Registry registry;
    NoTransport transport;
    FakeClock clock;
    TestProfile profile;
    std::optional<Error> fatal;
};
} // namespace

#define COMPARE_STATE(actual, expected) QCOMPARE(db::toString(actual), db::toString(expected))

class RunnerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstRunCreatesAndSecondSendsNothing()
    {
        World world;
        for (int i = 0; i < 7; ++i)
            world.flow->put(QStringLiteral("111-%1").arg(i));

        const db::RunRow first = world.run();
        const int sent = world.flow->allSends();
        const db::RunRow second = world.run();

        QCOMPARE(first.state, QStringLiteral("done"));
        QCOMPARE(first.counts.done, 7);
        QCOMPARE(first.counts.fetched, 7);
        QCOMPARE(world.orders(), 7);
        QCOMPARE(sent, 8); // seven orders, one customer
        QCOMPARE(world.flow->allSends(), sent);
        QCOMPARE(second.state, QStringLiteral("done"));
        QVERIFY(!world.flow->sentWithoutLooking());
        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.reason(kOne), QStringLiteral("created"));
    }

    void dependenciesComeFirst()
    {
        World world;
        world.flow->put(kOne, QStringLiteral("bob"));

        world.run();

        const auto documents = world.flow->documents();
        const auto& customer = documents.at(ScriptedFlow::customerKey(QStringLiteral("bob")));
        QCOMPARE(documents.at(ScriptedFlow::orderKey(kOne)).body[u"entity"][u"id"].toString(), customer.id);
    }

    void changedSourceIsWrittenOnce()
    {
        World world;
        world.flow->put(kOne);
        world.run();
        world.flow->put(kOne, Json::object({{QStringLiteral("customer"), Json(QStringLiteral("ann"))},
                                            {QStringLiteral("total"), Json(QStringLiteral("10.00"))},
                                            {QStringLiteral("note"), Json(QStringLiteral("ring twice"))}}));

        world.run();
        world.run();

        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"memo"].toString(), QStringLiteral("ring twice"));
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne) + QStringLiteral("-U-note")), 1);
        QCOMPARE(world.reason(kOne), QStringLiteral("updated"));
        QCOMPARE(world.orders(), 1);
    }

    void differenceSeenAfterwardsIsAmended()
    {
        World world;
        world.flow->setObservedTotal(QStringLiteral("10.10"));
        world.flow->put(kOne);

        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QVERIFY(world.profile.record(kOne)->varianceOver);
        QCOMPARE(world.profile.record(kOne)->variance[u"total"].toString(), QStringLiteral("0.10"));
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"variance"].toString(), QStringLiteral("10.10"));
        QCOMPARE(world.reason(kOne), QStringLiteral("created"));
    }

    /// A quota is nobody's fault: that wait has no end after which it becomes an error, as the wait for a document has.
    void whatCouldNotBeAskedIsReadBackLater()
    {
        World world;
        world.flow->put(kOne);
        world.flow->leaveUnread(true);

        world.run();
        COMPARE_STATE(world.state(kOne), RecordState::Waiting);
        QCOMPARE(world.reason(kOne), QStringLiteral("quota"));
        world.profile.clock().advance(3'600'000);
        world.run();
        COMPARE_STATE(world.state(kOne), RecordState::Waiting);
        QVERIFY(world.profile.commands(kOne).back().observed.isNull());
        world.flow->leaveUnread(false);
        world.profile.clock().advance(3'600'000);
        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 1);
    }

    void lostAnswerIsFoundAgain()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::LostAnswer});

        world.run();
        COMPARE_STATE(world.state(kOne), RecordState::Waiting);
        QCOMPARE(world.reason(kOne), QStringLiteral("checking"));
        world.run(60);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 1);
        QCOMPARE(world.orders(), 1);
    }

    void lostRequestIsSentAgainOnlyAfterTheQuietTime()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::LostRequest});

        world.run(15 * 60); // the look-up at 10 minutes is the last one in that time
        COMPARE_STATE(world.state(kOne), RecordState::Waiting);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 1);
        world.run(6 * 60);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 2);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).writes, 1);
    }

    void whatIsCommittedLateIsStillFound()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::Late});

        world.run(60 * 60);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 1);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).writes, 1);
    }

    void theIntentIsCommittedBeforeAnythingLeaves()
    {
        World world;
        world.flow->setObservedTotal(QStringLiteral("10.10"));
        for (int i = 0; i < 4; ++i)
            world.flow->put(QStringLiteral("111-%1").arg(i), QStringLiteral("customer-%1").arg(i % 2));
        int sends = 0;
        QStringList blind;
        world.flow->onSend = [&](const flows::Command& command) {
            ++sends;
            bool committed = false;
            for (const db::RecordRow& row : world.profile.records()) {
                for (const db::CommandRow& sent : world.profile.commands(row.key)) {
                    if (sent.key != command.key || sent.state != db::CommandState::Sent)
                        continue;
                    for (const db::AttemptRow& attempt : world.profile.attempts(row.key))
                        committed = committed ||
                                    (attempt.command == sent.id && attempt.step == QStringLiteral("send") && !attempt.finishedAt);
                }
            }
            if (!committed)
                blind << command.key;
        };

        world.run();

        QCOMPARE(sends, 2 + 4 + 4);
        QCOMPARE(blind, QStringList());
    }

    void theSameBytesAreSentAgainAfterAnUnclearOutcome()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::LostRequest});
        world.run();
        world.flow->put(kOne, QStringLiteral("ann"), QStringLiteral("99.00")); // changes while nobody knows

        world.run(30 * 60);

        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"total"].toString(), QStringLiteral("10.00"));
        QCOMPARE(world.orders(), 1);
    }

    void whatIsThereAlreadyIsAdopted()
    {
        World world;
        world.flow->plant(kOne, QStringLiteral("10.00"));
        world.flow->put(kOne);

        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.reason(kOne), QStringLiteral("already-there"));
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 0);
    }

    void whatIsThereButDiffersIsAConflict()
    {
        World world;
        world.flow->plant(kOne, QStringLiteral("77.00"));
        world.flow->put(kOne);
        world.flow->put(kTwo);

        const db::RunRow run = world.run();

        QCOMPARE(run.state, QStringLiteral("done_with_errors"));
        COMPARE_STATE(world.state(kOne), RecordState::Error);
        QCOMPARE(world.reason(kOne), QStringLiteral("conflict"));
        COMPARE_STATE(world.state(kTwo), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 0);
    }

    void quotaWaitsWithoutCostingATry()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::RateLimited});

        const db::RunRow run = world.run();
        QCOMPARE(run.state, QStringLiteral("done"));
        COMPARE_STATE(world.state(kOne), RecordState::Waiting);
        QCOMPARE(world.reason(kOne), QStringLiteral("quota"));
        QCOMPARE(world.profile.record(kOne)->attempts, 0);
        world.run(30);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
    }

    void anOutageWaitsAndGoesOnByItself()
    {
        World world;
        world.flow->put(kOne);
        world.flow->failLookUp({ErrorKind::Unavailable, ErrorKind::Unavailable});

        world.run();
        QCOMPARE(world.reason(kOne), QStringLiteral("retry"));
        QCOMPARE(world.profile.record(kOne)->attempts, 1);
        world.run(300);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
    }

    void aFailedLookUpOfAnUnknownOutcomeIsNoPermissionToSend()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::LostAnswer});
        world.run();
        world.flow->failFind({ErrorKind::Unavailable});

        world.clock.advance(20 * 60'000);
        world.run();
        QCOMPARE(world.reason(kOne), QStringLiteral("checking"));
        world.run(20 * 60);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->sends(ScriptedFlow::orderKey(kOne)), 1);
    }

    void refusalReachesAPersonAndAFixCompletesIt()
    {
        World world;
        world.flow->put(kOne);
        world.flow->put(kTwo);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::Rejected});

        const db::RunRow run = world.run();
        QCOMPARE(run.state, QStringLiteral("done_with_errors"));
        COMPARE_STATE(world.state(kOne), RecordState::Error);
        QCOMPARE(world.profile.record(kOne)->error->message, QStringLiteral("The period is closed."));
        COMPARE_STATE(world.state(kTwo), RecordState::Done);
        QVERIFY(world.profile.engine().retry({world.profile.record(kOne)->id}, TestProfile::actor()));
        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.orders(), 2);
    }

    void aHundredClicksAreOneEffect()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::Rejected});
        world.run();
        const qint64 auditBefore = world.profile.auditRows();

        int queued = 0;
        for (int i = 0; i < 100; ++i)
            queued += world.profile.engine().retry({world.profile.record(kOne)->id}, TestProfile::actor()).value_or(-1'000);
        world.run();
        world.run();

        QCOMPARE(queued, 1);
        QCOMPARE(world.profile.auditRows() - auditBefore, 1);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).writes, 1);
    }

    void mappingMakesReadyByItself()
    {
        World world;
        for (const QString& key : {kOne, kTwo})
            world.flow->put(key, Json::object({{QStringLiteral("customer"), Json(QStringLiteral("ann"))},
                                               {QStringLiteral("total"), Json(QStringLiteral("10.00"))},
                                               {QStringLiteral("sku"), Json(QStringLiteral("B-17"))}}));
        world.run();
        COMPARE_STATE(world.state(kOne), RecordState::Error);
        QCOMPARE(world.reason(kOne), QStringLiteral("unmapped"));
        QCOMPARE(world.profile.record(kOne)->cause, world.profile.record(kTwo)->cause);

        world.flow->map(QStringLiteral("B-17"));
        const auto cured = world.profile.engine().setMapping(
            {QStringLiteral("sku"), QStringLiteral("us"), QStringLiteral("B-17"), QStringLiteral("item:98")},
            TestProfile::actor());
        QVERIFY(cured);
        QCOMPARE(*cured, 2);
        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        COMPARE_STATE(world.state(kTwo), RecordState::Done);
    }

    void oneRecordThatCannotBeLookedUpHoldsUpNobody()
    {
        World world;
        world.flow->put(kOne);
        world.flow->put(kTwo);
        world.flow->rejectLookUpOf(kOne);

        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Error);
        COMPARE_STATE(world.state(kTwo), RecordState::Done);
    }

    void signedOutPausesAndLeavesRecordsReady()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::SignedOut});

        world.run();

        QVERIFY(world.fatal);
        QVERIFY(world.fatal->kind == ErrorKind::Auth);
        COMPARE_STATE(world.state(kOne), RecordState::Ready);
        world.run();
        COMPARE_STATE(world.state(kOne), RecordState::Done);
    }

    void fetchQuotaEndsTheRunWell()
    {
        World world;
        world.flow->put(kOne);
        world.flow->failFetch({ErrorKind::RateLimited});

        const db::RunRow run = world.run();
        QCOMPARE(run.state, QStringLiteral("done"));
        QVERIFY(run.fetchDueAt);
        QCOMPARE(run.counts.fetched, 0);
        world.flow->failFetch({ErrorKind::RateLimited});
        const db::RunRow waited = world.run(120);

        QCOMPARE(waited.counts.done, 1);
    }

    void previewWaitsForTheVeryPlanThatWasShown()
    {
        World world(config::FlowMode::Preview);
        world.flow->put(kOne);

        const db::RunRow run = world.run();
        QCOMPARE(run.state, QStringLiteral("done_with_errors"));
        COMPARE_STATE(world.state(kOne), RecordState::Review);
        QCOMPARE(world.flow->allSends(), 0);
        const auto shown = world.profile.record(kOne);

        // The source changes between showing and approving: the approval of the old plan counts for nothing.
        world.flow->put(kOne, QStringLiteral("ann"), QStringLiteral("11.00"));
        world.run();
        auto approved = world.profile.engine().approve({{shown->id, shown->planHash}}, TestProfile::actor());
        QVERIFY(approved);
        QCOMPARE(approved->changed, 1);
        world.run();
        QCOMPARE(world.flow->allSends(), 0);

        const auto again = world.profile.record(kOne);
        approved = world.profile.engine().approve({{again->id, again->planHash}}, TestProfile::actor());
        QCOMPARE(approved->approved, 1);
        QCOMPARE(world.flow->allSends(), 0);
        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"total"].toString(), QStringLiteral("11.00"));
    }

    void approvalCoversWhatTheTargetsOwnTotalsMakeNecessary()
    {
        World world(config::FlowMode::Preview);
        world.flow->setObservedTotal(QStringLiteral("10.10"));
        world.flow->put(kOne);
        world.run();
        QVERIFY(world.profile.engine().approveAll(kFlow, TestProfile::actor()));

        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"variance"].toString(), QStringLiteral("10.10"));
    }

    void planOnlyWritesNothing()
    {
        World world;
        world.flow->put(kOne);
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        request.planOnly = true;

        QVERIFY(world.profile.engine().run(request, {}));
        COMPARE_STATE(world.state(kOne), RecordState::Review);
        QVERIFY(world.profile.engine().approveAll(kFlow, TestProfile::actor()));
        QVERIFY(world.profile.engine().run(request, {}));

        QCOMPARE(world.flow->allSends(), 0);
        world.run(); // at once: what is approved does not wait because somebody planned again meanwhile
        COMPARE_STATE(world.state(kOne), RecordState::Done);
    }

    void rejectedPlanIsSkippedWithItsReason()
    {
        World world(config::FlowMode::Preview);
        world.flow->put(kOne);
        world.run();

        QVERIFY(world.profile.engine().reject(world.profile.record(kOne)->id, QStringLiteral("booked by hand"),
                                              TestProfile::actor()));
        world.run();

        COMPARE_STATE(world.state(kOne), RecordState::Skipped);
        QCOMPARE(world.profile.record(kOne)->note, QStringLiteral("booked by hand"));
        QCOMPARE(world.flow->allSends(), 0);
    }

    void handEditChangesTheBodyButNeverMoney()
    {
        World world;
        world.flow->put(kOne);
        world.flow->script(ScriptedFlow::orderKey(kOne), {Fate::Rejected});
        world.run();
        const RecordId id = world.profile.record(kOne)->id;
        const auto patch = [](const char* json) { return *Json::parse(json); };

        const auto money = world.profile.engine().edit(id, patch(R"({"total":"1.00"})"), TestProfile::actor());
        const auto nested = world.profile.engine().edit(id, patch(R"({"item":{"items":[{"amount":1}]}})"), TestProfile::actor());
        const auto key = world.profile.engine().edit(id, patch(R"({"externalId":"X"})"), TestProfile::actor());
        const auto memo = world.profile.engine().edit(id, patch(R"({"memo":"by hand"})"), TestProfile::actor());
        world.run();

        QVERIFY(!money && !nested && !key);
        QCOMPARE(money.error().path, QStringLiteral("total"));
        QVERIFY(memo);
        COMPARE_STATE(world.state(kOne), RecordState::Done);
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"memo"].toString(), QStringLiteral("by hand"));
        QCOMPARE(world.flow->documents().at(ScriptedFlow::orderKey(kOne)).body[u"total"].toString(), QStringLiteral("10.00"));
    }

    void aStoppedRunLeavesRowsAndTheNextGoesOn()
    {
        World world;
        for (int i = 0; i < 5; ++i)
            world.flow->put(QStringLiteral("111-%1").arg(i));
        StopSource stop;
        stop.requestStop();
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");

        const auto stopped = world.profile.engine().run(request, stop.token());
        QVERIFY(stopped);
        QCOMPARE(stopped->run.state, QStringLiteral("cancelled"));
        world.run();

        QCOMPARE(world.orders(), 5);
    }

    void askedForByIdAndUnknown()
    {
        World world;
        world.flow->put(kOne);
        world.flow->put(kTwo);
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        request.orders = {kTwo, QStringLiteral("999-9")};

        const auto run = world.profile.engine().run(request, {});

        QVERIFY(run);
        QCOMPARE(run->unknownOrders, QStringList{QStringLiteral("999-9")});
        QCOMPARE(world.orders(), 1);
        world.run(); // the cursor did not move: the other one is still read
        QCOMPARE(world.orders(), 2);
    }

    void fewerThreadsOrMoreMakeTheSameWorld()
    {
        World world;
        world.profile.setWorkers(5);
        world.profile.restart();
        for (int i = 0; i < 300; ++i)
            world.flow->put(QStringLiteral("111-%1").arg(i), QStringLiteral("customer-%1").arg(i % 40));

        world.run(120);

        QCOMPARE(world.orders(), 300);
        for (const auto& [key, document] : world.flow->documents())
            QCOMPARE(document.writes, 1);
        for (const db::RecordRow& row : world.profile.records())
            COMPARE_STATE(row.state, RecordState::Done);
    }

    void crashesAfterEveryCommitAndAroundEverySend()
    {
        enum Kind
        {
            AfterCommit,
            BeforeSend,
            AfterSend
        };
        for (const Kind kind : {AfterCommit, BeforeSend, AfterSend}) {
            int point = 1;
            for (bool died = true; died; ++point) {
                World world;
                world.flow->setObservedTotal(QStringLiteral("10.10"));
                for (int i = 0; i < 3; ++i)
                    world.flow->put(QStringLiteral("111-%1").arg(i), QStringLiteral("customer-%1").arg(i % 2));
                auto crash = std::make_shared<CrashPoint>();
                if (kind == AfterCommit)
                    crash->afterCommits(point);
                else if (kind == BeforeSend)
                    crash->beforeSend(point);
                else
                    crash->afterSend(point);
                world.flow->crash = crash;
                world.profile.restart(crash);

                static_cast<void>(world.profile.run(kFlow)); // fails somewhere in the middle
                died = crash->isDead();
                world.flow->crash.reset();
                world.profile.restart();
                world.run(80 * 60);
                world.flow->arrive(world.clock.nowMs() + ScriptedFlow::kLateMs);

                QCOMPARE(world.orders(), 3);
                for (const auto& [key, document] : world.flow->documents())
                    QVERIFY2(document.writes == 1, qPrintable(QStringLiteral("%1 written %2 times, kind %3, point %4")
                                                                  .arg(key)
                                                                  .arg(document.writes)
                                                                  .arg(kind)
                                                                  .arg(point)));
                for (const db::RecordRow& row : world.profile.records())
                    QVERIFY2(row.state == RecordState::Done, qPrintable(QStringLiteral("%1 is %2 (%3), kind %4, point %5")
                                                                            .arg(row.key, db::toString(row.state), row.reason)
                                                                            .arg(kind)
                                                                            .arg(point)));
                QVERIFY(!world.flow->sentWithoutLooking());
                QVERIFY(point < 400);
            }
            QVERIFY(point > 3);
        }
    }

    void threeDeathsWhileSendingAreNoChance()
    {
        World world;
        world.flow->put(kOne);
        for (int i = 0; i < 3; ++i) {
            auto crash = std::make_shared<CrashPoint>();
            crash->beforeSend(i == 0 ? 2 : 1); // the customer goes through once
            world.flow->crash = crash;
            world.profile.restart(crash);
            static_cast<void>(world.profile.run(kFlow, 30 * 60));
            world.clock.advance(20 * 60'000);
        }
        world.flow->crash.reset();
        world.profile.restart();

        world.run(40 * 60);
        COMPARE_STATE(world.state(kOne), RecordState::Error);
        QCOMPARE(world.profile.record(kOne)->error->code, QStringLiteral("poison"));
        QCOMPARE(world.orders(), 0);
        QVERIFY(world.profile.engine().retry({world.profile.record(kOne)->id}, TestProfile::actor()));
        world.run(40 * 60);

        COMPARE_STATE(world.state(kOne), RecordState::Done);
    }

    void importingTheSameConfigurationTwiceChangesNothing()
    {
        World world;
        const qint64 before = world.profile.auditRows();

        world.profile.configure(kFlow, config::FlowMode::Auto);

        QCOMPARE(world.profile.auditRows(), before);
    }
};

QTEST_GUILESS_MAIN(RunnerTest)
#include "RunnerTest.moc"
