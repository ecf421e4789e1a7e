// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentsWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;
using namespace causeway::tests::shipments_world;

class ShipmentsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onePackageIsConfirmedReadBackAndMarked()
    {
        World world;
        const auto first = world.unsent();
        QCOMPARE(first.size(), 1U);
        QCOMPARE(first[0].key, QStringLiteral("NS-CS-1234567_SB1-4711-1"));
        QCOMPARE(first[0].target, QStringLiteral("amazon"));
        QVERIFY(first[0].readBack);
        const Json& detail = first[0].body[u"packageDetail"];
        QCOMPARE(detail[u"packageReferenceId"].toString(), QStringLiteral("4711001"));
        QCOMPARE(detail[u"carrierCode"].toString(), QStringLiteral("UPS"));
        QCOMPARE(detail[u"shippingMethod"].toString(), QStringLiteral("UPS Ground"));
        QCOMPARE(detail[u"shipDate"].toString(), QStringLiteral("2026-11-22T08:00:00Z")); // midnight in Los Angeles
        QCOMPARE(detail[u"orderItems"].size(), 2U);

        QCOMPARE(world.work(), 2); // the confirmation and the marker
        QCOMPARE(world.amazon.confirmed.size(), 1U);
        QCOMPARE(world.amazon.confirmed[0].marketplaceId, QStringLiteral("ATVPDKIKX0DER"));
        QCOMPARE(world.netsuite.writes.size(), 1U);
        QCOMPARE(world.netsuite.writes[0].operation, QStringLiteral("patch"));
        QCOMPARE(world.netsuite.writes[0].id, kId);
        QCOMPARE(world.netsuite.writes[0].body[u"custbody_amz_shipment_state"].toString(),
                 QStringLiteral("Confirmed at Amazon 2026-11-23 10:00 UTC, packages: 1"));
        QCOMPARE(world.work(), 0);
        QVERIFY(world.unsent().empty());
    }

    void theMarkerWaitsUntilAmazonShowsEveryPackage()
    {
        World world;
        world.packages = QStringList{QStringLiteral("T1|"), QStringLiteral("T2|")};
        const auto first = world.unsent();
        QCOMPARE(first.size(), 2U);
        for (const Command& command : first) {
            world.receipts[command.key] = {QStringLiteral("1"), {}, QStringLiteral("created")};
            world.sent[command.key] = command.body;
        }
        world.observed[first[0].key] = Json::object({{QStringLiteral("created"), qint64(0)}});
        QVERIFY(world.unsent().empty()); // the second one is not shown yet
        world.observed[first[1].key] = Json::object({{QStringLiteral("created"), qint64(0)}});
        const auto last = world.unsent();
        QCOMPARE(last.size(), 1U);
        QCOMPARE(last[0].target, QStringLiteral("netsuite"));
        QCOMPARE(last[0].dependsOn, (std::vector<QString>{first[0].key, first[1].key}));
        world.setting("writeMarker", false);
        QVERIFY(world.unsent().empty());
    }

    void everyPackageHasItsOwnNumberAndPart()
    {
        World world;
        world.packages = QStringList{QStringLiteral("T1|A-1 x 2"), QStringLiteral("T2|A-1; B-2")};
        QCOMPARE(world.work(), 3);
        QCOMPARE(world.amazon.confirmed.size(), 2U);
        const auto& one = world.amazon.confirmed[0].package;
        const auto& two = world.amazon.confirmed[1].package;
        QCOMPARE(one.packageReferenceId, QStringLiteral("4711001"));
        QCOMPARE(two.packageReferenceId, QStringLiteral("4711002"));
        QCOMPARE(one.trackingNumber, QStringLiteral("T1"));
        QCOMPARE(one.items.size(), 1U);
        QCOMPARE(one.items[0].quantity, 2);
        QCOMPARE(two.items.size(), 2U);
        QCOMPARE(two.items[0].quantity, 1);
    }

    void aPartialShipmentConfirmsItsPartOnly()
    {
        World world;
        world.lines = {{1, 1}};
        QCOMPARE(world.work(), 2);
        QCOMPARE(world.amazon.confirmed[0].package.items.size(), 1U);
        QCOMPARE(world.amazon.confirmed[0].package.items[0].orderItemId, QStringLiteral("item-A-1"));
        QCOMPARE(world.amazon.confirmed[0].package.items[0].quantity, 1);
    }

    void severalPackagesOfUnknownContentsAskWhenToldTo()
    {
        World world;
        world.packages = QStringList{QStringLiteral("T1|"), QStringLiteral("T2|")};
        world.setting("packageContents", QStringLiteral("ask"));
        QCOMPARE(world.refused().code, QStringLiteral("no-contents"));
        world.record.edit = edit(R"({"packages":{"1":{"contents":{"item-A-1":3}},"2":{"contents":{"item-B-2":1}}}})");
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 2U);
        QCOMPARE(commands[1].body[u"packageDetail"][u"orderItems"].at(0)[u"orderItemId"].toString(), QStringLiteral("item-B-2"));
    }

    void fbaIsNeverConfirmed()
    {
        World world;
        world.content.set(QStringLiteral("fulfillment"), QStringLiteral("FBA"));
        QCOMPARE(world.good().skipReason, QStringLiteral("FBA"));
        QVERIFY(world.amazon.asked.isEmpty()); // not even a question
        World byOrder;
        byOrder.order(with(amazonOrder(), QStringLiteral("fulfillment.fulfilledBy"), QStringLiteral("AMAZON")));
        QCOMPARE(byOrder.good().skipReason, QStringLiteral("FBA"));
        QVERIFY(byOrder.good().commands.empty());
    }

    void aMissingTrackingNumberIsAnErrorThatCanBeTypedIn()
    {
        World world;
        world.packages = QStringList{QStringLiteral("|")};
        const Error error = world.refused();
        QVERIFY(error.kind == ErrorKind::Rejected);
        QCOMPARE(error.code, QStringLiteral("no-tracking"));
        world.record.edit = edit(R"({"packageDetail":{"trackingNumber":" 1Z9 ","carrierCode":"FedEx"}})");
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 1U);
        QCOMPARE(tracking(commands[0]), QStringLiteral("1Z9"));
        QCOMPARE(commands[0].body[u"packageDetail"][u"carrierCode"].toString(), QStringLiteral("FedEx"));
        QCOMPARE(world.work(), 2);
        // What was typed by hand is no change of NetSuite's: nothing is corrected.
        QVERIFY(world.unsent().empty());
        // NetSuite gets the number later: the same is nothing, another one is a correction.
        world.packages = QStringList{QStringLiteral("1Z8|")};
        const auto corrected = world.unsent();
        QCOMPARE(corrected.size(), 1U);
        QCOMPARE(tracking(corrected[0]), QStringLiteral("1Z8"));
        QCOMPARE(corrected[0].body[u"packageDetail"][u"carrierCode"].toString(), QStringLiteral("FedEx")); // still typed
    }

    void theSecondPackagesNumberCanBeTypedInToo()
    {
        World world;
        world.packages = QStringList{QStringLiteral("T1|"), QStringLiteral("|")};
        QVERIFY(world.refused().message.contains(QStringLiteral("package 2")));
        world.record.edit = edit(R"({"packages":{"2":{"trackingNumber":"T2"}}})");
        const auto commands = world.unsent();
        QCOMPARE(tracking(commands[0]), QStringLiteral("T1"));
        QCOMPARE(tracking(commands[1]), QStringLiteral("T2"));
    }

    void withoutTrackingIsAllowedByASetting()
    {
        World world;
        world.packages = QStringList{QStringLiteral("|")};
        world.setting("withoutTracking", true);
        QCOMPARE(world.work(), 2);
        QCOMPARE(world.amazon.confirmed[0].package.trackingNumber, QString());
    }

    void keysAndLinesCannotBeEdited()
    {
        World world;
        for (const char* patch : {R"({"packageDetail":{"packageReferenceId":"1"}})", R"({"packageDetail":{"orderItems":[]}})",
                                  R"({"orderId":"1"})", R"({"packages":{"1":{"quantity":2}}})"}) {
            world.record.edit = edit(patch);
            QCOMPARE(world.refused().code, QStringLiteral("protected-field"));
        }
    }

    void whatIsTypedIsNeverIgnored()
    {
        World world;
        const std::pair<const char*, const char*> wrong[] = {
            {R"({"packageDetail":{"trackingNumber":9400111}})", "packageDetail.trackingNumber"},
            {R"({"packageDetail":"1Z1"})", "packageDetail"},
            {R"({"packages":{"1":"1Z1"}})", "packages.1"},
            {R"({"packages":{"2":{"trackingNumber":"1Z1"}}})", "packages.2"}, // there is only one
            {R"({"packageDetail":{"shipDate":"23.11.2026"}})", "packageDetail.shipDate"},
            {R"({"packageDetail":{"contents":{"item-A-1":"two"}}})", "packageDetail.contents"},
            {R"({"packageDetail":{"contents":{"item-Z":1}}})", "packages.1.contents.item-Z"}};
        for (const auto& [patch, path] : wrong) {
            world.record.edit = edit(patch);
            QCOMPARE(world.refused().code, QStringLiteral("wrong-value"));
            QCOMPARE(world.refused().path, QString::fromUtf8(path));
        }
        world.record.edit =
            edit(R"({"packageDetail":{"shipDate":"2026-11-23T09:00:00Z","contents":{"item-A-1":3,"item-B-2":1}}})");
        QCOMPARE(world.unsent().at(0).body[u"packageDetail"][u"shipDate"].toString(), QStringLiteral("2026-11-23T09:00:00Z"));
    }

    void anUnmappedCarrierProposesOneWithEvidence()
    {
        World world;
        world.unmap("carrier");
        const Error error = world.refused();
        QVERIFY(error.kind == ErrorKind::Unmapped);
        QCOMPARE(error.code, QStringLiteral("no-carrier"));
        QCOMPARE(error.causeKey, QStringLiteral("shipitem:44"));
        QVERIFY2(error.remedy.contains(QStringLiteral("shipitem:44 to UPS")) &&
                     error.remedy.contains(QStringLiteral("UPS Ground")),
                 qPrintable(error.remedy));
        QVERIFY(world.shipments.cures({QStringLiteral("carrier"), {}, QStringLiteral("shipitem:44"), QStringLiteral("UPS")},
                                      error.code, error.causeKey));
        QVERIFY(!world.shipments.cures({QStringLiteral("carrier"), {}, QStringLiteral("shipitem:45"), QStringLiteral("UPS")},
                                       error.code, error.causeKey));
        world.setting("carrierMatch", QStringLiteral("automatic"));
        QCOMPARE(world.unsent()[0].body[u"packageDetail"][u"carrierCode"].toString(), QStringLiteral("UPS"));
    }

    void aCarrierWithoutACodeIsOtherWithItsName()
    {
        World world;
        world.unmap("carrier");
        world.map("carrier", "shipitem:44", "Other:Local Courier");
        const Json detail = world.unsent()[0].body[u"packageDetail"];
        QCOMPARE(detail[u"carrierCode"].toString(), QStringLiteral("Other"));
        QCOMPARE(detail[u"carrierName"].toString(), QStringLiteral("Local Courier"));
    }

    void theShipDateIsNeitherBeforeThePurchaseNorAhead()
    {
        World world;
        world.content.set(QStringLiteral("date"), QStringLiteral("2026-11-19")); // the purchase is on the 20th, 06:30
        QCOMPARE(world.unsent()[0].body[u"packageDetail"][u"shipDate"].toString(), QStringLiteral("2026-11-20T06:30:00Z"));
        world.content.set(QStringLiteral("date"), QStringLiteral("2026-11-25"));
        const Plan ahead = world.good();
        QVERIFY(!ahead.waitingReason.isEmpty());
        QCOMPARE(toIso8601(*ahead.waitUntilMs), QStringLiteral("2026-11-25T08:00:00Z"));
    }

    /// A merchant in Tokyo, its store in California: what left there this morning need not wait for the store's midnight.
    void theDayBeginsWhereTheCompanyIs()
    {
        World world;
        world.configuration.netSuite->timeZone = QStringLiteral("Asia/Tokyo");
        world.content.set(QStringLiteral("date"), QStringLiteral("2026-11-24"));
        world.record.firstSeenMs = *fromIso8601(u"2026-11-23T09:00:00Z");
        const Plan ahead = world.good();
        QVERIFY(!ahead.waitingReason.isEmpty());
        QCOMPARE(toIso8601(*ahead.waitUntilMs), QStringLiteral("2026-11-23T15:00:00Z")); // midnight in Tokyo

        world.clock.advance(6 * 3'600'000);

        const auto shipDate = [&] { return world.unsent()[0].body[u"packageDetail"][u"shipDate"].toString(); };
        QCOMPARE(shipDate(), QStringLiteral("2026-11-23T15:00:00Z"));
        world.clock.advance(24 * 3'600'000);
        QCOMPARE(shipDate(), QStringLiteral("2026-11-23T15:00:00Z")); // planned again it is the same
        // First seen when the store's own day had begun: that day.
        world.record.firstSeenMs = *fromIso8601(u"2026-11-24T08:00:00Z");
        QCOMPARE(shipDate(), QStringLiteral("2026-11-24T08:00:00Z"));
    }

    void aCancellationRequestHoldsTheShipment()
    {
        World world;
        Json order = amazonOrder();
        Json items = order[u"orderItems"];
        Json::Array changed = items.items();
        changed[0] = with(changed[0], QStringLiteral("cancellation.cancellationRequest.requester"), QStringLiteral("BUYER"));
        order.set(QStringLiteral("orderItems"), Json::array(changed));
        world.order(order);
        const Plan held = world.good();
        QCOMPARE(held.waitingReason, QStringLiteral("the buyer asked to cancel"));
        QVERIFY(held.waitUntilMs > world.clock.nowMs());
        QVERIFY(held.commands.empty());
        world.setting("onCancelRequest", QStringLiteral("review"));
        QCOMPARE(world.good().reviewReason, QStringLiteral("the buyer asked to cancel"));
        QCOMPARE(world.good().commands.size(), 1U);
        world.setting("onCancelRequest", QStringLiteral("send"));
        QVERIFY(world.good().reviewReason.isEmpty());
    }

    void doNotShipHoldsItToo()
    {
        World world;
        world.content.set(QStringLiteral("doNotShip"), true);
        QCOMPARE(world.good().waitingReason, QStringLiteral("the order is marked do not ship"));
        // The mark in NetSuite counts as it stands now: taking it back does not change the fulfillment.
        world.fields("salesOrder", {QStringLiteral("custbody_amz_do_not_ship"), QStringLiteral("custbody_amz_shipment_state")});
        const auto marked = [&](const char* mark) {
            world.netsuite.answer = [&world, mark](const QString& query, const QStringList& values) {
                auto rows = world.rows(query, values);
                for (auto& one : *rows)
                    one[QStringLiteral("donotship")] = QString::fromUtf8(mark);
                return rows;
            };
        };
        marked("F");
        QVERIFY(world.good().waitingReason.isEmpty());
        world.content.remove(u"doNotShip");
        marked("T");
        QCOMPARE(world.good().waitingReason, QStringLiteral("the order is marked do not ship"));
        marked("F");
        QCOMPARE(world.work(), 2);
        world.content.set(QStringLiteral("doNotShip"), true); // too late: it was sent
        QVERIFY(world.good().waitingReason.isEmpty());
    }

    void whatCannotBeConfirmedSaysWhy()
    {
        World unknown;
        unknown.amazon.orders.clear();
        QCOMPARE(unknown.refused().code, QStringLiteral("no-order"));
        unknown.content.set(QStringLiteral("foreign"), true);
        QCOMPARE(unknown.refused().code, QStringLiteral("no-order")); // the only store there is
        unknown.configuration.stores.push_back(unknown.store);
        QCOMPARE(unknown.good().skipReason, QStringLiteral("an order of another store"));

        World cancelled;
        cancelled.order(with(amazonOrder(), QStringLiteral("fulfillment.fulfillmentStatus"), QStringLiteral("CANCELLED")));
        QCOMPARE(cancelled.refused().code, QStringLiteral("cancelled-at-amazon"));

        World tooMany;
        tooMany.lines = {{1, 4}};
        QCOMPARE(tooMany.refused().code, QStringLiteral("too-many"));

        World notOurs;
        notOurs.netsuite.answer = {};
        QCOMPARE(notOurs.refused().code, QStringLiteral("no-order-item"));
    }

    void aConfirmationMadeByHandIsAdopted()
    {
        World world;
        amazon::ShipmentPackage byHand;
        byHand.packageReferenceId = QStringLiteral("1");
        byHand.trackingNumber = QStringLiteral("1Z999AA10123456784");
        byHand.items = {{QStringLiteral("item-A-1"), 3, {}}, {QStringLiteral("item-B-2"), 1, {}}};
        world.amazon.show(kOrder, byHand);
        QCOMPARE(world.work(), 1); // the marker alone
        QVERIFY(world.amazon.confirmed.empty());
        QCOMPARE(world.receipts[world.key()].outcome, QStringLiteral("already-there"));
    }

    void anOrderShippedOtherwiseIsAConflict()
    {
        World world;
        Json order = amazonOrder();
        Json items = order[u"orderItems"];
        Json::Array changed = items.items();
        changed[0] = with(changed[0], QStringLiteral("fulfillment.quantityUnfulfilled"), Json(0));
        order.set(QStringLiteral("orderItems"), Json::array(changed));
        world.order(order);
        const Error error = world.refused();
        QVERIFY(error.kind == ErrorKind::Conflict);
        QCOMPARE(error.code, QStringLiteral("shipped-otherwise"));
    }

    void anItemCancelledAtAmazonIsNotCalledShippedByOthers()
    {
        World world;
        Json order = amazonOrder();
        Json::Array changed = order[u"orderItems"].items();
        changed[0] = with(changed[0], QStringLiteral("fulfillment.quantityUnfulfilled"), Json(0));
        changed[0].set(QStringLiteral("cancellation"),
                       Json::object({{QStringLiteral("cancellationExecution"),
                                      Json::object({{QStringLiteral("cancelledBy"), QStringLiteral("BUYER")}})}}));
        order.set(QStringLiteral("orderItems"), Json::array(changed));
        world.order(order);
        const Error error = world.refused();
        QCOMPARE(error.code, QStringLiteral("cancelled-at-amazon"));
        QVERIFY(error.message.contains(QStringLiteral("but it was shipped")));
    }

    void aChangedTrackingNumberIsACorrectionOfTheSamePackage()
    {
        World world;
        QCOMPARE(world.work(), 2);
        world.packages = QStringList{QStringLiteral("1Z999AA10123456799|")};
        const Plan plan = world.good();
        QVERIFY(!plan.reviewReason.isEmpty());
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 1U);
        QVERIFY(commands[0].key.startsWith(world.key() + QStringLiteral("-U-00")));
        QCOMPARE(commands[0].body[u"packageDetail"][u"packageReferenceId"].toString(), QStringLiteral("4711001"));
        const bool saysWhat = std::any_of(commands[0].origins.begin(), commands[0].origins.end(), [](const auto& origin) {
            return origin.second.contains(QStringLiteral("was 1Z999AA10123456784, now 1Z999AA10123456799"));
        });
        QVERIFY(saysWhat);
        QCOMPARE(world.work(), 2); // the correction, and the marker anew
        QCOMPARE(world.amazon.orders[0].packages.size(), 1U);
        QCOMPARE(world.amazon.orders[0].packages[0].trackingNumber, QStringLiteral("1Z999AA10123456799"));
        QVERIFY(world.netsuite.writes.back().body[u"custbody_amz_shipment_state"].toString().contains(
            QStringLiteral("corrections: 1")));
        QVERIFY(world.unsent().empty());
        // Back to the first number: a new correction, not the old one found again.
        world.packages = QStringList{QStringLiteral("1Z999AA10123456784|")};
        QVERIFY(world.unsent()[0].key.startsWith(world.key() + QStringLiteral("-U-01")));
        world.setting("corrections", QStringLiteral("send"));
        QVERIFY(world.good().reviewReason.isEmpty());
        QCOMPARE(world.work(), 2);
        QCOMPARE(world.amazon.orders[0].packages[0].trackingNumber, QStringLiteral("1Z999AA10123456784"));
    }

    /// The answer to the read-back was lost, and meanwhile NetSuite got another number: Amazon shows the newest one only.
    void aConfirmationThatWasCorrectedBeforeItWasReadBackIsNotReadBackAnyMore()
    {
        World world;
        world.setting("corrections", QStringLiteral("send"));
        QCOMPARE(world.work(), 2);
        world.observed.erase(world.key());
        world.packages = QStringList{QStringLiteral("1Z999AA10123456799|")};
        QCOMPARE(world.work(), 2); // the correction, and the marker anew

        const Plan plan = world.good();
        for (const Command& command : plan.commands) {
            if (command.readBack)
                QVERIFY2(world.observed.contains(command.key), qPrintable(command.key));
        }
        QVERIFY(world.unsent().empty());
        QVERIFY(world.netsuite.writes.back().body[u"custbody_amz_shipment_state"].toString().contains(
            QStringLiteral("corrections: 1")));
    }

    /// What lies in a package is written there by SKU, and the SKUs are Amazon's order's. A quota that is used up is no change.
    void withoutItsOrderASentShipmentIsNotCompared()
    {
        World world;
        world.setting("corrections", QStringLiteral("send"));
        world.packages = QStringList{QStringLiteral("T1|B-2"), QStringLiteral("T2|A-1 x 3")};
        QCOMPARE(world.work(), 3);
        QVERIFY(world.unsent().empty());

        world.lookups.set(QStringLiteral("orders"), Json::object());
        const auto plan = world.planAgain();

        QVERIFY(plan.has_value());
        QVERIFY(plan->commands.empty());
        QVERIFY(!plan->waitingReason.isEmpty());
    }

    void aChangedQuantityIsACorrectionAndAMappingIsNot()
    {
        World world;
        world.lines = {{1, 2}};
        QCOMPARE(world.work(), 2);
        world.unmap("carrier");
        QVERIFY(world.unsent().empty()); // neither an error nor a correction: NetSuite says what it said
        world.map("carrier", "shipitem:44", "FedEx");
        QVERIFY(world.unsent().empty());
        world.lines = {{1, 3}};
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 1U);
        QCOMPARE(commands[0].body[u"packageDetail"][u"orderItems"].at(0)[u"quantity"].toInteger().value_or(0), 3);
    }

    void aPackageAddedLaterTakesItsUnitsFromTheFirst()
    {
        World world;
        QCOMPARE(world.work(), 2);
        Json order = amazonOrder();
        Json items = order[u"orderItems"];
        Json::Array changed;
        for (const Json& item : items.items())
            changed.push_back(with(item, QStringLiteral("fulfillment.quantityUnfulfilled"), Json(0)));
        order.set(QStringLiteral("orderItems"), Json::array(changed));
        const auto shown = world.amazon.orders[0].packages;
        world.order(order);
        world.amazon.orders[0].packages = shown;
        world.packages = QStringList{QStringLiteral("1Z999AA10123456784|A-1 x 3"), QStringLiteral("T2|B-2")};
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 2U);
        QCOMPARE(commands[0].operation, QStringLiteral("patch")); // the first package gives its unit away …
        QCOMPARE(commands[1].key, world.key(2));
        QCOMPARE(commands[1].dependsOn, std::vector<QString>{commands[0].key}); // … before the second one takes it
        QCOMPARE(world.work(), 3);
        QCOMPARE(world.amazon.orders[0].packages.size(), 2U);
    }

    void aCorrectionIsSeenAlsoWhenTheBodyIsErased()
    {
        World world;
        QCOMPARE(world.work(), 2);
        world.sent.clear(); // retention
        QVERIFY(world.unsent().empty());
        world.packages = QStringList{QStringLiteral("T9|")};
        QCOMPARE(world.unsent().size(), 1U);
        QCOMPARE(tracking(world.unsent()[0]), QStringLiteral("T9"));
    }

    void packagesKeepTheirNumbers()
    {
        World world;
        world.packages = QStringList{QStringLiteral("T1|A-1 x 3"), QStringLiteral("T2|B-2")};
        QCOMPARE(world.work(), 3);
        world.packages = QStringList{QStringLiteral("T2|B-2"), QStringLiteral("T1|A-1 x 3")}; // only moved
        QVERIFY(world.unsent().empty());
        world.packages = QStringList{QStringLiteral("T2|B-2"), QStringLiteral("T3|A-1 x 3")};
        const auto commands = world.unsent();
        QCOMPARE(commands.size(), 1U);
        QVERIFY(commands[0].key.startsWith(world.key(1) + QStringLiteral("-U-")));
        QCOMPARE(tracking(commands[0]), QStringLiteral("T3"));
        world.packages = QStringList{QStringLiteral("T2|A-1 x 3, B-2")};
        QCOMPARE(world.refused().code, QStringLiteral("package-gone"));
    }

    void planningAgainGivesTheSameBytes()
    {
        World world;
        const Plan first = world.good();
        world.clock.advance(3'600'000);
        const Plan second = world.good();
        QCOMPARE(first.commands.size(), second.commands.size());
        for (std::size_t i = 0; i < first.commands.size(); ++i) {
            QCOMPARE(first.commands[i].key, second.commands[i].key);
            QCOMPARE(first.commands[i].body.toBytes(), second.commands[i].body.toBytes());
        }
    }

    void aLostAnswerIsLookedUpAtAmazonAndNotBelieved()
    {
        World world;
        const auto commands = world.unsent();
        FlowContext context = world.context();
        // Never sent and looked at a moment ago: no further question.
        const int asked = static_cast<int>(world.amazon.asked.size());
        QVERIFY(world.shipments.find(commands, context)->empty());
        QCOMPARE(static_cast<int>(world.amazon.asked.size()), asked);
        // Sent with an unknown outcome: Amazon decides.
        std::vector<Command> checking = commands;
        checking[0].sentAtMs = world.clock.nowMs() - 2'000;
        QVERIFY(world.shipments.find(checking, context)->empty());
        world.amazon.show(kOrder, *amazon::packageFromJson(commands[0].body[u"packageDetail"]));
        const auto found = world.shipments.find(checking, context);
        QCOMPARE(found->size(), 1U);
        QVERIFY(found->front().matches);
        QCOMPARE(found->front().remoteId, QStringLiteral("4711001"));
        QVERIFY(static_cast<int>(world.amazon.asked.size()) > asked);
    }

    void textsAreOneLineWithoutControlCharacters()
    {
        World world;
        world.packages = QStringList{QString::fromUtf8(" 1Z\t999\n\x01\x0b"
                                                       "88 |")};
        const auto commands = world.unsent();
        QCOMPARE(tracking(commands[0]), QStringLiteral("1Z 999 88"));
        QCOMPARE(world.work(), 2);
        QVERIFY(world.unsent().empty()); // and that is no difference to NetSuite's own text
    }

    void ordersOfJapanThatArePaidOnDeliverySaySo()
    {
        World world;
        world.store.marketplaces = QStringList{QStringLiteral("A1VC38T7YXB528")};
        Json order = with(amazonOrder(), QStringLiteral("salesChannel.marketplaceId"), QStringLiteral("A1VC38T7YXB528"));
        QVERIFY(!world.unsent().at(0).body.contains(u"codCollectionMethod"));
        order.set(QStringLiteral("payment"), parsed(R"({"paymentExecutions":[{"paymentMethod":"CashOnDelivery"}]})"));
        world.order(order);
        QCOMPARE(world.unsent().at(0).body[u"codCollectionMethod"].toString(), QStringLiteral("DirectPayment"));
        QVERIFY(world.amazon.lastIncluded.contains(QStringLiteral("PAYMENT")));
        QCOMPARE(world.work(), 2);
        QVERIFY(world.amazon.confirmed.front().package.isPaidOnDelivery);
        // A correction says it again; elsewhere nothing of it is said or asked.
        world.packages = QStringList{QStringLiteral("1Z2|")};
        QCOMPARE(world.unsent().at(0).body[u"codCollectionMethod"].toString(), QStringLiteral("DirectPayment"));
        World elsewhere;
        elsewhere.order(with(order, QStringLiteral("salesChannel.marketplaceId"), QStringLiteral("ATVPDKIKX0DER")));
        QVERIFY(!elsewhere.unsent().at(0).body.contains(u"codCollectionMethod"));
        QVERIFY(!elsewhere.amazon.lastIncluded.contains(QStringLiteral("PAYMENT")));
    }

    void membersOfAGroupCountAsTheGroup()
    {
        World world;
        // The buyer ordered three of A-1, in NetSuite a group of one lamp and two bulbs.
        world.netsuite.answer = [&](const QString& query, const QStringList& values) -> Result<FakeNetSuite::Rows> {
            if (!query.contains(QStringLiteral("orderitem")))
                return world.rows(query, values);
            return FakeNetSuite::Rows{
                row({{"document", "900"}, {"id", "1"}, {"itemtype", "Group"}, {"quantity", "-3"}, {"orderitem", "item-A-1"}}),
                row({{"document", "900"}, {"id", "2"}, {"itemtype", "InvtPart"}, {"quantity", "-3"}}),
                row({{"document", "900"}, {"id", "3"}, {"itemtype", "InvtPart"}, {"quantity", "-6"}}),
                row({{"document", "900"}, {"id", "4"}, {"itemtype", "EndGroup"}}),
                row({{"document", "900"}, {"id", "5"}, {"itemtype", "InvtPart"}, {"quantity", "-1"}, {"orderitem", "item-B-2"}})};
        };
        world.lines = {{2, 2}, {3, 5}, {5, 1}};
        const Json items = world.unsent().at(0).body[u"packageDetail"][u"orderItems"];
        QCOMPARE(items.size(), 2U);
        QCOMPARE(items.at(0)[u"orderItemId"].toString(), QStringLiteral("item-B-2"));
        QCOMPARE(items.at(1)[u"orderItemId"].toString(), QStringLiteral("item-A-1"));
        QCOMPARE(items.at(1)[u"quantity"].toInteger().value_or(0), 2); // five bulbs make two and a half
        world.lines = {{2, 1}};
        QCOMPARE(world.refused().code, QStringLiteral("no-order-item")); // a lamp without bulbs is no group
    }

    void aRefusedConfirmationSaysWhatToDo()
    {
        World world;
        world.amazon.refusal = Error::make(ErrorKind::Rejected, QStringLiteral("Amazon refused the request: bad carrier"), {},
                                           QStringLiteral("InvalidInput"));
        FlowContext context = world.context();
        const auto commands = world.unsent();
        const auto outcomes = world.shipments.send(commands, context);
        const Error& error = std::get<Error>(outcomes[0]);
        QVERIFY(error.message.contains(QStringLiteral("bad carrier")));
        QVERIFY(!error.remedy.isEmpty());
        // The order was read, the answer lost, the order cancelled, and the same body went out once more.
        world.amazon.orders[0].fulfillmentStatus = QStringLiteral("CANCELLED");
        world.amazon.refusal->message = QStringLiteral("Amazon refused the request: The order is cancelled.");
        const auto late = world.shipments.send(commands, context);
        QCOMPARE(std::get<Error>(late[0]).code, QStringLiteral("cancelled-at-amazon"));
        world.amazon.orders[0].fulfillmentStatus = QStringLiteral("UNSHIPPED");
        world.amazon.refusal = Error::make(ErrorKind::RateLimited, QStringLiteral("quota"));
        world.amazon.confirmed.clear();
        std::vector<Command> two = world.unsent();
        two.push_back(two.front());
        const auto stopped = world.shipments.send(two, context);
        QVERIFY(std::get<Error>(stopped[1]).kind == ErrorKind::RateLimited);
        QCOMPARE(world.amazon.confirmed.size(), 1U); // the second was not even tried
    }

    void manyOrdersAreReadFromAmazonsList()
    {
        World world;
        amazon::OrderPage page;
        std::vector<Record> records;
        for (int i = 0; i < 40; ++i) {
            const QString id = QStringLiteral("113-1234567-%1").arg(2'000'000 + i);
            Json order = amazonOrder();
            order.set(QStringLiteral("orderId"), id);
            if (i < 38)
                page.orders.push_back(orderOf(order));
            else
                world.amazon.orders.push_back(orderOf(order));
            Json content = world.content;
            content.set(QStringLiteral("order"), id);
            Record record;
            record.key = QString::number(5'000 + i);
            record.content = content.toBytes();
            records.push_back(record);
            world.netsuite.records[QStringLiteral("itemFulfillment/") + record.key] = world.fulfillment();
        }
        world.amazon.pages.push_back(page);
        FlowContext context = world.context();
        const auto known = world.shipments.lookUp(records, context);
        QVERIFY(known);
        QCOMPARE(world.amazon.searches.size(), 1U);
        QCOMPARE(world.amazon.asked.size(), 2); // only those that the list did not name
        QCOMPARE((*known)[u"orders"].size(), 40U);
    }

    void fetchReadsShippedFulfillmentsOfThisStoresOrders()
    {
        World world;
        const QByteArray own = mapping::OrderMapper::salesOrderKey(world.store, world.configuration, kOrder).toUtf8();
        world.fields("salesOrder", {QStringLiteral("custbody_amz_order_id"), QStringLiteral("custbody_amz_fulfillment"),
                                    QStringLiteral("custbody_amz_do_not_ship")});
        world.netsuite.answer = [&](const QString& query, const QStringList&) -> Result<FakeNetSuite::Rows> {
            if (query.contains(QStringLiteral("trackingnumbermap")))
                return FakeNetSuite::Rows{row({{"document", "4711"}, {"id", "1"}, {"trackingnumber", "T1"}})};
            if (query.contains(QStringLiteral("tl.quantity")))
                return FakeNetSuite::Rows{row({{"document", "4711"}, {"id", "1"}, {"item", "98"}, {"quantity", "-3"}})};
            return FakeNetSuite::Rows{row({{"id", "4711"},
                                           {"tranid", "IF1"},
                                           {"status", "C"},
                                           {"shipped", "2026-11-22"},
                                           {"modified", "2026-11-22T10:00:00"},
                                           {"shipmethod", "44"},
                                           {"soid", "900"},
                                           {"sonumber", "SO1"},
                                           {"soexternalid", own.constData()},
                                           {"otherrefnum", "113-1234567-1234567"},
                                           {"amazonorder", "113-1234567-1234567"},
                                           {"amazonfulfillment", "MFN"}}),
                                      row({{"id", "4712"},
                                           {"status", "C"},
                                           {"shipped", "2026-11-22"},
                                           {"modified", "2026-11-22T10:00:00"},
                                           {"soid", "901"},
                                           {"soexternalid", own.constData()},
                                           {"amazonorder", "113-1234567-1234568"},
                                           {"amazonfulfillment", "FBA"}}),
                                      row({{"id", "4713"},
                                           {"status", "C"},
                                           {"shipped", "2026-11-22"},
                                           {"modified", "2026-11-22T10:00:00"},
                                           {"soid", "902"},
                                           {"soexternalid", "AMZ-SO-ZZZZZZ-113-1234567-1234569"},
                                           {"amazonorder", "113-1234567-1234569"}})};
        };
        FlowContext context = world.context();
        const auto page = world.shipments.fetch({}, {}, context);
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(page->items.size(), 2U); // the third belongs to another store
        QCOMPARE(page->items[0].key, kId);
        QCOMPARE(page->items[0].orderId, kOrder);
        QVERIFY(page->items[0].skipReason.isEmpty());
        QCOMPARE(page->items[1].skipReason, QStringLiteral("FBA"));
        QVERIFY(!page->more);
        QCOMPARE(page->next[u"confirmedTo"].toInteger().value_or(0), world.clock.nowMs());
        const auto& first = world.netsuite.queries.front();
        QVERIFY(first.text.contains(QStringLiteral("so.custbody_amz_order_id IS NOT NULL")));
        QCOMPARE(first.values, (QStringList{QStringLiteral("2026-10-24 10:00:00"), QStringLiteral("0")})); // 30 days back

        // The same again, with a day of overlap: the same content, so the engine has nothing to do.
        world.clock.advance(600'000);
        const auto again = world.shipments.fetch(page->next, {}, context);
        QCOMPARE(again->items[0].content, page->items[0].content);
        QCOMPARE(world.netsuite.queries[3].values.front(), QStringLiteral("2026-11-22 10:00:00"));
        FetchRequest sweep;
        sweep.stream = QStringLiteral("sweep");
        const auto swept = world.shipments.fetch(again->next, sweep, context);
        QCOMPARE(swept->next[u"confirmedTo"].toInteger(), again->next[u"confirmedTo"].toInteger());
    }

    void fetchGoesOnWhereAPageEnded()
    {
        World world;
        int calls = 0;
        world.netsuite.answer = [&](const QString& query, const QStringList& values) -> Result<FakeNetSuite::Rows> {
            FakeNetSuite::Rows rows;
            if (!query.contains(QStringLiteral("FETCH FIRST")))
                return rows;
            ++calls;
            const int after = values.last().toInt();
            for (int id = after + 1; id <= 500 && rows.size() < 401; ++id) {
                auto one = row({{"status", "C"},
                                {"shipped", "2026-11-22"},
                                {"modified", "2026-11-22T10:00:00"},
                                {"soid", "900"},
                                {"otherrefnum", "113-1234567-1234567"}});
                one[QStringLiteral("id")] = QString::number(id);
                rows.push_back(std::move(one));
            }
            return rows;
        };
        FlowContext context = world.context();
        const auto first = world.shipments.fetch({}, {}, context);
        QCOMPARE(first->items.size(), 400U);
        QVERIFY(first->more);
        QVERIFY(!first->next.contains(u"confirmedTo")); // a crash here repeats this window
        world.clock.advance(60'000);
        const auto second = world.shipments.fetch(first->next, {}, context);
        QCOMPARE(second->items.size(), 100U);
        QVERIFY(!second->more);
        QCOMPARE(second->next[u"confirmedTo"].toInteger().value_or(0), world.clock.nowMs() - 60'000); // the window's start
        QCOMPARE(calls, 2);
    }

    void aFirstReadingThatWasCutShortLosesNoDays()
    {
        World world;
        QStringList from;
        world.netsuite.answer = [&](const QString& query, const QStringList& values) -> Result<FakeNetSuite::Rows> {
            FakeNetSuite::Rows rows;
            if (!query.contains(QStringLiteral("FETCH FIRST")))
                return rows;
            from += values.first();
            for (int id = 1; id <= 401; ++id) {
                auto one = row({{"status", "C"}, {"soid", "900"}, {"otherrefnum", "113-1234567-1234567"}});
                one[QStringLiteral("id")] = QString::number(id);
                rows.push_back(std::move(one));
            }
            return rows;
        };
        FlowContext context = world.context();
        const auto first = world.shipments.fetch({}, {}, context);
        world.clock.advance(5LL * 24 * 3'600'000); // switched off in the middle
        QVERIFY(world.shipments.fetch(first->next, {}, context));
        QCOMPARE(from.size(), 2);
        QCOMPARE(from[1], from[0]);
    }
};

QTEST_GUILESS_MAIN(ShipmentsTest)
#include "ShipmentsTest.moc"
