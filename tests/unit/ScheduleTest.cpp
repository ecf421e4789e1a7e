// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/Schedule.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

#include "base/Clock.h"

using causeway::fromIso8601;
using causeway::toIso8601;
using causeway::config::Schedule;

namespace {
constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 86'400'000;

const char* const kTexts[] = {
    "every 15 minutes",
    "every 20 minutes",
    "every 45 minutes",
    "every 90 minutes",
    "hourly",
    "every 2 hours",
    "every 5 hours",
    "every 24 hours",
    "daily 00:00",
    "daily 00:30",
    "daily 01:00",
    "daily 01:30",
    "daily 01:45",
    "daily 02:00",
    "daily 02:15",
    "daily 02:30",
    "daily 03:00",
    "daily 12:00",
    "daily 23:59",
    "weekly SUN 02:30",
    "weekly SAT,SUN 01:30",
    "weekly MON,THU 06:00",
    "weekly MON,TUE,WED,THU,FRI 23:30",
    "every 15 minutes except 22:00-06:00",
    "hourly except 12:00-13:00",
    "every 30 minutes only MON-SAT 05:00-22:00",
    "every 15 minutes only MON-FRI 06:00-20:00, SUN 10:00-12:00",
    "every 30 minutes except 01:00-03:00 only FRI-MON",
    "hourly only SAT 22:00-04:00",
    "daily 02:30 only SUN",
};
const char* const kZones[] = {"UTC",        "America/Los_Angeles", "America/Sao_Paulo",  "Europe/Berlin", "Asia/Kathmandu",
                              "Asia/Tokyo", "Australia/Sydney",    "Australia/Lord_Howe"};

qint64 at(const char* iso)
{
    const auto ms = fromIso8601(QString::fromLatin1(iso));
    return ms ? *ms : -1;
}

Schedule schedule(const char* text)
{
    const auto parsed = Schedule::parse(QString::fromLatin1(text));
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().message));
    return *parsed;
}
} // namespace

class ScheduleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFormIsPrintedAsItIsRead()
    {
        for (const char* text : kTexts)
            QCOMPARE(schedule(text).toString(), QString::fromLatin1(text));
        QCOMPARE(schedule("manual").toString(), QStringLiteral("manual"));
        QCOMPARE(schedule("after orders-mfn").toString(), QStringLiteral("after orders-mfn"));
        QCOMPARE(schedule("  EVERY 1 hour EXCEPT  22:00 - 06:00 ").toString(), QStringLiteral("hourly except 22:00-06:00"));
        QCOMPARE(schedule("every 120 minutes"), schedule("every 2 hours"));
    }

    void errorsNameThePlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("character");
        const auto row = [](const char* text, int character) { QTest::newRow(text) << QString::fromLatin1(text) << character; };
        row("", 1);
        row("sometimes", 1);
        row("every 5 minutes", 7);
        row("every 99999 hours", 7);
        row("every few minutes", 7);
        row("every 15 parsecs", 10);
        row("daily 24:00", 7);
        row("daily 7:30", 7);
        row("daily 07:301", 7);
        row("weekly 07:30", 8);
        row("weekly MON,MON 07:30", 12);
        row("weekly MON,XYZ 07:30", 12);
        row("hourly except 22:00", 20);
        row("hourly except 22:00-22:00", 21);
        row("hourly except 00:00-24:00", 1);
        row("hourly only SUN 10:30-10:40", 1);
        row("hourly never", 8);
        row("hourly except 01:00-02:00 except 03:00-04:00", 27);
        row("manual except 22:00-06:00", 8);
        row("after ", 7);
        row("daily 23:00 except 22:00-06:00", 1);
    }
    void errorsNameThePlace()
    {
        QFETCH(QString, text);
        QFETCH(int, character);

        const auto parsed = Schedule::parse(text);

        QVERIFY(!parsed);
        QVERIFY(parsed.error().kind == causeway::ErrorKind::Invalid);
        QVERIFY(!parsed.error().remedy.isEmpty());
        const bool namesTheWhole = character == 1 && text != QString() && text != QStringLiteral("sometimes");
        if (!namesTheWhole)
            QCOMPARE(parsed.error().path, QStringLiteral("character %1").arg(character));
    }

    void daylightSaving_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const char* text, const char* zone, const char* after, const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(zone) << QString::fromLatin1(after)
                                << QString::fromLatin1(expected).split(u' ');
        };
        row("skipped: at the end of the gap", "daily 02:30", "America/Los_Angeles", "2026-03-07T12:00:00Z",
            "2026-03-08T10:00:00Z 2026-03-09T09:30:00Z");
        row("twice: only the first", "daily 01:30", "America/Los_Angeles", "2026-10-31T12:00:00Z",
            "2026-11-01T08:30:00Z 2026-11-02T09:30:00Z");
        row("Berlin, skipped", "daily 02:15", "Europe/Berlin", "2026-03-28T12:00:00Z",
            "2026-03-29T01:00:00Z 2026-03-30T00:15:00Z");
        row("Berlin, twice", "weekly SUN 02:30", "Europe/Berlin", "2026-10-24T12:00:00Z",
            "2026-10-25T00:30:00Z 2026-11-01T01:30:00Z");
        row("Lord Howe: half an hour skipped", "daily 02:15", "Australia/Lord_Howe", "2026-10-03T00:00:00Z",
            "2026-10-03T15:30:00Z 2026-10-04T15:15:00Z");
        row("Lord Howe: half an hour twice", "daily 01:45", "Australia/Lord_Howe", "2026-04-04T00:00:00Z",
            "2026-04-04T14:45:00Z 2026-04-05T15:15:00Z");
        row("Kathmandu: 5:45 ahead", "hourly", "Asia/Kathmandu", "2026-06-01T00:00:00Z",
            "2026-06-01T00:15:00Z 2026-06-01T01:15:00Z");
        row("every: the repeated hour runs on", "every 30 minutes", "America/Los_Angeles", "2026-11-01T08:10:00Z",
            "2026-11-01T08:30:00Z 2026-11-01T09:00:00Z 2026-11-01T09:30:00Z 2026-11-01T10:00:00Z");
        row("quiet hours are the store's", "hourly except 22:00-06:00", "Asia/Tokyo", "2026-06-01T12:30:00Z",
            "2026-06-01T21:00:00Z 2026-06-01T22:00:00Z");
        row("only, over midnight", "hourly only SAT 22:00-02:00", "UTC", "2026-06-06T20:00:00Z",
            "2026-06-06T22:00:00Z 2026-06-06T23:00:00Z 2026-06-07T00:00:00Z 2026-06-07T01:00:00Z 2026-06-13T22:00:00Z");
    }
    void daylightSaving()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        QFETCH(QString, after);
        QFETCH(QStringList, expected);
        const QTimeZone place(zone.toLatin1());
        const auto parsed = Schedule::parse(text);
        QVERIFY(parsed && place.isValid());

        QStringList seen;
        qint64 now = *fromIso8601(after);
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const auto next = parsed->next(now, place);
            QVERIFY(next);
            seen << toIso8601(*next);
            now = *next;
        }

        QCOMPARE(seen, expected);
    }

    void aYearIsStrictlyIncreasingAndComplete_data()
    {
        QTest::addColumn<QString>("zone");
        for (const char* zone : kZones)
            QTest::newRow(zone) << QString::fromLatin1(zone);
    }
    void aYearIsStrictlyIncreasingAndComplete()
    {
        QFETCH(QString, zone);
        const QTimeZone place(zone.toLatin1());
        QVERIFY(place.isValid());
        const qint64 begin = at("2026-01-01T00:00:00Z"), end = at("2027-01-01T00:00:00Z");
        for (const char* text : kTexts) {
            const Schedule plan = schedule(text);
            QSet<QDate> days;
            qint64 now = begin, count = 0;
            for (;;) {
                const auto next = plan.next(now, place);
                QVERIFY2(next && *next > now, text);
                if (*next >= end)
                    break;
                // Asking from anywhere before gives the same instant: no slot depends on when the program looked.
                QCOMPARE(plan.next(*next - 1, place), next);
                QCOMPARE(plan.next(now + (*next - now) / 2, place), next);
                if (plan.kind() == Schedule::Kind::Daily || plan.kind() == Schedule::Kind::Weekly) {
                    const QDate day =
                        QDateTime::fromMSecsSinceEpoch(
                            *next + place.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(*next, Qt::UTC)) * 1000LL, Qt::UTC)
                            .date();
                    QVERIFY2(!days.contains(day), text);
                    days.insert(day);
                }
                ++count;
                now = *next;
            }
            if (QByteArray(text).startsWith("daily") && !QByteArray(text).contains("only"))
                QVERIFY2(count >= 364 && count <= 366, text);
            if (QByteArray(text) == "every 15 minutes")
                QVERIFY2(count >= 365 * 96 - 1 && count <= 365 * 96, text);
        }
    }

    void oneDayAcrossEachChangeOfTheClock()
    {
        // 24 hours around both changes of every zone: as many slots as the day has quarters, whatever the clocks show.
        for (const char* name : kZones) {
            const QTimeZone zone(name);
            for (const auto& change : zone.transitions(QDateTime::fromMSecsSinceEpoch(at("2026-01-01T00:00:00Z"), Qt::UTC),
                                                       QDateTime::fromMSecsSinceEpoch(at("2027-01-01T00:00:00Z"), Qt::UTC))) {
                const qint64 from = change.atUtc.toMSecsSinceEpoch() - kDay / 2;
                qint64 now = from - kMinute, slots = 0;
                for (auto next = schedule("every 15 minutes").next(now, zone); next && *next < from + kDay;
                     next = schedule("every 15 minutes").next(now, zone)) {
                    now = *next;
                    ++slots;
                }
                QVERIFY2(slots == 96, name);
            }
        }
    }

    void afterAnotherFlowKeepsQuietHours()
    {
        const Schedule plan = schedule("after orders-mfn except 22:00-06:00");

        QCOMPARE(plan.afterFlow(), QStringLiteral("orders-mfn"));
        QVERIFY(!plan.next(at("2026-06-01T00:00:00Z"), QTimeZone::utc()));
        QVERIFY(plan.allows(at("2026-06-01T06:00:00Z"), QTimeZone::utc()));
        QVERIFY(!plan.allows(at("2026-06-01T05:59:00Z"), QTimeZone::utc()));
        QVERIFY(!plan.allows(at("2026-06-01T22:00:00Z"), QTimeZone::utc()));
    }

    void sentencesAreForPeople()
    {
        QCOMPARE(schedule("every 15 minutes except 22:00-06:00").sentence(),
                 QStringLiteral("Every 15 minutes, but not between 22:00 and 06:00"));
        QCOMPARE(schedule("weekly MON,THU 06:00").sentence(), QStringLiteral("Every Monday and Thursday at 06:00"));
        QCOMPARE(schedule("every 2 hours only MON-SAT 05:00-22:00").sentence(),
                 QStringLiteral("Every 2 hours, only Monday to Saturday from 05:00 to 22:00"));
        QCOMPARE(schedule("manual").sentence(), QStringLiteral("Only when started by hand"));
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "ScheduleTest.moc"
