// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "flows/OrdersMfnWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;
using namespace causeway::tests::orders_mfn_world;

class OrdersMfnTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void customerThenOrder()
    {
        const World world;
        const auto plan = world.plan();
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        QCOMPARE(plan->commands.size(), 2U);
        const Command& customer = plan->commands[0];
        const Command& order = plan->commands[1];
        QCOMPARE(customer.type, QStringLiteral("customer"));
        QCOMPARE(order.key, world.key());
        QCOMPARE(order.dependsOn, std::vector<QString>{customer.key});
        QVERIFY(order.readBack);
        QCOMPARE(order.amount->amountText(), QStringLiteral("24.99"));
        QCOMPARE(order.fingerprint[u"currencyId"].toString(), QStringLiteral("1"));
        for (const Command& command : plan->commands)
            QVERIFY2(!command.fingerprint.toBytes().contains("ada"), command.fingerprint.toBytes().constData());
    }

    void nothingIsLeftToDoAfterwards()
    {
        World world;
        world.done();
        QVERIFY(world.unsent().empty());
        const auto plan = world.plan();
        QVERIFY(plan->variance.isNull());
        QVERIFY(!plan->varianceOver);
    }

    void planIsPure()
    {
        const World world;
        const auto first = world.plan(), second = world.plan();
        QCOMPARE(first->commands.size(), second->commands.size());
        for (std::size_t i = 0; i < first->commands.size(); ++i)
            QCOMPARE(first->commands[i].body.toBytes(), second->commands[i].body.toBytes());
    }

    void aDocumentThatExistsKeepsItsBodyWhateverHappensToTheMappings()
    {
        World world;
        world.done();
        world.unmap("item");
        world.lookups = Json::object();
        const auto plan = world.plan();
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        QVERIFY(world.unsent().empty());
        QCOMPARE(last(plan->commands).body, world.sent.at(world.key()));
    }

    void anAdoptedOrderGetsNoNewCustomer()
    {
        World world;
        world.receipts[world.key()] = {QStringLiteral("4711"), {}, QStringLiteral("already-there")};
        const auto plan = world.plan();
        QCOMPARE(plan->commands.size(), 1U);
        QCOMPARE(plan->commands[0].key, world.key());
    }

    // Amendments -----------------------------------------------------------------------------------------------------------

    void onlyADifferenceGetsAnAmendment()
    {
        World world;
        world.done(QStringLiteral("26.24"), QStringLiteral("1.25"));
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        const Command& patch = open[0];
        QCOMPARE(patch.operation, QStringLiteral("patch"));
        QCOMPARE(patch.remoteId, QStringLiteral("4711"));
        QVERIFY(patch.key.startsWith(world.key() + QStringLiteral("-U-00")));
        QCOMPARE(patch.key.size(), world.key().size() + 3 + 12);
        QCOMPARE(patch.body.toBytes(), QByteArray(R"({"custbody_amz_variance_total":-1.25,"custbody_amz_variance_tax":-1.25})"));
        QVERIFY(!patch.personal);
        const auto plan = world.plan();
        QCOMPARE(plan->variance.toBytes(), QByteArray(R"({"total":"-1.25","tax":"-1.25","currency":"USD"})"));
        QVERIFY(plan->varianceOver);
        world.done();
        QVERIFY(world.unsent().empty()); // and never twice
    }

    void aMissingVarianceFieldIsNoError()
    {
        World world;
        world.fields("salesOrder", {QStringLiteral("custbody_amz_variance_total"), QStringLiteral("shipMethod")});
        world.done(QStringLiteral("26.24"), QStringLiteral("1.25"));
        QCOMPARE(world.unsent().at(0).body.toBytes(), QByteArray(R"({"custbody_amz_variance_total":-1.25})"));
    }

    void aVarianceThatGoesAwayIsTakenBack()
    {
        World world;
        world.done(QStringLiteral("26.24"));
        world.done();
        world.observed[world.key()].set(QStringLiteral("total"), QStringLiteral("24.99"));
        QCOMPARE(world.unsent().at(0).body.toBytes(), QByteArray(R"({"custbody_amz_variance_total":0.00})"));
    }

    void aMovedBuyerChangesTheShipToAddressThereAndBack()
    {
        World world;
        world.done();
        world.order(moved(simpleOrder(), "5 Other Road"));
        auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body[u"shippingAddress"][u"addr1"].toString(), QStringLiteral("5 Other Road"));
        QVERIFY(open[0].personal);
        const QString firstKey = open[0].key;
        world.done();
        QVERIFY(world.unsent().empty());
        world.order(simpleOrder());
        open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body[u"shippingAddress"][u"addr1"].toString(), QStringLiteral("1 Main Street"));
        QVERIFY(open[0].key > firstKey); // in the order of sending
        world.done();
        world.order(moved(simpleOrder(), "5 Other Road"));
        open = world.unsent();
        QCOMPARE(open.size(), 1U); // the same words as the first time, and sent again
        QVERIFY(open[0].key != firstKey);
    }

    void anAddressPartThatIsGoneIsCleared()
    {
        World world;
        world.order(with(simpleOrder(), QStringLiteral("recipient.deliveryAddress.addressLine2"), QStringLiteral("Flat 2")));
        world.done();
        world.order(simpleOrder());
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        const Json* second = open[0].body[u"shippingAddress"].find(u"addr2");
        QVERIFY(second != nullptr && second->isNull());
    }

    void aHiddenPhoneIsNoMove()
    {
        World world;
        world.done();
        Json address = simpleOrder()[u"recipient"][u"deliveryAddress"];
        address.remove(u"phone");
        world.order(with(simpleOrder(), QStringLiteral("recipient.deliveryAddress"), address));
        QVERIFY(world.unsent().empty());
        Json hidden = simpleOrder();
        hidden.remove(u"recipient");
        world.order(hidden);
        QVERIFY(world.unsent().empty());
    }

    void whatAPersonCorrectedStays()
    {
        World world;
        world.done();
        world.sent[world.key()] =
            with(world.sent[world.key()], QStringLiteral("shippingAddress.addr1"), QStringLiteral("1 Main St."));
        world.record.edit = parsed(R"({"shippingAddress":{"addr1":"1 Main St."}})");
        QVERIFY(world.unsent().empty());
    }

    void erasedBodiesStartNoWrites()
    {
        World world;
        world.done(QStringLiteral("26.24"));
        world.done();
        world.sent.clear();
        world.order(moved(simpleOrder(), "5 Other Road"));
        QVERIFY(world.unsent().empty());
    }

    void aWishToCancelStopsThePacker()
    {
        World world;
        world.done();
        Json json = simpleOrder();
        const Json item = with(json[u"orderItems"].at(0), QStringLiteral("cancellation.cancellationRequest"),
                               parsed(R"({"requester":"BUYER"})"));
        Json wish = json;
        wish.set(QStringLiteral("orderItems"), Json::array({item}));
        world.order(wish);
        QCOMPARE(world.unsent().at(0).body.toBytes(), QByteArray(R"({"custbody_amz_do_not_ship":true})"));
        world.done();
        QVERIFY(world.unsent().empty());
        world.order(json);
        QCOMPARE(world.unsent().at(0).body.toBytes(), QByteArray(R"({"custbody_amz_do_not_ship":false})"));
    }

    void aCancelledOrderHasItsOpenLinesClosed()
    {
        World world;
        world.done();
        world.order(cancelled(simpleOrder()));
        world.lookups = Json::object({{QStringLiteral("documents"), parsed(R"({"4711":{"name":"SO7","status":"B",
            "lines":[{"line":"1","closed":false},{"line":"2","closed":true},{"line":"4","closed":false}]}})")}});
        const auto plan = world.plan();
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        QCOMPARE(plan->doneReason, QStringLiteral("cancelled"));
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(
            open[0].body.toBytes(),
            QByteArray(
                R"({"custbody_amz_do_not_ship":true,"item":{"items":[{"line":1,"isClosed":true},{"line":4,"isClosed":true}]}})"));
        QVERIFY(open[0].closesLines);
        world.done();
        QVERIFY(world.unsent().empty()); // although this batch's look-up still shows them open
    }

    void whatIsShippedIsNotClosed()
    {
        World world;
        world.done();
        world.order(cancelled(simpleOrder()));
        world.lookups = Json::object({{QStringLiteral("documents"), parsed(R"({"4711":{"name":"SO7","status":"F",
            "lines":[{"line":"1","closed":false}]}})")}});
        const auto plan = world.plan();
        QVERIFY(!plan);
        QCOMPARE(toString(plan.error().kind), toString(ErrorKind::Rejected));
        QVERIFY(plan.error().message.contains(QStringLiteral("SO7")));
    }

    void whatIsBilledInAdvanceIsNotClosed()
    {
        World world;
        world.done();
        world.order(cancelled(simpleOrder()));
        world.lookups = Json::object({{QStringLiteral("documents"), parsed(R"({"4711":{"name":"SO7","status":"B",
            "lines":[{"line":"1","closed":false,"quantity":2,"fulfilled":0,"billed":2}]}})")}});
        const auto plan = world.plan();
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, QStringLiteral("cancelled-after-billing"));
    }

    void flagOnlyClosesNothing()
    {
        World world;
        world.flow.settings = parsed(R"({"cancelled":"flag-only"})");
        world.done();
        world.order(cancelled(simpleOrder()));
        world.lookups = Json::object({{QStringLiteral("documents"), parsed(R"({"4711":{"status":"B",
            "lines":[{"line":"1","closed":false}]}})")}});
        QCOMPARE(world.unsent().at(0).body.toBytes(), QByteArray(R"({"custbody_amz_do_not_ship":true})"));
    }

    // Look-up --------------------------------------------------------------------------------------------------------------

    void oneQuestionForAllSkus()
    {
        World world;
        world.store.defaults.skuFields = {QStringLiteral("itemid"), QStringLiteral("custitem_amz_sku")};
        world.map("sku", "ALIAS", "item:77");
        std::vector<Record> records;
        for (const char* sku : {"A-1", "B-2", "A-1", "ALIAS"})
            records.push_back({{}, {}, {}, orderJson({orderItem(sku, 1, {part("ITEM", "1.00")})}, "1.00").toBytes(), 0, {}});
        world.netsuite.answer = [](const QString&, const QStringList&) {
            return FakeNetSuite::Rows{row({{"id", "98"}, {"itemid", "A-1"}, {"isinactive", "F"}})};
        };
        auto context = world.context();
        const auto lookups = world.orders.lookUp(records, context);
        QVERIFY(lookups);
        QCOMPARE(world.netsuite.queries.size(), 1U);
        const auto& query = world.netsuite.queries[0];
        QCOMPARE(query.values.mid(0, 4),
                 (QStringList{QStringLiteral("A-1"), QStringLiteral("B-2"), QStringLiteral("A-1"), QStringLiteral("B-2")}));
        QVERIFY(query.values.contains(QStringLiteral("77")));
        QVERIFY(query.text.contains(QStringLiteral("UPPER(i.itemid) IN (UPPER(?),UPPER(?))")));
        QVERIFY(query.text.endsWith(QStringLiteral("ORDER BY i.id")));
        QVERIFY(!query.text.contains(QStringLiteral("A-1")));
        QCOMPARE((*lookups)[u"items"].at(0)[u"id"].toString(), QStringLiteral("98"));
    }

    void manySkusAreAskedInPortions()
    {
        World world;
        std::vector<Record> records;
        for (int i = 0; i < 1200; ++i) {
            const QByteArray sku = "SKU-" + QByteArray::number(i);
            records.push_back(
                {{}, {}, {}, orderJson({orderItem(sku.constData(), 1, {part("ITEM", "1.00")})}, "1.00").toBytes(), 0, {}});
        }
        auto context = world.context();
        QVERIFY(world.orders.lookUp(records, context));
        qsizetype skus = 0;
        for (const auto& query : world.netsuite.queries) {
            QVERIFY(query.values.size() <= 500);
            skus += std::count_if(query.values.begin(), query.values.end(),
                                  [](const QString& v) { return v.startsWith(QStringLiteral("SKU-")); });
        }
        QCOMPARE(skus, 1200);
    }

    void aFieldNameIsNeverPutIntoAQueryUnchecked()
    {
        World world;
        world.store.defaults.skuFields = {QStringLiteral("itemid) OR 1=1 --")};
        auto context = world.context();
        const auto lookups = world.orders.lookUp(std::vector<Record>{world.record}, context);
        QCOMPARE(toString(lookups.error().kind), toString(ErrorKind::Invalid));
        QVERIFY(world.netsuite.queries.empty());
    }

    void linesAreReadOnlyForCancelledOrders()
    {
        World world;
        world.done();
        world.order(cancelled(simpleOrder()));
        world.netsuite.answer = [](const QString& query, const QStringList&) {
            if (!query.contains(QStringLiteral("transactionline")))
                return FakeNetSuite::Rows{row({{"id", "4711"}, {"tranid", "SO7"}, {"type", "SalesOrd"}, {"status", "B"}})};
            return FakeNetSuite::Rows{row({{"document", "4711"}, {"line", "1"}, {"quantity", "-2"}, {"isclosed", "F"}}),
                                      row({{"document", "4711"}, {"line", "2"}, {"isclosed", "T"}})};
        };
        auto context = world.context();
        const auto unknown = world.orders.lookUp(std::vector<Record>{world.record}, context);
        QVERIFY(unknown);
        QVERIFY(world.netsuite.queries.empty()); // never written: nothing of it can be changed
        const auto lookups = world.orders.lookUp(std::vector<Record>{world.seen()}, context);
        QVERIFY(lookups);
        QCOMPARE(world.netsuite.queries.size(), 2U);
        const Json document = (*lookups)[u"documents"][u"4711"];
        QCOMPARE(document[u"name"].toString(), QStringLiteral("SO7"));
        QCOMPARE(document[u"lines"].at(0)[u"quantity"].toInteger().value_or(0), 2);
        QVERIFY(!document[u"lines"].at(0)[u"closed"].toBool());
        QVERIFY(document[u"lines"].at(1)[u"closed"].toBool());
    }

    void askTellsThePackerAtOnceAndAPersonDecidesAboutTheLines()
    {
        World world;
        world.flow.settings = parsed(R"({"cancelled":"ask"})");
        world.done();
        world.order(cancelled(simpleOrder()));
        world.lookups = Json::object({{QStringLiteral("documents"),
                                       parsed(R"({"4711":{"name":"SO7","status":"B","lines":[{"line":"1","closed":false}]}})")}});
        auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body.toBytes(), QByteArray(R"({"custbody_amz_do_not_ship":true})"));
        QVERIFY(open[0].readBack); // so that it is planned again
        QVERIFY(world.plan()->reviewReason.isEmpty());
        world.done();
        open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QVERIFY(open[0].closesLines);
        QVERIFY(!world.plan()->reviewReason.isEmpty());
    }

    // Items cancelled alone ------------------------------------------------------------------------------------------------

    static Json twoItems()
    {
        return orderJson(
            {orderItem("A-1", 2, {part("ITEM", "20.00")}, "20.00"), orderItem("B-2", 1, {part("ITEM", "5.00")}, "5.00")},
            "25.00");
    }
    static Json withoutSecond(const char* fulfilled = "0")
    {
        Json json = twoItems();
        Json item = with(json[u"orderItems"].at(1), QStringLiteral("cancellation.cancellationExecution"),
                         parsed(R"({"cancelledBy":"BUYER"})"));
        item = with(item, QStringLiteral("fulfillment.quantityFulfilled"), Json::number(fulfilled));
        item = with(item, QStringLiteral("fulfillment.quantityUnfulfilled"), 0);
        json.set(QStringLiteral("orderItems"), Json::array({json[u"orderItems"].at(0), item}));
        return json;
    }
    static Json twoLines(const char* secondFulfilled = "0")
    {
        Json json = parsed(R"({"4711":{"name":"SO7","status":"B","amendments":0,"fields":{},"lines":[
            {"line":"1","item":"98","orderItem":"item-A-1","quantity":2,"fulfilled":0,"closed":false},
            {"line":"2","item":"99","orderItem":"item-B-2","quantity":1,"fulfilled":0,"closed":false}]}})");
        Json document = json[u"4711"];
        const Json line = with(document[u"lines"].at(1), QStringLiteral("fulfilled"), Json::number(secondFulfilled));
        document.set(QStringLiteral("lines"), Json::array({document[u"lines"].at(0), line}));
        return Json::object({{QStringLiteral("documents"), Json::object({{QStringLiteral("4711"), document}})}});
    }

    void anItemCancelledAloneHasOnlyItsLineClosed()
    {
        World world;
        world.order(twoItems());
        world.done(QStringLiteral("25.00"));
        world.observed[world.key()].set(QStringLiteral("shipping"), QStringLiteral("0"));
        world.order(withoutSecond());
        const Json items = world.lookups[u"items"];
        world.lookups = twoLines();
        world.lookups.set(QStringLiteral("items"), items);
        const auto open = world.unsent();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open[0].body.toBytes(), QByteArray(R"({"item":{"items":[{"line":2,"isClosed":true}]}})"));
        QVERIFY(open[0].closesLines);
        world.flow.settings = parsed(R"({"cancelledItems":"flag-only"})");
        QVERIFY(world.unsent().empty());
        world.flow.settings = parsed(R"({"cancelledItems":"ask"})");
        QVERIFY(!world.plan()->reviewReason.isEmpty());
        world.done();
        QVERIFY(world.unsent().empty());
    }

    void anItemCancelledAfterItsShipmentIsAnError()
    {
        World world;
        world.order(twoItems());
        world.done(QStringLiteral("25.00"));
        world.order(withoutSecond());
        const Json items = world.lookups[u"items"];
        world.lookups = twoLines("1");
        world.lookups.set(QStringLiteral("items"), items);
        const auto plan = world.plan();
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, QStringLiteral("cancelled-after-shipment"));
        QVERIFY(!plan.error().remedy.isEmpty());
    }

    // A person's edits -----------------------------------------------------------------------------------------------------

    void anAddressThatAPersonChangedIsNotOverwritten()
    {
        World world;
        world.done();
        world.order(moved(simpleOrder(), "5 Other Road"));
        world.netsuite.answer = [](const QString&, const QStringList&) {
            return FakeNetSuite::Rows{row({{"id", "4711"}, {"tranid", "SO7"}, {"type", "SalesOrd"}, {"status", "B"}})};
        };
        auto context = world.context();
        const auto look = [&](const char* street) {
            const Json address =
                with(world.sent[world.key()][u"shippingAddress"], QStringLiteral("addr1"), QString::fromUtf8(street));
            world.netsuite.records[QStringLiteral("salesOrder/4711")] =
                Json::object({{QStringLiteral("shippingAddress"), address}});
            auto lookups = world.orders.lookUp(std::vector<Record>{world.seen()}, context);
            if (!lookups)
                qFatal("%s", qPrintable(lookups.error().message));
            const Json items = world.lookups[u"items"];
            world.lookups = *lookups;
            world.lookups.set(QStringLiteral("items"), items);
            return world.plan();
        };
        const auto conflict = look("Rear entrance, 1 Main Street");
        QVERIFY(!conflict);
        QCOMPARE(toString(conflict.error().kind), toString(ErrorKind::Conflict));
        QCOMPARE(conflict.error().code, QStringLiteral("edited-by-person"));
        QVERIFY(conflict.error().message.contains(QStringLiteral("addr1")));
        QVERIFY(conflict.error().message.contains(QStringLiteral("SO7")));
        QVERIFY(!conflict.error().message.contains(QStringLiteral("Main"))); // addresses are personal data
        QVERIFY(!conflict.error().message.contains(QStringLiteral("Other Road")));
        QVERIFY(look("1 MAIN STREET")); // as we wrote it
        QVERIFY(look("5 Other Road"));  // the person did what Amazon says
    }

    void aVarianceThatAPersonChangedIsNotOverwritten()
    {
        World world;
        world.done(QStringLiteral("26.24"));
        world.done();
        world.observed[world.key()].set(QStringLiteral("total"), QStringLiteral("24.99"));
        const Json items = world.lookups[u"items"];
        const auto shown = [&](const char* total, int amendments) {
            Json document = parsed(R"({"name":"SO7","status":"B"})");
            document.set(QStringLiteral("amendments"), amendments);
            document.set(QStringLiteral("fields"),
                         Json::object({{QStringLiteral("custbody_amz_variance_total"), QString::fromUtf8(total)}}));
            world.lookups = Json::object({{QStringLiteral("documents"), Json::object({{QStringLiteral("4711"), document}})}});
            world.lookups.set(QStringLiteral("items"), items);
            return world.plan();
        };
        const auto conflict = shown("-9", 1);
        QVERIFY(!conflict);
        QCOMPARE(toString(conflict.error().kind), toString(ErrorKind::Conflict));
        for (const char* version : {"custbody_amz_variance_total", "-1.25", "-9", "0.00"})
            QVERIFY2(conflict.error().message.contains(QString::fromUtf8(version)), version);
        QVERIFY(shown("-1.250", 1)); // as written
        QVERIFY(shown("", 1));       // emptied: that is what we want, too
        QVERIFY(shown("-9", 0));     // read before our last write: proves nothing
    }

    // Find -----------------------------------------------------------------------------------------------------------------

    void found_data()
    {
        QTest::addColumn<FakeNetSuite::Rows>("rows");
        QTest::addColumn<bool>("present");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QString>("difference");
        const QByteArray key = World().key().toLatin1();
        using Rows = FakeNetSuite::Rows;
        const auto byHand = row(
            {{"id", "5"}, {"tranid", "SO5"}, {"type", "SalesOrd"}, {"otherrefnum", "113-1234567-1234567"}, {"currency", "1"}});
        const auto ours =
            row({{"id", "6"}, {"tranid", "SO6"}, {"type", "SalesOrd"}, {"externalid", key.constData()}, {"currency", "1"}});
        QTest::newRow("nothing") << Rows() << false << false << QString();
        QTest::newRow("ours") << Rows{ours} << true << true << QString();
        QTest::newRow("by hand") << Rows{byHand} << true << true << QString();
        QTest::newRow("by our field")
            << Rows{row({{"id", "5"}, {"type", "SalesOrd"}, {"custbody_amz_order_id", "113-1234567-1234567"}, {"currency", "1"}})}
            << true << true << QString();
        QTest::newRow("other currency")
            << Rows{row({{"id", "5"}, {"type", "SalesOrd"}, {"otherrefnum", "113-1234567-1234567"}, {"currency", "2"}})} << true
            << false << QStringLiteral("currency");
        QTest::newRow("an invoice has our key") << Rows{row({{"id", "5"}, {"type", "CustInvc"}, {"externalid", key.constData()}})}
                                                << true << false << QStringLiteral("CustInvc");
        QTest::newRow("two documents") << Rows{byHand, ours} << true << false << QStringLiteral("SO5, SO6");
    }
    void found()
    {
        QFETCH(FakeNetSuite::Rows, rows);
        QFETCH(bool, present);
        QFETCH(bool, matches);
        QFETCH(QString, difference);
        World world;
        world.fields("salesOrder",
                     {QStringLiteral("custbody_amz_order_id"), QStringLiteral("shipMethod"), QStringLiteral("currency")});
        world.netsuite.answer = [&](const QString& query, const QStringList&) {
            return query.contains(QStringLiteral("FROM transaction")) ? rows : FakeNetSuite::Rows();
        };
        auto context = world.context();
        const auto plan = world.plan();
        const auto found = world.orders.find(plan->commands, context);
        QVERIFY(found);
        QCOMPARE(world.netsuite.queries.size(), 2U); // orders and customers, whatever their number
        QCOMPARE(found->size(), present ? 1U : 0U);
        if (!present)
            return;
        QCOMPARE(found->front().commandKey, world.key());
        QCOMPARE(found->front().matches, matches);
        QVERIFY(found->front().difference.contains(difference));
    }

    void customersFound_data()
    {
        QTest::addColumn<FakeNetSuite::Rows>("rows");
        QTest::addColumn<QString>("id");
        using Rows = FakeNetSuite::Rows;
        const auto customer = [](const char* id, const char* mail, const char* subsidiary, const char* inactive) {
            return row({{"id", id}, {"email", mail}, {"subsidiary", subsidiary}, {"isinactive", inactive}});
        };
        QTest::newRow("none") << Rows() << QString();
        QTest::newRow("other letters") << Rows{customer("7", "ADA.B@marketplace.amazon.com", "1", "F")} << QStringLiteral("7");
        QTest::newRow("the oldest") << Rows{customer("7", "ada.b@marketplace.amazon.com", "1", "F"),
                                            customer("8", "ada.b@marketplace.amazon.com", "1", "F")}
                                    << QStringLiteral("7");
        QTest::newRow("inactive") << Rows{customer("7", "ada.b@marketplace.amazon.com", "1", "T")} << QString();
        QTest::newRow("other subsidiary") << Rows{customer("7", "ada.b@marketplace.amazon.com", "2", "F")} << QString();
        QTest::newRow("somebody else") << Rows{customer("7", "bob@marketplace.amazon.com", "1", "F")} << QString();
    }
    void customersFound()
    {
        QFETCH(FakeNetSuite::Rows, rows);
        QFETCH(QString, id);
        World world;
        world.netsuite.answer = [&](const QString& query, const QStringList&) {
            return query.contains(QStringLiteral("FROM customer")) ? rows : FakeNetSuite::Rows();
        };
        auto context = world.context();
        const auto found = world.orders.find(world.plan()->commands, context);
        QCOMPARE(found->empty() ? QString() : found->front().remoteId, id);
    }

    void aVarianceThatStandsThereAlreadyIsNotWrittenAgain()
    {
        World world;
        world.done(QStringLiteral("26.24"));
        const auto open = world.unsent();
        world.netsuite.answer = [](const QString&, const QStringList&) {
            return FakeNetSuite::Rows{row({{"id", "4711"}, {"tranid", "SO7"}, {"custbody_amz_variance_total", "-1.250"}})};
        };
        auto context = world.context();
        const auto found = world.orders.find(open, context);
        QCOMPARE(found->size(), 1U);
        QVERIFY(found->front().matches);
        world.netsuite.answer = [](const QString&, const QStringList&) { return FakeNetSuite::Rows{row({{"id", "4711"}})}; };
        QVERIFY(world.orders.find(open, context)->empty());
    }

    // Send and read back ---------------------------------------------------------------------------------------------------

    void sending()
    {
        World world;
        auto context = world.context();
        auto commands = world.plan()->commands;
        const auto outcomes = world.orders.send(commands, context);
        QCOMPARE(outcomes.size(), 2U);
        QCOMPARE(std::get<Receipt>(outcomes[1]).remoteId, QStringLiteral("4712"));
        QCOMPARE(world.netsuite.writes[1].body[u"externalId"].toString(), world.key());
    }

    void alreadyExistsIsLookedUpNotBelieved()
    {
        World world;
        world.netsuite.refusal =
            Error::make(ErrorKind::Rejected, QStringLiteral("This record already exists"), {}, QStringLiteral("USER_ERROR"));
        auto context = world.context();
        auto outcomes = world.orders.send(world.plan()->commands, context);
        QCOMPARE(toString(std::get<Error>(outcomes[0]).kind), toString(ErrorKind::Unclear));
        world.netsuite.refusal =
            Error::make(ErrorKind::Rejected, QStringLiteral("The period is closed."), {}, QStringLiteral("USER_ERROR"));
        outcomes = world.orders.send(world.plan()->commands, context);
        QCOMPARE(toString(std::get<Error>(outcomes[0]).kind), toString(ErrorKind::Rejected));
    }

    void totalsAreReadInOneQuestion()
    {
        World world;
        world.done();
        world.netsuite.answer = [](const QString&, const QStringList&) {
            return FakeNetSuite::Rows{row({{"id", "4711"},
                                           {"tranid", "SO7"},
                                           {"status", "B"},
                                           {"foreigntotal", "24.99"},
                                           {"taxtotal", "0"},
                                           {"shippingcost", "4.99"}})};
        };
        auto context = world.context();
        const auto seen = world.orders.readBack(world.plan()->commands, world.receipts, context);
        QVERIFY(seen);
        QCOMPARE(world.netsuite.queries.size(), 1U);
        QCOMPARE(seen->at(world.key()).toBytes(),
                 QByteArray(R"({"name":"SO7","status":"B","total":"24.99","tax":"0","shipping":"4.99"})"));
    }

    void anAccountWithoutTheseColumnsStillComparesTheTotal()
    {
        World world;
        world.done();
        world.netsuite.answer = [](const QString& query, const QStringList&) -> Result<FakeNetSuite::Rows> {
            if (query.contains(QStringLiteral("taxtotal")))
                return fail(ErrorKind::Rejected, QStringLiteral("Unknown identifier 'taxtotal'"));
            return FakeNetSuite::Rows{row({{"id", "4711"}, {"foreigntotal", "30.00"}})};
        };
        auto context = world.context();
        const auto seen = world.orders.readBack(world.plan()->commands, world.receipts, context);
        world.observed[world.key()] = seen->at(world.key());
        QCOMPARE(world.plan()->variance.toBytes(), QByteArray(R"({"total":"-5.01","currency":"USD"})"));
    }

    void adoptedDocumentsAreReadWithTheirTaxLines()
    {
        World world;
        world.receipts[world.key()] = {QStringLiteral("4711"), {}, QStringLiteral("already-there")};
        world.netsuite.answer = [](const QString& query, const QStringList&) {
            if (query.contains(QStringLiteral("SUM(")))
                return FakeNetSuite::Rows{row({{"document", "4711"}, {"item", "504"}, {"amount", "-1.5"}})};
            return FakeNetSuite::Rows{
                row({{"id", "4711"}, {"foreigntotal", "24.99"}, {"taxtotal", "0"}, {"shippingcost", "4.99"}})};
        };
        auto context = world.context();
        const auto seen = world.orders.readBack(world.plan()->commands, world.receipts, context);
        QCOMPARE(seen->at(world.key())[u"taxLines"].toString(), QStringLiteral("1.5"));
        QCOMPARE(seen->at(world.key())[u"shippingLines"].toString(), QStringLiteral("0"));
    }

    // Small things ---------------------------------------------------------------------------------------------------------

    void curesOnlyItsOwnCause()
    {
        const OrdersMfn flow;
        const auto cures = [&](const char* kind, const char* key, const char* code, const char* cause) {
            return flow.cures({QString::fromUtf8(kind), {}, QString::fromUtf8(key), {}}, QString::fromUtf8(code),
                              QString::fromUtf8(cause));
        };
        QVERIFY(cures("sku", "NO-1", "no-item", "NO-1"));
        QVERIFY(cures("sku", "no-1", "ambiguous-item", "NO-1"));
        QVERIFY(!cures("sku", "NO-2", "no-item", "NO-1"));
        QVERIFY(!cures("item", "NO-1", "no-item", "NO-1"));
        QVERIFY(cures("item", "giftwrap", "no-charge-item", "giftwrap"));
        QVERIFY(!cures("item", "tax", "no-charge-item", "giftwrap"));
        QVERIFY(cures("shipMethod", "Standard", "no-charge-item", "shipping"));
        QVERIFY(!cures("sku", "currency", "currency", "currency"));
    }

    void receiptsAreResolvedEverywhere()
    {
        const Json body = parsed(
            R"({"entity":{"receipt":"K1"},"list":[{"x":{"receipt":"K1"}}],"receipt":"plain","two":{"receipt":"K1","more":1}})");
        const auto resolved = resolveReceipts(body, {{QStringLiteral("K1"), {QStringLiteral("9"), {}, {}}}});
        QVERIFY(resolved);
        QCOMPARE(
            resolved->toBytes(),
            QByteArray(R"({"entity":{"id":"9"},"list":[{"x":{"id":"9"}}],"receipt":"plain","two":{"receipt":"K1","more":1}})"));
        QCOMPARE(toString(resolveReceipts(body, {}).error().kind), toString(ErrorKind::Defect));
    }

    void theRegistryKnowsIt()
    {
        const Registry registry;
        const Flow* flow = registry.find(u"orders-mfn");
        QVERIFY(flow != nullptr);
        QVERIFY(registry.find(u"orders-xyz") == nullptr);
        for (const auto& [name, rule] : flow->spec().settings.members()) {
            QVERIFY2(rule.contains(u"default") && !rule[u"description"].toString().isEmpty(), qPrintable(name));
            if (rule.contains(u"enum"))
                QVERIFY(std::any_of(rule[u"enum"].items().begin(), rule[u"enum"].items().end(),
                                    [&](const Json& v) { return v == rule[u"default"]; }));
        }
    }
};

QTEST_GUILESS_MAIN(OrdersMfnTest)
#include "OrdersMfnTest.moc"
