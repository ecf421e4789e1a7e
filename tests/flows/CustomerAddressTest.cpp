// SPDX-License-Identifier: GPL-3.0-or-later
// The address of a customer follows the buyer's newest order; what a person changed in NetSuite stays.
#include <QJsonArray>
#include <QTest>

#include "db/ViewTables.h"
#include "mapping/AddressLine.h"
#include "simulator/AmazonOrder.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
const QString kOrders = QStringLiteral("orders-mfn");
constexpr qint64 kHourMs = 3'600'000;

struct World
{
    explicit World(const QString& setting = QStringLiteral("each-order")) : world(options())
    {
        config::FlowSettings flow = *world.configuration().flow(kOrders, u"us");
        flow.settings.set(QStringLiteral("customerAddress"), setting);
        if (auto set = world.profile().engine().setFlow(flow, TestProfile::actor()); !set)
            qFatal("%s", qPrintable(set.error().message));
        for (simulator::AmazonOrder open : world.amazon().orders(QStringLiteral("us"))) {
            open.status = QStringLiteral("UNSHIPPED");
            open.packages.clear();
            for (simulator::SimOrderItem& item : open.items)
                item.fulfilled = 0;
            world.amazon().replaceOrder(open);
        }
        world.clock().advance(kHourMs);
        first = world.amazon().orders(QStringLiteral("us")).front();
        run();
    }
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = 1;
        options.variancePerMille = 0;
        return options;
    }
    void run() { world.runUntilIdle(kOrders); }
    /// The same buyer orders again, to another street.
    QString orderTo(const QString& street, const QString& line2 = {}, qint64 createdMs = 0)
    {
        simulator::AmazonOrder order = first;
        order.orderId.clear();
        order.createdMs = createdMs;
        order.updatedMs = 0;
        for (simulator::SimOrderItem& item : order.items)
            item.orderItemId.clear();
        order.address->line1 = street;
        order.address->line2 = line2;
        const QString id = world.amazon().addOrder(order);
        world.clock().advance(kHourMs);
        return id;
    }
    [[nodiscard]] simulator::SimDocument customer()
    {
        for (const simulator::SimDocument& one : world.netSuite().documents(QStringLiteral("customer"))) {
            if (one.externalId.startsWith(QStringLiteral("AMZ-CUS-")))
                return one;
        }
        qFatal("no customer");
    }
    [[nodiscard]] QJsonArray lines()
    {
        return customer().fields[QStringLiteral("addressBook")][QStringLiteral("items")].toArray();
    }
    [[nodiscard]] QString street(int line = 0)
    {
        return lines().at(line)[QStringLiteral("addressBookAddress")][QStringLiteral("addr1")].toString();
    }
    [[nodiscard]] int customerWrites()
    {
        int count = 0;
        for (const simulator::SimWrite& write : world.netSuite().writes())
            count += write.type == QStringLiteral("customer") ? 1 : 0;
        return count;
    }
    void personWrites(const QString& street)
    {
        world.netSuite().editCustomer(
            customer().id,
            QJsonObject{
                {QStringLiteral("addressBook"),
                 QJsonObject{{QStringLiteral("items"),
                              QJsonArray{QJsonObject{
                                  {QStringLiteral("internalId"), lines().at(0)[QStringLiteral("internalId")]},
                                  {QStringLiteral("addressBookAddress"), QJsonObject{{QStringLiteral("addr1"), street}}}}}}}}});
    }
    SimulatedWorld world;
    simulator::AmazonOrder first;
};
} // namespace

class CustomerAddressTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNextOrderUpdatesTheSameLine()
    {
        World world;
        QCOMPARE(world.lines().size(), 1);
        const QString id = world.orderTo(QStringLiteral("12 New Street"), QStringLiteral("Rear building"));
        world.run();

        QCOMPARE(world.lines().size(), 1);
        QCOMPARE(world.street(), QStringLiteral("12 New Street"));
        QCOMPARE(world.lines().at(0)[QStringLiteral("addressBookAddress")][QStringLiteral("addr2")].toString(),
                 QStringLiteral("Rear building"));
        QVERIFY(world.lines().at(0)[QStringLiteral("defaultShipping")].toBool());
        for (const db::RecordRow& record : world.world.profile().records())
            QVERIFY2(record.state == db::RecordState::Done, qPrintable(record.error ? record.error->message : record.reason));
        // The order's time line tells it.
        const auto trace = world.world.profile().database().read(
            [&](db::Connection& connection) { return db::OrderReads(connection).trace(id); });
        QVERIFY(trace);
        QVERIFY(std::any_of(trace->begin(), trace->end(), [&](const db::TraceEntry& entry) {
            return entry.title.contains(QStringLiteral("customer"), Qt::CaseInsensitive);
        }));

        // A second line that the next address does not have is cleared.
        world.orderTo(QStringLiteral("14 Third Street"));
        world.run();
        QCOMPARE(world.street(), QStringLiteral("14 Third Street"));
        QVERIFY(!world.lines().at(0)[QStringLiteral("addressBookAddress")].toObject().contains(QStringLiteral("addr2")));
        QCOMPARE(world.customerWrites(), 3);
    }

    void theSameAddressWritesNothing()
    {
        World world;
        world.orderTo(world.first.address->line1, world.first.address->line2);
        world.run();
        QCOMPARE(world.customerWrites(), 1);
    }

    void aPersonsEditStays()
    {
        World world;
        world.personWrites(QStringLiteral("1 Corrected Street"));
        const int before = world.customerWrites();
        world.orderTo(QStringLiteral("12 New Street"));
        world.run();

        QCOMPARE(world.street(), QStringLiteral("1 Corrected Street"));
        QCOMPARE(world.customerWrites(), before);
        for (const db::RecordRow& record : world.world.profile().records())
            QVERIFY(record.state == db::RecordState::Done);
    }

    void anOlderOrderDoesNotBringItBack()
    {
        World world;
        world.orderTo(QStringLiteral("12 New Street"));
        world.run();
        world.orderTo(QStringLiteral("9 Old Street"), {}, world.first.createdMs - kHourMs); // Amazon publishes it late
        simulator::AmazonOrder changed = world.first;
        changed.updatedMs = world.world.clock().nowMs();
        changed.serviceLevel = QStringLiteral("EXPEDITED"); // and the first one is planned again
        world.world.amazon().replaceOrder(changed);
        world.world.clock().advance(kHourMs);
        world.run();

        QCOMPARE(world.street(), QStringLiteral("12 New Street"));
        QCOMPARE(world.lines().size(), 1);
    }

    void twoOrdersAtOnceEndAtTheNewer()
    {
        World world;
        world.orderTo(QStringLiteral("12 New Street"));
        world.orderTo(QStringLiteral("14 Third Street"));
        world.run();
        QCOMPARE(world.street(), QStringLiteral("14 Third Street"));
        QCOMPARE(world.lines().size(), 1);
    }

    void onlyWhenAskedFor()
    {
        World world(QStringLiteral("first-order"));
        world.orderTo(QStringLiteral("12 New Street"));
        world.run();
        QCOMPARE(world.street(), world.first.address->line1);
        QCOMPARE(world.customerWrites(), 1);
    }

    void crashesLeaveOneLine()
    {
        for (int n = 1;; ++n) {
            World world;
            world.orderTo(QStringLiteral("12 New Street"));
            auto crash = std::make_shared<CrashPoint>();
            crash->afterCommits(n);
            world.world.restart(crash);
            static_cast<void>(world.world.run(kOrders));
            const bool isOver = !crash->isDead();
            world.world.restart();
            world.run();
            QCOMPARE(world.lines().size(), 1);
            QCOMPARE(world.street(), QStringLiteral("12 New Street"));
            if (isOver) {
                QVERIFY(n > 5);
                break;
            }
        }
    }

    void whatCannotBeToldIsLeftAlone()
    {
        const Json address =
            Json::object({{QStringLiteral("addr1"), QStringLiteral("1 A")}, {QStringLiteral("zip"), QStringLiteral("1")}});
        const Json other =
            Json::object({{QStringLiteral("addr1"), QStringLiteral("2 B")}, {QStringLiteral("zip"), QStringLiteral("1")}});
        Json line = mapping::newAddressLine(address, 1'000);
        line.set(QStringLiteral("internalId"), 7);
        QVERIFY(mapping::addressLineChange(Json::array({line}), other, 2'000));
        QVERIFY(!mapping::addressLineChange(Json::array({line}), other, 1'000)); // not newer
        QVERIFY(!mapping::addressLineChange(Json::array({line}), address, 2'000));
        QVERIFY(!mapping::addressLineChange(Json::array({line, line}), other, 2'000));
        QVERIFY(!mapping::addressLineChange(Json::array(), other, 2'000));
        Json byHand = line;
        byHand.set(QStringLiteral("label"), QStringLiteral("Amazon"));
        QVERIFY(!mapping::addressLineChange(Json::array({byHand}), other, 2'000));
        Json withoutKey = mapping::newAddressLine(address, 1'000);
        QVERIFY(!mapping::addressLineChange(Json::array({withoutKey}), other, 2'000));
        Json edited = line;
        edited.set(QStringLiteral("addressBookAddress"), other);
        QVERIFY(!mapping::addressLineChange(Json::array({edited}), address, 2'000));
    }
};

QTEST_GUILESS_MAIN(CustomerAddressTest)
#include "CustomerAddressTest.moc"
