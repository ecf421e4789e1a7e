// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonObject>
#include <QTest>

#include "simulator/NetSuiteSim.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
simulator::Options plain()
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = 3;
    return options;
}

QString addCustomer(SimulatedWorld& world, const QString& mail, const QString& subsidiary, bool inactive = false)
{
    return world.netSuite().addCustomer({{QStringLiteral("entityId"), QStringLiteral("Somebody")},
                                         {QStringLiteral("email"), mail},
                                         {QStringLiteral("isInactive"), inactive},
                                         {QStringLiteral("subsidiary"), QJsonObject{{QStringLiteral("id"), subsidiary}}}});
}
} // namespace

/// Customers that stand for the same buyer, as NetSuite shows them.
class DuplicateCustomersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneCustomerForEachBuyerIsNoDuplicate()
    {
        SimulatedWorld world(plain());
        world.runUntilIdle(QStringLiteral("orders-mfn"));
        QVERIFY(!world.netSuite().documents(QStringLiteral("customer")).empty());

        const auto found = world.profile().engine().duplicateCustomers({});

        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), std::size_t(0));
    }

    void alikeAddressesAreFoundAndOthersAreNot()
    {
        SimulatedWorld world(plain());
        const QString us = QStringLiteral("1");
        const QString first = addCustomer(world, QStringLiteral("q1w2@marketplace.amazon.com"), us);
        const QString second = addCustomer(world, QStringLiteral("Q1W2@marketplace.amazon.com"), us);
        addCustomer(world, QStringLiteral("q1w2@marketplace.amazon.com"), us, true); // inactive: takes no orders
        addCustomer(world, QStringLiteral("q1w2@marketplace.amazon.com"),
                    QStringLiteral("2")); // another subsidiary needs its own
        addCustomer(world, QStringLiteral("sales@example.com"), us);
        addCustomer(world, QStringLiteral("sales@example.com"), us); // no buyer of Amazon
        world.netSuite().addSalesOrderByHand(QStringLiteral("x"), {}, second, QStringLiteral("1"), 100);

        const auto found = world.profile().engine().duplicateCustomers({});

        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), std::size_t(1));
        const auto& buyer = found->front();
        QCOMPARE(buyer.address, QStringLiteral("q1…@marketplace.amazon.com"));
        QCOMPARE(buyer.customers.size(), std::size_t(2));
        QCOMPARE(buyer.customers[0].id, first);
        QCOMPARE(buyer.customers[1].id, second);
        QCOMPARE(buyer.customers[0].salesOrders, qint64(0));
        QCOMPARE(buyer.customers[1].salesOrders, qint64(1));
        QVERIFY(!buyer.customers[0].isOurs);
    }
};

QTEST_GUILESS_MAIN(DuplicateCustomersTest)
#include "DuplicateCustomersTest.moc"
