// SPDX-License-Identifier: GPL-3.0-or-later
// Units of an order that are cancelled one by one, or added, after it was written.
#include <QTest>

#include "flows/OrdersMfnWorld.h"

using namespace causeway;
using namespace causeway::tests;
using namespace causeway::tests::orders_mfn_world;

namespace {
Json threeUnits()
{
    return orderJson(
        {orderItem("A-1", 3, {part("ITEM", "30.00"), part("DISCOUNT", "-3.00", "ITEM=-3.00"), part("TAX", "2.70", "ITEM=2.70")},
                   "29.70"),
         orderItem("B-2", 1, {part("ITEM", "5.00")}, "5.00")},
        "34.70");
}
/// One unit of the first item was cancelled.
Json twoUnits()
{
    return orderJson(
        {orderItem("A-1", 2, {part("ITEM", "20.00"), part("DISCOUNT", "-2.00", "ITEM=-2.00"), part("TAX", "1.80", "ITEM=1.80")},
                   "19.80"),
         orderItem("B-2", 1, {part("ITEM", "5.00")}, "5.00")},
        "24.80");
}
Json orderLines(const char* quantity = "3", const char* fulfilled = "0", const char* billed = "0", const char* discount = "-3",
                int amendments = 0)
{
    Json document = parsed(R"({"name":"SO7","status":"B","fields":{},"lines":[
        {"line":"1","item":"98","orderItem":"item-A-1","closed":false,"amount":"30"},
        {"line":"2","item":"503","orderItem":"","quantity":1,"fulfilled":0,"billed":0,"closed":false},
        {"line":"3","item":"99","orderItem":"item-B-2","quantity":1,"fulfilled":0,"billed":0,"closed":false,"amount":"5"},
        {"line":"4","item":"504","orderItem":"","quantity":1,"fulfilled":0,"billed":0,"closed":false,"amount":"2.7"}]})");
    document.set(QStringLiteral("amendments"), amendments);
    Json::Array lines = document[u"lines"].items();
    lines[0].set(QStringLiteral("quantity"), Json::number(quantity));
    lines[0].set(QStringLiteral("fulfilled"), Json::number(fulfilled));
    lines[0].set(QStringLiteral("billed"), Json::number(billed));
    lines[1].set(QStringLiteral("amount"), QString::fromUtf8(discount));
    document.set(QStringLiteral("lines"), Json::array(lines));
    return Json::object({{QStringLiteral("4711"), document}});
}
void writeThree(World& world)
{
    world.order(threeUnits());
    world.done(QStringLiteral("34.70"));
    world.observed[world.key()].set(QStringLiteral("shipping"), QStringLiteral("0"));
    world.observed[world.key()].set(QStringLiteral("tax"), QStringLiteral("0"));
    world.order(twoUnits());
    world.lookups.set(QStringLiteral("documents"), orderLines());
}
} // namespace

class OrderLineChangesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aUnitCancelledAloneIsTakenOffItsLineAndNothingElse()
    {
        World world;
        writeThree(world);
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body.toBytes(),
                 QByteArray(R"({"item":{"items":[{"line":1,"quantity":2,"rate":10.00,"amount":20.00},)"
                            R"({"line":2,"rate":-2.00,"amount":-2.00},{"line":4,"rate":1.80,"amount":1.80}]}})"));
        QVERIFY(open[0].closesLines); // guarded mode asks
        QVERIFY(open[0].readBack);    // another total
        QVERIFY(world.plan()->reviewReason.isEmpty());
        world.done(QStringLiteral("24.80"));
        for (auto& [key, seen] : world.observed)
            seen.set(QStringLiteral("shipping"), QStringLiteral("0"));
        QVERIFY(world.unsent().empty());
        QVERIFY(!world.plan()->varianceOver);
        // And back again.
        world.lookups.set(QStringLiteral("documents"), orderLines("2", "0", "0", "-2", 1));
        QVERIFY(world.unsent().empty());
        world.order(threeUnits());
        const auto back = world.unsent();
        QCOMPARE(back.size(), 1U);
        QCOMPARE(back[0].body[u"item"][u"items"].at(0)[u"quantity"].toInteger().value_or(0), 3);
        QVERIFY(!world.plan()->reviewReason.isEmpty()); // more goods than a person knows of: shown first
    }

    void shippingFollowsUnlessAPersonChangedIt()
    {
        const auto withShipping = [](int units, const char* item, const char* shipping, const char* total) {
            return orderJson({orderItem("A-1", units, {part("ITEM", item), part("SHIPPING", shipping)}, total)}, total);
        };
        World world;
        world.order(withShipping(3, "30.00", "6.00", "36.00"));
        world.done(QStringLiteral("36.00"));
        world.order(withShipping(2, "20.00", "4.00", "24.00"));
        const auto shown = [&](const char* shipping) {
            Json document = parsed(R"({"name":"SO7","status":"B","amendments":0,"fields":{},"lines":[
                {"line":"1","item":"98","orderItem":"item-A-1","quantity":3,"closed":false,"amount":"30"}]})");
            if (*shipping != 0)
                document.set(QStringLiteral("fields"),
                             Json::object({{QStringLiteral("shippingcost"), QString::fromUtf8(shipping)}}));
            world.lookups.set(QStringLiteral("documents"), Json::object({{QStringLiteral("4711"), document}}));
            return world.plan();
        };
        const auto plan = shown("6.0");
        QVERIFY(plan);
        QCOMPARE(plan->commands.back().body[u"shippingCost"].toBytes(), QByteArray("4.00"));
        const auto conflict = shown("9.99");
        QVERIFY(!conflict);
        QCOMPARE(conflict.error().code, QStringLiteral("edited-by-person"));
        QVERIFY(conflict.error().message.contains(QStringLiteral("9.99")));
        const auto unknown = shown("");
        QVERIFY(unknown && !unknown->commands.back().body.contains(u"shippingCost")); // never overwritten unseen
    }

    void unitsNeitherShippedNorOpenWereCancelled()
    {
        // Amazon keeps the quantity that was ordered; of three, one was shipped and one is open.
        Json json = threeUnits();
        Json item = with(json[u"orderItems"].at(0), QStringLiteral("fulfillment.quantityFulfilled"), 1);
        item = with(item, QStringLiteral("fulfillment.quantityUnfulfilled"), 1);
        json.set(QStringLiteral("orderItems"), Json::array({item, json[u"orderItems"].at(1)}));
        World world;
        world.order(json);
        QCOMPARE(world.unsent().back().body[u"item"][u"items"].at(0)[u"quantity"].toInteger().value_or(0), 2);
    }

    void unitsFollowTheSettingForCancelledItems()
    {
        World world;
        writeThree(world);
        world.flow.settings = parsed(R"({"cancelledItems":"ask"})");
        QVERIFY(!world.plan()->reviewReason.isEmpty());
        world.flow.settings = parsed(R"({"cancelledItems":"flag-only"})");
        for (const Command& command : world.unsent())
            QVERIFY(!command.body.contains(u"item"));
        QVERIFY(world.plan()->varianceOver);
    }

    void linesThatAPersonChangedAreNotOverwritten()
    {
        World world;
        writeThree(world);
        world.lookups.set(QStringLiteral("documents"), orderLines("7"));
        const auto quantity = world.plan();
        QVERIFY(!quantity);
        QCOMPARE(toString(quantity.error().kind), toString(ErrorKind::Conflict));
        for (const char* version : {"“3”", "“7”", "“2”", "SO7"})
            QVERIFY2(quantity.error().message.contains(QString::fromUtf8(version)), version);
        world.lookups.set(QStringLiteral("documents"), orderLines("3", "0", "0", "-9.5"));
        const auto discount = world.plan();
        QVERIFY(!discount);
        QVERIFY(discount.error().message.contains(QStringLiteral("“-9.5”")));
        // The person did what Amazon says, or Amazon left the line alone.
        world.lookups.set(QStringLiteral("documents"), orderLines("2"));
        QVERIFY(world.plan());
        world.order(threeUnits());
        world.lookups.set(QStringLiteral("documents"), orderLines("7"));
        QVERIFY(world.unsent().empty());
    }

    void unitsThatWereShippedOrBilledAreAnError()
    {
        World world;
        writeThree(world);
        world.lookups.set(QStringLiteral("documents"), orderLines("3", "3"));
        QCOMPARE(world.plan().error().code, QStringLiteral("changed-after-shipment"));
        world.lookups.set(QStringLiteral("documents"), orderLines("3", "0", "3"));
        QCOMPARE(world.plan().error().code, QStringLiteral("changed-after-billing"));
        world.lookups.set(QStringLiteral("documents"), orderLines("3", "1", "1"));
        const auto open = world.unsent();
        QCOMPARE(open[0].body[u"item"].toBytes(), QByteArray(R"({"items":[{"line":1,"quantity":2}]})")); // its rate was billed
    }

    void linesAreReadWhenUnitsChanged()
    {
        World world;
        writeThree(world);
        world.netsuite.answer = [](const QString& query, const QStringList&) {
            if (!query.contains(QStringLiteral("transactionline")))
                return FakeNetSuite::Rows{row({{"id", "4711"}, {"tranid", "SO7"}, {"type", "SalesOrd"}, {"status", "B"}})};
            return FakeNetSuite::Rows{row({{"document", "4711"}, {"line", "1"}, {"quantity", "-3"}, {"isclosed", "F"}})};
        };
        auto context = world.context();
        const auto linesRead = [&] {
            const auto lookups = world.orders.lookUp(std::vector<Record>{world.seen()}, context);
            if (lookups)
                world.lookups = *lookups;
            return lookups && (*lookups)[u"documents"][u"4711"].contains(u"lines");
        };
        world.netsuite.records[QStringLiteral("salesOrder/4711")] = parsed(R"({"shippingCost":6.5})");
        QVERIFY(linesRead());
        QCOMPARE(world.lookups[u"documents"][u"4711"][u"fields"][u"shippingcost"].toString(), QStringLiteral("6.5"));
        world.order(threeUnits());
        QVERIFY(!linesRead());
    }

    void unitsThatAmazonShippedAreNotClosedWithTheRest()
    {
        // Two of three left the house with another tool, the third was cancelled; NetSuite knows of no shipment yet.
        Json json = threeUnits();
        Json item = with(json[u"orderItems"].at(0), QStringLiteral("cancellation.cancellationExecution"),
                         parsed(R"({"cancelledBy":"MERCHANT"})"));
        item = with(item, QStringLiteral("fulfillment.quantityFulfilled"), 2);
        item = with(item, QStringLiteral("fulfillment.quantityUnfulfilled"), 0);
        json.set(QStringLiteral("orderItems"), Json::array({item, json[u"orderItems"].at(1)}));
        World world;
        writeThree(world);
        world.order(json);
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body[u"item"][u"items"].at(0).toBytes(),
                 QByteArray(R"({"line":1,"quantity":2,"rate":15.00,"amount":30.00})"));
        // Before the import it is the same: two are to be fulfilled, for the money that Amazon states.
        World fresh;
        fresh.order(json);
        const auto first = fresh.unsent();
        QCOMPARE(first.back().body[u"item"][u"items"].at(0)[u"quantity"].toInteger().value_or(0), 2);
        // Shipped in NetSuite too: only the rest is closed.
        world.lookups.set(QStringLiteral("documents"), orderLines("3", "2"));
        QCOMPARE(world.unsent().at(0).body[u"item"][u"items"].at(0).toBytes(), QByteArray(R"({"line":1,"isClosed":true})"));
    }
};

QTEST_GUILESS_MAIN(OrderLineChangesTest)
#include "OrderLineChangesTest.moc"
