// SPDX-License-Identifier: GPL-3.0-or-later
// Amazon's breakdown of a refund: what went to the buyer, what is between Amazon and the seller, and nothing lost on the way.
#include "mapping/RefundMoney.h"

#include <QTest>

using namespace causeway;
using namespace causeway::mapping;
using amazon::Breakdown;

namespace {
Money usd(qint64 cents)
{
    return {cents, QStringLiteral("USD")};
}

Breakdown part(const char* type, qint64 cents, std::vector<Breakdown> parts = {})
{
    return {QString::fromLatin1(type), usd(cents), std::move(parts)};
}

amazon::Transaction refund(std::vector<Breakdown> breakdowns, qint64 total)
{
    amazon::Transaction transaction;
    transaction.id = QStringLiteral("t1");
    transaction.type = QStringLiteral("Refund");
    transaction.total = usd(total);
    amazon::FinanceItem item;
    item.sku = QStringLiteral("A-1");
    item.quantity = 1;
    item.total = usd(total);
    item.breakdowns = std::move(breakdowns);
    transaction.items.push_back(std::move(item));
    return transaction;
}

std::vector<Breakdown> everything()
{
    return {part("ProductCharges", -2'425,
                 {part("OurPricePrincipal", -2'500), part("GoodwillPrincipal", -25), part("RestockingDeductionPrincipal", 100)}),
            part("Tax", -220, {part("OurPriceTax", -200), part("ShippingTax", -20)}),
            part("Shipping", -499, {part("ShippingPrincipal", -499)}),
            part("Giftwrap", -300, {part("GiftwrapPrincipal", -300)}),
            part("PromoRebates", 150, {part("OurPriceDiscount", 150)}),
            part("MarketplaceWithheldTax", 220, {part("MarketplaceFacilitatorTax-Principal", 220)}),
            part("AmazonFees", 300, {part("Commission", 375, {part("Base", 375)}), part("RefundCommission", -75)})};
}
} // namespace

class RefundMoneyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPartFindsItsPlace()
    {
        const auto money = refundMoney(refund(everything(), -2'774));
        QVERIFY2(money, money ? "" : qPrintable(money.error().message));
        const auto& parts = money->items.front().parts;
        QCOMPARE(parts.at(RefundPart::Principal), usd(2'500));
        QCOMPARE(parts.at(RefundPart::Goodwill), usd(25));
        QCOMPARE(parts.at(RefundPart::Restocking), usd(-100));
        QCOMPARE(parts.at(RefundPart::Tax), usd(220));
        QCOMPARE(parts.at(RefundPart::Shipping), usd(499));
        QCOMPARE(parts.at(RefundPart::GiftWrap), usd(300));
        QCOMPARE(parts.at(RefundPart::Discount), usd(-150));
        QCOMPARE(parts.at(RefundPart::WithheldTax), usd(-220));
        QCOMPARE(parts.at(RefundPart::Fee), usd(-300));
        QCOMPARE(money->toBuyer().value_or(Money()), usd(3'294));
        QVERIFY(money->unknown.isEmpty());
    }

    void itSurvivesItsJson()
    {
        const auto money = refundMoney(refund(everything(), -2'774));
        QVERIFY(money);
        const auto again = RefundMoney::fromJson(money->toJson());
        QVERIFY(again);
        QCOMPARE(again->toJson().toBytes(), money->toJson().toBytes());
        QCOMPARE(again->toBuyer().value_or(Money()), usd(3'294));
    }

    void namesWithBlanksAreTheSame()
    {
        const auto money =
            refundMoney(refund({part("Product Charges", -500, {part("Principle", -500)}), part("FBA fees", 50)}, -450));
        QVERIFY(money);
        QCOMPARE(money->toBuyer().value_or(Money()), usd(500));
    }

    void whatNobodyKnowsIsKeptAndNamed()
    {
        const auto money = refundMoney(refund({part("ProductCharges", -500), part("Novelty", -7)}, -507));
        QVERIFY(money);
        QCOMPARE(money->items.front().parts.at(RefundPart::Other), usd(7));
        QCOMPARE(money->unknown, QStringList{QStringLiteral("Novelty")});
        QCOMPARE(money->toBuyer().value_or(Money()), usd(507));
    }

    void sumsThatDoNotAgreeAreRefused_data()
    {
        QTest::addColumn<qint64>("stated");
        QTest::addColumn<qint64>("ofParts");
        QTest::newRow("the posting says more") << qint64(-501) << qint64(-500);
        QTest::newRow("a group says more") << qint64(-500) << qint64(-499);
    }
    void sumsThatDoNotAgreeAreRefused()
    {
        QFETCH(qint64, stated);
        QFETCH(qint64, ofParts);
        const auto money = refundMoney(refund({part("ProductCharges", -500, {part("OurPricePrincipal", ofParts)})}, stated));
        QVERIFY(!money);
        QCOMPARE(money.error().code, QStringLiteral("refund-sum"));
    }

    void aRefundOfTheWholeOrderHasNoItems()
    {
        amazon::Transaction transaction = refund({}, -600);
        transaction.items.clear();
        transaction.breakdowns = {part("Refunded Sales", -700, {part("ProductCharges", -700)}),
                                  part("Refunded Expenses", 100, {part("AmazonFees", 100)})};
        const auto money = refundMoney(transaction);
        QVERIFY(money);
        QCOMPARE(money->toBuyer().value_or(Money()), usd(700));
    }

    void typesOfPostings_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isOne");
        const auto row = [](const char* type, bool isOne) { QTest::newRow(type) << QString::fromLatin1(type) << isOne; };
        row("Refund", true);
        row("A-to-z Guarantee Refund", true);
        row("Chargeback Refund", true);
        row("GuaranteeClaim", true);
        row("Chargeback", true);
        row("Shipment", false);
        row("ServiceFee", false);
        row("Refund_Retrocharge", false);
    }
    void typesOfPostings()
    {
        QFETCH(QString, type);
        QFETCH(bool, isOne);
        amazon::Transaction transaction = refund({}, 0);
        transaction.type = type;
        QCOMPARE(isRefund(transaction), isOne);
    }
};

QTEST_APPLESS_MAIN(RefundMoneyTest)
#include "RefundMoneyTest.moc"
