// SPDX-License-Identifier: GPL-3.0-or-later
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

#include <QTest>

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
        QCOMPARE(json->toBytes(), QByteArray("{\"a\":12345678901234567.89,\"b\":[1e400,-0,true,null,\"x\xc3\xa4\xf0\x9f\x98\x80\"]}"));
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
        QCOMPARE(Json::parse(R"({"b":{"d":1,"c":2},"a":0})")->toCanonicalBytes(), Json::parse(R"({"a":0,"b":{"c":2,"d":1}})")->toCanonicalBytes());
    }

    void base32HasOnlyLettersAndDigits()
    {
        QCOMPARE(base32("foobar"), QStringLiteral("MZXW6YTBOI"));
    }

    void remoteTextCannotForgeALine()
    {
        QCOMPARE(safeText(u"a\nb\u202e"), QStringLiteral("a\\u000ab\\u202e"));
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "BaseTest.moc"
