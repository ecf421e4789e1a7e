// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of both worlds has to notice what it is there for: after a good run one thing is broken on purpose at a time.
#include "testkit/WorldComparison.h"

#include <functional>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
constexpr qint64 kDayMs = 86'400'000;
constexpr int kWaitSeconds = 40 * 60;

simulator::Options options()
{
    simulator::Options options;
    options.world = QStringLiteral("mixed");
    options.orders = 120;
    return options;
}
} // namespace

class WorldComparisonTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<SimulatedWorld> m_world;

    void runAll()
    {
        for (const auto& flow : m_world->flows().all()) {
            if (!flow->spec().id.startsWith(QStringLiteral("orders-")))
                m_world->simulation().letWarehouseShip();
            for (const config::Store& store : m_world->configuration().stores) {
                engine::RunRequest request;
                request.flow = flow->spec().id;
                request.store = store.id;
                request.waitSeconds = kWaitSeconds;
                if (const auto run = m_world->profile().engine().run(request, {}); !run)
                    qFatal("%s", qPrintable(run.error().message));
            }
        }
    }

    QStringList compare() { return WorldComparison(m_world->simulation()).all(); }

    /// A document of this type that belongs to an order: with or without a document that it was made from.
    simulator::SimDocument one(const char* type, bool fromAnother, const QString& notOf = {})
    {
        for (const simulator::SimDocument& document : m_world->netSuite().documents(QString::fromLatin1(type))) {
            if (document.createdFrom.isEmpty() != fromAnother && document.total != 0 && document.otherRefNum != notOf)
                return document;
        }
        qFatal("no %s in this world", type);
    }

    /// The first line of the document with a cent more.
    void addCent(const simulator::SimDocument& document)
    {
        const bool isYen = document.currency == QStringLiteral("JPY");
        const simulator::SimLine& line = document.lines.front();
        QJsonObject changed{{QStringLiteral("amount"), static_cast<double>(line.amount + 1) / (isYen ? 1 : 100)}};
        // NetSuite's own window names lines of a document that was made from another one by that one's lines.
        if (line.orderLine > 0)
            changed[QStringLiteral("orderLine")] = line.orderLine;
        else
            changed[QStringLiteral("line")] = line.line;
        QVERIFY(m_world->netSuite().editByHand(
            document.type, document.id, {{QStringLiteral("item"), QJsonObject{{QStringLiteral("items"), QJsonArray{changed}}}}}));
    }

    /// What is done makes the comparison say one thing more that names it.
    void noticed(const char* what, const QString& names, const std::function<void()>& breakIt)
    {
        const QStringList before = compare();
        breakIt();
        QStringList more = compare();
        for (const QString& known : before)
            more.removeOne(known);
        QVERIFY2(!more.isEmpty(), what);
        QVERIFY2(more.join(u'\n').contains(names), qPrintable(QString::fromLatin1(what) + u'\n' + more.join(u'\n')));
    }

private Q_SLOTS:
    void itNoticesWhatIsBroken()
    {
        m_world = std::make_unique<SimulatedWorld>(options());
        config::Configuration configuration = m_world->configuration();
        for (config::FlowSettings& flow : configuration.flows) {
            if (flow.flow == QStringLiteral("orders-fba") && flow.store != QStringLiteral("us"))
                flow.settings.set(QStringLiteral("document"), QStringLiteral("invoice"));
        }
        QVERIFY(m_world->profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor()));
        runAll();
        for (int day = 0; day < 3; ++day) {
            m_world->clock().advance(kDayMs);
            runAll();
        }
        QCOMPARE(compare(), QStringList());
        simulator::NetSuiteSim& netSuite = m_world->netSuite();

        const auto order = one("salesOrder", false);
        noticed("a cent on a sales order", order.otherRefNum, [&] { addCent(order); });
        const auto fba = one("invoice", false);
        noticed("a cent on an FBA invoice", fba.otherRefNum, [&] { addCent(fba); });
        const auto bill = one("invoice", true, order.otherRefNum);
        noticed("a cent on an invoice of a sales order", bill.otherRefNum, [&] { addCent(bill); });
        const auto memo = one("creditMemo", true);
        noticed("a cent on a credit memo", memo.otherRefNum, [&] { addCent(memo); });

        const auto refunds = netSuite.documents(QStringLiteral("customerRefund"));
        const auto paid = netSuite.document(QStringLiteral("creditMemo"), refunds.back().applied.begin()->first);
        noticed("a customer refund is missing", paid->otherRefNum,
                [&] { QVERIFY(netSuite.deleteByHand(refunds.back().type, refunds.back().id)); });
        const auto receipt = netSuite.documents(QStringLiteral("itemReceipt")).front();
        const auto authorization = netSuite.document(QStringLiteral("returnAuthorization"), receipt.createdFrom);
        noticed("an item receipt is missing", authorization->otherRefNum,
                [&] { QVERIFY(netSuite.deleteByHand(receipt.type, receipt.id)); });
        const auto fulfillment = netSuite.documents(QStringLiteral("itemFulfillment")).back();
        const auto fulfilled = netSuite.document(QStringLiteral("salesOrder"), fulfillment.createdFrom);
        noticed("a fulfillment is missing", fulfilled->otherRefNum,
                [&] { QVERIFY(netSuite.deleteByHand(fulfillment.type, fulfillment.id)); });
        noticed("an FBA invoice is missing", fba.otherRefNum, [&] { QVERIFY(netSuite.deleteByHand(fba.type, fba.id)); });

        noticed("a sales order twice", order.otherRefNum, [&] {
            netSuite.addSalesOrderByHand(order.otherRefNum, {}, order.entity, QStringLiteral("1"), order.total,
                                         QStringLiteral("rest"));
        });
        noticed("a refund that nobody booked", memo.otherRefNum, [&] {
            const auto amazons = m_world->amazon().order(memo.otherRefNum);
            simulator::SimAmounts amounts;
            amounts.principal = 1;
            QVERIFY(!m_world->amazon().refund(memo.otherRefNum, amazons->items.front().orderItemId, amounts).isEmpty());
        });
        for (const simulator::SimDocument& sold : netSuite.documents(QStringLiteral("salesOrder"))) {
            if (sold.createdFrom.isEmpty() && sold.otherRefNum == bill.otherRefNum)
                noticed("a sales order is missing", sold.otherRefNum, [&] { QVERIFY(netSuite.removeDocument(sold.id)); });
        }
    }
};

QTEST_GUILESS_MAIN(WorldComparisonTest)
#include "WorldComparisonTest.moc"
