// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include "SimulatorClient.h"
#include "config/ConfigurationReader.h"
#include "simulator/OrderCases.h"

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
                                 "variance",
                                 "fba-open-later",
                                 "mcf",
                                 "cancel-later",
                                 "request-later",
                                 "cancel-line-later",
                                 "two-packages",
                                 "merchant-return",
                                 "fba-return",
                                 "refunded-in-part",
                                 "refunded-fully",
                                 "refunded-twice",
                                 "refund-later",
                                 "hidden"})
            QVERIFY2(oddities.contains(QLatin1String(kind)), kind);
        QCOMPARE(simulation->netSuite().documents(QStringLiteral("salesOrder")).size(), size_t(4));
        QVERIFY(simulation->netSuite().documents(QStringLiteral("inventoryItem")).size() > 300);
    }

    void theConfigurationPassesTheProgramsOwnChecks_data()
    {
        QTest::addColumn<QString>("world");
        QTest::addColumn<QStringList>("flows");
        QTest::addColumn<int>("named");
        const QStringList one{QStringLiteral("orders-mfn")},
            more{QStringLiteral("orders-mfn"), QStringLiteral("shipments"), QStringLiteral("something-new")};
        QTest::newRow("demo") << QStringLiteral("demo") << one << 5;
        QTest::newRow("plain") << QStringLiteral("plain") << one << 1;
        QTest::newRow("mixed") << QStringLiteral("mixed") << one << 5;
        QTest::newRow("demo, more flows") << QStringLiteral("demo") << more << 10;
        QTest::newRow("plain, more flows") << QStringLiteral("plain") << more << 1;
    }
    void theConfigurationPassesTheProgramsOwnChecks()
    {
        QFETCH(QString, world);
        QFETCH(QStringList, flows);
        QFETCH(int, named);
        auto simulation = start(world, 5, flows);
        std::vector<config::KnownFlow> known;
        for (const QString& flow : flows)
            known.push_back({flow, Json::object()});
        const config::ReadConfiguration read = config::ConfigurationReader(known).read(simulation->configuration(), {});
        QVERIFY2(read.problems.empty(), read.problems.empty() ? "" : qPrintable(read.problems.front().message));
        QCOMPARE(read.configuration.flows.size(), static_cast<size_t>(named));
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

    void theMixedWorldHasEveryCaseInEveryCurrency()
    {
        auto simulation = start(QStringLiteral("mixed"), 400);
        AmazonSim& amazon = simulation->amazon();
        std::map<QString, int> cases;
        QSet<QString> currencies;
        for (const AmazonOrder& order : amazon.orders()) {
            ++cases[order.oddity];
            currencies.insert(order.currency);
            QVERIFY2(order.createdMs <= order.updatedMs && order.updatedMs <= m_clock.nowMs() - 120'000,
                     qPrintable(order.orderId));
        }
        QCOMPARE(currencies.size(), 5);
        QCOMPARE(cases.size(), size_t(kOrderCases));
        QVERIFY(cases.at(QStringLiteral("fba")) > 40 && cases.at(QString()) > 80);
        QVERIFY(amazon.refunds().size() > 30 && amazon.returns().size() > 15);
        // Nobody gets back more than was paid, and nothing is refunded that has not happened yet.
        std::map<QString, qint64> refunded;
        for (const SimRefund& refund : amazon.refunds()) {
            QVERIFY(refund.postedMs <= m_clock.nowMs() - 120'000);
            for (const SimRefundLine& line : refund.lines)
                refunded[refund.orderId] += line.amounts.total();
        }
        for (const auto& [id, amount] : refunded)
            QVERIFY2(amount > 0 && amount <= amazon.order(id)->total(), qPrintable(id));
        for (const SimReturn& fact : amazon.returns())
            QVERIFY(fact.atMs > amazon.order(fact.orderId)->createdMs && fact.atMs < m_clock.nowMs());
    }

    void theSecondActChangesWhatWasAnnounced()
    {
        auto simulation = start(QStringLiteral("mixed"), 120);
        AmazonSim& amazon = simulation->amazon();
        const size_t refunds = amazon.refunds().size();
        simulation->changeLater();
        size_t later = 0;
        for (const AmazonOrder& order : amazon.orders()) {
            if (order.oddity == QStringLiteral("cancel-later"))
                QCOMPARE(order.status, QStringLiteral("CANCELLED"));
            if (order.oddity == QStringLiteral("request-later"))
                QVERIFY(order.items.front().cancellationRequest.has_value());
            if (order.oddity == QStringLiteral("cancel-line-later"))
                QVERIFY(order.items.front().cancelledBy.isEmpty() && !order.items.back().cancelledBy.isEmpty());
            if (order.oddity == QStringLiteral("fba-open-later"))
                QVERIFY(order.isFba());
            later += order.oddity == QStringLiteral("refund-later") ? 1 : 0;
        }
        QVERIFY(later > 0);
        QCOMPARE(amazon.refunds().size(), refunds + later);
    }

    void theMixedWorldIsTheSameEachTime()
    {
        auto one = start(QStringLiteral("mixed"), 60), two = start(QStringLiteral("mixed"), 60);
        const auto left = one->amazon().orders(), right = two->amazon().orders();
        QCOMPARE(left.size(), right.size());
        for (size_t i = 0; i < left.size(); ++i) {
            QCOMPARE(left[i].orderId, right[i].orderId);
            QCOMPARE(left[i].total(), right[i].total());
            QCOMPARE(left[i].status, right[i].status);
        }
        const auto first = one->amazon().refunds(), second = two->amazon().refunds();
        QCOMPARE(first.size(), second.size());
        for (size_t i = 0; i < first.size(); ++i)
            QVERIFY(first[i].refundId == second[i].refundId && first[i].lines[0].amounts == second[i].lines[0].amounts);
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
    std::unique_ptr<Simulation> start(const QString& world, int orders, const QStringList& flows = {})
    {
        Options options;
        options.world = world;
        options.orders = orders;
        options.flows = flows;
        options.clock = &m_clock;
        return std::move(*Simulation::start(options));
    }
    ManualClock m_clock{1795420800000};
};

QTEST_GUILESS_MAIN(SimulatorCompanyTest)
#include "SimulatorCompanyTest.moc"
