// SPDX-License-Identifier: GPL-3.0-or-later
// One system that does not answer is not the same as no network, and an answer ends it, even one that says no.
#include "engine/ConnectionHealth.h"

#include <QTest>

#include "db/DatabaseFixture.h"
#include "testkit/FakeClock.h"

using namespace causeway;
using engine::ConnectionHealth;
using tests::FakeClock;

namespace {
const QString kNetSuite = QStringLiteral("netsuite");
const QString kGermany = QStringLiteral("amazon:de");

Error error(ErrorKind kind, int status = 0)
{
    Error error = Error::make(kind, QStringLiteral("m"));
    error.httpStatus = status;
    return error;
}

struct World
{
    World()
    {
        if (const auto created = fixture.create(); !created)
            qFatal("%s", qPrintable(created.error().message));
        if (const auto opened = fixture.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        health = std::make_unique<ConnectionHealth>(*fixture.database, clock, Log());
        health->setOnChanged([this] { ++changes; });
    }
    [[nodiscard]] QString unreachable() const
    {
        QStringList all;
        for (const engine::Unreachable& one : health->unreachable())
            all << QStringLiteral("%1 %2").arg(one.connection).arg(one.sinceMs - begin);
        return all.join(QStringLiteral(", "));
    }
    db::DatabaseFixture fixture;
    FakeClock clock;
    qint64 begin = clock.nowMs();
    std::unique_ptr<ConnectionHealth> health;
    int changes = 0;
};
} // namespace

class ConnectionHealthTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSystemThatIsDownIsNotOffline()
    {
        World world;
        world.health->succeeded(kNetSuite);
        world.clock.advance(1'000);
        world.health->failed(kGermany, error(ErrorKind::Unavailable));
        world.clock.advance(1'000);
        world.health->failed(kGermany, error(ErrorKind::Unavailable, 503));

        QCOMPARE(world.unreachable(), QStringLiteral("amazon:de 1000")); // since the first time
        QVERIFY(!world.health->isOffline());
    }

    void nothingAnswersIsOffline()
    {
        World world;
        QVERIFY(!world.health->isOffline()); // nobody was asked
        world.health->failed(kNetSuite, error(ErrorKind::Unavailable));
        world.clock.advance(1'000);
        world.health->failed(kGermany, error(ErrorKind::Unavailable));

        QCOMPARE(world.unreachable(), QStringLiteral("netsuite 0, amazon:de 1000"));
        QVERIFY(world.health->isOffline());
    }

    void everyAnswerEndsIt_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::newRow("refused sign-in") << static_cast<int>(ErrorKind::Auth) << 401;
        QTest::newRow("refused body") << static_cast<int>(ErrorKind::Rejected) << 400;
        QTest::newRow("quota") << static_cast<int>(ErrorKind::RateLimited) << 429;
    }
    void everyAnswerEndsIt()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        World world;
        world.health->failed(kNetSuite, error(ErrorKind::Unavailable));
        QCOMPARE(world.changes, 1);

        world.health->failed(kNetSuite, error(static_cast<ErrorKind>(kind), status));

        QCOMPARE(world.unreachable(), QString());
        QVERIFY(!world.health->isOffline());
        QCOMPARE(world.changes, 2); // people see it at once
    }

    void ourOwnTroubleSaysNothingOfTheirs()
    {
        World world;
        world.health->failed(kNetSuite, error(ErrorKind::Unavailable));
        world.health->failed(kNetSuite, error(ErrorKind::Cancelled));
        world.health->failed(kNetSuite, error(ErrorKind::Storage));
        QVERIFY(world.health->isOffline());
        world.health->succeeded(kNetSuite);
        QVERIFY(!world.health->isOffline());
        QCOMPARE(world.changes, 2);
    }

    void aRefusedSignInPausesUntilSomethingChanges()
    {
        World world;
        world.health->failed(kNetSuite, error(ErrorKind::Auth, 401));
        QVERIFY(world.health->paused(kNetSuite).has_value());
        ConnectionHealth again(*world.fixture.database, world.clock, Log());
        QVERIFY(again.load().has_value());
        QVERIFY(again.paused(kNetSuite).has_value()); // after a restart as well
        QVERIFY(again.resume(kNetSuite));
        QVERIFY(!again.resume(kNetSuite));
        QVERIFY(!again.paused(kNetSuite).has_value());
    }
};

QTEST_GUILESS_MAIN(ConnectionHealthTest)
#include "ConnectionHealthTest.moc"
