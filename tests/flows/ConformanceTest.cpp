// SPDX-License-Identifier: GPL-3.0-or-later
// What every flow promises (docs/architecture.md section 10), with the real clients over real HTTP against the simulators. The
// two sides share a fake clock, so waiting costs nothing.
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "flows/Fixture.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;
using simulator::Fault;

class ConformanceTest : public QObject
{
    Q_OBJECT

    static void everyFlow()
    {
        QTest::addColumn<QString>("flow");
        const flows::Registry registry;
        QVERIFY(!registry.all().empty());
        for (const auto& flow : registry.all())
            QTest::newRow(qPrintable(flow->spec().id)) << flow->spec().id;
    }

    struct Subject
    {
        explicit Subject(int things, config::FlowMode mode = config::FlowMode::Auto)
        {
            QFETCH(QString, flow);
            id = flow;
            fixture = fixtureOf(id);
            if (!fixture)
                qFatal("The flow %s has no fixture.", qPrintable(id));
            world = std::make_unique<SimulatedWorld>(fixture->options(things), mode);
            fixture->prepare(*world);
            m_writesBefore = fixture->writes(*world);
        }
        [[nodiscard]] std::vector<db::RecordRow> records()
        {
            auto rows = world->profile().records();
            std::erase_if(rows, [&](const auto& row) { return row.flow != id; });
            return rows;
        }
        [[nodiscard]] int inState(RecordState state)
        {
            const auto rows = records();
            return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.state == state; }));
        }
        [[nodiscard]] QString difference() { return fixture->difference(*world); }
        void runUntilIdle() { world->runUntilIdle(id); }
        [[nodiscard]] engine::RunResult run(int waitSeconds = 0)
        {
            auto result = world->run(id, waitSeconds);
            if (!result)
                qFatal("%s", qPrintable(result.error().message));
            return *result;
        }
        [[nodiscard]] std::size_t writes() { return fixture->writes(*world) - m_writesBefore; }
        void fault(Fault fault, int times = 1, int skip = 0)
        {
            fixture->faults(*world).addRule({"POST", fixture->writePath(), fault, times, skip});
        }
        [[nodiscard]] bool readsNetSuite() const { return world->flows().find(id)->spec().source == flows::Source::NetSuite; }

        QString id;
        std::unique_ptr<Fixture> fixture;
        std::unique_ptr<SimulatedWorld> world;

    private:
        std::size_t m_writesBefore = 0;
    };

    static void compareGood(Subject& subject, int things)
    {
        QCOMPARE(subject.difference(), QString());
        QCOMPARE(subject.fixture->documents(*subject.world), things);
        QCOMPARE(subject.inState(RecordState::Done), things);
    }

    enum Kind
    {
        AfterCommit,
        BeforeSend,
        AfterSend
    };
    static void crashEverywhere(Kind kind)
    {
        constexpr int kThings = 2;
        int point = 1;
        for (bool died = true; died; ++point) {
            Subject subject(kThings);
            auto crash = std::make_shared<CrashPoint>();
            if (kind == AfterCommit)
                crash->afterCommits(point);
            else if (kind == BeforeSend)
                crash->beforeSend(point);
            else
                crash->afterSend(point);
            subject.world->restart(crash);

            static_cast<void>(subject.world->run(subject.id)); // dies somewhere in the middle
            died = crash->isDead();
            subject.world->restart();
            subject.runUntilIdle();

            QVERIFY2(subject.difference().isEmpty(),
                     qPrintable(QStringLiteral("point %1: %2").arg(point).arg(subject.difference())));
            QVERIFY2(subject.inState(RecordState::Done) == kThings,
                     qPrintable(QStringLiteral("point %1: not all are done").arg(point)));
            QVERIFY(point < 300);
        }
        qInfo("died and came back at %d points", point - 2);
        QVERIFY2(point > 3, "it never died");
    }

private Q_SLOTS:
    void firstRunCreatesAndSecondWritesNothing_data() { everyFlow(); }
    void firstRunCreatesAndSecondWritesNothing()
    {
        Subject subject(12);

        const auto first = subject.run();
        const std::size_t written = subject.writes();
        subject.world->clock().advance(10 * 60'000);
        const auto second = subject.run();

        QCOMPARE(first.run.state, QStringLiteral("done"));
        compareGood(subject, 12);
        QCOMPARE(second.run.state, QStringLiteral("done"));
        QCOMPARE(subject.writes(), written);
        QCOMPARE(subject.readsNetSuite() ? second.run.calls.amazon : second.run.calls.netsuite, 0);
    }

    void changeUpdates_data() { everyFlow(); }
    void changeUpdates()
    {
        Subject subject(3);
        subject.runUntilIdle();
        const auto wasChanged = subject.fixture->change(*subject.world);

        subject.runUntilIdle();
        const std::size_t written = subject.writes();
        subject.runUntilIdle();

        QVERIFY(wasChanged());
        compareGood(subject, 3);
        QCOMPARE(subject.writes(), written);
    }

    void crashAfterEveryCommit_data() { everyFlow(); }
    void crashAfterEveryCommit() { crashEverywhere(AfterCommit); }
    void crashBeforeEverySend_data() { everyFlow(); }
    void crashBeforeEverySend() { crashEverywhere(BeforeSend); }
    void crashAfterEverySend_data() { everyFlow(); }
    void crashAfterEverySend() { crashEverywhere(AfterSend); }

    void theIntentIsCommittedBeforeAnythingLeaves_data() { everyFlow(); }
    void theIntentIsCommittedBeforeAnythingLeaves()
    {
        Subject subject(3);
        int requests = 0, intents = 0;
        subject.world->transport().setOnWrite([&](const http::HttpRequest&) {
            ++requests;
            for (const db::RecordRow& row : subject.records()) {
                for (const db::AttemptRow& attempt : subject.world->profile().attempts(row.key))
                    intents += attempt.step == QStringLiteral("send") && !attempt.finishedAt ? 1 : 0;
            }
        });

        static_cast<void>(subject.run());

        QVERIFY(requests >= 3);      // one each at least
        QCOMPARE(intents, requests); // one open attempt at the moment of each write: this one
        QCOMPARE(subject.writes(), std::size_t(requests));
    }

    void tooManyRequestsWait_data() { everyFlow(); }
    void tooManyRequestsWait()
    {
        Subject subject(4);
        subject.fault(Fault::Throttle, 2);

        const auto run = subject.run();
        QCOMPARE(subject.inState(RecordState::Error), 0);
        QCOMPARE(run.run.state, QStringLiteral("done"));
        subject.runUntilIdle();

        compareGood(subject, 4);
    }

    void serverErrorsRecover_data() { everyFlow(); }
    void serverErrorsRecover()
    {
        Subject subject(4);
        subject.fault(Fault::ServerError);
        subject.fault(Fault::ServerErrorAfterCommit);
        subject.world->simulation().netSuiteFaults().addRule({"POST", QStringLiteral("suiteql"), Fault::ServerError, 1, 1});
        subject.world->simulation().amazonFaults().addRule({"GET", QStringLiteral("/orders"), Fault::ServerError, 1, 0});

        subject.runUntilIdle();

        compareGood(subject, 4);
    }

    void anAnswerThatIsLostIsFoundAgain_data() { everyFlow(); }
    void anAnswerThatIsLostIsFoundAgain()
    {
        Subject subject(4);
        subject.fault(Fault::LostAnswer);
        subject.fault(Fault::CutBody);
        subject.fault(Fault::ResetBeforeCommit);

        static_cast<void>(subject.run());
        QVERIFY(subject.inState(RecordState::Waiting) >= 2);
        subject.runUntilIdle();

        compareGood(subject, 4);
    }

    void refusalReachesAPersonAndAFixCompletesIt_data() { everyFlow(); }
    void refusalReachesAPersonAndAFixCompletesIt()
    {
        Subject subject(3);
        subject.fixture->refuse(*subject.world, true);

        const auto run = subject.run();
        QCOMPARE(run.run.state, QStringLiteral("done_with_errors"));
        QCOMPARE(subject.inState(RecordState::Error), 3);
        QVERIFY(subject.records().front().error->message.contains(subject.fixture->refusal()));
        subject.fixture->refuse(*subject.world, false);
        // Where the fix is a corrected mapping, it has made them ready by itself.
        QVERIFY(subject.world->profile().engine().retryAll(subject.id, TestProfile::actor()));
        QCOMPARE(subject.inState(RecordState::Ready), 3);
        subject.runUntilIdle();

        compareGood(subject, 3);
    }

    void mappingMakesReadyByItself_data() { everyFlow(); }
    void mappingMakesReadyByItself()
    {
        Subject subject(2);
        const config::Mapping mapping = subject.fixture->needMapping(*subject.world);
        subject.world->clock().advance(5 * 60'000);
        static_cast<void>(subject.run());
        QCOMPARE(subject.inState(RecordState::Error), 1);
        QCOMPARE(subject.inState(RecordState::Done), 2);

        const auto cured = subject.world->profile().engine().setMapping(mapping, TestProfile::actor());
        QVERIFY(cured);
        QCOMPARE(*cured, 1);
        subject.runUntilIdle();

        QCOMPARE(subject.inState(RecordState::Done), 3);
        QCOMPARE(subject.fixture->documents(*subject.world), 3);
    }

    void stoppedGoesOn_data() { everyFlow(); }
    void stoppedGoesOn()
    {
        Subject subject(3);
        StopSource stop;
        stop.requestStop();
        engine::RunRequest request;
        request.flow = subject.id;
        request.store = QStringLiteral("us");

        const auto stopped = subject.world->profile().engine().run(request, stop.token());
        QVERIFY(stopped);
        QCOMPARE(stopped->run.state, QStringLiteral("cancelled"));
        QCOMPARE(subject.writes(), std::size_t(0));
        subject.runUntilIdle();

        compareGood(subject, 3);
    }

    void previewSendsNothingBeforeApproval_data() { everyFlow(); }
    void previewSendsNothingBeforeApproval()
    {
        Subject subject(3, config::FlowMode::Preview);

        const auto run = subject.run();
        QCOMPARE(run.run.counts.review, 3);
        QCOMPARE(subject.writes(), std::size_t(0));
        const auto approved = subject.world->profile().engine().approveAll(subject.id, TestProfile::actor());
        QCOMPARE(approved ? approved->approved : 0, 3);
        QCOMPARE(subject.writes(), std::size_t(0));
        subject.runUntilIdle();

        compareGood(subject, 3);
    }

    void planIsPure_data() { everyFlow(); }
    void planIsPure()
    {
        // The same world twice, planned at different times of day by different processes: the same plans, byte for byte.
        QStringList hashes[2];
        for (int i = 0; i < 2; ++i) {
            Subject subject(6, config::FlowMode::Preview);
            subject.world->clock().advance(i * 3'600'000);
            static_cast<void>(subject.run());
            for (const db::RecordRow& row : subject.records())
                hashes[i] << row.key + u' ' + row.planHash;
            hashes[i].sort();
        }

        QCOMPARE(hashes[0].size(), 6);
        QCOMPARE(hashes[0], hashes[1]);
    }

    void secretsAndNamesStaySealed_data() { everyFlow(); }
    void secretsAndNamesStaySealed()
    {
        Subject subject(8);
        subject.fault(Fault::LostAnswer);
        subject.fault(Fault::ServerError, 1, 1);
        subject.runUntilIdle();
        subject.world->restart();
        QStringList canaries = subject.fixture->personalData(*subject.world);
        QVERIFY(canaries.size() >= 8);
        const auto secrets = Json::parse(subject.world->simulation().secrets());
        QVERIFY(secrets && secrets->size() >= 2);
        for (const auto& [name, value] : secrets->members()) {
            for (const QString& line : value.toString().split(u'\n')) {
                if (line.size() > 12 && !line.startsWith(QStringLiteral("-----")))
                    canaries << line;
            }
        }

        int files = 0;
        qint64 bytes = 0;
        QDirIterator it(subject.world->profile().folder(), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            ++files;
            bytes += content.size();
            for (const QString& canary : std::as_const(canaries))
                QVERIFY2(!content.contains(canary.toUtf8()), qPrintable(file.fileName() + QStringLiteral(" shows ") + canary));
        }
        QVERIFY(files >= 2); // the database and a log
        QVERIFY(bytes > 50'000);
    }
};

QTEST_GUILESS_MAIN(ConformanceTest)
#include "ConformanceTest.moc"
