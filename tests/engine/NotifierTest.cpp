// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told by mail: runs with failures, summaries; a real mail server on loopback, time is not real.
#include <QTest>

#include "config/Notifications.h"
#include "db/AlarmReads.h"
#include "db/NotificationTable.h"
#include "db/ViewTables.h"
#include "engine/NoTransport.h"
#include "engine/ScriptedFlow.h"
#include "mail/CurlMailer.h"
#include "testkit/SmtpServer.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
const QString kFlow = ScriptedFlow::kId;
constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

struct World
{
    explicit World(SmtpServer::Habits habits = {})
        : smtp(std::move(habits)), registry(scripted(flow)), profile(registry, transport, clock)
    {
        mailer.setTimeouts(3'000, 3'000);
        profile.configure(kFlow, config::FlowMode::Auto);
        profile.setMailer(&mailer);
        profile.restart();
        tell(true, {});
    }
    void tell(bool onFailure, const QString& digest, const QString& user = {})
    {
        config::Notifications notifications;
        config::Notifications::Smtp server;
        server.host = QStringLiteral("127.0.0.1");
        server.port = smtp.port();
        server.security = QStringLiteral("none");
        server.from = QStringLiteral("causeway@example.com");
        server.to = {QStringLiteral("books@example.com")};
        server.user = user;
        notifications.smtp = server;
        notifications.onFailure = onFailure;
        notifications.digest = digest;
        config::Configuration configuration;
        configuration.notifications = notifications.toJson();
        const auto applied =
            profile.engine().applyConfiguration(configuration, {config::sections::kNotifications}, TestProfile::actor());
        if (!applied)
            qFatal("%s", qPrintable(applied.error().message));
    }
    void putUnmapped(const QString& key, const QString& sku)
    {
        flow->put(key, Json::object({{QStringLiteral("customer"), QStringLiteral("ann")},
                                     {QStringLiteral("total"), QStringLiteral("10.00")},
                                     {QStringLiteral("sku"), sku}}));
    }
    db::RunRow run()
    {
        auto result = profile.run(kFlow);
        if (!result)
            qFatal("%s", qPrintable(result.error().message));
        return result->run;
    }
    std::vector<db::Alarm> mailAlarms()
    {
        auto alarms =
            profile.database().read([&](db::Connection& connection) { return db::AlarmReads(connection).list(clock.nowMs()); });
        if (!alarms)
            qFatal("%s", qPrintable(alarms.error().message));
        std::erase_if(*alarms, [](const db::Alarm& alarm) { return alarm.kind != QStringLiteral("mail"); });
        return *alarms;
    }
    std::vector<db::NotificationRow> notifications()
    {
        return *profile.database().read([](db::Connection& connection) { return db::NotificationReads(connection).all(); });
    }
    SmtpServer smtp;
    mail::CurlMailer mailer;
    ScriptedFlow* flow = nullptr;
    flows::Registry registry;
    NoTransport transport;
    FakeClock clock; // 2026-11-23T10:00:00Z
    TestProfile profile;
};
} // namespace

class NotifierTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneMailForARunGroupedByCause()
    {
        World world;
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.putUnmapped(QStringLiteral("o2"), QStringLiteral("B-17"));
        world.putUnmapped(QStringLiteral("o3"), QStringLiteral("C-9"));
        world.flow->put(QStringLiteral("o4"));

        world.run();

        const auto mails = world.smtp.mails();
        QCOMPARE(mails.size(), std::size_t(1));
        QCOMPARE(mails[0].subject(), QStringLiteral("Causeway: 3 error(s), Amazon US"));
        const QString text = mails[0].text();
        QVERIFY2(text.contains(QString::fromUtf8("2 \xc3\x97 ")), qPrintable(text));
        QVERIFY(text.contains(QString::fromUtf8("1 \xc3\x97 ")));
        QVERIFY(text.contains(QStringLiteral("B-17")) && text.contains(QStringLiteral("C-9")));
        QVERIFY(text.contains(QStringLiteral("What to do: ")));
        QVERIFY(!text.contains(QStringLiteral("ann")));
    }

    void aRunWithoutFailuresTellsNobody()
    {
        World world;
        world.flow->put(QStringLiteral("o1"));
        world.run();
        QCOMPARE(world.smtp.connections(), 0);
    }

    void toldOnceUntilResolvedAlsoAfterARestart()
    {
        World world;
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));

        // One more of the same cause, tried again, and after a restart: told already.
        world.putUnmapped(QStringLiteral("o2"), QStringLiteral("B-17"));
        QVERIFY(world.profile.engine().retryAll({}, TestProfile::actor()));
        world.run();
        world.profile.restart();
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));

        // Resolved, and it comes back later.
        world.flow->map(QStringLiteral("B-17"));
        QVERIFY(world.profile.engine().retryAll({}, TestProfile::actor()));
        QCOMPARE(world.run().counts.error, 0);
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
        world.putUnmapped(QStringLiteral("o3"), QStringLiteral("D-1"));
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(2));
        QVERIFY(!world.smtp.mails()[1].text().contains(QStringLiteral("B-17")));
    }

    void aFailureThatComesBackIsToldAgain()
    {
        World world;
        world.flow->script(ScriptedFlow::orderKey(QStringLiteral("o1")), {Fate::Rejected, Fate::Works, Fate::Rejected});
        world.flow->put(QStringLiteral("o1"));
        world.run();
        QVERIFY(world.profile.engine().retryAll({}, TestProfile::actor()));
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));

        world.flow->script(ScriptedFlow::orderKey(QStringLiteral("o2")), {Fate::Rejected});
        world.flow->put(QStringLiteral("o2"));
        world.run();

        QCOMPARE(world.smtp.mails().size(), std::size_t(2));
    }

    void aRefusedSignInIsToldOnce()
    {
        World world;
        world.flow->failFetch({ErrorKind::Auth, ErrorKind::Auth});
        const auto first = world.profile.run(kFlow);
        QVERIFY(first && first->fatal);
        const auto second = world.profile.run(kFlow);
        QVERIFY(second && second->fatal);

        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
        QCOMPARE(world.smtp.mails()[0].subject(), QStringLiteral("Causeway: 1 run(s) failed, Amazon US"));
    }

    void whatPassesByItselfIsNotTold()
    {
        World world;
        world.flow->failFetch({ErrorKind::Unavailable});
        const auto failed = world.profile.run(kFlow);
        QVERIFY(failed && failed->fatal);
        QCOMPARE(world.smtp.connections(), 0);
    }

    void aFailedMailIsTriedAgainAndIsAnAlarmMeanwhile()
    {
        SmtpServer::Habits busy;
        busy.isBusy = true;
        World world(busy);
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));

        QCOMPARE(world.run().state, QStringLiteral("done_with_errors")); // the run is what it is
        QCOMPARE(world.mailAlarms().size(), std::size_t(1));
        QCOMPARE(world.notifications().at(0).tries, 1);
        world.run(); // at once: not due yet
        QCOMPARE(world.smtp.connections(), 1);

        world.smtp.setHabits({});
        world.clock.advance(kMinute);
        world.profile.restart();
        world.run();

        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
        QVERIFY(world.mailAlarms().empty());
    }

    void aLostAnswerIsSentAgainAsTheSameMail()
    {
        SmtpServer::Habits lost;
        lost.hangsUpAfterData = true;
        World world(lost);
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.run();
        QCOMPARE(world.smtp.taken(), 1);
        const QString id = world.notifications().at(0).messageId;

        world.smtp.setHabits({});
        world.clock.advance(kMinute);
        world.run();

        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
        QVERIFY(world.smtp.mails()[0].header("Message-ID").contains(id.toLatin1()));
        world.clock.advance(kDay);
        world.run();
        QCOMPARE(world.smtp.taken(), 2);
    }

    void aCrashBetweenIntentAndReceiptLosesNothing()
    {
        for (int n = 1;; ++n) {
            World world;
            world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
            auto crash = std::make_shared<CrashPoint>();
            crash->afterCommits(n);
            world.profile.restart(crash);
            static_cast<void>(world.profile.run(kFlow));
            const bool isOver = !crash->isDead();
            world.profile.restart();
            world.clock.advance(3 * kMinute); // a mail that was on its way is tried again then
            world.run();

            const auto mails = world.smtp.mails();
            QVERIFY2(!mails.empty(), qPrintable(QStringLiteral("nobody was told, commit %1").arg(n)));
            for (const auto& mail : mails)
                QCOMPARE(mail.header("Message-ID"), mails[0].header("Message-ID"));
            QCOMPARE(world.notifications().size(), std::size_t(1));
            if (isOver) {
                QVERIFY(n > 3);
                QCOMPARE(mails.size(), std::size_t(1));
                break;
            }
        }
    }

    void refusedRecipientsAreAnAlarm()
    {
        SmtpServer::Habits habits;
        habits.refused = {"books@example.com"};
        World world(habits);
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.run();
        QCOMPARE(world.mailAlarms().size(), std::size_t(1));
        QVERIFY(!world.mailAlarms()[0].message.contains(u'@'));
    }

    void aMissingPasswordIsSaidAndStoringItSendsWhatWaited()
    {
        SmtpServer::Habits habits;
        habits.user = "causeway";
        habits.password = "pass-7f3a";
        World world(habits);
        world.tell(true, {}, QStringLiteral("causeway"));
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.run();
        QCOMPARE(world.smtp.connections(), 0);
        QVERIFY(world.mailAlarms().at(0).remedy.contains(QStringLiteral("smtp.password")));

        QVERIFY(world.profile.engine().setSecret(QStringLiteral("smtp.password"), security::Secret("pass-7f3a"),
                                                 TestProfile::actor()));
        world.run();

        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
    }

    void theSummaryComesOnceADay()
    {
        World world;
        world.tell(false, QStringLiteral("daily 08:00")); // Los Angeles; 02:00 now
        world.flow->put(QStringLiteral("o1"));
        world.putUnmapped(QStringLiteral("o2"), QStringLiteral("B-17"));
        world.run();
        QCOMPARE(world.smtp.connections(), 0);

        world.clock.advance(6 * kHour);
        world.run();
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));
        const QString text = world.smtp.mails()[0].text();
        QVERIFY2(text.contains(QStringLiteral("done: 1, skipped: 0; now waiting: 0, in review: 0, errors: 1")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("B-17")));

        world.clock.advance(3 * kDay); // asleep: one summary, not three
        world.run();
        QCOMPARE(world.smtp.mails().size(), std::size_t(2));
        QVERIFY(world.smtp.mails()[1].text().contains(QStringLiteral("done: 0, ")));
    }

    void withoutAMailServerNothingWaits()
    {
        SmtpServer::Habits busy;
        busy.isBusy = true;
        World world(busy);
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.run();
        config::Configuration none;
        none.notifications = Json::object({{QStringLiteral("smtp"), Json()}});
        QVERIFY(world.profile.engine().applyConfiguration(none, {config::sections::kNotifications}, TestProfile::actor()));

        world.run();

        QVERIFY(world.mailAlarms().empty());
    }

    void aStartedEngineTells()
    {
        World world;
        world.putUnmapped(QStringLiteral("o1"), QStringLiteral("B-17"));
        world.profile.engine().start();
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = QStringLiteral("us");
        QVERIFY(world.profile.engine().runNow(request, TestProfile::actor()));

        // The record may be worked on beside the run: then it is told at the next look, half a minute later.
        QTRY_VERIFY_WITH_TIMEOUT((world.clock.advance(kMinute), !world.smtp.mails().empty()), 20'000);
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));

        world.profile.engine().stop();
    }

    void aTestMailSaysWhatIsWrong()
    {
        World world;
        const auto sent = world.profile.engine().sendTestMail(TestProfile::actor(), {});
        QVERIFY(sent);
        QCOMPARE(world.smtp.mails().size(), std::size_t(1));

        config::Configuration none;
        none.notifications = Json::object({{QStringLiteral("smtp"), Json()}});
        QVERIFY(world.profile.engine().applyConfiguration(none, {config::sections::kNotifications}, TestProfile::actor()));
        QCOMPARE(world.profile.engine().sendTestMail(TestProfile::actor(), {}).error().code, QStringLiteral("no-mail-server"));
    }
};

QTEST_GUILESS_MAIN(NotifierTest)
#include "NotifierTest.moc"
