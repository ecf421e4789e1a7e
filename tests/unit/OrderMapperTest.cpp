// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "OrderWorld.h"
#include "base/Hash.h"
#include "mapping/CustomerMapper.h"
#include "mapping/OrderVariance.h"
#include "mapping/SalesOrderLines.h"
#include "mapping/ShipTo.h"

using namespace causeway;
using namespace causeway::mapping;
using causeway::tests::orderItem;
using causeway::tests::orderJson;
using causeway::tests::orderOf;
using causeway::tests::OrderWorld;
using causeway::tests::parsed;
using causeway::tests::part;
using causeway::tests::sharedJson;
using causeway::tests::with;

namespace {
/// "98 2 x 10.00 = 20.00", one per line, in order.
QStringList linesOf(const Json& body)
{
    QStringList lines;
    for (const Json& line : body[u"item"][u"items"].items())
        lines += QStringLiteral("%1 %2 x %3 = %4")
                     .arg(line[u"item"][u"id"].toString(), QString::fromLatin1(line[u"quantity"].numberText()),
                          QString::fromLatin1(line[u"rate"].numberText()), QString::fromLatin1(line[u"amount"].numberText()));
    return lines;
}

QString totalOf(const Json& body, const QString& currency)
{
    Money total = Money::zero(currency);
    for (const Json& line : body[u"item"][u"items"].items())
        total = *total.plus(*Money::parse(QString::fromLatin1(line[u"amount"].numberText()), currency));
    if (body.contains(u"shippingCost"))
        total = *total.plus(*Money::parse(QString::fromLatin1(body[u"shippingCost"].numberText()), currency));
    return total.amountText();
}

/// Everything at once: two items, shipping, gift wrap, discounts, tax that Amazon collects.
Json richOrder()
{
    Json first = orderItem("A-1", 3,
                           {part("ITEM", "59.97"), part("SHIPPING", "4.99"), part("GIFT_WRAP", "3.49"),
                            part("TAX", "5.65", "ITEM=4.95 SHIPPING=0.41 GIFT_WRAP=0.29"),
                            part("DISCOUNT", "-6.00", "ITEM=-5.00 SHIPPING=-1.00")},
                           "68.10");
    first = with(first, QStringLiteral("tax.taxCollections"), parsed(R"([{"model":"MARKETPLACE_FACILITATOR"}])"));
    first = with(first, QStringLiteral("promotion.breakdowns"), parsed(R"([{"promotionId":"SAVE5"},{"promotionId":"SHIP1"}])"));
    const Json second = orderItem("B-2", 1, {part("ITEM", "10.00")}, "10.00");
    return orderJson({first, second}, "78.10");
}

/// Names of the reference material: body fields of a record and of one sublist.
QStringList fieldsOf(const QString& record, const QString& sublist = {})
{
    const Json json = sharedJson(QStringLiteral("contracts/netsuite/fields/%1.json").arg(record));
    QStringList names;
    for (const Json& field : (sublist.isEmpty() ? json[u"body"] : json[u"sublists"][sublist]).items()) {
        if (field[u"rest"].isString())
            names += field[u"rest"].toString();
    }
    return names;
}
} // namespace

class OrderMapperTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRichOrderAddsUpToTheCent()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(richOrder()));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        const Json& body = mapped->salesOrder.body;
        QCOMPARE(linesOf(body), (QStringList{QStringLiteral("98 3 x 19.99 = 59.97"), QStringLiteral("502 1 x 3.49 = 3.49"),
                                             QStringLiteral("503 1 x -6.00 = -6.00"), QStringLiteral("99 1 x 10.00 = 10.00"),
                                             QStringLiteral("504 1 x 5.24 = 5.24"), QStringLiteral("504 1 x 0.41 = 0.41")}));
        QCOMPARE(body[u"shippingCost"].numberText(), QByteArray("4.99"));
        QCOMPARE(totalOf(body, QStringLiteral("USD")), QStringLiteral("78.10"));
        QVERIFY(mapped->figures.money.difference.isZero());
        QCOMPARE(mapped->figures.taxLines.amountText(), QStringLiteral("5.65"));
        QCOMPARE(mapped->figures.shippingTaxLines.amountText(), QStringLiteral("0.41"));
        QVERIFY(body[u"item"][u"items"].at(2)[u"description"].toString().contains(QStringLiteral("SAVE5")));
        QCOMPARE(body[u"item"][u"items"].at(0)[u"price"][u"id"].toString(), QStringLiteral("-1"));
        QCOMPARE(body[u"item"][u"items"].at(0)[u"custcol_amz_order_item_id"].toString(), QStringLiteral("item-A-1"));
    }

    void headerFields()
    {
        OrderWorld world;
        world.store.defaults.classId = QStringLiteral("8");
        world.store.defaults.department = QStringLiteral("9");
        world.map("channel", "ATVPDKIKX0DER", "Amazon US shop");
        const Json body = world.map(orderOf(richOrder()))->salesOrder.body;
        const QString s = world.store.keyPart(QStringLiteral("1234567_SB1"));
        QCOMPARE(body[u"externalId"].toString(), QStringLiteral("AMZ-SO-%1-113-1234567-1234567").arg(s));
        QCOMPARE(body[u"otherRefNum"].toString(), QStringLiteral("113-1234567-1234567"));
        QCOMPARE(body[u"custbody_amz_order_id"].toString(), QStringLiteral("113-1234567-1234567"));
        QCOMPARE(body[u"tranDate"].toString(), QStringLiteral("2026-11-19")); // 06:30 UTC is the evening before in Los Angeles
        QCOMPARE(body[u"currency"][u"id"].toString(), QStringLiteral("1"));
        QCOMPARE(body[u"subsidiary"][u"id"].toString(), QStringLiteral("1"));
        QCOMPARE(body[u"location"][u"id"].toString(), QStringLiteral("3"));
        QCOMPARE(body[u"class"][u"id"].toString(), QStringLiteral("8"));
        QCOMPARE(body[u"department"][u"id"].toString(), QStringLiteral("9"));
        QCOMPARE(body[u"orderStatus"][u"id"].toString(), QStringLiteral("B"));
        QCOMPARE(body[u"shipMethod"][u"id"].toString(), QStringLiteral("44"));
        QCOMPARE(body[u"custbody_amz_channel"].toString(), QStringLiteral("Amazon US shop"));
        QCOMPARE(body[u"custbody_amz_fulfillment"].toString(), QStringLiteral("MFN"));
        QVERIFY(!body.contains(u"custbody_amz_do_not_ship"));
        QVERIFY(!body.contains(u"custbody_amz_buyer_po"));
        QCOMPARE(body[u"shippingAddress"].toBytes(),
                 parsed(R"({"addressee":"Ada Byron","addr1":"1 Main Street","city":"Austin","state":"TX",
            "zip":"78701","country":{"id":"US"},"addrPhone":"+1 512 555 0100"})")
                     .toBytes());
    }

    void theSameOrderGivesTheSameBodies()
    {
        const OrderWorld world;
        const auto first = world.map(orderOf(richOrder()));
        const auto second = world.map(orderOf(richOrder()));
        QCOMPARE(first->salesOrder.body.toBytes(), second->salesOrder.body.toBytes());
        QCOMPARE(first->customer->body.toBytes(), second->customer->body.toBytes());
    }

    void everyFieldHasAnOrigin()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(richOrder()));
        const auto has = [](const Origins& origins, const QString& path) {
            return std::any_of(origins.begin(), origins.end(),
                               [&](const auto& o) { return o.first == path && !o.second.isEmpty(); });
        };
        for (const auto& [name, value] : mapped->salesOrder.body.members()) {
            if (name != QStringLiteral("item"))
                QVERIFY2(has(mapped->salesOrder.origins, name), qPrintable(name));
        }
        QVERIFY(has(mapped->salesOrder.origins, QStringLiteral("item.items[0].amount")));
        for (const auto& [name, value] : mapped->customer->body.members())
            QVERIFY2(has(mapped->customer->origins, name), qPrintable(name));
        for (const Origins* origins : {&mapped->salesOrder.origins, &mapped->customer->origins}) {
            for (const auto& [path, words] : *origins)
                QVERIFY2(!words.contains(QStringLiteral("Byron")) && !words.contains(u'@'), qPrintable(words));
        }
    }

    // Money ------------------------------------------------------------------------------------------------------------

    void rates_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<QString>("rate");
        const auto row = [](const char* name, const char* amount, const char* currency, int quantity, const char* rate) {
            QTest::newRow(name) << QString::fromUtf8(amount) << QString::fromUtf8(currency) << quantity
                                << QString::fromUtf8(rate);
        };
        row("divides", "59.97", "USD", 3, "19.99");
        row("a third of a cent", "10.00", "USD", 3, "3.33333333");
        row("half away from zero", "0.01", "USD", 8, "0.00125");
        row("rounds up", "20.00", "USD", 3, "6.66666667");
        row("rounds down below zero", "-20.00", "USD", 3, "-6.66666667");
        row("yen divide", "1200", "JPY", 4, "300");
        row("yen do not divide", "1000", "JPY", 3, "333.33333333");
        row("a seventh", "1.00", "USD", 7, "0.14285714");
        row("zero", "0.00", "USD", 5, "0.00");
        row("very large", "90000000000000000.01", "USD", 3, "30000000000000000.00");
    }
    void rates()
    {
        QFETCH(QString, amount);
        QFETCH(QString, currency);
        QFETCH(int, quantity);
        QFETCH(QString, rate);
        QCOMPARE(rateOf(*Money::parse(amount, currency), quantity).toString(), rate);
    }

    void aDiscountReducesWhateverItsSign_data()
    {
        QTest::addColumn<Json>("discount");
        QTest::newRow("minus") << part("DISCOUNT", "-2.50");
        QTest::newRow("plus") << part("DISCOUNT", "2.50");
        QTest::newRow("minus with parts") << part("DISCOUNT", "-2.50", "ITEM=-2.00 SHIPPING=-0.50");
        QTest::newRow("plus with parts") << part("DISCOUNT", "2.50", "ITEM=2.00 SHIPPING=0.50");
    }
    void aDiscountReducesWhateverItsSign()
    {
        QFETCH(Json, discount);
        const OrderWorld world;
        const auto mapped =
            world.map(orderOf(orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), discount}, "7.50")}, "7.50")));
        QVERIFY(mapped);
        QCOMPARE(linesOf(mapped->salesOrder.body),
                 (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("503 1 x -2.50 = -2.50")}));
        QVERIFY(mapped->figures.money.difference.isZero());
        QVERIFY(mapped->figures.money.items[0].difference.isZero());
    }

    void oneDiscountForTheWholeOrder()
    {
        OrderWorld world;
        world.settings.discountPerLine = false;
        const Json promotion = parsed(R"([{"promotionId":"SAVE5"}])");
        const auto reduced = [&](const char* sku, const char* price, const char* discount) {
            return with(orderItem(sku, 1, {part("ITEM", price), part("DISCOUNT", discount)}),
                        QStringLiteral("promotion.breakdowns"), promotion);
        };
        const auto mapped =
            world.map(orderOf(orderJson({reduced("A-1", "10.00", "1.00"), reduced("B-2", "5.00", "0.50")}, "13.50")));
        QCOMPARE(linesOf(mapped->salesOrder.body),
                 (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("99 1 x 5.00 = 5.00"),
                              QStringLiteral("503 1 x -1.50 = -1.50")}));
        QCOMPARE(mapped->salesOrder.body[u"item"][u"items"].at(2)[u"description"].toString(), QStringLiteral("Discount: SAVE5"));
    }

    void aRealDiscountItemTakesNoQuantity()
    {
        OrderWorld world;
        world.item("503", "Promotion", "F", "Discount");
        const auto mapped =
            world.map(orderOf(orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), part("DISCOUNT", "1.00")})}, "9.00")));
        const Json& line = mapped->salesOrder.body[u"item"][u"items"].at(1);
        QVERIFY(!line.contains(u"quantity") && !line.contains(u"price"));
        QCOMPARE(line[u"amount"].numberText(), QByteArray("-1.00"));
    }

    void aMismatchInAmazonsOwnFiguresIsNeverHidden()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(orderJson({orderItem("A-1", 1, {part("ITEM", "10.00")}, "10.50")}, "11.00")));
        QVERIFY(mapped);
        QCOMPARE(mapped->figures.money.items[0].difference.amountText(), QStringLiteral("0.50"));
        QCOMPARE(mapped->figures.money.difference.amountText(), QStringLiteral("1.00"));
        const auto variance = orderVariance(mapped->figures, parsed(R"({"total":"10","tax":"0","shipping":"0"})"), true);
        QCOMPARE(variance->total.amountText(), QStringLiteral("1.00"));
        QVERIFY(variance->isOver(QStringLiteral("0.01")));
    }

    void yenHaveNoFraction()
    {
        OrderWorld world;
        world.store.defaults.currency = QStringLiteral("JPY");
        Json json =
            orderJson({orderItem("A-1", 3, {part("ITEM", "1000", "", "JPY"), part("SHIPPING", "350", "", "JPY")}, "1350", "JPY")},
                      "1350", "JPY");
        json = with(json, QStringLiteral("salesChannel.marketplaceId"), QStringLiteral("A1VC38T7YXB528"));
        const auto mapped = world.map(orderOf(json));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        QCOMPARE(linesOf(mapped->salesOrder.body), QStringList{QStringLiteral("98 3 x 333.33333333 = 1000")});
        QCOMPARE(mapped->salesOrder.body[u"shippingCost"].numberText(), QByteArray("350"));
        QCOMPARE(mapped->salesOrder.body[u"currency"][u"id"].toString(), QStringLiteral("7"));
    }

    void moneyThatOnlyTheOrderStates()
    {
        OrderWorld world;
        world.map("item", "tip", "item:506");
        Json json = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00")}, "10.00")}, "13.00");
        json =
            with(json, QStringLiteral("proceeds.breakdowns"), Json::array({part("ITEM", "10.00"), part("DELIVERY_TIP", "3.00")}));
        const auto mapped = world.map(orderOf(json));
        QVERIFY(mapped);
        QCOMPARE(linesOf(mapped->salesOrder.body),
                 (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("506 1 x 3.00 = 3.00")}));
        QVERIFY(mapped->figures.money.difference.isZero());
    }

    void sumsOfTheOrderAreNotCountedTwice()
    {
        const OrderWorld world;
        Json json = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), part("SHIPPING", "2.00")}, "12.00")}, "12.00");
        json = with(json, QStringLiteral("proceeds.breakdowns"), Json::array({part("ITEM", "10.00"), part("SHIPPING", "2.00")}));
        const auto mapped = world.map(orderOf(json));
        QCOMPARE(mapped->salesOrder.body[u"shippingCost"].numberText(), QByteArray("2.00"));
        QVERIFY(mapped->figures.money.difference.isZero());
    }

    void chargesWithoutAnItemAreNamed_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("key");
        QTest::newRow("cash on delivery") << QStringLiteral("COD_FEE") << QStringLiteral("cod");
        QTest::newRow("other") << QStringLiteral("OTHER") << QStringLiteral("other");
        QTest::newRow("a type Amazon invents tomorrow") << QStringLiteral("CARBON_FEE") << QStringLiteral("other");
        QTest::newRow("tip") << QStringLiteral("DELIVERY_TIP") << QStringLiteral("tip");
        QTest::newRow("gift wrap") << QStringLiteral("GIFT_WRAP") << QStringLiteral("giftwrap");
        QTest::newRow("discount") << QStringLiteral("DISCOUNT") << QStringLiteral("discount");
        QTest::newRow("tax") << QStringLiteral("TAX") << QStringLiteral("tax");
    }
    void chargesWithoutAnItemAreNamed()
    {
        QFETCH(QString, type);
        QFETCH(QString, key);
        OrderWorld world;
        world.unmap("item");
        const Json order =
            orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), part(type.toLatin1().constData(), "1.00")})}, "");
        const auto mapped = world.map(orderOf(order));
        QVERIFY(!mapped);
        QCOMPARE(toString(mapped.error().kind), toString(ErrorKind::Unmapped));
        QCOMPARE(mapped.error().code, QStringLiteral("no-charge-item"));
        QCOMPARE(mapped.error().causeKey, key);
        world.map("item", key.toLatin1().constData(), "item:77");
        QVERIFY(world.map(orderOf(order)));
    }

    void shippingWithoutAShipMethodIsALine()
    {
        OrderWorld world;
        world.store.defaults.shipMethod.clear();
        const Json order = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), part("SHIPPING", "4.99")})}, "14.99");
        const auto mapped = world.map(orderOf(order));
        QCOMPARE(linesOf(mapped->salesOrder.body),
                 (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("501 1 x 4.99 = 4.99")}));
        QVERIFY(!mapped->salesOrder.body.contains(u"shippingCost"));
        world.unmap("item");
        QCOMPARE(world.map(orderOf(order)).error().causeKey, QStringLiteral("shipping"));
    }

    void serviceLevelChoosesTheShipMethod()
    {
        OrderWorld world;
        world.map("shipMethod", "standard", "shipitem:45");
        QCOMPARE(world.map(orderOf(richOrder()))->salesOrder.body[u"shipMethod"][u"id"].toString(), QStringLiteral("45"));
    }

    void taxCodeOnlyWhereTheAccountHasIt()
    {
        OrderWorld world;
        world.map("tax", "US/TX", "salestaxitem:5");
        const Json order = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00"), part("TAX", "0.83")})}, "10.83");
        // Not in the catalogue: the seller's own tax stands as a line.
        Json body = world.map(orderOf(order))->salesOrder.body;
        QCOMPARE(linesOf(body), (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("504 1 x 0.83 = 0.83")}));
        QVERIFY(!body[u"item"][u"items"].at(0).contains(u"taxCode"));
        // In the catalogue: NetSuite works it out.
        world.fields("salesOrder.item", {QStringLiteral("item"), QStringLiteral("taxCode"), QStringLiteral("location")});
        body = world.map(orderOf(order))->salesOrder.body;
        QCOMPARE(linesOf(body), QStringList{QStringLiteral("98 1 x 10.00 = 10.00")});
        QCOMPARE(body[u"item"][u"items"].at(0)[u"taxCode"][u"id"].toString(), QStringLiteral("5"));
    }

    void taxThatAmazonPaysStaysALineInAnyAccount()
    {
        OrderWorld world;
        world.map("tax", "US", "salestaxitem:5");
        world.fields("salesOrder.item", {QStringLiteral("item"), QStringLiteral("taxCode")});
        Json item = orderItem("A-1", 1, {part("ITEM", "10.00"), part("TAX", "0.83")});
        item = with(item, QStringLiteral("tax.taxCollections"), parsed(R"([{"model":"MARKETPLACE_FACILITATOR"}])"));
        const Json body = world.map(orderOf(orderJson({item}, "10.83")))->salesOrder.body;
        QCOMPARE(linesOf(body), (QStringList{QStringLiteral("98 1 x 10.00 = 10.00"), QStringLiteral("504 1 x 0.83 = 0.83")}));
    }

    void replacementsAreFree()
    {
        const OrderWorld world;
        Json json = orderJson({orderItem("A-1", 2, {})}, "");
        json = with(json, QStringLiteral("associatedOrders"),
                    parsed(R"([{"orderId":"113-0-0","associationType":"REPLACEMENT_ORIGINAL_ID"}])"));
        Json items = json[u"orderItems"];
        json.set(QStringLiteral("orderItems"), Json::array({with(items.at(0), QStringLiteral("product.price.unitPrice"),
                                                                 parsed(R"({"amount":"19.99","currencyCode":"USD"})"))}));
        const auto mapped = world.map(orderOf(json));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        QCOMPARE(linesOf(mapped->salesOrder.body), QStringList{QStringLiteral("98 2 x 0.00 = 0.00")});
        QVERIFY(mapped->salesOrder.body[u"memo"].toString().contains(QStringLiteral("113-0-0")));
    }

    void replacementsAreFreeAlsoWhenAmazonRepeatsTheirPrices()
    {
        const OrderWorld world;
        Json json =
            orderJson({orderItem("A-1", 2, {part("ITEM", "39.98"), part("SHIPPING", "4.99"), part("TAX", "3.10")})}, "0.00");
        json = with(json, QStringLiteral("associatedOrders"),
                    parsed(R"([{"orderId":"113-0-0","associationType":"REPLACEMENT_ORIGINAL_ID"}])"));
        auto mapped = world.map(orderOf(json));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        QCOMPARE(linesOf(mapped->salesOrder.body), QStringList{QStringLiteral("98 2 x 0.00 = 0.00")});
        QCOMPARE(mapped->figures.money.difference.amountText(), QStringLiteral("0.00"));
        // What was paid for is no gift: an exchange with its own total keeps its amounts.
        json = with(orderJson({orderItem("A-1", 2, {part("ITEM", "39.98")})}, "39.98"), QStringLiteral("associatedOrders"),
                    parsed(R"([{"orderId":"113-0-0","associationType":"EXCHANGE_ORIGINAL_ID"}])"));
        mapped = world.map(orderOf(json));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        QCOMPARE(linesOf(mapped->salesOrder.body), QStringList{QStringLiteral("98 2 x 19.99 = 39.98")});
    }

    void withoutPricesItWaits()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(orderJson({orderItem("A-1", 2, {})}, "")));
        QCOMPARE(toString(mapped.error().kind), toString(ErrorKind::NotYet));
    }

    void cancelledUnitsAreLeftOut()
    {
        const OrderWorld world;
        const auto mapped =
            world.map(orderOf(orderJson({orderItem("UNKNOWN", 0, {}), orderItem("B-2", 1, {part("ITEM", "5.00")})}, "5.00")));
        QVERIFY2(mapped, mapped ? "" : qPrintable(mapped.error().message));
        QCOMPARE(linesOf(mapped->salesOrder.body), QStringList{QStringLiteral("99 1 x 5.00 = 5.00")});
    }

    // Items, currency, account ---------------------------------------------------------------------------------------------

    void oneUnknownSkuHoldsTheOrderAndNamesAll()
    {
        const OrderWorld world;
        const auto mapped = world.map(
            orderOf(orderJson({orderItem("NO-1", 1, {part("ITEM", "1.00")}), orderItem("A-1", 1, {part("ITEM", "1.00")}),
                               orderItem("NO-2", 1, {part("ITEM", "1.00")})},
                              "3.00")));
        QVERIFY(!mapped);
        QCOMPARE(mapped.error().code, QStringLiteral("no-item"));
        QCOMPARE(mapped.error().causeKey, QStringLiteral("NO-1"));
        QVERIFY(mapped.error().message.contains(QStringLiteral("NO-2")));
        QVERIFY(!mapped.error().message.contains(QStringLiteral("A-1")));
    }

    void currencies_data()
    {
        QTest::addColumn<QString>("ofStore");
        QTest::addColumn<QString>("ofOrder");
        QTest::addColumn<QString>("marketplace");
        QTest::addColumn<bool>("multiCurrency");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* store, const char* order, const char* marketplace, bool multi,
                            bool good) {
            QTest::newRow(name) << QString::fromUtf8(store) << QString::fromUtf8(order) << QString::fromUtf8(marketplace) << multi
                                << good;
        };
        row("the store's", "USD", "USD", "ATVPDKIKX0DER", true, true);
        row("the other marketplace's", "USD", "CAD", "A2EUQ1WTGCTBG2", true, true);
        row("nobody's", "USD", "EUR", "ATVPDKIKX0DER", true, false);
        row("not in NetSuite", "USD", "SEK", "A2NODRKZP88ZB9", true, false);
        row("one-currency account", "USD", "USD", "ATVPDKIKX0DER", false, true);
        row("one-currency account, other marketplace", "USD", "CAD", "A2EUQ1WTGCTBG2", false, false);
    }
    void currencies()
    {
        QFETCH(QString, ofStore);
        QFETCH(QString, ofOrder);
        QFETCH(QString, marketplace);
        QFETCH(bool, multiCurrency);
        QFETCH(bool, good);
        OrderWorld world;
        world.store.defaults.currency = ofStore;
        world.account = with(world.account, QStringLiteral("features.multiCurrency"), multiCurrency);
        const QByteArray code = ofOrder.toLatin1();
        Json json = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00", "", code.constData())})}, "10.00", code.constData());
        json = with(json, QStringLiteral("salesChannel.marketplaceId"), marketplace);
        const auto mapped = world.map(orderOf(json));
        QCOMPARE(mapped.has_value(), good);
        if (!good)
            QCOMPARE(toString(mapped.error().kind), toString(ErrorKind::Conflict));
        else
            QCOMPARE(mapped->salesOrder.body.contains(u"currency"), multiCurrency);
    }

    void aSingleCompanyGetsNoSubsidiary()
    {
        OrderWorld world;
        world.account = parsed(
            R"({"features":{"oneWorld":false,"multiLocation":false,"multiCurrency":false,"classes":false,"departments":false},
            "fields":{},"currencies":{}})");
        world.store.defaults.classId = QStringLiteral("8");
        const auto mapped = world.map(orderOf(richOrder()));
        for (const QStringView field : {u"subsidiary", u"location", u"currency", u"class"}) {
            QVERIFY(!mapped->salesOrder.body.contains(field));
            QVERIFY(!mapped->customer->body.contains(field));
        }
        QVERIFY(!mapped->salesOrder.body[u"item"][u"items"].at(0).contains(u"location"));
    }

    void missingCustomFieldsAreLeftOutAndSaid()
    {
        OrderWorld world;
        world.configuration.netSuite->fields = {{QStringLiteral("custbody_amz_order_id"), QStringLiteral("custbody_mine")}};
        world.fields("salesOrder", {QStringLiteral("custbody_mine"), QStringLiteral("memo"), QStringLiteral("shipMethod")});
        world.fields("salesOrder.item", {QStringLiteral("item")});
        const auto mapped = world.map(orderOf(richOrder()));
        QCOMPARE(mapped->salesOrder.body[u"custbody_mine"].toString(), QStringLiteral("113-1234567-1234567"));
        QVERIFY(!mapped->salesOrder.body.contains(u"custbody_amz_channel"));
        QVERIFY(!mapped->salesOrder.body.contains(u"orderStatus"));
        QVERIFY(!mapped->salesOrder.body[u"item"][u"items"].at(0).contains(u"custcol_amz_order_item_id"));
        const auto& origins = mapped->salesOrder.origins;
        QVERIFY(std::any_of(origins.begin(), origins.end(), [](const auto& o) {
            return o.first == QStringLiteral("custbody_amz_channel") && o.second.startsWith(QStringLiteral("Left out"));
        }));
    }

    void programsAndWishes()
    {
        const OrderWorld world;
        Json item = orderItem("A-1", 1, {part("ITEM", "10.00")});
        item =
            with(item, QStringLiteral("cancellation.cancellationRequest"), parsed(R"({"requester":"BUYER","cancelReason":"x"})"));
        Json json = orderJson({item}, "10.00");
        json = with(json, QStringLiteral("programs"), parsed(R"(["PRIME","AMAZON_BUSINESS"])"));
        json = with(json, QStringLiteral("buyer.buyerPurchaseOrderNumber"), QStringLiteral("PO-77"));
        const Json body = world.map(orderOf(json))->salesOrder.body;
        QCOMPARE(body[u"custbody_amz_fulfillment"].toString(), QStringLiteral("SFP"));
        QCOMPARE(body[u"custbody_amz_buyer_po"].toString(), QStringLiteral("PO-77"));
        QCOMPARE(body[u"otherRefNum"].toString(), QStringLiteral("113-1234567-1234567"));
        QVERIFY(body[u"custbody_amz_do_not_ship"].toBool());
    }

    // Customers ------------------------------------------------------------------------------------------------------------

    void aBuyerIsFoundByTheMailWhateverItsLetters()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(richOrder()));
        const QString s = world.store.keyPart(QStringLiteral("1234567_SB1"));
        const QString hash = base32(sha256((s + QStringLiteral("ada.b@marketplace.amazon.com")).toUtf8())).left(20);
        QCOMPARE(mapped->customer->key, QStringLiteral("AMZ-CUS-%1-%2").arg(s, hash));
        QCOMPARE(mapped->customer->body[u"firstName"].toString(), QStringLiteral("Ada"));
        QCOMPARE(mapped->customer->body[u"lastName"].toString(), QStringLiteral("Byron"));
        QVERIFY(mapped->customer->body[u"isPerson"].toBool());
        QCOMPARE(mapped->salesOrder.body[u"entity"][u"receipt"].toString(), mapped->customer->key);
        QVERIFY(!mapped->customer->body.contains(u"addressBook"));
    }

    void aCompanyIsACompany()
    {
        const OrderWorld world;
        Json json = with(richOrder(), QStringLiteral("buyer.buyerCompanyName"), QStringLiteral("Byron & Co."));
        json = with(json, QStringLiteral("recipient.deliveryAddress.companyName"), QStringLiteral("Byron & Co."));
        const auto mapped = world.map(orderOf(json));
        QCOMPARE(mapped->customer->body[u"companyName"].toString(), QStringLiteral("Byron & Co."));
        QVERIFY(!mapped->customer->body[u"isPerson"].toBool(true));
        QVERIFY(!mapped->customer->body.contains(u"lastName"));
        QCOMPARE(mapped->salesOrder.body[u"shippingAddress"][u"addressee"].toString(), QStringLiteral("Byron & Co."));
        QCOMPARE(mapped->salesOrder.body[u"shippingAddress"][u"attention"].toString(), QStringLiteral("Ada Byron"));
    }

    void withoutAMailTheHouseCustomerOrTheMarketplaces()
    {
        OrderWorld world;
        Json json = richOrder();
        json.remove(u"buyer");
        json.remove(u"recipient");
        auto mapped = world.map(orderOf(json));
        const QString s = world.store.keyPart(QStringLiteral("1234567_SB1"));
        QCOMPARE(mapped->customer->key, QStringLiteral("AMZ-CUS-%1-ATVPDKIKX0DER").arg(s));
        QCOMPARE(mapped->customer->body[u"companyName"].toString(), QStringLiteral("Amazon US – Amazon.com"));
        QVERIFY(!mapped->salesOrder.body.contains(u"shippingAddress"));
        world.store.defaults.customerId = QStringLiteral("901");
        mapped = world.map(orderOf(json));
        QVERIFY(!mapped->customer);
        QCOMPARE(mapped->salesOrder.body[u"entity"][u"id"].toString(), QStringLiteral("901"));
    }

    void customerModes()
    {
        OrderWorld world;
        world.store.defaults.customerMode = config::CustomerMode::Fixed;
        QCOMPARE(toString(world.map(orderOf(richOrder())).error().kind), toString(ErrorKind::Invalid));
        world.store.defaults.customerId = QStringLiteral("901");
        QCOMPARE(world.map(orderOf(richOrder()))->salesOrder.body[u"entity"][u"id"].toString(), QStringLiteral("901"));
        world.store.defaults.customerMode = config::CustomerMode::PerMarketplace;
        QVERIFY(world.map(orderOf(richOrder()))->customer->key.endsWith(QStringLiteral("-ATVPDKIKX0DER")));
    }

    void oddNamesAndPlaces()
    {
        amazon::Address address;
        address.name = QStringLiteral("李 小龍");
        address.addressLine1 = QStringLiteral("Straße 5");
        address.districtOrCounty = QStringLiteral("Mitte");
        address.municipality = QStringLiteral("Berlin-Mitte");
        address.city = QString(60, u'x');
        address.countryCode = QStringLiteral("de");
        address.phone = QStringLiteral("123");
        const Json json = shipToAddress(address);
        QCOMPARE(json[u"addressee"].toString(), QStringLiteral("李 小龍"));
        QCOMPARE(json[u"addr3"].toString(), QStringLiteral("Mitte, Berlin-Mitte"));
        QCOMPARE(json[u"city"].toString().size(), 50);
        QCOMPARE(json[u"country"][u"id"].toString(), QStringLiteral("DE"));
        QVERIFY(!json.contains(u"addrPhone"));
        QCOMPARE(fitted(QStringLiteral("ab😀"), 3), QStringLiteral("ab")); // no half character
    }

    // Variance -------------------------------------------------------------------------------------------------------------

    void varianceIsAmazonMinusNetSuite()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(richOrder()));
        const auto same =
            orderVariance(mapped->figures, parsed(R"({"total":"78.1","tax":"0","shipping":"4.99","shippingTax":"0"})"), true);
        QVERIFY(same->isZero());
        QVERIFY(same->toJson().isNull());
        const auto other = orderVariance(
            mapped->figures, parsed(R"({"total":"79.35","tax":"1.25","shipping":"4.99","shippingTax":"0.25"})"), true);
        QCOMPARE(other->toJson().toBytes(),
                 QByteArray(R"({"total":"-1.25","tax":"-1.25","shippingTax":"-0.25","currency":"USD"})"));
        QVERIFY(other->isOver(QStringLiteral("1.00")));
        QVERIFY(!other->isOver(QStringLiteral("1.25")));
        // What NetSuite did not tell is not invented.
        QVERIFY(orderVariance(mapped->figures, parsed(R"({"total":"78.10"})"), true)->isZero());
    }

    void varianceOfAnAdoptedDocumentCountsItsLines()
    {
        const OrderWorld world;
        const auto mapped = world.map(orderOf(richOrder()));
        const Json byHand =
            parsed(R"({"total":"78.10","tax":"0","shipping":"0","shippingTax":"0","taxLines":"5.65","shippingLines":"4.99"})");
        QVERIFY(orderVariance(mapped->figures, byHand, false)->isZero());
        const Json noTax =
            parsed(R"({"total":"72.45","tax":"0","shipping":"4.99","shippingTax":"0","taxLines":"0","shippingLines":"0"})");
        QCOMPARE(orderVariance(mapped->figures, noTax, false)->tax.amountText(), QStringLiteral("5.65"));
    }

    // Contract -------------------------------------------------------------------------------------------------------------

    void bodiesUseOnlyDocumentedFields()
    {
        const QStringList order = fieldsOf(QStringLiteral("salesOrder"));
        if (order.isEmpty())
            QSKIP("the reference folder is absent: bodies were not checked against NetSuite's field lists");
        const QStringList lines = fieldsOf(QStringLiteral("salesOrder"), QStringLiteral("item"));
        const QStringList customer = fieldsOf(QStringLiteral("customer"));
        OrderWorld world;
        world.settings.customerAddress = true;
        world.store.defaults.classId = QStringLiteral("8");
        world.store.defaults.department = QStringLiteral("9");
        world.map("tax", "US", "salestaxitem:5");
        world.fields("salesOrder.item", lines + QStringList{QStringLiteral("custcol_amz_order_item_id")});
        const auto mapped = world.map(orderOf(richOrder()));
        const auto check = [](const Json& body, const QStringList& names) {
            for (const auto& [name, value] : body.members())
                QVERIFY2(name.startsWith(QStringLiteral("cust")) || names.contains(name), qPrintable(name));
        };
        check(mapped->salesOrder.body, order);
        check(mapped->customer->body, customer);
        for (const Json& line : mapped->salesOrder.body[u"item"][u"items"].items())
            check(line, lines);
        for (const Json& line : mapped->customer->body[u"addressBook"][u"items"].items())
            check(line, fieldsOf(QStringLiteral("customer"), QStringLiteral("addressBook")));
    }
};

QTEST_GUILESS_MAIN(OrderMapperTest)
#include "OrderMapperTest.moc"
