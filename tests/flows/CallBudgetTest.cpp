// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the remote systems' quotas a thousand orders cost, counted by the simulators.
#include <QTest>

#include "db/ViewTables.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;

class CallBudgetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aThousandOrders()
    {
        simulator::Options options;
        options.world = QStringLiteral("plain");
        options.orders = 1'000;
        SimulatedWorld world(options);
        world.profile().setWorkers(5);
        world.restart();

        const auto first = world.run(QStringLiteral("orders-mfn"));
        QVERIFY(first);
        QCOMPARE(first->run.counts.done, 1'000);
        const qint64 amazonCalls = world.amazon().callCount();
        const qint64 netSuiteCalls = world.netSuite().callCount();
        const std::size_t writes = world.netSuite().writes().size();
        const auto second = world.run(QStringLiteral("orders-mfn"));

        QVERIFY2(amazonCalls <= 12, qPrintable(QString::number(amazonCalls)));
        QVERIFY2(netSuiteCalls <= 2'200, qPrintable(QString::number(netSuiteCalls)));
        QCOMPARE(first->run.calls.amazon - 1, amazonCalls); // and one for the token
        QVERIFY(second);
        QCOMPARE(world.netSuite().writes().size(), writes);
        QCOMPARE(world.netSuite().callCount(), netSuiteCalls);
        const simulator::Proof proof = world.simulation().proof(QStringLiteral("us"));
        QVERIFY2(proof.isGood(), qPrintable(proof.summary()));
        const auto skus = world.profile().database().read(
            [](db::Connection& connection) { return db::ConfigurationReads(connection).skus({}, {}, false, 10); });
        QVERIFY(skus && !skus->empty());
        QVERIFY(!skus->front().item.isEmpty() && !skus->front().foundBy.isEmpty()); // the Mappings page says how it was found
        QCOMPARE(world.netSuite().violations(), QStringList());
        QCOMPARE(world.amazon().violations(), QStringList());
    }
};

QTEST_GUILESS_MAIN(CallBudgetTest)
#include "CallBudgetTest.moc"
