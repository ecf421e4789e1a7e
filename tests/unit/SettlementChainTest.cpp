// SPDX-License-Identifier: GPL-3.0-or-later
// What one settlement hands on to the next, whose money a row is, and which account is proposed for what.
#include <QTest>

#include "base/Clock.h"
#include "settlement/AccountProposals.h"
#include "settlement/Chain.h"
#include "settlement/DepositDay.h"
#include "settlement/Groups.h"
#include "settlement/Party.h"

using namespace causeway;
using namespace causeway::settlement;

namespace {
const QString kUsd = QStringLiteral("USD");
constexpr qint64 kDayMs = 86'400'000;

ChainLink link(const QString& id, qint64 startDay, qint64 endDay, qint64 reserveIn, qint64 reserveOut, qint64 total = 10'000,
               qint64 payable = 0)
{
    return {id,
            startDay * kDayMs,
            endDay * kDayMs,
            Money(total, kUsd),
            {Money(reserveIn, kUsd), Money(reserveOut, kUsd), Money(payable, kUsd), Money(0, kUsd)}};
}

Row row(const char* type, const char* amountType, const char* order = "113-1234567-1234567")
{
    Row made;
    made.transactionType = QString::fromLatin1(type);
    made.amountType = QString::fromLatin1(amountType);
    made.orderId = QString::fromLatin1(order);
    return made;
}
} // namespace

class SettlementChainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatFitsHasNoBreak()
    {
        QVERIFY(breaksOf({link(QStringLiteral("b"), 14, 28, 420, -100), link(QStringLiteral("a"), 0, 14, 0, -420)}).empty());
        QVERIFY(breaksOf({}).empty());
    }

    void aMissingPeriodIsOneBreakAndHidesWhatItHandedOn()
    {
        const auto breaks = breaksOf({link(QStringLiteral("a"), 0, 14, 0, -420), link(QStringLiteral("c"), 28, 42, 77, 0)});
        QCOMPARE(breaks.size(), 1U);
        QVERIFY(breaks[0].kind == ChainBreak::Kind::Gap);
        QCOMPARE(breaks[0].fromMs, 14 * kDayMs);
        QCOMPARE(breaks[0].untilMs, 28 * kDayMs);
    }

    void aReserveMustComeBackAsItWasHeld()
    {
        const auto breaks = breaksOf({link(QStringLiteral("a"), 0, 14, 0, -420), link(QStringLiteral("b"), 14, 28, 419, 0)});
        QCOMPARE(breaks.size(), 1U);
        QVERIFY(breaks[0].kind == ChainBreak::Kind::Reserve);
        QCOMPARE(breaks[0].expected.minorUnits(), 420);
        QCOMPARE(breaks[0].found.minorUnits(), 419);
    }

    void chainsBesideEachOtherAreToldApart()
    {
        // Standard and invoiced orders are settled apart, for the same fortnights: each chain hands over to itself.
        QVERIFY(breaksOf({link(QStringLiteral("s1"), 0, 14, 0, -420), link(QStringLiteral("i1"), 0, 14, 0, -70),
                          link(QStringLiteral("i2"), 14, 28, 70, 0), link(QStringLiteral("s2"), 14, 28, 420, -5),
                          link(QStringLiteral("s3"), 28, 42, 5, 0), link(QStringLiteral("i3"), 28, 42, 0, 0)})
                    .empty());
        const auto breaks = breaksOf({link(QStringLiteral("s1"), 0, 14, 0, -420), link(QStringLiteral("i1"), 0, 14, 0, -70),
                                      link(QStringLiteral("i2"), 14, 28, 70, 0), link(QStringLiteral("s2"), 14, 28, 419, 0)});
        QCOMPARE(breaks.size(), 1U);
        QVERIFY(breaks[0].kind == ChainBreak::Kind::Reserve);
        QCOMPARE(breaks[0].before, QStringLiteral("s1"));
        QCOMPARE(breaks[0].after, QStringLiteral("s2"));
    }

    void aDebtIsCarriedAsItWas()
    {
        const ChainLink debt = link(QStringLiteral("a"), 0, 14, 0, 0, -32'169);
        QVERIFY(breaksOf({debt, link(QStringLiteral("b"), 14, 28, 0, 0, 5'000, -32'169)}).empty());
        QVERIFY(breaksOf({debt, link(QStringLiteral("b"), 14, 28, 0, 0, 5'000, 0)}).empty()); // charged to the card at once
        const auto breaks = breaksOf({debt, link(QStringLiteral("b"), 14, 28, 0, 0, 5'000, -30'000)});
        QCOMPARE(breaks.size(), 1U);
        QVERIFY(breaks[0].kind == ChainBreak::Kind::Payable);
    }

    void whatIsCarriedIsFoundAmongTheCategories()
    {
        const auto category = [](const char* description) {
            return Category{QStringLiteral("other-transaction"), QStringLiteral("other-transaction"),
                            QString::fromLatin1(description)};
        };
        const auto carried = carriedOf({{category("Current Reserve Amount"), {}, {}, {}, {}, 1, Money(-420, kUsd)},
                                        {category("previous_reserve amount balance"), {}, {}, {}, {}, 1, Money(820, kUsd)},
                                        {category("Successful charge"), {}, {}, {}, {}, 1, Money(5, kUsd)},
                                        {category("Subscription Fee"), {}, {}, {}, {}, 1, Money(-3'999, kUsd)}},
                                       kUsd);
        QVERIFY(carried);
        QCOMPARE(carried->reserveOut.minorUnits(), -420);
        QCOMPARE(carried->reserveIn.minorUnits(), 820);
        QCOMPARE(carried->charge.minorUnits(), 5);
        QVERIFY(carried->payable.isZero());
    }

    void whoseMoneyARowIs()
    {
        QVERIFY(partyOf(row("Order", "ItemPrice")) == Party::BuyerPaid);
        QVERIFY(partyOf(row("Order", "Promotion")) == Party::BuyerPaid);
        QVERIFY(partyOf(row("Order", "ItemFees")) == Party::Amazon);
        QVERIFY(partyOf(row("Order", "ItemWithheldTax")) == Party::Amazon);
        QVERIFY(partyOf(row("Order", "Points")) == Party::Amazon);
        QVERIFY(partyOf(row("Refund", "ItemPrice")) == Party::BuyerGot);
        QVERIFY(partyOf(row("A-to-z Guarantee Refund", "ItemPrice")) == Party::BuyerGot);
        QVERIFY(partyOf(row("Refund", "ItemFees")) == Party::Amazon);
        QVERIFY(partyOf(row("Order_Retrocharge", "ItemPrice")) == Party::Amazon);
        QVERIFY(partyOf(row("Order", "ItemPrice", "FBA15ABCDEF")) == Party::Amazon); // an inbound shipment in the order column
    }

    void accountsAreProposedByNameAndType()
    {
        const std::vector<BookAccount> books{
            {QStringLiteral("1"), QStringLiteral("1000"), QStringLiteral("Operating Bank"), QStringLiteral("Bank")},
            {QStringLiteral("2"), QStringLiteral("4000"), QStringLiteral("Amazon Sales"), QStringLiteral("Income")},
            {QStringLiteral("3"), QStringLiteral("6510"), QStringLiteral("Amazon Commission"), QStringLiteral("Expense")},
            {QStringLiteral("4"), QStringLiteral("6600"), QStringLiteral("Advertising EU"), QStringLiteral("Expense")},
            {QStringLiteral("5"), QStringLiteral("6610"), QStringLiteral("Advertising US"), QStringLiteral("Expense")},
            {QStringLiteral("6"), QStringLiteral("2000"), QStringLiteral("Sales Commission Payable"),
             QStringLiteral("OthCurrLiab")}};
        const AccountProposals proposals;
        QCOMPARE(proposals.of(QStringLiteral("group:sales"), books)->account.id, QStringLiteral("2"));
        QVERIFY(proposals.of(QStringLiteral("group:sales"), books)->isSure);
        QCOMPARE(proposals.of(QStringLiteral("group:selling-fees"), books)->account.id, QStringLiteral("3")); // not the liability
        const auto advertising = proposals.of(QStringLiteral("group:advertising"), books);
        QVERIFY(advertising && !advertising->isSure); // two fit
        QVERIFY(!proposals.of(QStringLiteral("group:loan"), books));
        QVERIFY(!proposals.of(QStringLiteral("group:no such"), books));
    }

    void everyGroupHasWordsToBeRecognisedBy()
    {
        const QStringList keys = AccountProposals().keys();
        for (const QString& group : Groups().names())
            QVERIFY2(keys.contains(QStringLiteral("group:") + group), qPrintable(group));
    }

    void theDepositDayIsTheStoresUnlessItIsNamed_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("day");
        const QString us = QStringLiteral("America/Los_Angeles"), jp = QStringLiteral("Asia/Tokyo");
        QTest::newRow("named, US") << QStringLiteral("2026-07-02T00:00:00Z") << us << QDate(2026, 7, 2);
        QTest::newRow("named, JP") << QStringLiteral("2026-07-02T00:00:00Z") << jp << QDate(2026, 7, 2);
        QTest::newRow("US evening") << QStringLiteral("2026-07-02T03:07:18Z") << us << QDate(2026, 7, 1);
        QTest::newRow("US afternoon") << QStringLiteral("2026-07-02T22:07:18Z") << us << QDate(2026, 7, 2);
        QTest::newRow("JP midnight") << QStringLiteral("2026-07-01T15:00:00Z") << jp << QDate(2026, 7, 2);
        QTest::newRow("JP morning") << QStringLiteral("2026-07-01T22:07:18Z") << jp << QDate(2026, 7, 2);
        QTest::newRow("no zone") << QStringLiteral("2026-07-01T22:07:18Z") << QString() << QDate(2026, 7, 1);
    }
    void theDepositDayIsTheStoresUnlessItIsNamed()
    {
        QFETCH(QString, at);
        QFETCH(QString, zone);
        QFETCH(QDate, day);
        QCOMPARE(settlement::depositDay(*fromIso8601(at), zone), day);
    }
};

QTEST_GUILESS_MAIN(SettlementChainTest)
#include "SettlementChainTest.moc"
