// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersFba.h"

#include <QTest>

#include "FakeRemotes.h"
#include "flows/OrderSource.h"
#include "testkit/FakeClock.h"
#include "unit/OrderWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;

namespace {
const QString kAmazon = QStringLiteral("AMAZON");

/// An FBA order of two SKUs, so many units of each shipped.
Json fbaOrder(const char* status = "SHIPPED", int firstShipped = 2, int secondShipped = 1)
{
    Json json = orderJson(
        {orderItem("A-1", 2, {part("ITEM", "20.00")}, "20.00"), orderItem("B-2", 1, {part("ITEM", "5.00")}, "5.00")}, "25.00");
    json = with(json, QStringLiteral("fulfillment.fulfillmentStatus"), QString::fromUtf8(status));
    json = with(json, QStringLiteral("fulfillment.fulfilledBy"), kAmazon);
    Json buyer = json[u"buyer"];
    buyer.remove(u"buyerEmail");
    json.set(QStringLiteral("buyer"), buyer);
    const auto shipped = [&](std::size_t index, int quantity) {
        const Json item = json[u"orderItems"].at(index);
        const int all = static_cast<int>(item[u"quantityOrdered"].toInteger().value_or(0));
        return with(with(item, QStringLiteral("fulfillment.quantityFulfilled"), quantity),
                    QStringLiteral("fulfillment.quantityUnfulfilled"), all - quantity);
    };
    const Json first = shipped(0, firstShipped), second = shipped(1, secondShipped);
    json.set(QStringLiteral("orderItems"), Json::array({first, second}));
    return json;
}

struct World : OrderWorld
{
    FakeClock clock;
    FakeAmazon amazon;
    FakeNetSuite netsuite;
    config::FlowSettings flow;
    OrdersFba orders;
    Json lookups;
    std::map<QString, Receipt> receipts;
    std::map<QString, Json> observed, sent;
    Record record;

    explicit World(const char* settingsJson = "{}")
    {
        flow.flow = QStringLiteral("orders-fba");
        flow.settings = parsed(settingsJson);
        store.defaults.fbaLocation = QStringLiteral("4");
        store.defaults.customerId = QStringLiteral("9");
        lookups = Json::object({{QStringLiteral("items"), items}});
        order(fbaOrder());
    }
    void order(const Json& json)
    {
        record.key = json[u"orderId"].toString();
        record.content = json.toBytes();
    }
    FlowContext context() { return {&amazon, &netsuite, clock, {}, configuration, store, flow, account}; }
    Result<Plan> plan() const
    {
        return orders.plan(record, {configuration, store, flow, lookups, receipts, observed, sent, account});
    }
    Plan planned() const
    {
        auto result = plan();
        if (!result)
            qFatal("%s", qPrintable(result.error().message));
        return *result;
    }
    void done(const QString& outcome = QStringLiteral("created"))
    {
        for (const Command& command : planned().commands) {
            receipts.try_emplace(command.key, Receipt{command.type == QStringLiteral("itemFulfillment") ? QStringLiteral("800")
                                                                                                        : QStringLiteral("4711"),
                                                      {},
                                                      outcome});
            sent.try_emplace(command.key, command.body);
            if (command.readBack)
                observed.try_emplace(command.key, seenInNetSuite(command.type));
        }
    }
    static Json seenInNetSuite(const QString& type)
    {
        Json json = parsed(R"({"total":"25.00","tax":"0","shipping":"0","shippingTax":"0","lines":[
            {"line":"1","item":"98","orderItem":"item-A-1","quantity":2,"fulfilled":0,"billed":0,"closed":false},
            {"line":"2","item":"99","orderItem":"item-B-2","quantity":1,"fulfilled":0,"billed":0,"closed":false}]})");
        json.set(QStringLiteral("type"), mapping::transactionType(*mapping::fromRecordType(type)));
        return json;
    }
    std::vector<Command> unsent() const
    {
        std::vector<Command> open;
        for (const Command& command : planned().commands) {
            if (!receipts.contains(command.key))
                open.push_back(command);
        }
        return open;
    }
    QString key(const char* kind) const
    {
        return mapping::OrderMapper::orderKey(QString::fromUtf8(kind), store, configuration, record.key);
    }
};
} // namespace

class OrdersFbaTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShippedOrderBecomesASalesOrderThatIsFulfilledAtTheFbaLocation()
    {
        const World world;
        const Plan plan = world.planned();
        QCOMPARE(plan.commands.size(), 2U);
        const Command& order = plan.commands[0];
        QCOMPARE(order.key, world.key("SO"));
        QCOMPARE(order.type, QStringLiteral("salesOrder"));
        QCOMPARE(order.body[u"location"][u"id"].toString(), QStringLiteral("4"));
        QCOMPARE(order.body[u"item"][u"items"].at(0)[u"location"][u"id"].toString(), QStringLiteral("4"));
        QCOMPARE(order.body[u"orderStatus"][u"id"].toString(), QStringLiteral("B"));
        QCOMPARE(order.body[u"custbody_amz_fulfillment"].toString(), QStringLiteral("FBA"));
        const Command& goods = plan.commands[1];
        QCOMPARE(goods.key, world.key("IF") + QStringLiteral("-1"));
        QCOMPARE(goods.operation, QStringLiteral("transform:salesOrder"));
        QCOMPARE(goods.type, QStringLiteral("itemFulfillment"));
        QCOMPARE(goods.dependsOn, std::vector<QString>{order.key});
        QCOMPARE(goods.body[u"shipStatus"][u"id"].toString(), QStringLiteral("C"));
        QCOMPARE(goods.body[u"item"].toBytes(),
                 QByteArray(R"({"items":[{"orderLine":1,"itemReceive":true,"quantity":2,"location":{"id":"4"}},)"
                            R"({"orderLine":2,"itemReceive":true,"quantity":1,"location":{"id":"4"}}]})"));
        QVERIFY(!goods.personal);
        for (const Command& command : plan.commands)
            QVERIFY(command.target != QStringLiteral("amazon"));
    }

    void withoutAnFbaLocationTheStoresOwnCounts()
    {
        World world;
        world.store.defaults.fbaLocation.clear();
        QCOMPARE(world.planned().commands[0].body[u"location"][u"id"].toString(), QStringLiteral("3"));
    }

    void nothingIsLeftToDoAfterwards()
    {
        World world;
        world.done();
        QVERIFY(world.unsent().empty());
        QVERIFY(world.planned().variance.isNull());
        QCOMPARE(world.planned().commands.size(), 2U);
    }

    void laterPartsAreFulfilledAsTheyAreShipped()
    {
        World world;
        world.order(fbaOrder("PARTIALLY_SHIPPED", 1, 0));
        QCOMPARE(world.planned().commands[0].body[u"item"][u"items"].at(0)[u"quantity"].toInteger().value_or(0), 2);
        QCOMPARE(world.planned().commands[1].body[u"item"].toBytes(),
                 QByteArray(R"({"items":[{"orderLine":1,"itemReceive":true,"quantity":1,"location":{"id":"4"}},)"
                            R"({"orderLine":2,"itemReceive":false}]})"));
        world.done();
        QVERIFY(world.unsent().empty());
        world.order(fbaOrder("SHIPPED", 2, 1));
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].key, world.key("IF") + QStringLiteral("-2"));
        QCOMPARE(open[0].remoteId, QStringLiteral("4711"));
        QCOMPARE(open[0].body[u"item"].toBytes(),
                 QByteArray(R"({"items":[{"orderLine":1,"itemReceive":true,"quantity":1,"location":{"id":"4"}},)"
                            R"({"orderLine":2,"itemReceive":true,"quantity":1,"location":{"id":"4"}}]})"));
        world.done();
        QVERIFY(world.unsent().empty());
    }

    void whatWasFulfilledIsNeverTakenTwiceWhenItsBodyIsGone()
    {
        World world;
        world.order(fbaOrder("PARTIALLY_SHIPPED", 1, 0));
        world.done();
        world.sent.erase(world.key("IF") + QStringLiteral("-1"));
        world.order(fbaOrder("SHIPPED", 2, 1));
        QVERIFY(world.unsent().empty());
    }

    void linesOfAnAdoptedSalesOrderAreReadBeforeTheyAreFulfilled()
    {
        World world;
        world.receipts[world.key("SO")] = {QStringLiteral("5"), QStringLiteral("SO5"), QStringLiteral("already-there")};
        QVERIFY(world.unsent().empty()); // their numbers are not known yet
        Json seen = World::seenInNetSuite(QStringLiteral("salesOrder"));
        seen.set(QStringLiteral("lines"), parsed(R"([{"line":"3","item":"98","orderItem":"","quantity":2,"fulfilled":1},
            {"line":"7","item":"99","orderItem":"","quantity":1,"fulfilled":0}])"));
        world.observed[world.key("SO")] = seen;
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body[u"item"].toBytes(),
                 QByteArray(R"({"items":[{"orderLine":3,"itemReceive":true,"quantity":1,"location":{"id":"4"}},)"
                            R"({"orderLine":7,"itemReceive":true,"quantity":1,"location":{"id":"4"}}]})"));
    }

    void anAdoptedInvoiceNeedsNoFulfillment()
    {
        World world;
        world.receipts[world.key("SO")] = {QStringLiteral("5"), {}, QStringLiteral("already-there")};
        world.observed[world.key("SO")] = World::seenInNetSuite(QStringLiteral("invoice"));
        QVERIFY(world.unsent().empty());
    }

    void linesOfGroupsAreReadFirst()
    {
        World world;
        world.items = Json::array();
        world.item("98", "A-1", "F", "Group");
        world.item("99", "B-2");
        world.lookups = Json::object({{QStringLiteral("items"), world.items}});
        QCOMPARE(world.planned().commands.size(), 1U);
    }

    // Invoice and cash sale ------------------------------------------------------------------------------------------------

    void asAnInvoice()
    {
        World world(R"({"document":"invoice"})");
        const Plan plan = world.planned();
        QCOMPARE(plan.commands.size(), 1U); // it moves the stock itself
        QCOMPARE(plan.commands[0].type, QStringLiteral("invoice"));
        QCOMPARE(plan.commands[0].key, world.key("INV"));
        QVERIFY(!plan.commands[0].body.contains(u"orderStatus"));
        QVERIFY(!plan.commands[0].body.contains(u"account"));
        QCOMPARE(plan.commands[0].body[u"location"][u"id"].toString(), QStringLiteral("4"));
        world.done();
        QVERIFY(world.unsent().empty());
    }

    void whatWasWrittenStaysWhatItIs()
    {
        World world(R"({"document":"invoice"})");
        world.done();
        world.flow.settings = parsed(R"({"document":"salesOrder"})");
        QVERIFY(world.unsent().empty());
        QCOMPARE(world.planned().commands[0].type, QStringLiteral("invoice"));
    }

    void cashSaleAccount_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<bool>("isMapped");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("code");
        QTest::newRow("mapped") << QByteArray(R"({"document":"cashSale"})") << true << QStringLiteral("57") << QString();
        QTest::newRow("not mapped") << QByteArray(R"({"document":"cashSale"})") << false << QString()
                                    << QStringLiteral("no-account");
        QTest::newRow("own account") << QByteArray(R"({"document":"cashSale","cashAccount":"account:60"})") << true
                                     << QStringLiteral("60") << QString();
        QTest::newRow("undeposited") << QByteArray(R"({"document":"cashSale","cashAccount":"undeposited-funds"})") << false
                                     << QString() << QString();
        QTest::newRow("nonsense") << QByteArray(R"({"document":"cashSale","cashAccount":"the bank"})") << true << QString()
                                  << QStringLiteral("cash-account");
    }
    void cashSaleAccount()
    {
        QFETCH(QByteArray, settings);
        QFETCH(bool, isMapped);
        QFETCH(QString, account);
        QFETCH(QString, code);
        World world(settings.constData());
        if (isMapped)
            world.map("account", "clearing", "account:57");
        const auto plan = world.plan();
        QCOMPARE(plan ? QString() : plan.error().code, code);
        if (!plan) {
            if (code == QStringLiteral("no-account"))
                QVERIFY(world.orders.cures({QStringLiteral("account"), {}, QStringLiteral("clearing"), {}}, code,
                                           plan.error().causeKey));
            return;
        }
        const Command& sale = plan->commands.back();
        QCOMPARE(sale.type, QStringLiteral("cashSale"));
        QCOMPARE(sale.key, world.key("INV"));
        QCOMPARE(sale.body[u"account"][u"id"].toString(), account);
        QCOMPARE(sale.body[u"undepFunds"].toBool(), account.isEmpty());
    }

    // What waits and what is left alone ------------------------------------------------------------------------------------

    void holds_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QString>("fulfilledBy");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("waits");
        QTest::addColumn<QString>("skips");
        const auto text = [](const char* words) { return QString::fromUtf8(words); };
        const QString own = text("AMAZON"), other = text("NON_AMAZON"), none;
        QTest::newRow("pending") << text("PENDING") << own << kAmazon << QByteArray("{}") << text("pending") << none;
        QTest::newRow("unshipped") << text("UNSHIPPED") << own << kAmazon << QByteArray("{}") << text("not shipped") << none;
        QTest::newRow("partly") << text("PARTIALLY_SHIPPED") << own << kAmazon << QByteArray("{}") << none << none;
        QTest::newRow("partly, invoice") << text("PARTIALLY_SHIPPED") << own << kAmazon << QByteArray(R"({"document":"invoice"})")
                                         << text("part") << none;
        QTest::newRow("shipped") << text("SHIPPED") << own << kAmazon << QByteArray("{}") << none << none;
        QTest::newRow("cancelled") << text("CANCELLED") << own << kAmazon << QByteArray("{}") << none << text("cancelled");
        QTest::newRow("other channel") << text("SHIPPED") << other << kAmazon << QByteArray("{}") << none
                                       << text("another channel");
        QTest::newRow("other channel, wanted")
            << text("SHIPPED") << other << kAmazon << QByteArray(R"({"mcf":"import"})") << none << none;
        QTest::newRow("unfulfillable") << text("UNFULFILLABLE") << other << kAmazon << QByteArray(R"({"mcf":"import"})") << none
                                       << text("cannot");
        QTest::newRow("merchant's") << text("SHIPPED") << own << text("MERCHANT") << QByteArray("{}") << none << text("merchant");
    }
    void holds()
    {
        QFETCH(QString, status);
        QFETCH(QString, channel);
        QFETCH(QString, fulfilledBy);
        QFETCH(QByteArray, settings);
        QFETCH(QString, waits);
        QFETCH(QString, skips);
        World world(settings.constData());
        Json json = with(fbaOrder(), QStringLiteral("fulfillment.fulfillmentStatus"), status);
        json = with(json, QStringLiteral("salesChannel.channelName"), channel);
        json = with(json, QStringLiteral("fulfillment.fulfilledBy"), fulfilledBy);
        world.order(json);
        const Plan plan = world.planned();
        const SourceItem item = orderSource(orderOf(json), mapping::OrderSettings::read(world.flow), {});
        QCOMPARE(item.waitingReason, plan.waitingReason);
        QCOMPARE(item.skipReason, plan.skipReason);
        QCOMPARE(plan.waitingReason.isEmpty(), waits.isEmpty());
        QCOMPARE(plan.skipReason.isEmpty(), skips.isEmpty());
        QVERIFY2(plan.waitingReason.contains(waits) && plan.skipReason.contains(skips),
                 qPrintable(plan.waitingReason + plan.skipReason));
        QCOMPARE(plan.commands.empty(), !waits.isEmpty() || !skips.isEmpty());
    }

    void anOrderOfAnotherChannelWithoutMoneyCostsNothing()
    {
        World world(R"({"mcf":"import"})");
        Json json = with(fbaOrder(), QStringLiteral("salesChannel.channelName"), QStringLiteral("NON_AMAZON"));
        json.remove(u"proceeds");
        Json bare = Json::array();
        for (std::size_t i = 0; i < 2; ++i) {
            Json item = json[u"orderItems"].at(i);
            item.remove(u"proceeds");
            bare.append(item);
        }
        json.set(QStringLiteral("orderItems"), bare);
        world.order(json);
        const Plan plan = world.planned();
        QCOMPARE(plan.commands[0].amount->amountText(), QStringLiteral("0.00"));
        QCOMPARE(plan.commands[1].body[u"item"][u"items"].size(), 2U);
    }

    void onlyOrdersThatAmazonFulfilsAreAskedFor()
    {
        World world;
        auto context = world.context();
        QVERIFY(world.orders.fetch({}, {}, context));
        QCOMPARE(world.amazon.searches.at(0).fulfilledBy, kAmazon);
    }

    // Find -----------------------------------------------------------------------------------------------------------------

    void found_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<FakeNetSuite::Rows>("rows");
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("matches");
        using Rows = FakeNetSuite::Rows;
        const auto document = [](const char* id, const char* type) {
            return row({{"id", id}, {"type", type}, {"otherrefnum", "113-1234567-1234567"}, {"currency", "1"}});
        };
        const QByteArray orders = "{}", invoices = R"({"document":"invoice"})";
        QTest::newRow("nothing") << orders << Rows() << QString() << false;
        QTest::newRow("a cash sale by hand") << orders << Rows{document("5", "CashSale")} << QStringLiteral("5") << true;
        QTest::newRow("order and invoice") << orders << Rows{document("5", "SalesOrd"), document("6", "CustInvc")}
                                           << QStringLiteral("5") << true;
        QTest::newRow("order and invoice, invoice wanted")
            << invoices << Rows{document("5", "SalesOrd"), document("6", "CustInvc")} << QStringLiteral("6") << true;
        QTest::newRow("order only, invoice wanted") << invoices << Rows{document("5", "SalesOrd")} << QStringLiteral("5") << true;
        QTest::newRow("two orders") << orders << Rows{document("5", "SalesOrd"), document("6", "SalesOrd")} << QStringLiteral("5")
                                    << false;
    }
    void found()
    {
        QFETCH(QByteArray, settings);
        QFETCH(FakeNetSuite::Rows, rows);
        QFETCH(QString, id);
        QFETCH(bool, matches);
        World world(settings.constData());
        world.netsuite.answer = [&](const QString& query, const QStringList&) {
            return query.contains(QStringLiteral("'CashSale'")) ? rows : FakeNetSuite::Rows();
        };
        auto context = world.context();
        const auto found = world.orders.find(world.planned().commands, context);
        QVERIFY(found);
        QCOMPARE(found->size(), id.isEmpty() ? 0U : 1U);
        if (id.isEmpty())
            return;
        QCOMPARE(found->front().remoteId, id);
        QCOMPARE(found->front().matches, matches);
    }

    void fulfillmentsFound()
    {
        World world;
        auto context = world.context();
        const QByteArray order = world.key("SO").toUtf8(), goods = (world.key("IF") + QStringLiteral("-1")).toUtf8();
        const auto ask = [&](const FakeNetSuite::Rows& rows) {
            world.netsuite.answer = [&](const QString& query, const QStringList&) {
                return query.contains(QStringLiteral("'ItemShip'")) ? rows : FakeNetSuite::Rows();
            };
            auto found = world.orders.find(world.planned().commands, context);
            if (!found)
                qFatal("%s", qPrintable(found.error().message));
            return *found;
        };
        QVERIFY(ask({}).empty());
        auto found = ask({row({{"id", "8"}, {"externalid", goods.constData()}, {"salesorder", order.constData()}})});
        QCOMPARE(found.size(), 1U);
        QVERIFY(found[0].matches);
        found = ask({row({{"id", "9"}, {"tranid", "IF9"}, {"salesorder", order.constData()}})});
        QCOMPARE(found.size(), 1U);
        QVERIFY(!found[0].matches); // by hand: never twice
        const QByteArray earlier = (world.key("IF") + QStringLiteral("-0")).toUtf8();
        QVERIFY(ask({row({{"id", "7"}, {"externalid", earlier.constData()}, {"salesorder", order.constData()}})}).empty());
    }

    // Cancellations --------------------------------------------------------------------------------------------------------

    void aBilledOrderThatIsCancelledIsAnError()
    {
        World world(R"({"document":"invoice"})");
        world.done();
        world.order(with(fbaOrder(), QStringLiteral("fulfillment.fulfillmentStatus"), QStringLiteral("CANCELLED")));
        world.lookups =
            Json::object({{QStringLiteral("documents"), parsed(R"({"4711":{"name":"INV5","type":"CustInvc","status":"A"}})")}});
        const auto plan = world.plan();
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, QStringLiteral("cancelled-after-billing"));
    }

    void theRegistryKnowsItAndSaysWhatAChoiceMeans()
    {
        const Registry registry;
        const Flow* flow = registry.find(u"orders-fba");
        QVERIFY(flow != nullptr);
        const Json& document = flow->spec().settings[u"document"];
        QCOMPARE(document[u"default"].toString(), QStringLiteral("salesOrder"));
        QVERIFY(document[u"description"].toString().contains(QStringLiteral("cannot be matched to payments")));
        for (const auto& [name, rule] : flow->spec().settings.members())
            QVERIFY2(rule.contains(u"default") && !rule[u"description"].toString().isEmpty(), qPrintable(name));
        QVERIFY(!flow->spec().settings.contains(u"updateAddress"));
    }
};

QTEST_GUILESS_MAIN(OrdersFbaTest)
#include "OrdersFbaTest.moc"
