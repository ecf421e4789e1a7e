// SPDX-License-Identifier: GPL-3.0-or-later
// Which sightings are one refund: in every order of sources, put together or taken apart, held back, twice the same.
#include "engine/RefundBook.h"

#include "db/DatabaseFixture.h"
#include "db/RefundFactTable.h"
#include "testkit/FakeClock.h"

using namespace causeway;
using causeway::db::DatabaseFixture;

namespace {
constexpr qint64 kDayMs = 86'400'000;
const QString kOrder = QStringLiteral("113-1111111-2222222");

struct Book
{
    Book()
    {
        if (const auto created = fixture.create(); !created)
            qFatal("%s", qPrintable(created.error().message));
        if (const auto opened = fixture.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        book = std::make_unique<engine::RefundBook>(*fixture.database, QStringLiteral("us"), clock);
    }
    flows::RefundEvent attach(const char* source, const char* id, const std::vector<std::pair<const char*, qint64>>& lines,
                              qint64 day = 0, const char* original = "", const char* currency = "USD")
    {
        flows::RefundSighting sighting;
        sighting.source = QString::fromLatin1(source);
        sighting.sourceId = QString::fromLatin1(id);
        sighting.originalId = QString::fromLatin1(original);
        sighting.orderId = kOrder;
        sighting.postedMs = clock.nowMs() + day * kDayMs;
        for (const auto& [sku, amount] : lines)
            sighting.lines.push_back({QString::fromLatin1(sku), Money(amount, QString::fromLatin1(currency))});
        auto event = book->attach(sighting);
        if (!event)
            qFatal("%s", qPrintable(event.error().message));
        return *event;
    }
    [[nodiscard]] QStringList missing() { return book->ordersMissingInFinances(0).value_or(QStringList{QStringLiteral("?")}); }
    flows::SettledComparison compare()
    {
        auto compared = book->compareSettled({kOrder});
        if (!compared)
            qFatal("%s", qPrintable(compared.error().message));
        return *compared;
    }
    /// Every sum of money that a source has told, by source.
    [[nodiscard]] std::map<QString, qint64> told()
    {
        const auto rows = fixture.database->read(
            [&](db::Connection& connection) { return db::RefundFactTable(connection, QStringLiteral("us")).ofOrder(kOrder); });
        std::map<QString, qint64> sums;
        for (const db::RefundFactRow& row : *rows) {
            for (const QString& source : row.sources)
                sums[source] += row.amount.minorUnits();
        }
        return sums;
    }

    DatabaseFixture fixture;
    causeway::tests::FakeClock clock;
    std::unique_ptr<engine::RefundBook> book;
};
} // namespace

class RefundBookTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneRefundWhicheverSourceIsFirst_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("Finances first") << QStringList{QStringLiteral("finances"), QStringLiteral("settlement")};
        QTest::newRow("settlement first") << QStringList{QStringLiteral("settlement"), QStringLiteral("finances")};
    }
    void oneRefundWhicheverSourceIsFirst()
    {
        QFETCH(QStringList, order);
        Book subject;
        const auto first = subject.attach(qPrintable(order[0]), "1", {{"A", 500}}, 0);
        const auto second = subject.attach(qPrintable(order[1]), "2", {{"A", 500}}, 3);
        QCOMPARE(second.key, first.key);
        QVERIFY(first.isNew && !second.isNew && second.doubt.isEmpty());
        QCOMPARE(subject.missing(), QStringList());
        // Told again, nothing changes.
        QCOMPARE(subject.attach(qPrintable(order[1]), "2", {{"A", 500}}, 3).key, first.key);
        QCOMPARE(subject.told(),
                 (std::map<QString, qint64>{{QStringLiteral("finances"), 500}, {QStringLiteral("settlement"), 500}}));
    }

    void fourDaysAreAnother()
    {
        Book subject;
        const auto first = subject.attach("finances", "1", {{"A", 500}});
        const auto second = subject.attach("settlement", "2", {{"A", 500}}, 4);
        QVERIFY(second.isNew && second.key != first.key);
        QCOMPARE(subject.compare().open.size(), 1U);
    }

    void twoEqualOnesOfOneDayAreTwo()
    {
        Book subject;
        const auto settled = subject.attach("settlement", "s1", {{"A", 500}});
        const auto one = subject.attach("finances", "f1", {{"A", 500}});
        const auto two = subject.attach("finances", "f2", {{"A", 500}});
        const auto settledToo = subject.attach("settlement", "s2", {{"A", 500}});
        QCOMPARE(one.key, settled.key);
        QVERIFY(two.key != one.key && two.doubt.isEmpty());
        QCOMPARE(settledToo.key, two.key);
        QCOMPARE(subject.told()[QStringLiteral("finances")], 1'000);
        QCOMPARE(subject.told()[QStringLiteral("settlement")], 1'000);
        QCOMPARE(subject.missing(), QStringList());
    }

    void theSameFigureInAnotherCurrencyIsAnother()
    {
        Book subject;
        const auto yen = subject.attach("finances", "1", {{"A", 500}}, 0, "", "JPY");
        const auto dollars = subject.attach("settlement", "2", {{"A", 500}});
        QVERIFY(yen.key != dollars.key);
        QVERIFY(dollars.isNew && dollars.doubt.isEmpty());
    }

    void unitsInLinesOfTheirOwnAreOneLine()
    {
        Book subject;
        const auto told = subject.attach("finances", "1", {{"A", 500}, {"A", 500}, {"B", 70}, {"B", -70}});
        const auto settled = subject.attach("settlement", "2", {{"A", 1'000}});
        QCOMPARE(settled.key, told.key);
        QCOMPARE(subject.missing(), QStringList());
    }

    void heldBackAndSettledAtItsRelease()
    {
        Book subject;
        const auto told = subject.attach("finances", "held", {{"A", 500}}, 0);
        const auto released = subject.attach("finances", "released", {{"A", 500}}, 7, "held");
        QCOMPARE(released.key, told.key);
        QCOMPARE(released.postedMs, told.postedMs);
        const auto settled = subject.attach("settlement", "1", {{"A", 500}}, 7);
        QCOMPARE(settled.key, told.key);
        QCOMPARE(subject.missing(), QStringList());
    }

    void heldBackAndTheSettlementTellsOfTheReleaseFirst()
    {
        Book subject;
        const auto told = subject.attach("finances", "held", {{"A", 500}}, 0);
        const auto settled = subject.attach("settlement", "1", {{"A", 500}}, 7);
        QVERIFY(settled.key != told.key); // it cannot know yet
        const auto released = subject.attach("finances", "released", {{"A", 500}}, 7, "held");
        QCOMPARE(released.key, told.key);
        QCOMPARE(subject.missing(), QStringList());
        QCOMPARE(subject.attach("settlement", "1", {{"A", 500}}, 7).key, told.key);
        // A third one of the same amount is not mistaken for what is gone.
        const auto third = subject.attach("finances", "f3", {{"A", 500}}, 7);
        QVERIFY(third.key != told.key && third.key != settled.key);
        QCOMPARE(subject.told()[QStringLiteral("finances")], 1'000);
    }

    void aReleaseWithoutItsBeginning()
    {
        Book subject;
        const auto released = subject.attach("finances", "released", {{"A", 500}}, 7, "held");
        QCOMPARE(subject.attach("finances", "held", {{"A", 500}}, 0).key, released.key);
        QCOMPARE(subject.told()[QStringLiteral("finances")], 500);
    }

    void theSettlementTakesApartWhatFinancesTells()
    {
        Book subject;
        const auto told = subject.attach("finances", "1", {{"A", 500}, {"B", 200}});
        QCOMPARE(subject.attach("settlement", "s1", {{"A", 500}}).key, told.key);
        QCOMPARE(subject.attach("settlement", "s2", {{"B", 200}}, 1).key, told.key);
        QCOMPARE(subject.missing(), QStringList());
        QCOMPARE(subject.told()[QStringLiteral("settlement")], 700);
    }

    void theSettlementPutsTogetherWhatFinancesTells()
    {
        Book subject;
        subject.attach("finances", "1", {{"A", 500}});
        subject.attach("finances", "2", {{"B", 200}});
        subject.attach("settlement", "s1", {{"A", 500}, {"B", 200}});
        QCOMPARE(subject.missing(), QStringList());
        QCOMPARE(subject.told()[QStringLiteral("settlement")], 700);
    }

    void putTogetherLaterIsLookedAtByAPersonAndThenExplained()
    {
        Book subject;
        subject.attach("settlement", "s1", {{"A", 500}});
        subject.attach("settlement", "s2", {{"B", 200}});
        const auto told = subject.attach("finances", "1", {{"A", 500}, {"B", 200}});
        QVERIFY(!told.doubt.isEmpty());
        QCOMPARE(subject.missing(), QStringList{kOrder});
        QVERIFY(subject.compare().open.empty());
        QCOMPARE(subject.missing(), QStringList());
        QCOMPARE(subject.told(),
                 (std::map<QString, qint64>{{QStringLiteral("finances"), 700}, {QStringLiteral("settlement"), 700}}));
    }

    void whatOnlyASettlementShowsStaysOpen()
    {
        Book subject;
        subject.attach("finances", "1", {{"A", 500}});
        const auto settled = subject.attach("settlement", "28471/order/adjustment", {{"A", 510}, {"B", 5}});
        const auto compared = subject.compare();
        QCOMPARE(compared.open.size(), 1U);
        QCOMPARE(compared.open.front().event, settled.key);
        QCOMPARE(compared.open.front().settlement, QStringLiteral("28471"));
        QCOMPARE(compared.open.front().amount, Money(515, QStringLiteral("USD")));
        QVERIFY(compared.explained.empty());
        // Told weeks later it may be booked already: a person looks, also when it is read again.
        subject.clock.advance(15 * kDayMs);
        const auto late = subject.attach("finances", "2", {{"A", 510}, {"B", 5}}, -15);
        QCOMPARE(late.key, settled.key);
        QVERIFY(!late.doubt.isEmpty());
        QCOMPARE(subject.attach("finances", "2", {{"A", 510}, {"B", 5}}, -15).doubt, late.doubt);
    }
};

QTEST_GUILESS_MAIN(RefundBookTest)
#include "RefundBookTest.moc"
