// SPDX-License-Identifier: GPL-3.0-or-later
// From gross sales to the deposit: every category in exactly one step, every cent of the rows in the steps.
#include "settlement/Waterfall.h"

#include <QTest>

using namespace causeway;
using namespace causeway::settlement;

namespace {
const QString kUsd = QStringLiteral("USD");

CategorySum sumOf(const char* type, const char* amountType, const char* description, qint64 rows, qint64 cents)
{
    CategorySum sum;
    sum.category = {QString::fromLatin1(type), QString::fromLatin1(amountType), QString::fromLatin1(description)};
    sum.rows = rows;
    sum.sum = Money(cents, kUsd);
    return sum;
}

const Waterfall::Step& step(const Waterfall& waterfall, Waterfall::Bucket bucket)
{
    return waterfall.steps()[static_cast<std::size_t>(bucket)];
}
} // namespace

class WaterfallTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyShippedGroupHasItsStep()
    {
        const Groups groups;
        QVERIFY(groups.names().size() > 20);
        for (const QString& name : groups.names())
            QVERIFY2(Waterfall::isKnown(name), qPrintable(name));
        QVERIFY(!Waterfall::isKnown(QString()));
        QVERIFY(!Waterfall::isKnown(QStringLiteral("sale")));
    }

    void everyCentIsInOneStep()
    {
        using Bucket = Waterfall::Bucket;
        const Groups groups;
        const std::vector<CategorySum> sums{
            sumOf("Order", "ItemPrice", "Principal", 3, 10'000),
            sumOf("Order", "ItemPrice", "Shipping", 2, 599),
            sumOf("Order", "Promotion", "Shipping", 1, -200),
            sumOf("Refund", "ItemPrice", "Principal", 1, -2'500),
            sumOf("Refund", "Promotion", "Shipping", 1, 50),
            sumOf("Refund", "ItemFees", "RefundCommission", 1, -75),
            sumOf("Order", "ItemFees", "Commission", 3, -1'500),
            sumOf("Order", "ItemPrice", "Tax", 3, 825),
            sumOf("Order", "ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", 3, -825),
            sumOf("other-transaction", "FBA Inventory Reimbursement", "WAREHOUSE_DAMAGE", 1, 333),
            sumOf("Order", "NewThing", "Surcharge", 1, -1),
            sumOf("other-transaction", "other-transaction", "Current Reserve Amount", 1, -4'000),
            sumOf("other-transaction", "other-transaction", "Previous Reserve Amount Balance", 1, 3'000)};
        const auto waterfall = Waterfall::of(sums, groups, kUsd);
        QVERIFY(waterfall.has_value());
        QCOMPARE(step(*waterfall, Bucket::Sales).sum.minorUnits(), 10'399);
        QCOMPARE(step(*waterfall, Bucket::Sales).rows, 6);
        QCOMPARE(step(*waterfall, Bucket::Refunds).sum.minorUnits(), -2'450);
        QCOMPARE(step(*waterfall, Bucket::Fees).sum.minorUnits(), -1'575);
        QCOMPARE(step(*waterfall, Bucket::Tax).sum.minorUnits(), 0);
        QCOMPARE(step(*waterfall, Bucket::Tax).rows, 6);
        QCOMPARE(step(*waterfall, Bucket::Other).sum.minorUnits(), 332);
        QCOMPARE(step(*waterfall, Bucket::Reserve).sum.minorUnits(), -1'000);
        qint64 rows = 0, cents = 0, allRows = 0, allCents = 0;
        for (const Waterfall::Step& one : waterfall->steps()) {
            rows += one.rows;
            cents += one.sum.minorUnits();
        }
        for (const CategorySum& sum : sums) {
            allRows += sum.rows;
            allCents += sum.sum.minorUnits();
        }
        QCOMPARE(rows, allRows);
        QCOMPARE(cents, allCents);
        QCOMPARE(waterfall->total(), Money(allCents, kUsd));
    }

    void anEmptyFileHasEmptySteps()
    {
        const auto waterfall = Waterfall::of({}, Groups(), kUsd);
        QVERIFY(waterfall.has_value());
        QCOMPARE(waterfall->total(), Money::zero(kUsd));
        for (int i = 0; i < Waterfall::kBuckets; ++i) {
            const Waterfall::Step& one = waterfall->steps()[static_cast<std::size_t>(i)];
            QCOMPARE(static_cast<int>(one.bucket), i);
            QCOMPARE(one.sum, Money::zero(kUsd));
        }
    }

    void sumsBeyondTheRangeAreRefused()
    {
        const auto most = std::numeric_limits<qint64>::max();
        QVERIFY(!Waterfall::of(
            {sumOf("Order", "ItemPrice", "Principal", 1, most), sumOf("Order", "ItemPrice", "Principal", 1, 1)}, Groups(), kUsd));
    }
};

QTEST_GUILESS_MAIN(WaterfallTest)
#include "WaterfallTest.moc"
