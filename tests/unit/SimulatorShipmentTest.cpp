// SPDX-License-Identifier: GPL-3.0-or-later
// confirmShipment of the simulated Amazon over real HTTP: what it refuses, what it changes, what it counts.
#include <algorithm>
#include <random>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "SchemaCheck.h"
#include "SimulatorClient.h"
#include "simulator/TokenBuckets.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
constexpr qint64 kNowMs = 1795420800000; // 2026-11-23 08:00 UTC
constexpr qint64 kMinuteMs = 60'000;
} // namespace

class SimulatorShipmentTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Two calls a second, ten at once, counted in whole microseconds: the simulator must not find one too many by rounding.
    void aCallAtTheVeryMomentOfItsTokenIsNotTooEarly()
    {
        constexpr qint64 kFull = 10'000'000, kToken = 1'000'000, kPerMs = 2'000;
        std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same every time
        for (int world = 0; world < 100; ++world) {
            simulator::TokenBuckets buckets(1);
            qint64 level = kFull, now = 0;
            const auto pass = [&](qint64 ms) {
                now += ms;
                level = std::min(kFull, level + ms * kPerMs);
            };
            for (int call = 0; call < 300; ++call) {
                pass(static_cast<qint64>(random() % 60));
                if (level < kToken)
                    pass((kToken - level + kPerMs - 1) / kPerMs);
                level -= kToken;
                QVERIFY(buckets.take(QStringLiteral("S"), QStringLiteral("confirmShipment"), now));
            }
            while (level >= kToken) {
                level -= kToken;
                QVERIFY(buckets.take(QStringLiteral("S"), QStringLiteral("confirmShipment"), now));
            }
            QVERIFY(!buckets.take(QStringLiteral("S"), QStringLiteral("confirmShipment"), now)); // and not one more
        }
    }

    void init()
    {
        m_clock.advance(kNowMs - m_clock.nowMs());
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInAmazon();
        AmazonOrder order =
            amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK"), QStringLiteral("NF-BOTTLE-MOSS-BLU")});
        order.items[1].quantity = 3;
        m_id = amazon().addOrder(order);
        m_items = {amazon().order(m_id)->items[0].orderItemId, amazon().order(m_id)->items[1].orderItemId};
    }

    void aPartialShipmentThenTheRest()
    {
        m_clock.advance(10 * kMinuteMs);
        const qint64 before = amazon().order(m_id)->updatedMs;
        const Reply first = confirm(body(QStringLiteral("1"), {{m_items[1], 2}}));
        QCOMPARE(first.status, 204);
        QCOMPARE(first.body, QByteArray());
        QVERIFY(first.headers.contains("x-amzn-ratelimit-limit"));
        QCOMPARE(amazon().order(m_id)->status, QStringLiteral("PARTIALLY_SHIPPED"));
        QVERIFY(amazon().order(m_id)->updatedMs > before);
        QCOMPARE(confirm(body(QStringLiteral("2"), {{m_items[0], 1}, {m_items[1], 1}})).status, 204);

        const QJsonObject order = get();
        QCOMPARE(order[QStringLiteral("fulfillment")][QStringLiteral("fulfillmentStatus")].toString(), QStringLiteral("SHIPPED"));
        QCOMPARE(
            order[QStringLiteral("orderItems")][1][QStringLiteral("fulfillment")][QStringLiteral("quantityFulfilled")].toInt(),
            3);
        const QJsonArray packages = order[QStringLiteral("packages")].toArray();
        QCOMPARE(packages.size(), 2);
        QCOMPARE(packages[0][QStringLiteral("packageReferenceId")].toString(), QStringLiteral("1"));
        QCOMPARE(packages[0][QStringLiteral("trackingNumber")].toString(), QStringLiteral("1Z-1"));
        QCOMPARE(packages[0][QStringLiteral("carrier")].toString(), QStringLiteral("UPS"));
        QCOMPARE(packages[0][QStringLiteral("packageItems")][0][QStringLiteral("quantity")].toInt(), 2);
        QCOMPARE(amazon().confirmations(m_id).size(), 2);
        QVERIFY(amazon().violations().isEmpty());
        const QJsonObject definitions = model(QStringLiteral("orders_2026-01-01.json"));
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        QCOMPARE(schemaFault(order, definitions[QStringLiteral("Order")].toObject(), definitions), QString());
    }

    void theShippedOrderComesInTheNextSearch()
    {
        m_clock.advance(30 * kMinuteMs);
        const QByteArray query = "/orders/2026-01-01/orders?lastUpdatedAfter=2026-11-23T08:10:00Z";
        QCOMPARE(m_client->amazon(query).json()[QStringLiteral("orders")].toArray().size(), 0);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 204);
        QCOMPARE(m_client->amazon(query).json()[QStringLiteral("orders")].toArray().size(), 1);
    }

    void theSameReferenceEditsThePackage()
    {
        QCOMPARE(confirm(body(QStringLiteral("7"), {{m_items[1], 3}})).status, 204);
        QCOMPARE(
            confirm(body(QStringLiteral("7"), {{m_items[1], 2}}, {{QStringLiteral("trackingNumber"), QStringLiteral("NEW")}}))
                .status,
            204);
        const AmazonOrder order = *amazon().order(m_id);
        QCOMPARE(order.packages.size(), 1);
        QCOMPARE(order.packages[0].trackingNumber, QStringLiteral("NEW"));
        QCOMPARE(order.items[1].fulfilled, 2);
        const auto sent = amazon().confirmations(m_id);
        QCOMPARE(sent.size(), 2);
        QVERIFY(!sent[0].isEdit && sent[1].isEdit && !sent[1].isRepeat);
    }

    void aPlainRepeatIsCountedAndChangesNothing()
    {
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 204);
        const qint64 updated = amazon().order(m_id)->updatedMs;
        m_clock.advance(10 * kMinuteMs);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 204);
        QCOMPARE(amazon().order(m_id)->updatedMs, updated);
        QCOMPARE(amazon().confirmations(m_id).size(), 2);
        QVERIFY(amazon().confirmations(m_id)[1].isRepeat);
    }

    void otherCarriersNeedAName()
    {
        const QJsonObject other{{QStringLiteral("carrierCode"), QStringLiteral("Other")}};
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}}, other)).status, 400);
        QJsonObject named = other;
        named.insert(QStringLiteral("carrierName"), QStringLiteral("Bike Messenger"));
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}}, named)).status, 204);
        QCOMPARE(get()[QStringLiteral("packages")][0][QStringLiteral("carrier")].toString(), QStringLiteral("Bike Messenger"));
    }

    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        QTest::newRow("reference 0") << "packageReferenceId"
                                     << "0";
        QTest::newRow("reference of letters") << "packageReferenceId"
                                              << "A1";
        QTest::newRow("negative reference") << "packageReferenceId"
                                            << "-1";
        QTest::newRow("no carrier") << "carrierCode"
                                    << "";
        QTest::newRow("American date") << "shipDate"
                                       << "02/21/2022";
        QTest::newRow("date without zone") << "shipDate"
                                           << "2026-11-23T07:00:00";
        QTest::newRow("before the purchase") << "shipDate"
                                             << "2026-11-01T07:00:00Z";
        QTest::newRow("in the future") << "shipDate"
                                       << "2026-11-24T07:00:00Z";
        QTest::newRow("unknown member") << "tracking"
                                        << "1Z";
    }
    void whatIsWrongIsRefused()
    {
        QFETCH(QString, member);
        QFETCH(QString, value);
        const Reply reply = confirm(body(QStringLiteral("1"), {{m_items[0], 1}}, {{member, value}}));
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json()[QStringLiteral("errors")][0][QStringLiteral("code")].toString(), QStringLiteral("InvalidInput"));
        QCOMPARE(amazon().order(m_id)->packages.size(), 0);
        QCOMPARE(amazon().confirmations().size(), 0);
    }

    void itemsAndQuantitiesAreChecked()
    {
        QCOMPARE(confirm(body(QStringLiteral("1"), {{QStringLiteral("99"), 1}})).status, 400);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 0}})).status, 400);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 2}})).status, 400);
        QCOMPARE(confirm(body(QStringLiteral("1"), {})).status, 400);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[1], 2}})).status, 204);
        QCOMPARE(confirm(body(QStringLiteral("2"), {{m_items[1], 2}})).status, 400); // one is left
        QCOMPARE(confirm(body(QStringLiteral("2"), {{m_items[1], 1}})).status, 204);
        QVERIFY(amazon().violations().isEmpty());
    }

    void ordersThatCannotBeConfirmed()
    {
        const auto refuses = [&](const QString& id) {
            const QString item = amazon().order(id)->items[0].orderItemId;
            const int status = confirm(body(QStringLiteral("1"), {{item, 1}}), id).status;
            return status == 400 && amazon().confirmations(id).empty();
        };
        const QString cancelled = add();
        amazon().cancel(cancelled);
        QVERIFY(refuses(cancelled));
        AmazonOrder pending = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        pending.status = QStringLiteral("PENDING");
        QVERIFY(refuses(amazon().addOrder(pending)));
        QVERIFY(amazon().violations().isEmpty());
        AmazonOrder fba = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        fba.fulfilledBy = QStringLiteral("AMAZON");
        QVERIFY(refuses(amazon().addOrder(fba)));
        QCOMPARE(amazon().violations().size(), 1); // that one nobody may ever try
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}}), QStringLiteral("113-9999999-9999999")).status, 404);
        QJsonObject foreign = body(QStringLiteral("1"), {{m_items[0], 1}});
        foreign[QStringLiteral("marketplaceId")] = QStringLiteral("A1PA6795UKMFR9");
        QCOMPARE(confirm(foreign).status, 400);
        QCOMPARE(m_client->amazon("/orders/v0/orders/" + m_id.toLatin1() + "/shipmentConfirmation").status, 400); // GET
    }

    void moreThanTwoASecondIsThrottled()
    {
        for (int i = 0; i < 10; ++i)
            QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 204);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 429);
        m_clock.advance(500);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 204);
    }

    void cancelledLinesAreNotShipped()
    {
        amazon().cancelItem(m_id, m_items[0]);
        QCOMPARE(amazon().order(m_id)->status, QStringLiteral("UNSHIPPED"));
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[0], 1}})).status, 400);
        QCOMPARE(confirm(body(QStringLiteral("1"), {{m_items[1], 3}})).status, 204);
        QCOMPARE(amazon().order(m_id)->status, QStringLiteral("SHIPPED"));
        const QJsonObject item = get()[QStringLiteral("orderItems")][0].toObject();
        QCOMPARE(item[QStringLiteral("cancellation")][QStringLiteral("cancellationExecution")][QStringLiteral("cancelledBy")]
                     .toString(),
                 QStringLiteral("BUYER"));
        QCOMPARE(item[QStringLiteral("fulfillment")][QStringLiteral("quantityUnfulfilled")].toInt(), 0);
    }

    void amazonShipsItsOwnOrdersWithoutShowingPackages()
    {
        AmazonOrder fba = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        fba.fulfilledBy = QStringLiteral("AMAZON");
        m_id = amazon().addOrder(fba);
        QVERIFY(amazon().shipFba(m_id));
        QVERIFY(!amazon().shipFba(add()));
        QCOMPARE(amazon().order(m_id)->packages.size(), 1);
        QVERIFY(!get().contains(QStringLiteral("packages")));
        QCOMPARE(get()[QStringLiteral("fulfillment")][QStringLiteral("fulfillmentStatus")].toString(), QStringLiteral("SHIPPED"));
    }

    void hiddenOrdersAreFoundOnlyById()
    {
        QVERIFY(amazon().hideFromSearch(m_id));
        QCOMPARE(m_client->amazon("/orders/2026-01-01/orders?createdAfter=2026-11-01T00:00:00Z")
                     .json()[QStringLiteral("orders")]
                     .toArray()
                     .size(),
                 0);
        QCOMPARE(get()[QStringLiteral("orderId")].toString(), m_id);
    }

    void ordersOfOtherChannelsSayNonAmazon()
    {
        m_id = amazon().addMcfOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        QVERIFY(m_id.startsWith(QStringLiteral("S01-")));
        const QJsonObject order = get();
        QCOMPARE(order[QStringLiteral("salesChannel")][QStringLiteral("channelName")].toString(), QStringLiteral("NON_AMAZON"));
        QCOMPARE(order[QStringLiteral("fulfillment")][QStringLiteral("fulfilledBy")].toString(), QStringLiteral("AMAZON"));
    }

private:
    AmazonSim& amazon() { return m_simulation->amazon(); }
    QString add() { return amazon().addOrder(amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")})); }
    static QJsonObject body(const QString& reference, const std::vector<std::pair<QString, int>>& items,
                            const QJsonObject& other = {})
    {
        QJsonArray list;
        for (const auto& [id, quantity] : items)
            list.append(QJsonObject{{QStringLiteral("orderItemId"), id}, {QStringLiteral("quantity"), quantity}});
        QJsonObject detail{{QStringLiteral("packageReferenceId"), reference},
                           {QStringLiteral("carrierCode"), QStringLiteral("UPS")},
                           {QStringLiteral("trackingNumber"), QStringLiteral("1Z-") + reference},
                           {QStringLiteral("shipDate"), QStringLiteral("2026-11-23T07:59:00Z")},
                           {QStringLiteral("orderItems"), list}};
        for (auto it = other.begin(); it != other.end(); ++it)
            detail.insert(it.key(), it.value());
        return {{QStringLiteral("marketplaceId"), QStringLiteral("ATVPDKIKX0DER")}, {QStringLiteral("packageDetail"), detail}};
    }
    Reply confirm(const QJsonObject& request, const QString& id = {}) const
    {
        return m_client->amazonPost("/orders/v0/orders/" + (id.isEmpty() ? m_id : id).toLatin1() + "/shipmentConfirmation",
                                    request);
    }
    QJsonObject get() const
    {
        return m_client
            ->amazon("/orders/2026-01-01/orders/" + m_id.toLatin1() + "?includedData=FULFILLMENT,PACKAGES,CANCELLATION,PROCEEDS")
            .json()[QStringLiteral("order")]
            .toObject();
    }
    static QJsonObject model(const QString& name)
    {
        QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi/") + name);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    }

    ManualClock m_clock{kNowMs};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
    QString m_id;
    QStringList m_items;
};

QTEST_GUILESS_MAIN(SimulatorShipmentTest)
#include "SimulatorShipmentTest.moc"
