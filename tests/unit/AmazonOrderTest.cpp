// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "Shared.h"
#include "amazon/Order.h"

using namespace causeway;
using namespace causeway::amazon;
using causeway::tests::parsed;
using causeway::tests::sharedJson;

namespace {
/// Every order in the official model's sandbox examples.
std::vector<Json> officialOrders()
{
    std::vector<Json> orders;
    const Json model = sharedJson(QStringLiteral("contracts/spapi/orders_2026-01-01.json"));
    for (const auto& [path, verbs] : model[u"paths"].members()) {
        for (const Json& example : verbs[u"get"][u"responses"][u"200"][u"x-amzn-api-sandbox"][u"static"].items()) {
            for (const Json& order : example[u"response"][u"orders"].items())
                orders.push_back(order);
            if (const Json* order = example[u"response"].find(u"order"))
                orders.push_back(*order);
        }
    }
    return orders;
}

const QByteArray kSmall = R"({"orderId":"113-1-2","createdTime":"2026-11-20T10:00:00Z","lastUpdatedTime":"2026-11-20T10:00:00Z",
    "salesChannel":{"channelName":"AMAZON"},"orderItems":[{"orderItemId":"1","quantityOrdered":1,"product":{}}]})";

Json without(Json json, const char* member)
{
    json.remove(QString::fromLatin1(member));
    return json;
}
} // namespace

class AmazonOrderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void officialExamplesComeBackAsTheyWere()
    {
        const auto orders = officialOrders();
        if (orders.empty())
            QSKIP("the reference folder is absent: official orders were not decoded");
        QVERIFY(orders.size() >= 6);
        for (const Json& source : orders) {
            const auto order = decodeOrder(source);
            QVERIFY2(order, order ? "" : qPrintable(order.error().path));
            QCOMPARE(encodeOrder(*order).toCanonicalBytes(), source.toCanonicalBytes());
            QCOMPARE(order->source, source);
        }
    }

    void officialExamplesAreTypedNotJustKept()
    {
        const auto orders = officialOrders();
        if (orders.empty())
            QSKIP("the reference folder is absent: official orders were not decoded");
        // What is left over carries no amount, no state and no address of ours.
        for (const Json& source : orders) {
            const auto order = decodeOrder(source);
            QVERIFY(order);
            for (const auto& [name, value] : order->rest.members())
                QVERIFY2((QStringList{QStringLiteral("tax"), QStringLiteral("payment"), QStringLiteral("associatedOrders"),
                                      QStringLiteral("fulfillment")}
                              .contains(name)),
                         qPrintable(name));
            for (const OrderItem& item : order->items) {
                for (const auto& [name, value] : item.rest.members())
                    QVERIFY2((QStringList{QStringLiteral("measurement"), QStringLiteral("fulfillment"), QStringLiteral("tax")}
                                  .contains(name)),
                             qPrintable(name));
                QVERIFY(!item.rest[u"fulfillment"].contains(u"quantityFulfilled"));
                QVERIFY(item.proceedsTotal && item.unitPrice);
            }
        }
    }

    void aBrazilianGiftIsReadInFull()
    {
        const auto orders = officialOrders();
        if (orders.empty())
            QSKIP("the reference folder is absent: official orders were not decoded");
        const auto found = std::find_if(orders.begin(), orders.end(), [](const Json& o) {
            return o[u"orderId"].toString() == QStringLiteral("171-9876543-2109876");
        });
        QVERIFY(found != orders.end());
        const auto order = decodeOrder(*found);
        QVERIFY(order);
        QCOMPARE(order->grandTotal->amountText(), QStringLiteral("299.90"));
        QCOMPARE(order->items[0].giftWrapLevel, QStringLiteral("STANDARD"));
        QCOMPARE(order->items[0].promotionIds(), QStringList{QStringLiteral("BR-NATAL-2024")});
        QCOMPARE(order->sellerOrderId(), QStringLiteral("BR-CONSUMER-ORDER-2024-003"));
        QVERIFY(order->isSellerFulfilledPrime());
        QCOMPARE(order->deliveryAddress->rest[u"extendedFields"][u"neighborhood"].toString(), QStringLiteral("Vila Madalena"));
    }

    void unknownMembersAreKept()
    {
        Json source = parsed(kSmall);
        source.set(QStringLiteral("newMember"), Json::object({{QStringLiteral("a"), Json::array({Json(1), Json()})}}));
        const auto order = decodeOrder(source);
        QVERIFY(order);
        QVERIFY(order->rest.contains(u"newMember"));
        QCOMPARE(encodeOrder(*order).toCanonicalBytes(), source.toCanonicalBytes());
    }

    void writingOfNumbersAndTimesIsKept()
    {
        // "5.9" dollars and a time with milliseconds of zero mean the same and are still given back as they were sent.
        Json source = parsed(kSmall);
        source.set(QStringLiteral("lastUpdatedTime"), QStringLiteral("2026-11-20T10:00:00.000Z"));
        source.set(QStringLiteral("proceeds"), parsed(R"({"grandTotal":{"amount":"5.9","currencyCode":"USD"}})"));
        const auto order = decodeOrder(source);
        QVERIFY(order);
        QCOMPARE(order->grandTotal->minorUnits(), 590);
        QCOMPARE(order->lastUpdatedTimeMs, order->createdTimeMs);
        QCOMPARE(encodeOrder(*order).toCanonicalBytes(), source.toCanonicalBytes());
    }

    void aWrongOrderSaysWhere_data()
    {
        QTest::addColumn<Json>("source");
        QTest::addColumn<QString>("path");
        const Json good = parsed(kSmall);
        QTest::newRow("no id") << without(good, "orderId") << QStringLiteral("orderId");
        QTest::newRow("no items") << without(good, "orderItems") << QStringLiteral("orderItems");
        QTest::newRow("no channel") << without(good, "salesChannel") << QStringLiteral("salesChannel.channelName");
        Json badTime = good;
        badTime.set(QStringLiteral("createdTime"), QStringLiteral("yesterday"));
        QTest::newRow("no time") << badTime << QStringLiteral("createdTime");
        Json badItem = good;
        badItem.set(QStringLiteral("orderItems"),
                    parsed(R"([{"orderItemId":"1","quantityOrdered":1},{"orderItemId":"2","quantityOrdered":1.5}])"));
        QTest::newRow("half a unit") << badItem << QStringLiteral("orderItems[1].quantityOrdered");
        Json badMoney = good;
        badMoney.set(QStringLiteral("proceeds"), parsed(R"({"grandTotal":{"amount":"1.999","currencyCode":"USD"}})"));
        QTest::newRow("a tenth of a cent") << badMoney << QStringLiteral("proceeds.grandTotal");
        Json numberMoney = good;
        numberMoney.set(QStringLiteral("proceeds"), parsed(R"({"grandTotal":{"amount":1.99,"currencyCode":"USD"}})"));
        QTest::newRow("amount is a number") << numberMoney << QStringLiteral("proceeds.grandTotal");
    }
    void aWrongOrderSaysWhere()
    {
        QFETCH(Json, source);
        QFETCH(QString, path);
        const auto order = decodeOrder(source);
        QVERIFY(!order);
        QCOMPARE(toString(order.error().kind), toString(ErrorKind::Invalid));
        QCOMPARE(order.error().path, path);
    }

    void primeAloneIsNotSellerFulfilledPrime()
    {
        Json source = parsed(kSmall);
        source.set(QStringLiteral("programs"), parsed(R"(["PRIME"])"));
        source.set(QStringLiteral("fulfillment"), parsed(R"({"fulfillmentStatus":"SHIPPED","fulfilledBy":"AMAZON"})"));
        QVERIFY(!decodeOrder(source)->isSellerFulfilledPrime());
        source.set(QStringLiteral("fulfillment"), parsed(R"({"fulfillmentStatus":"SHIPPED","fulfilledBy":"MERCHANT"})"));
        QVERIFY(decodeOrder(source)->isSellerFulfilledPrime());
    }
};

QTEST_GUILESS_MAIN(AmazonOrderTest)
#include "AmazonOrderTest.moc"
