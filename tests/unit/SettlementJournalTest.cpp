// SPDX-License-Identifier: GPL-3.0-or-later
// From categories to journal entries: every one balances, every cent arrives, nothing without an account is posted.
#include <algorithm>
#include <random>

#include <QFile>
#include <QTest>

#include "settlement/Journal.h"
#include "settlement/SettlementReader.h"

using namespace causeway;
using namespace causeway::settlement;

namespace {
const Category kPrincipal{QStringLiteral("Order"), QStringLiteral("ItemPrice"), QStringLiteral("Principal")};
const Category kCommission{QStringLiteral("Order"), QStringLiteral("ItemFees"), QStringLiteral("Commission")};
const Category kTax{QStringLiteral("Order"), QStringLiteral("ItemPrice"), QStringLiteral("Tax")};
const Category kWithheld{QStringLiteral("Order"), QStringLiteral("ItemWithheldTax"),
                         QStringLiteral("MarketplaceFacilitatorTax-Principal")};
const Category kUnknown{QStringLiteral("Order"), QStringLiteral("NewThing"), QStringLiteral("Surcharge")};

struct Books
{
    explicit Books(std::vector<std::pair<QString, QString>> accounts)
    {
        store.id = QStringLiteral("us");
        for (auto& [key, id] : accounts)
            add(key, id);
    }
    void add(const QString& key, const QString& id, const QString& forStore = {})
    {
        configuration.mappings.push_back({QStringLiteral("account"), forStore, key, QStringLiteral("account:") + id});
    }
    [[nodiscard]] Result<JournalPlan> plan(const std::vector<CategorySum>& sums, const JournalSettings& settings = {}) const
    {
        Head head;
        head.currency = QStringLiteral("USD");
        Money total = Money::zero(head.currency);
        for (const CategorySum& sum : sums)
            total = *total.plus(sum.sum);
        head.total = total;
        return planJournals(head, sums, Accounts(configuration, store, groups), settings);
    }
    config::Configuration configuration;
    config::Store store;
    Groups groups;
};

Books books()
{
    return Books({{QStringLiteral("clearing"), QStringLiteral("57")},
                  {QStringLiteral("carry"), QStringLiteral("59")},
                  {QStringLiteral("suspense"), QStringLiteral("99")},
                  {QStringLiteral("group:sales"), QStringLiteral("40")},
                  {QStringLiteral("group:selling-fees"), QStringLiteral("61")},
                  {QStringLiteral("group:tax-collected"), QStringLiteral("22")},
                  {QStringLiteral("group:tax-withheld"), QStringLiteral("22")}});
}

CategorySum sum(const Category& category, qint64 cents, const QString& month = {}, const QString& marketplace = {})
{
    return {category, marketplace, month, month, {}, 1, Money(cents, QStringLiteral("USD"))};
}

qint64 balance(const Journal& journal)
{
    qint64 total = 0;
    for (const JournalLine& line : journal.lines)
        total += line.amount.minorUnits();
    return total;
}

qint64 on(const JournalPlan& plan, const QString& account)
{
    qint64 total = 0;
    for (const Journal& journal : plan.journals) {
        for (const JournalLine& line : journal.lines) {
            if (line.account == account)
                total += line.amount.minorUnits();
        }
    }
    return total;
}
} // namespace

class SettlementJournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShippedLineNamesAGroup()
    {
        const Groups groups;
        QVERIFY(groups.names().size() > 20);
        QCOMPARE(groups.of(kPrincipal), QStringLiteral("sales"));
        QCOMPARE(groups.of(kWithheld), QStringLiteral("tax-withheld"));
        QCOMPARE(groups.of({QStringLiteral("ORDER"), QStringLiteral("item_price"), QStringLiteral("shipping TAX")}),
                 QStringLiteral("tax-collected"));
        QCOMPARE(groups.of(kUnknown), QString());
        for (const QString& name : groups.names())
            QVERIFY2(!name.contains(QStringLiteral("account")) && name == name.toLower(), qPrintable(name));
    }

    void theNarrowestMappingWins()
    {
        Books world = books();
        const auto account = [&](const Category& category) {
            const auto found = Accounts(world.configuration, world.store, world.groups).of(category);
            return found ? found->id : QString();
        };
        QCOMPARE(account(kPrincipal), QStringLiteral("40"));
        QCOMPARE(account(kUnknown), QString());
        world.add(QStringLiteral("Order|NewThing|*"), QStringLiteral("70"));
        QCOMPARE(account(kUnknown), QStringLiteral("70"));
        world.add(QStringLiteral("order|NEW_THING|sur charge"), QStringLiteral("71"));
        QCOMPARE(account(kUnknown), QStringLiteral("71"));
        world.add(QStringLiteral("Order|NewThing|Surcharge"), QStringLiteral("72"), QStringLiteral("us"));
        QCOMPARE(account(kUnknown), QStringLiteral("72"));
        world.add(QStringLiteral("Order|NewThing|Surcharge"), QStringLiteral("73"), QStringLiteral("de"));
        QCOMPARE(account(kUnknown), QStringLiteral("72"));
    }

    void oneSummarisedJournal()
    {
        const auto plan = books().plan({sum(kPrincipal, 10'000), sum(kCommission, -1'500), sum(kTax, 825), sum(kWithheld, -825)});

        QVERIFY(plan);
        QCOMPARE(plan->journals.size(), std::size_t(1));
        QCOMPARE(balance(plan->journals.front()), 0);
        QCOMPARE(on(*plan, QStringLiteral("40")), 10'000);
        QCOMPARE(on(*plan, QStringLiteral("61")), -1'500);
        QCOMPARE(on(*plan, QStringLiteral("57")), -8'500); // debit: what Amazon pays
        QCOMPARE(on(*plan, QStringLiteral("22")), 0);
        QCOMPARE(plan->journals.front().lines.size(), std::size_t(3)); // tax collected and withheld meet on one account: no line
    }

    void anUnmappedCategoryHoldsEverything()
    {
        const auto plan = books().plan({sum(kPrincipal, 10'000), sum(kUnknown, -3)});
        QVERIFY(plan);
        QVERIFY(plan->journals.empty());
        QCOMPARE(plan->unmapped, std::vector<Category>{kUnknown});
        QCOMPARE(plan->posted.minorUnits(), 9'997); // the money is still counted
    }

    void parkedMoneyIsVisible()
    {
        Books own = books();
        own.configuration.mappings.push_back(
            {QStringLiteral("account"), {}, kUnknown.key(), QStringLiteral("suspense:asked Amazon, case 123")});
        const auto plan = own.plan({sum(kPrincipal, 10'000), sum(kUnknown, -3)});
        QVERIFY(plan);
        QVERIFY(plan->unmapped.empty());
        QCOMPARE(on(*plan, QStringLiteral("99")), -3);
        QCOMPARE(plan->parked.minorUnits(), -3);
        QCOMPARE(on(*plan, QStringLiteral("57")), -9'997);
    }

    void monthsAreCarried()
    {
        JournalSettings settings;
        settings.splitMonths = true;
        const auto plan =
            books().plan({sum(kPrincipal, 6'000, QStringLiteral("2026-06")), sum(kCommission, -900, QStringLiteral("2026-06")),
                          sum(kPrincipal, 4'000, QStringLiteral("2026-07"))},
                         settings);
        QVERIFY(plan);
        QCOMPARE(plan->journals.size(), std::size_t(2));
        for (const Journal& journal : plan->journals)
            QCOMPARE(balance(journal), 0);
        QCOMPARE(plan->journals.front().month, QStringLiteral("2026-06"));
        QCOMPARE(on(*plan, QStringLiteral("59")), 0); // carried over and taken over
        QCOMPARE(on(*plan, QStringLiteral("57")), -9'100);
        QVERIFY(std::none_of(plan->journals.front().lines.begin(), plan->journals.front().lines.end(),
                             [](const JournalLine& line) { return line.account == QStringLiteral("57"); }));
    }

    void largeJournalsAreSplitTheSameWayEachTime()
    {
        JournalSettings settings;
        settings.detailed = true;
        settings.mostLines = 11;
        std::vector<CategorySum> sums;
        for (int i = 0; i < 95; ++i) {
            CategorySum one = sum(i % 3 == 0 ? kCommission : kPrincipal, i % 3 == 0 ? -7 - i : 100 + i);
            one.detail = QStringLiteral("113-%1").arg(i, 7, 10, QLatin1Char('0'));
            sums.push_back(one);
        }
        const auto first = books().plan(sums, settings);
        std::shuffle(sums.begin(), sums.end(), std::mt19937(7));
        const auto second = books().plan(sums, settings);

        QVERIFY(first && second);
        QCOMPARE(first->journals.size(), std::size_t(10));
        QVERIFY(first->journals == second->journals);
        for (const Journal& journal : first->journals) {
            QCOMPARE(balance(journal), 0);
            QVERIFY(journal.lines.size() <= 11);
        }
        QCOMPARE(-on(*first, QStringLiteral("57")), first->posted.minorUnits());
    }

    void everyMarketplaceHasItsClass()
    {
        JournalSettings settings;
        settings.perMarketplace[QStringLiteral("amazon.ca")] = {QStringLiteral("5"), QStringLiteral("8"), {}};
        settings.otherwise = {QStringLiteral("4"), QStringLiteral("7"), {}};
        const auto plan = books().plan({sum(kPrincipal, 100, {}, QStringLiteral("Amazon.ca")),
                                        sum(kPrincipal, 200, {}, QStringLiteral("Amazon.com")), sum(kPrincipal, 300)},
                                       settings);
        QVERIFY(plan);
        QCOMPARE(plan->journals.front().lines.size(), std::size_t(3));
        std::map<QString, qint64> perClass;
        for (const JournalLine& line : plan->journals.front().lines) {
            if (line.account == QStringLiteral("40"))
                perClass[line.dimensions.classId] += line.amount.minorUnits();
        }
        QCOMPARE(perClass, (std::map<QString, qint64>{{QStringLiteral("4"), 500}, {QStringLiteral("5"), 100}}));
    }

    void withoutTheClearingAccountNothingIsPlanned()
    {
        const auto plan = Books({{QStringLiteral("group:sales"), QStringLiteral("40")}}).plan({sum(kPrincipal, 100)});
        QVERIFY(!plan);
        QVERIFY(plan.error().kind == ErrorKind::Unmapped);
    }

    void everyCompleteSampleBalances()
    {
        const QStringList files{
            QStringLiteral("settlement_v2_DE_7293436482.txt"), QStringLiteral("settlement_v2_US_28471003921_synthetic.txt"),
            QStringLiteral("settlement_v1_CA_50011020300.txt"), QStringLiteral("settlement_v1_CA_50034020328.txt"),
            QStringLiteral("settlement_v1_CA_50051020370.txt")};
        for (const QString& name : files) {
            QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/") + name);
            if (!file.open(QIODevice::ReadOnly))
                QSKIP("The reference material is not here.");
            std::map<Category, Money> perCategory;
            const auto summary = readSettlement(file, [&](const Row& row) {
                Money& total = perCategory[{row.transactionType, row.amountType, row.amountDescription}];
                total = *total.plus(row.amount);
                return true;
            });
            QVERIFY(summary);
            Books world({{QStringLiteral("clearing"), QStringLiteral("57")}});
            for (const QString& group : world.groups.names())
                world.add(QStringLiteral("group:") + group, QString::number(1000 + world.groups.names().indexOf(group)));
            std::vector<CategorySum> sums;
            for (const auto& [category, total] : perCategory)
                sums.push_back({category, {}, {}, {}, {}, 1, total});

            const auto plan = planJournals(summary->head, sums, Accounts(world.configuration, world.store, world.groups), {});

            QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
            QStringList unknown;
            for (const Category& category : plan->unmapped)
                unknown << category.key();
            QCOMPARE(unknown, QStringList());
            QCOMPARE(plan->posted, *summary->head.total);
            QCOMPARE(balance(plan->journals.front()), 0);
            QCOMPARE(-on(*plan, QStringLiteral("57")), summary->head.total->minorUnits());
        }
    }
};

QTEST_GUILESS_MAIN(SettlementJournalTest)
#include "SettlementJournalTest.moc"
