// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include "SimulatorClient.h"
#include "config/ConfigurationReader.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

class SimulatorCompanyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemoHasEveryKindOfOrder()
    {
        auto simulation = start(QStringLiteral("demo"), 60);
        QSet<QString> oddities, stores, currencies, statuses;
        for (const AmazonOrder& order : simulation->amazon().orders()) {
            oddities.insert(order.oddity);
            stores.insert(order.store);
            currencies.insert(order.currency);
            statuses.insert(order.status);
        }
        QCOMPARE(stores.size(), 5);
        QCOMPARE(currencies, (QSet<QString>{QStringLiteral("USD"), QStringLiteral("CAD"), QStringLiteral("EUR"),
                                            QStringLiteral("GBP"), QStringLiteral("JPY")}));
        QCOMPARE(statuses.size(), 5);
        for (const char* kind : {"seller-fulfilled-prime",
                                 "fba",
                                 "business",
                                 "replacement",
                                 "pending",
                                 "cancelled",
                                 "cancel-requested",
                                 "partially-shipped",
                                 "gift-wrap",
                                 "promotion",
                                 "cash-on-delivery",
                                 "marketplace-tax",
                                 "seller-tax",
                                 "no-buyer-data",
                                 "unknown-sku",
                                 "sku-letter-case",
                                 "alias",
                                 "sku-collision",
                                 "inactive-item",
                                 "hostile-text",
                                 "made-by-hand",
                                 "made-by-other-tool",
                                 "variance"})
            QVERIFY2(oddities.contains(QLatin1String(kind)), kind);
        QCOMPARE(simulation->netSuite().documents(QStringLiteral("salesOrder")).size(), size_t(4));
        QVERIFY(simulation->netSuite().documents(QStringLiteral("inventoryItem")).size() > 300);
    }

    void theConfigurationPassesTheProgramsOwnChecks_data()
    {
        QTest::addColumn<QString>("world");
        QTest::newRow("demo") << QStringLiteral("demo");
        QTest::newRow("plain") << QStringLiteral("plain");
    }
    void theConfigurationPassesTheProgramsOwnChecks()
    {
        QFETCH(QString, world);
        auto simulation = start(world, 5);
        const config::ConfigurationReader reader({{QStringLiteral("orders-mfn"), Json::object()}});
        const config::ReadConfiguration read = reader.read(simulation->configuration(), {});
        QVERIFY2(read.problems.empty(), read.problems.empty() ? "" : qPrintable(read.problems.front().message));
        const QJsonObject secrets = QJsonDocument::fromJson(simulation->secrets()).object();
        for (const config::Store& store : read.configuration.stores)
            QVERIFY(secrets.contains(QStringLiteral("store.%1.refreshToken").arg(store.id)));
    }

    void theSameSeedMakesTheSameWorldAndKeys()
    {
        auto one = start(QStringLiteral("plain"), 20), two = start(QStringLiteral("plain"), 20);
        QCOMPARE(one->secrets(), two->secrets());
        const auto left = one->amazon().orders(), right = two->amazon().orders();
        QCOMPARE(left.size(), size_t(20));
        for (size_t i = 0; i < left.size(); ++i) {
            QCOMPARE(left[i].orderId, right[i].orderId);
            QCOMPARE(left[i].total(), right[i].total());
        }
    }

    void theProofFindsWhatIsMissingDoubledOrWrong()
    {
        auto simulation = start(QStringLiteral("plain"), 3);
        const auto orders = simulation->amazon().orders();
        QCOMPARE(simulation->proof().missing.size(), 3);
        NetSuiteSim& netSuite = simulation->netSuite();
        const auto enter = [&](const AmazonOrder& order, qint64 total) {
            netSuite.addSalesOrderByHand(order.orderId, {}, QStringLiteral("901"), QStringLiteral("1"), total,
                                         QStringLiteral("rest"));
        };
        enter(orders[0], orders[0].total() + 1);
        enter(orders[1], orders[1].total());
        enter(orders[1], orders[1].total());
        const Proof proof = simulation->proof();
        QCOMPARE(proof.importable, 3);
        QCOMPARE(proof.missing, QStringList{orders[2].orderId});
        QCOMPARE(proof.duplicated, QStringList{orders[1].orderId});
        QCOMPARE(proof.wrongTotal.size(), 1);
        QCOMPARE(proof.wrongLines, QStringList{orders[0].orderId});
        QVERIFY(!proof.isGood());
    }

    void aShareOfThePlainWorldShipsWhereNetSuiteAddsTax()
    {
        auto simulation = start(QStringLiteral("plain"), 500);
        int variances = 0;
        for (const AmazonOrder& order : simulation->amazon().orders()) {
            QVERIFY(order.isImportable());
            QCOMPARE(order.store, QStringLiteral("us"));
            variances += order.oddity == QStringLiteral("variance") ? 1 : 0;
        }
        QVERIFY(variances > 5 && variances < 40);
    }

private:
    std::unique_ptr<Simulation> start(const QString& world, int orders)
    {
        Options options;
        options.world = world;
        options.orders = orders;
        options.clock = &m_clock;
        return std::move(*Simulation::start(options));
    }
    ManualClock m_clock{1795420800000};
};

QTEST_GUILESS_MAIN(SimulatorCompanyTest)
#include "SimulatorCompanyTest.moc"
