// SPDX-License-Identifier: GPL-3.0-or-later
// The client against the simulated Amazon over real HTTP. The simulator shares no code with the client, so both must have read
// the reference in the same way.
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "AmazonWorld.h"
#include "amazon/FulfillmentFeed.h"
#include "amazon/ProcessingReport.h"
#include "http/QtHttpTransport.h"
#include "simulator/Simulation.h"

using namespace causeway;
using simulator::AmazonOrder;
using simulator::AmazonSim;

namespace {

struct World
{
    World() : simulation(std::move(*simulator::Simulation::start(options())))
    {
        const QJsonObject configuration = QJsonDocument::fromJson(simulation->configuration()).object();
        const QJsonObject kept = QJsonDocument::fromJson(simulation->secrets()).object();
        for (const QString& name : kept.keys())
            secrets.values[name] = kept[name].toString().toUtf8();
        application.clientId = configuration[QStringLiteral("amazon")][QStringLiteral("clientId")].toString();
        application.tokenUrl = simulation->tokenUrl();
        shop.id = QStringLiteral("us");
        shop.sellerId = configuration[QStringLiteral("stores")][0][QStringLiteral("sellerId")].toString();
        shop.region = QStringLiteral("na");
        shop.endpoint = simulation->amazonUrl();
        shop.marketplaces = {QStringLiteral("ATVPDKIKX0DER")};
        client.emplace(application, shop, http, limiter, tokens, secrets, counters);
    }
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("empty");
        return options;
    }
    AmazonSim& sim() { return simulation->amazon(); }
    QString add(qint64 quantity = 1)
    {
        AmazonOrder order = sim().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        order.items[0].quantity = quantity;
        return sim().addOrder(order);
    }
    amazon::ShipmentPackage package(const QString& orderId, const QString& reference, qint64 quantity = 1)
    {
        amazon::ShipmentPackage package;
        package.packageReferenceId = reference;
        package.carrierCode = QStringLiteral("Other");
        package.carrierName = QStringLiteral("Bike & Sons");
        package.shippingMethod = QStringLiteral("Ground");
        package.trackingNumber = QStringLiteral("BS<1>") + reference;
        package.shipDateMs = clock.nowMs() - 60'000;
        package.items = {{sim().order(orderId)->items[0].orderItemId, quantity, {}}};
        return package;
    }

    SystemClock clock;
    std::unique_ptr<simulator::Simulation> simulation;
    http::QtHttpTransport transport;
    tests::amazon_world::NoStore store;
    tests::amazon_world::Secrets secrets;
    http::HttpClient http{transport, clock, Log()};
    http::RateLimiter limiter{clock, store};
    security::TokenCache tokens{clock};
    http::CallCounters counters;
    config::AmazonSettings application;
    config::Store shop;
    std::optional<amazon::Client> client;
};

QString textOf(const Error& error)
{
    return toString(error.kind) + QStringLiteral(": ") + error.message + u' ' + error.code;
}

} // namespace

class AmazonAgainstSimulatorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConfirmedPackageIsReadBack()
    {
        World world;
        const QString id = world.add(3);
        const auto confirmed =
            world.client->confirmShipment(id, world.shop.marketplaces[0], world.package(id, QStringLiteral("41"), 2), {});
        QVERIFY2(confirmed, confirmed ? "" : qPrintable(textOf(confirmed.error())));
        const AmazonOrder order = *world.sim().order(id);
        QCOMPARE(order.status, QStringLiteral("PARTIALLY_SHIPPED"));
        QCOMPARE(order.packages.at(0).referenceId, QStringLiteral("41"));
        QCOMPARE(order.packages.at(0).carrierName, QStringLiteral("Bike & Sons"));
        const auto again =
            world.client->confirmShipment(id, world.shop.marketplaces[0], world.package(id, QStringLiteral("42"), 2), {});
        QVERIFY(!again && again.error().kind == ErrorKind::Rejected); // one is left
        QVERIFY(!world.client->confirmShipment(QStringLiteral("113-9999999-9999999"), world.shop.marketplaces[0],
                                               world.package(id, QStringLiteral("1")), {}));
        const auto read = world.client->getOrder(id, {QStringLiteral("PACKAGES"), QStringLiteral("FULFILLMENT")}, {});
        QVERIFY2(read && *read, "the order is read back");
        QVERIFY2(world.sim().violations().isEmpty(), qPrintable(world.sim().violations().join(u'\n')));
    }

    void aFeedIsTakenAndItsReportIsRead()
    {
        World world;
        const QString good = world.add(2), bad = world.add();
        std::vector<amazon::FulfillmentMessage> messages{{1, good, world.package(good, QStringLiteral("900"), 2)},
                                                         {2, bad, world.package(bad, QStringLiteral("901"), 5)}};
        const auto document = world.client->createFeedDocument(amazon::kXmlFeed, {});
        QVERIFY2(document, document ? "" : qPrintable(textOf(document.error())));
        const auto uploaded = world.client->uploadFeedDocument(*document, amazon::kXmlFeed,
                                                               amazon::fulfillmentFeed(world.shop.sellerId, messages), {});
        QVERIFY2(uploaded, uploaded ? "" : qPrintable(textOf(uploaded.error())));
        const auto id = world.client->createFeed(amazon::kFulfillmentFeed, world.shop.marketplaces, document->id, {});
        QVERIFY2(id, id ? "" : qPrintable(textOf(id.error())));
        std::optional<amazon::Feed> feed;
        for (int look = 0; look < 3; ++look) {
            const auto answer = world.client->getFeed(*id, {});
            QVERIFY2(answer && *answer, "the feed is found");
            feed = **answer;
        }
        QCOMPARE(feed->status, QStringLiteral("DONE"));
        const auto content = world.client->readFeedDocument(feed->resultDocumentId, {});
        QVERIFY2(content, content ? "" : qPrintable(textOf(content.error())));
        const auto report = amazon::readProcessingReport(*content);
        QVERIFY2(report, report ? "" : qPrintable(textOf(report.error())));
        QCOMPARE(report->processed, 2);
        QCOMPARE(report->successful, 1);
        QVERIFY(!report->errorOf(1));
        QVERIFY(report->errorOf(2));
        QCOMPARE(world.sim().order(good)->packages.at(0).referenceId, QStringLiteral("900"));
        QCOMPARE(world.sim().order(good)->packages.at(0).trackingNumber, QStringLiteral("BS<1>900"));
        const auto list = world.client->getFeeds({{amazon::kFulfillmentFeed}, world.clock.nowMs() - 3'600'000}, {});
        QVERIFY2(list, list ? "" : qPrintable(textOf(list.error())));
        QCOMPARE(list->size(), size_t(1));
        QVERIFY2(world.sim().violations().isEmpty(), qPrintable(world.sim().violations().join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(AmazonAgainstSimulatorTest)
#include "AmazonAgainstSimulatorTest.moc"
