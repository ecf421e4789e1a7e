// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RunPace.h"

#include <QLocale>
#include <QTest>

#include "engine/RunWords.h"

using namespace causeway::engine;

namespace {
constexpr qint64 kSecond = 1'000;
constexpr qint64 kMinute = 60 * kSecond;
} // namespace

/// A pace is told only when there is one, and an estimate only from it.
class RunPaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theRestTakesAsLongAsWhatWasDone()
    {
        RunPace pace;
        pace.note(0, 0);
        pace.note(kMinute, 300);

        QCOMPARE(pace.msFor(1'200, kMinute), std::optional<qint64>(4 * kMinute));
        QCOMPARE(pace.perHour(kMinute), std::optional<qint64>(18'000));
    }

    void tooLittleSaysNothing()
    {
        RunPace pace;
        QVERIFY(!pace.msFor(100, 0));
        pace.note(0, 0);
        QVERIFY(!pace.msFor(100, kMinute));
        pace.note(kMinute, 3); // one slow call would decide
        QVERIFY(!pace.msFor(100, kMinute));

        RunPace quick;
        quick.note(0, 0);
        quick.note(kSecond, 500);
        QVERIFY(!quick.msFor(100, kSecond));
    }

    void aStandstillHasNoPace()
    {
        RunPace pace;
        pace.note(0, 0);
        pace.note(kMinute, 300);
        QVERIFY(pace.msFor(10, kMinute + 59 * kSecond));
        QVERIFY(!pace.msFor(10, 2 * kMinute));
        pace.note(2 * kMinute, 300); // asked again, nothing more was done
        QVERIFY(!pace.msFor(10, 2 * kMinute));
    }

    void onlyTheLastMinutesCount()
    {
        RunPace pace;
        pace.note(0, 0);
        for (int minute = 1; minute <= 10; ++minute)
            pace.note(minute * kMinute, minute * 60); // one a second
        for (int minute = 11; minute <= 20; ++minute)
            pace.note(minute * kMinute, 600 + (minute - 10) * 30); // then one in two seconds

        QCOMPARE(pace.perHour(20 * kMinute), std::optional<qint64>(1'800));
    }

    void aClockSetBackBeginsAnew()
    {
        RunPace pace;
        pace.note(10 * kMinute, 0);
        pace.note(11 * kMinute, 300);
        pace.note(2 * kMinute, 310);
        QVERIFY(!pace.perHour(2 * kMinute));
        pace.note(3 * kMinute, 370);
        QCOMPARE(pace.perHour(3 * kMinute), std::optional<qint64>(3'600));
    }

    void inWords()
    {
        QCOMPARE(run_words::timeLeft(20 * kSecond), QStringLiteral("less than a minute left"));
        QVERIFY(run_words::timeLeft(4 * kMinute + 10 * kSecond).startsWith(QStringLiteral("about 4 minute")));
        QVERIFY(run_words::timeLeft(3 * 60 * kMinute).startsWith(QStringLiteral("about 3 hour")));
        RunProgress progress;
        QCOMPARE(run_words::progress(progress), QStringLiteral("starting"));
        progress.done = 12;
        progress.isReading = true;
        QCOMPARE(run_words::progress(progress), QStringLiteral("12 records, still reading"));
        progress.isReading = false;
        progress.total = 40;
        progress.perHour = 5'400;
        QCOMPARE(run_words::progress(progress), QStringLiteral("12 of 40 records, 90 a minute"));
        progress.isStopping = true;
        QCOMPARE(run_words::progress(progress), QStringLiteral("12 of 40 records, stopping"));
    }
};

QTEST_GUILESS_MAIN(RunPaceTest)
#include "RunPaceTest.moc"
