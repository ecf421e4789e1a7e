// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include "SchemaCheck.h"
#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
const QByteArray kAll = "&includedData=BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT";
constexpr qint64 kHourMs = 3'600'000;
} // namespace

class SimulatorAmazonTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { start(QStringLiteral("empty")); }

    void tokensAreGivenForTheRightSecretsOnly()
    {
        const Reply good = m_client->lwa(QStringLiteral("us"));
        QCOMPARE(good.status, 200);
        QCOMPARE(good.json()[QStringLiteral("expires_in")].toInt(), 3600);
        const Reply unknown = m_client->lwa(QStringLiteral("nobody"));
        QCOMPARE(unknown.status, 400);
        QCOMPARE(unknown.json()[QStringLiteral("error")].toString(), QStringLiteral("invalid_grant"));
        const Reply stranger =
            send(m_simulation->amazonUrl(), "POST", "/auth/o2/token", {{"Content-Type", "application/x-www-form-urlencoded"}},
                 "grant_type=refresh_token&client_id=x&client_secret=y&refresh_token=z");
        QCOMPARE(stranger.status, 401);
        QCOMPARE(stranger.json()[QStringLiteral("error")].toString(), QStringLiteral("invalid_client"));
        m_simulation->amazon().revoke(QStringLiteral("us"));
        QCOMPARE(m_client->lwa(QStringLiteral("us")).status, 400);
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 403);
    }

    void tokensLiveOneHour()
    {
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 200);
        m_clock.advance(kHourMs + 1000);
        const Reply late = search("createdAfter=2026-11-01T00:00:00Z");
        QCOMPARE(late.status, 403);
        QCOMPARE(details(late), QStringLiteral("The access token you provided has expired."));
        QVERIFY(late.headers.contains("x-amzn-requestid"));
        QVERIFY(!late.headers.contains("x-amzn-ratelimit-limit"));
    }

    void refusalsHaveAmazonsShapes()
    {
        const Headers agent{{"User-Agent", "Causeway/0.1 (Language=C++)"}};
        const Reply missing = send(m_simulation->amazonUrl(), "GET", "/orders/2026-01-01/orders", agent);
        QCOMPARE(missing.status, 403);
        QCOMPARE(code(missing), QStringLiteral("MissingAuthenticationToken"));
        const Reply wrong = m_client->amazon("/orders/2026-01-01/orders", {{"x-amz-access-token", "Atza|x"}});
        QCOMPARE(wrong.status, 403);
        QCOMPARE(details(wrong), QStringLiteral("The access token you provided is revoked, malformed or invalid."));
        const Reply region = search("createdAfter=2026-11-01T00:00:00Z&marketplaceIds=A1PA6795UKMFR9");
        QCOMPARE(region.status, 403);
        QVERIFY(details(region).isEmpty());
        m_simulation->amazon().removeRole(QStringLiteral("Inventory and Order Tracking"));
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 403);
        QVERIFY(m_simulation->amazon().violations().isEmpty());
    }

    void theUserAgentIsMandatory()
    {
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders?createdAfter=2026-11-01T00:00:00Z", {{"User-Agent", "Mozilla/5.0"}})
                     .status,
                 400);
        QCOMPARE(m_simulation->amazon().violations().size(), 1);
    }

    void parameterRules_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("no time") << QByteArray("maxResultsPerPage=10");
        QTest::newRow("both times") << QByteArray("createdAfter=2026-11-01T00:00:00Z&lastUpdatedAfter=2026-11-01T00:00:00Z");
        QTest::newRow("mixed pair") << QByteArray("createdAfter=2026-11-01T00:00:00Z&lastUpdatedBefore=2026-11-02T00:00:00Z");
        QTest::newRow("end too new") << QByteArray("createdAfter=2026-11-01T00:00:00Z&createdBefore=2026-11-23T07:59:00Z");
        QTest::newRow("end before start") << QByteArray("createdAfter=2026-11-10T00:00:00Z&createdBefore=2026-11-09T00:00:00Z");
        QTest::newRow("not a date") << QByteArray("createdAfter=yesterday");
        QTest::newRow("page of 101") << QByteArray("createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=101");
        QTest::newRow("page of 0") << QByteArray("createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=0");
        QTest::newRow("unknown data") << QByteArray("createdAfter=2026-11-01T00:00:00Z&includedData=EVERYTHING");
        QTest::newRow("unknown status") << QByteArray("createdAfter=2026-11-01T00:00:00Z&fulfillmentStatuses=Unshipped");
        QTest::newRow("unknown name") << QByteArray("CreatedAfter=2026-11-01T00:00:00Z");
        QTest::newRow("51 marketplaces") << QByteArray("createdAfter=2026-11-01T00:00:00Z&marketplaceIds=" +
                                                       QByteArray("A,").repeated(51));
        QTest::newRow("invented token") << QByteArray("createdAfter=2026-11-01T00:00:00Z&paginationToken=abc");
    }
    void parameterRules()
    {
        QFETCH(QByteArray, query);
        const Reply reply = search(query);
        QCOMPARE(reply.status, 400);
        QCOMPARE(code(reply), QStringLiteral("InvalidInput"));
        QVERIFY(reply.headers.contains("x-amzn-ratelimit-limit"));
        QCOMPARE(m_simulation->amazon().violations().size(), 1);
    }

    void includedDataDecidesTheFields()
    {
        addOrder();
        const QJsonObject bare = search("createdAfter=2026-11-01T00:00:00Z").json()[QStringLiteral("orders")][0].toObject();
        for (const char* name : {"buyer", "recipient", "proceeds", "fulfillment", "packages", "payment"})
            QVERIFY2(!bare.contains(QLatin1String(name)), name);
        const QJsonObject item = bare[QStringLiteral("orderItems")][0].toObject();
        QVERIFY(!item.contains(QStringLiteral("proceeds")) && !item.contains(QStringLiteral("fulfillment")));
        QVERIFY(!item[QStringLiteral("product")].toObject().contains(QStringLiteral("price")));
        const QJsonObject full =
            search("createdAfter=2026-11-01T00:00:00Z" + kAll).json()[QStringLiteral("orders")][0].toObject();
        for (const char* name : {"buyer", "recipient", "proceeds", "fulfillment"})
            QVERIFY2(full.contains(QLatin1String(name)), name);
        QCOMPARE(full[QStringLiteral("proceeds")][QStringLiteral("grandTotal")][QStringLiteral("currencyCode")].toString(),
                 QStringLiteral("USD"));
    }

    void aMissingRoleHidesAddressAndBuyer()
    {
        const QString id = addOrder();
        m_simulation->amazon().removeRole(QStringLiteral("Direct-to-Consumer Shipping"));
        m_simulation->amazon().removeRole(QStringLiteral("Tax Invoicing"));
        const QJsonObject order =
            m_client->amazon("/orders/2026-01-01/orders/" + id.toLatin1() + "?includedData=BUYER,RECIPIENT,FULFILLMENT")
                .json()[QStringLiteral("order")]
                .toObject();
        QVERIFY(!order.contains(QStringLiteral("buyer")) && !order.contains(QStringLiteral("recipient")));
        QVERIFY(order.contains(QStringLiteral("fulfillment")));
    }

    void pagesJoinWithoutGapOrRepeat()
    {
        for (int i = 0; i < 23; ++i)
            addOrder();
        const QByteArray query = "lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=10";
        QSet<QString> seen;
        QByteArray token;
        QList<qsizetype> sizes;
        do {
            const QJsonObject page =
                search(query + (token.isEmpty() ? QByteArray() : "&paginationToken=" + token.toPercentEncoding())).json();
            sizes += page[QStringLiteral("orders")].toArray().size();
            for (const QJsonValue& order : page[QStringLiteral("orders")].toArray()) {
                QVERIFY(!seen.contains(order[QStringLiteral("orderId")].toString()));
                seen.insert(order[QStringLiteral("orderId")].toString());
            }
            QCOMPARE(page[QStringLiteral("lastUpdatedBefore")].toString(), QStringLiteral("2026-11-23T07:58:00Z"));
            token = page[QStringLiteral("pagination")][QStringLiteral("nextToken")].toString().toLatin1();
        } while (!token.isEmpty());
        QCOMPARE(sizes, (QList<qsizetype>{10, 10, 3}));
        QCOMPARE(seen.size(), 23);
    }

    void pageTokensBelongToTheirQueryAndEndAfterADay()
    {
        for (int i = 0; i < 3; ++i)
            addOrder();
        const QByteArray token = search("createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=1")
                                     .json()[QStringLiteral("pagination")][QStringLiteral("nextToken")]
                                     .toString()
                                     .toLatin1()
                                     .toPercentEncoding();
        QCOMPARE(search("createdAfter=2026-11-02T00:00:00Z&maxResultsPerPage=1&paginationToken=" + token).status, 400);
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=1&paginationToken=" + token).status, 200);
        m_clock.advance(25 * kHourMs);
        m_client->signInAmazon();
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=1&paginationToken=" + token).status, 400);
    }

    void usagePlansAreEnforcedAndRefill()
    {
        for (int i = 0; i < 20; ++i)
            QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 200);
        const Reply refused = search("createdAfter=2026-11-01T00:00:00Z");
        QCOMPARE(refused.status, 429);
        QCOMPARE(code(refused), QStringLiteral("QuotaExceeded"));
        QVERIFY(!refused.headers.contains("x-amzn-ratelimit-limit"));
        QCOMPARE(m_simulation->amazon().violations().size(), 1);
        QCOMPARE(m_simulation->amazon().throttled(), 1);
        m_clock.advance(180'000); // 0.0056 a second
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 200);
        QCOMPARE(search("createdAfter=2026-11-01T00:00:00Z").status, 429);
    }

    void ordersThatArePublishedLateAppearLater()
    {
        AmazonOrder order = m_simulation->amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        order.publishAfterPolls = 2;
        m_simulation->amazon().addOrder(order);
        QList<qsizetype> found;
        for (int i = 0; i < 3; ++i)
            found += search("createdAfter=2026-11-01T00:00:00Z").json()[QStringLiteral("orders")].toArray().size();
        QCOMPARE(found, (QList<qsizetype>{0, 0, 1}));
    }

    void editsMoveTheOrderIntoTheNextWindow()
    {
        const QString id = addOrder();
        m_clock.advance(kHourMs / 2);
        QCOMPARE(search("lastUpdatedAfter=2026-11-23T08:10:00Z").json()[QStringLiteral("orders")].toArray().size(), 0);
        m_simulation->amazon().cancel(id);
        const QJsonObject order = search("lastUpdatedAfter=2026-11-23T08:10:00Z&includedData=FULFILLMENT,CANCELLATION")
                                      .json()[QStringLiteral("orders")][0]
                                      .toObject();
        QCOMPARE(order[QStringLiteral("fulfillment")][QStringLiteral("fulfillmentStatus")].toString(),
                 QStringLiteral("CANCELLED"));
        QCOMPARE(order[QStringLiteral("orderItems")][0][QStringLiteral("cancellation")][QStringLiteral("cancellationExecution")]
                      [QStringLiteral("cancelledBy")]
                          .toString(),
                 QStringLiteral("BUYER"));
    }

    void unknownOrdersAndOrdersOfOthersAreNotFound()
    {
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders/113-9999999-9999999").status, 404);
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders/abc").status, 400);
        const QString id = addOrder();
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders/" + id.toLatin1()).status, 200);
        m_client->signInAmazon(QStringLiteral("de"));
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders/" + id.toLatin1()).status, 404);
    }

    void presignedDocumentsRefuseSignInHeaders()
    {
        const QByteArray target = m_simulation->amazon().addDocument("a\tb\n").toLatin1();
        QCOMPARE(send(m_simulation->amazonUrl(), "GET", target).body, QByteArray("a\tb\n"));
        QCOMPARE(send(m_simulation->amazonUrl(), "GET", target, {{"Authorization", "Bearer x"}}).status, 400);
        QCOMPARE(send(m_simulation->amazonUrl(), "GET", target, {{"x-amz-access-token", "x"}}).status, 403);
        QCOMPARE(m_simulation->amazon().violations().size(), 2);
        m_clock.advance(301'000);
        QCOMPARE(send(m_simulation->amazonUrl(), "GET", target).status, 403);
    }

    void participationsFollowTheModel()
    {
        const Reply reply = m_client->amazon("/sellers/v1/marketplaceParticipations");
        QCOMPARE(reply.json()[QStringLiteral("payload")][0][QStringLiteral("marketplace")][QStringLiteral("id")].toString(),
                 QStringLiteral("ATVPDKIKX0DER"));
        const QJsonObject definitions = model(QStringLiteral("sellers.json"));
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        QCOMPARE(schemaFault(reply.json(), definitions[QStringLiteral("GetMarketplaceParticipationsResponse")].toObject(),
                             definitions),
                 QString());
    }

    void everyDemoOrderFollowsTheModel()
    {
        start(QStringLiteral("demo"));
        const QJsonObject definitions = model(QStringLiteral("orders_2026-01-01.json"));
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        int orders = 0;
        for (const char* store : {"us", "ca", "de", "gb", "jp"}) {
            m_client->signInAmazon(QString::fromLatin1(store));
            const QJsonObject page = search("createdAfter=2026-10-01T00:00:00Z" + kAll).json();
            QCOMPARE(schemaFault(page, definitions[QStringLiteral("SearchOrdersResponse")].toObject(), definitions), QString());
            orders += static_cast<int>(page[QStringLiteral("orders")].toArray().size());
        }
        const auto all = m_simulation->amazon().orders();
        const auto hidden = std::count_if(all.begin(), all.end(), [](const AmazonOrder& o) { return o.hiddenFromSearch; });
        QCOMPARE(hidden, 1);
        QCOMPARE(orders, static_cast<int>(all.size() - 1));
        QVERIFY(orders > 90);
    }

    void amountsOfAnOrderAddUp()
    {
        start(QStringLiteral("demo"));
        for (const AmazonOrder& order : m_simulation->amazon().orders(QStringLiteral("jp"))) {
            m_client->signInAmazon(QStringLiteral("jp"));
            const QJsonObject json =
                m_client->amazon("/orders/2026-01-01/orders/" + order.orderId.toLatin1() + "?includedData=PROCEEDS")
                    .json()[QStringLiteral("order")]
                    .toObject();
            if (order.pricesHidden) {
                QVERIFY(!json.contains(QStringLiteral("proceeds")));
                continue;
            }
            const QString total =
                json[QStringLiteral("proceeds")][QStringLiteral("grandTotal")][QStringLiteral("amount")].toString();
            QVERIFY(!total.contains(QLatin1Char('.'))); // yen have no fraction
            qint64 sum = 0;
            for (const QJsonValue& item : json[QStringLiteral("orderItems")].toArray())
                sum += item[QStringLiteral("proceeds")][QStringLiteral("proceedsTotal")][QStringLiteral("amount")]
                           .toString()
                           .toLongLong();
            QCOMPARE(sum, total.toLongLong());
        }
    }

private:
    void start(const QString& world)
    {
        Options options;
        options.world = world;
        options.clock = &m_clock;
        m_clock.advance(1795420800000 - m_clock.nowMs()); // 2026-11-23 08:00 UTC
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInAmazon();
    }
    Reply search(const QByteArray& query) const { return m_client->amazon("/orders/2026-01-01/orders?" + query); }
    QString addOrder()
    {
        return m_simulation->amazon().addOrder(
            m_simulation->amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")}));
    }
    static QString code(const Reply& reply)
    {
        return reply.json()[QStringLiteral("errors")][0][QStringLiteral("code")].toString();
    }
    static QString details(const Reply& reply)
    {
        return reply.json()[QStringLiteral("errors")][0][QStringLiteral("details")].toString();
    }
    static QJsonObject model(const QString& name)
    {
        QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi/") + name);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    }

    ManualClock m_clock{1795420800000};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorAmazonTest)
#include "SimulatorAmazonTest.moc"
