// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>
#include <thread>

#include <QTest>

#include "base/Checked.h"
#include "base/Clock.h"
#include "base/Currency.h"
#include "base/Hash.h"
#include "base/Json.h"
#include "base/Money.h"
#include "base/Text.h"
#include "db/Database.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/Engine.h"
#include "http/HttpClient.h"
#include "http/QtHttpTransport.h"
#include "http/RateLimiter.h"
#include "security/Keychain.h"
#include "security/TokenCache.h"

using namespace causeway;

class BaseTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moneyIsReadAndPrintedExactly()
    {
        QCOMPARE(Money::parse(u"12.34", u"USD")->minorUnits(), 1234);
        QCOMPARE(Money::parse(u"-0.5", u"USD")->amountText(), QStringLiteral("-0.50"));
        QCOMPARE(Money::parse(u"1200", u"JPY")->minorUnits(), 1200);
        QCOMPARE(Money::parse(u"1200.00", u"JPY")->minorUnits(), 1200);
        QCOMPARE(Money::parse(u"92233720368547758.07", u"USD")->minorUnits(), std::numeric_limits<qint64>::max());
        QVERIFY(!Money::parse(u"92233720368547758.08", u"USD"));
        QVERIFY(!Money::parse(u"1.001", u"USD"));
        QVERIFY(!Money::parse(u"1,00", u"USD"));
        QVERIFY(!Money::parse(u"1.00", u"usd"));
    }

    void splittingMoneyLosesNoCent()
    {
        const Money amount(-1001, QStringLiteral("USD"));
        const auto parts = amount.split({1, 1, 1});
        qint64 sum = 0;
        for (const Money& part : *parts)
            sum += part.minorUnits();
        QCOMPARE(sum, -1001);
        QCOMPARE(Money(100, QStringLiteral("USD")).split({0, 0, 0})->front().minorUnits(), 34);
    }

    void moneyOfTwoCurrenciesIsNeverAdded()
    {
        QVERIFY(!Money(1, QStringLiteral("USD")).plus(Money(1, QStringLiteral("EUR"))));
        QVERIFY(!Money(std::numeric_limits<qint64>::max(), QStringLiteral("USD")).plus(Money(1, QStringLiteral("USD"))));
    }

    void jsonKeepsNumbersAsText()
    {
        const auto json = Json::parse(R"({"a":12345678901234567.89,"b":[1e400,-0,true,null,"x\u00e4\ud83d\ude00"]})");
        QVERIFY(json);
        QCOMPARE((*json)[u"a"].numberText(), QByteArray("12345678901234567.89"));
        QCOMPARE(json->toBytes(),
                 QByteArray("{\"a\":12345678901234567.89,\"b\":[1e400,-0,true,null,\"x\xc3\xa4\xf0\x9f\x98\x80\"]}"));
    }

    void jsonRefusesWhatIsNotJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("duplicate key") << QByteArray(R"({"a":1,"a":2})");
        QTest::newRow("trailing") << QByteArray("{} x");
        QTest::newRow("open") << QByteArray("[1,");
        QTest::newRow("leading zero") << QByteArray("01");
        QTest::newRow("not utf-8") << QByteArray("\"\xff\"");
        QTest::newRow("half pair") << QByteArray(R"("\ud83d")");
        QTest::newRow("control") << QByteArray("\"a\nb\"");
        QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']');
        QTest::newRow("empty") << QByteArray();
    }
    void jsonRefusesWhatIsNotJson()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Json::parse(text));
    }

    void canonicalBytesIgnoreMemberOrder()
    {
        QCOMPARE(Json::parse(R"({"b":{"d":1,"c":2},"a":0})")->toCanonicalBytes(),
                 Json::parse(R"({"a":0,"b":{"c":2,"d":1}})")->toCanonicalBytes());
    }

    void base32HasOnlyLettersAndDigits() { QCOMPARE(base32("foobar"), QStringLiteral("MZXW6YTBOI")); }

    void remoteTextCannotForgeALine() { QCOMPARE(safeText(u"a\nb\u202e"), QStringLiteral("a\\u000ab\\u202e")); }

    void remoteTextShowsEveryHiddenCharacter_data()
    {
        QTest::addColumn<QString>("remote");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("Müller & Söhne 株式会社 😀") << QStringLiteral("Müller & Söhne 株式会社 😀");
        QTest::newRow("escape") << QStringLiteral("\x1b[2J") << QStringLiteral("\\u001b[2J");
        QTest::newRow("zero width") << QStringLiteral("a\u200bb") << QStringLiteral("a\\u200bb");
        QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a\\u2028b");
        QTest::newRow("C1") << QString(QChar(0x9b)) << QStringLiteral("\\u009b");
        QTest::newRow("tag character") << QStringLiteral("a\U000e0041") << QStringLiteral("a\\U000e0041");
        QTest::newRow("half a pair") << (QString(QChar(0xd83d)) + u'x') << QStringLiteral("\\ud83dx");
        QTest::newRow("half a pair at the end") << QString(QChar(0xd83d)) << QStringLiteral("\\ud83d");
        QTest::newRow("low half first") << QString(QChar(0xde00)) << QStringLiteral("\\ude00");
        QTest::newRow("nothing") << QString() << QString();
    }
    void remoteTextShowsEveryHiddenCharacter()
    {
        QFETCH(QString, remote);
        QFETCH(QString, shown);
        QCOMPARE(safeText(remote), shown);
    }

    void elidedNeverSplitsACharacter()
    {
        QCOMPARE(elided(u"abc", 3), QStringLiteral("abc"));
        QCOMPARE(elided(u"abcd", 3), QStringLiteral("ab…"));
        QCOMPARE(elided(u"a😀bcd", 3), QStringLiteral("a…"));
        QCOMPARE(elided(u"abc", 0), QStringLiteral("…"));
    }

    void checkedArithmeticAgreesWithWiderArithmetic()
    {
        using namespace checked;
        constexpr qint64 kMax = std::numeric_limits<qint64>::max();
        constexpr qint64 kMin = std::numeric_limits<qint64>::min();
        static_assert(add(kMax, 0) == kMax && !add(kMax, 1) && !add(kMin, -1) && add(kMin, kMax) == -1);
        static_assert(subtract(kMin, kMin) == 0 && !subtract(0, kMin) && subtract(-1, kMin) == kMax && !subtract(kMin, 1));
        static_assert(multiply(kMin, 1) == kMin && !multiply(kMin, -1) && multiply(kMax, -1) == -kMax && multiply(0, kMin) == 0);
        static_assert(multiply(-3'037'000'500, 3'037'000'500) == std::nullopt && multiply(3'037'000'499, -3'037'000'499) < 0);
        static_assert(magnitude(kMin) == 9'223'372'036'854'775'808U && withSign(magnitude(kMin), true) == kMin);
        static_assert(!withSign(magnitude(kMin), false) && withSign(0, true) == 0);
        static_assert(multiplyWide(~quint64{0}, ~quint64{0}) == Wide{~quint64{0} - 1, 1});
        static_assert(multiplyDivide(7, 3, 2) == Quotient{10, 1} && !multiplyDivide(1, 1, 0));
        static_assert(!multiplyDivide(~quint64{0}, 2, 1) &&
                      multiplyDivide(~quint64{0}, ~quint64{0}, ~quint64{0}) == Quotient{~quint64{0}, 0});
        // Any a, b, by: a * b == quotient * by + remainder, told by the same wide product in another order.
        std::mt19937_64 random(11);
        for (int i = 0; i < 20'000; ++i) {
            const quint64 a = random() >> (random() % 64);
            const quint64 b = random() >> (random() % 64);
            const quint64 by = (random() >> (random() % 64)) | 1U;
            const auto divided = multiplyDivide(a, b, by);
            const Wide product = multiplyWide(a, b);
            if (!divided) {
                QVERIFY(product.high >= by);
                continue;
            }
            QVERIFY(divided->remainder < by);
            Wide back = multiplyWide(divided->quotient, by);
            const quint64 low = back.low + divided->remainder;
            back.high += low < back.low ? 1 : 0;
            back.low = low;
            QVERIFY(back == product);
        }
    }

    void splitsOfAnySizeKeepEveryUnitAndTheProportion()
    {
        std::mt19937_64 random(5);
        for (int i = 0; i < 2'000; ++i) {
            const auto amount = static_cast<qint64>(random() >> (1 + random() % 63)) * (i % 2 == 0 ? 1 : -1);
            std::vector<qint64> weights(1 + random() % 9);
            for (qint64& weight : weights)
                weight = static_cast<qint64>(random() >> (8 + random() % 56));
            const auto parts = Money(amount, QStringLiteral("USD")).split(weights);
            QVERIFY(parts);
            qint64 sum = 0;
            qint64 total = 0;
            for (const qint64 weight : weights)
                total += weight;
            for (std::size_t at = 0; at < weights.size(); ++at) {
                const qint64 part = (*parts)[at].minorUnits();
                sum += part;
                if (total > 0) { // each part is its exact share, rounded down or up
                    const auto share = checked::multiplyDivide(checked::magnitude(amount), static_cast<quint64>(weights[at]),
                                                               static_cast<quint64>(total));
                    const quint64 more = checked::magnitude(part) - share->quotient;
                    QVERIFY(more <= 1 && (more == 0 || share->remainder > 0));
                }
            }
            QCOMPARE(sum, amount);
            const auto mirrored = Money(-amount, QStringLiteral("USD")).split(weights);
            for (std::size_t at = 0; at < weights.size(); ++at)
                QCOMPARE((*mirrored)[at].minorUnits(), -(*parts)[at].minorUnits());
        }
        QVERIFY(!Money(1, QStringLiteral("USD")).split({}));
        QVERIFY(!Money(1, QStringLiteral("USD")).split({1, -1}));
        QVERIFY(!Money(1, QStringLiteral("USD")).split({std::numeric_limits<qint64>::max(), 1}));
    }

    void moneyAtTheEndsOfItsRange()
    {
        const QString usd = QStringLiteral("USD");
        QVERIFY(!Money::parse(u"-92233720368547758.08", usd)); // its opposite would not exist
        const Money least = *Money::parse(u"-92233720368547758.07", usd);
        QCOMPARE(least.negated().amountText(), QStringLiteral("92233720368547758.07"));
        QVERIFY(!least.minus(Money(2, usd)));
        QVERIFY(!least.times(2));
        QCOMPARE(least.times(-1)->minorUnits(), std::numeric_limits<qint64>::max());
        QVERIFY(!Money(0, usd).minus(Money(std::numeric_limits<qint64>::min(), usd)));
        QCOMPARE(Money().plus(Money(3, QStringLiteral("JPY")))->currency(), QStringLiteral("JPY"));
        QCOMPARE(Money::parse(u" 1.5 ", QStringLiteral("KWD"))->minorUnits(), 1500);
        QCOMPARE(minorUnitDigits(u"JPY"), 0);
    }

    void decimalsAreExact_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("printed"); // empty = refused
        const auto row = [](const char* text, const char* printed) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(printed);
        };
        row("0", "0");
        row("-0", "0");
        row("00012.500", "12.500");
        row("+3", "3");
        row(".5", "0.5");
        row("5.", "5");
        row("-0.05", "-0.05");
        row("9223372036854775807", "9223372036854775807");
        row("-9223372036854775808", "-9223372036854775808");
        row("9223372036854775808", "");
        row("0.000000000000000001", "0.000000000000000001");
        row("0.0000000000000000001", "");
        row("1e3", "1000");
        row("1.5E-2", "0.015");
        row("12e+2", "1200");
        row("1e18", "1000000000000000000");
        row("1e19", "");
        row("1e400", "");
        row("1e", "");
        row("1e 3", "");
        row("1e3 ", "");
        row("1,5", "");
        row("1.2.3", "");
        row("", "");
        row("-", "");
        row(".", "");
        row("abc", "");
        row("0x10", "");
        row(" 1", "");
        row("NaN", "");
    }
    void decimalsAreExact()
    {
        QFETCH(QString, text);
        QFETCH(QString, printed);
        const auto decimal = Decimal::parse(text);
        QCOMPARE(decimal.has_value(), !printed.isEmpty());
        if (decimal)
            QCOMPARE(decimal->toString(), printed);
    }

    void rescalingNeverRounds()
    {
        QCOMPARE(Decimal(1250, 2).rescaled(1)->toString(), QStringLiteral("12.5"));
        QCOMPARE(Decimal(1250, 2).rescaled(4)->toString(), QStringLiteral("12.5000"));
        QVERIFY(!Decimal(1250, 2).rescaled(0));
        QVERIFY(!Decimal(std::numeric_limits<qint64>::max(), 0).rescaled(1));
        QVERIFY(!Decimal::parse(u"١٢")); // digits of other scripts are not digits here
    }

    void timesAreReadWithTheirZone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("utcMs");     // -1 = refused
        const qint64 noon = 1'795'435'200'000; // 2026-11-23T12:00:00Z
        QTest::newRow("Z") << QStringLiteral("2026-11-23T12:00:00Z") << noon;
        QTest::newRow("milliseconds") << QStringLiteral("2026-11-23T12:00:00.250Z") << noon + 250;
        QTest::newRow("one digit of a second") << QStringLiteral("2026-11-23T12:00:00.5Z") << noon + 500;
        QTest::newRow("east") << QStringLiteral("2026-11-23T13:00:00+01:00") << noon;
        QTest::newRow("west") << QStringLiteral("2026-11-23T04:00:00-08:00") << noon;
        QTest::newRow("half an hour") << QStringLiteral("2026-11-23T17:30:00+05:30") << noon;
        QTest::newRow("over midnight") << QStringLiteral("2026-11-24T02:00:00+14:00") << noon;
        QTest::newRow("leap day") << QStringLiteral("2024-02-29T00:00:00Z") << qint64{1'709'164'800'000};
        QTest::newRow("before 1970") << QStringLiteral("1969-12-31T23:59:59Z") << qint64{-1000};
        QTest::newRow("no zone") << QStringLiteral("2026-11-23T12:00:00") << qint64{-1};
        QTest::newRow("date only") << QStringLiteral("2026-11-23") << qint64{-1};
        QTest::newRow("no such day") << QStringLiteral("2026-02-30T12:00:00Z") << qint64{-1};
        QTest::newRow("no such hour") << QStringLiteral("2026-11-23T25:00:00Z") << qint64{-1};
        QTest::newRow("text behind") << QStringLiteral("2026-11-23T12:00:00Zx") << qint64{-1};
        QTest::newRow("nothing") << QString() << qint64{-1};
        QTest::newRow("words") << QStringLiteral("yesterday") << qint64{-1};
    }
    void timesAreReadWithTheirZone()
    {
        QFETCH(QString, text);
        QFETCH(qint64, utcMs);
        QCOMPARE(fromIso8601(text).value_or(-1), utcMs);
    }

    void timesArePrintedInUtcAndReadBack()
    {
        QCOMPARE(toIso8601(1'795'435'200'000), QStringLiteral("2026-11-23T12:00:00Z"));
        QCOMPARE(toIso8601(1'795'435'200'007), QStringLiteral("2026-11-23T12:00:00.007Z"));
        std::mt19937_64 random(3);
        for (int i = 0; i < 1'000; ++i) {
            const auto time = static_cast<qint64>(random() % 4'102'444'800'000U); // 1970 to 2100
            QCOMPARE(fromIso8601(toIso8601(time)).value_or(-1), time);
        }
    }

    void aStopWakesEverySleeper()
    {
        StopSource source;
        const StopToken token = source.token();
        QVERIFY(!token.stopRequested());
        QVERIFY(token.waitFor(0));
        std::vector<std::thread> sleepers;
        std::atomic<int> woken = 0;
        for (int i = 0; i < 4; ++i)
            sleepers.emplace_back([&woken, token] { woken += token.waitFor(600'000) ? 0 : 1; }); // only a stop can end it in time
        source.requestStop();
        for (std::thread& sleeper : sleepers)
            sleeper.join();
        QCOMPARE(woken, 4);
        QVERIFY(token.stopRequested() && source.stopRequested());
        QVERIFY(!token.waitFor(600'000));
        QVERIFY(!SystemClock().sleep(600'000, token));
        QVERIFY(!StopToken().stopRequested());
    }

    void aTokenOutlivesItsSource()
    {
        StopToken token;
        {
            StopSource source;
            token = source.token();
            source.requestStop();
        }
        QVERIFY(token.stopRequested());
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "BaseTest.moc"
