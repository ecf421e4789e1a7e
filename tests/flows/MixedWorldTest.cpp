// SPDX-License-Identifier: GPL-3.0-or-later
// The whole circle over a mixed world with faults on the wire: every flow, every store, a warehouse, cancellations, returns and
// refunds that come later. At the end both simulated accounts are compared to the cent. CAUSEWAY_MIXED_ORDERS says how many.
#include <set>

#include <QTest>

#include "db/ViewTables.h"
#include "settlement/Groups.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr int kWaitSeconds = 40 * 60; // longer than the checks of an unknown outcome
constexpr int kOrders = 200;

int orderCount()
{
    const int given = qEnvironmentVariableIntValue("CAUSEWAY_MIXED_ORDERS");
    return given > 0 ? given : kOrders;
}

simulator::Options optionsOf(int orders)
{
    simulator::Options options;
    options.world = QStringLiteral("mixed");
    options.orders = orders;
    options.faults.lostAnswer = 4;
    options.faults.resetBeforeCommit = 4;
    options.faults.cutBody = 4;
    options.faults.serverError = 8;
    options.faults.throttle = 4;
    options.faults.expiredToken = 2;
    return options;
}

/// Errors that this world makes on purpose.
bool isExpected(const QString& code)
{
    static const QStringList kCodes{
        QStringLiteral("no-tracking"),              // the warehouse forgot a number
        QStringLiteral("cancelled-after-shipment"), // at Amazon, when the goods had left
        QStringLiteral("cancelled-at-amazon")       // the same, seen from the shipment
    };
    return kCodes.contains(code);
}

std::map<int, double> quantities(const std::vector<simulator::SimDocument>& documents, const QString& from)
{
    std::map<int, double> sums;
    for (const simulator::SimDocument& document : documents) {
        if (document.createdFrom != from)
            continue;
        for (const simulator::SimLine& line : document.lines) {
            if (line.orderLine > 0)
                sums[line.orderLine] += line.quantity;
        }
    }
    return sums;
}
} // namespace

class MixedWorldTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<SimulatedWorld> m_world;
    QStringList m_wrong;
    std::set<QString> m_unshipped; ///< orders that the warehouse left

    void wrong(const QString& what) { m_wrong << what; }

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
                const auto run = m_world->profile().engine().run(request, {});
                if (!run)
                    qFatal("%s for %s: %s", qPrintable(request.flow), qPrintable(store.id), qPrintable(run.error().message));
            }
        }
    }

    [[nodiscard]] std::vector<simulator::SimDocument> documents(const char* type)
    {
        return m_world->netSuite().documents(QString::fromLatin1(type));
    }

    void compareOrders()
    {
        const simulator::Proof proof = m_world->simulation().proof();
        if (!proof.isGood())
            wrong(QStringLiteral("sales orders: ") + proof.summary());
        for (const QString& repeated : proof.repeatedConfirmations)
            wrong(QStringLiteral("confirmed twice: ") + repeated);
        for (const simulator::SimConfirmation& confirmation : m_world->amazon().confirmations()) {
            const auto order = m_world->amazon().order(confirmation.orderId);
            if (!order || order->isFba())
                wrong(QStringLiteral("a shipment was confirmed for the FBA order ") + confirmation.orderId);
        }
        for (const QString& broken : m_world->amazon().violations() + m_world->netSuite().violations())
            wrong(QStringLiteral("rule broken: ") + broken);
    }

    void compareCancellations()
    {
        const auto fulfillments = documents("itemFulfillment");
        int closed = 0, tooLate = 0;
        for (const simulator::SimDocument& order : documents("salesOrder")) {
            const auto amazons = m_world->amazon().order(order.otherRefNum);
            if (!amazons || amazons->status != QStringLiteral("CANCELLED"))
                continue;
            if (!quantities(fulfillments, order.id).empty()) {
                ++tooLate;
                continue;
            }
            const bool isOpen = std::any_of(order.lines.begin(), order.lines.end(), [&](const simulator::SimLine& line) {
                return !line.isClosed && m_world->netSuite().isGoodsItem(line.itemId);
            });
            if (isOpen)
                wrong(order.otherRefNum + QStringLiteral(" is cancelled at Amazon and open in NetSuite"));
            ++closed;
        }
        qInfo("%d cancelled orders were closed, %d had left already", closed, tooLate);
    }

    void compareBills()
    {
        const auto fulfillments = documents("itemFulfillment");
        auto bills = documents("invoice");
        for (simulator::SimDocument& sale : documents("cashSale"))
            bills.push_back(std::move(sale));
        int billed = 0;
        for (const simulator::SimDocument& order : documents("salesOrder")) {
            std::map<int, double> goods;
            for (const auto& [line, quantity] : quantities(bills, order.id)) {
                const auto known =
                    std::find_if(order.lines.begin(), order.lines.end(), [l = line](const auto& x) { return x.line == l; });
                if (known != order.lines.end() && m_world->netSuite().isGoodsItem(known->itemId))
                    goods[line] = quantity;
            }
            const auto shipped = quantities(fulfillments, order.id);
            if (goods != shipped)
                wrong(QStringLiteral("%1: what is billed is not what is shipped").arg(order.otherRefNum));
            billed += shipped.empty() ? 0 : 1;
        }
        qInfo("%d sales orders were shipped and billed, with %d bills", billed, static_cast<int>(bills.size()));
    }

    void compareRefunds()
    {
        std::map<QString, std::vector<qint64>> given, booked, paid;
        std::map<QString, QString> orderOf;
        const auto fulfillments = documents("itemFulfillment");
        for (const simulator::SimDocument& order : documents("salesOrder")) {
            if (quantities(fulfillments, order.id).empty())
                m_unshipped.insert(order.otherRefNum); // refunded all the same: nothing was billed that could be credited
        }
        for (const simulator::SimRefund& refund : m_world->amazon().refunds()) {
            qint64 sum = 0;
            for (const simulator::SimRefundLine& line : refund.lines)
                sum += line.amounts.total();
            if (sum != 0 && !m_unshipped.contains(refund.orderId))
                given[refund.orderId].push_back(sum);
        }
        for (const char* type : {"creditMemo", "cashRefund"}) {
            for (const simulator::SimDocument& memo : documents(type)) {
                booked[memo.otherRefNum].push_back(memo.total - memo.tax);
                orderOf[memo.id] = memo.otherRefNum;
                if (QLatin1StringView(type) == QLatin1StringView("cashRefund"))
                    paid[memo.otherRefNum].push_back(memo.total - memo.tax);
            }
        }
        for (const simulator::SimDocument& payment : documents("customerRefund")) {
            for (const auto& [memo, amount] : payment.applied)
                paid[orderOf[memo]].push_back(amount);
        }
        for (auto* table : {&given, &booked, &paid}) {
            for (auto& [order, amounts] : *table)
                std::sort(amounts.begin(), amounts.end());
        }
        std::set<QString> all;
        for (const auto* table : {&given, &booked, &paid}) {
            for (const auto& [order, amounts] : *table)
                all.insert(order);
        }
        const auto shown = [](const std::vector<qint64>& amounts) {
            QStringList list;
            for (const qint64 amount : amounts)
                list << QString::number(amount);
            return list.join(u'+');
        };
        for (const QString& order : all) {
            if (given[order] != booked[order] || given[order] != paid[order])
                wrong(QStringLiteral("%1: Amazon refunded %2, booked are %3, paid out %4")
                          .arg(order, shown(given[order]), shown(booked[order]), shown(paid[order])));
        }
        qInfo("%d orders were refunded", static_cast<int>(all.size()));
    }

    void compareReturns()
    {
        std::map<QString, double> given, received;
        for (const simulator::SimReturn& fact : m_world->amazon().returns()) {
            const auto order = m_world->amazon().order(fact.orderId);
            if (order->isFba() || fact.deliveredMs != 0)
                given[fact.orderId] += static_cast<double>(fact.quantity);
        }
        std::map<QString, QString> orderOf;
        for (const simulator::SimDocument& authorization : documents("returnAuthorization"))
            orderOf[authorization.id] = authorization.otherRefNum;
        for (const simulator::SimDocument& receipt : documents("itemReceipt")) {
            for (const simulator::SimLine& line : receipt.lines)
                received[orderOf[receipt.createdFrom]] += line.quantity;
        }
        for (const auto& [order, quantity] : given) {
            if (received[order] != quantity)
                wrong(QStringLiteral("%1: %2 units came back, %3 were received").arg(order).arg(quantity).arg(received[order]));
        }
        for (const auto& [order, quantity] : received) {
            if (!given.contains(order))
                wrong(QStringLiteral("%1: %2 units were received that nobody sent back").arg(order).arg(quantity));
        }
        qInfo("goods of %d orders came back", static_cast<int>(given.size()));
    }

    void compareRecords()
    {
        std::map<QString, int> states;
        std::map<QString, int> unexpected;
        for (const db::RecordRow& record : m_world->profile().records()) {
            ++states[record.flow + QStringLiteral(" ") + db::toString(record.state)];
            const QString code = record.error ? record.error->code : QString();
            const bool isRefundOfUnshipped = code == QStringLiteral("no-billed-document") && m_unshipped.contains(record.order);
            if (record.state == RecordState::Error && !isExpected(code) && !isRefundOfUnshipped)
                ++unexpected[QStringLiteral("%1 %2: %3")
                                 .arg(record.flow, record.error ? record.error->code : QString(),
                                      record.error ? record.error->message : record.reason)];
            if (record.state == RecordState::Ready || record.state == RecordState::Running)
                wrong(QStringLiteral("%1 %2 was left in the middle").arg(record.flow, record.key));
        }
        for (const auto& [state, count] : states)
            qInfo("%6d %s", count, qPrintable(state));
        for (const auto& [what, count] : unexpected)
            wrong(QStringLiteral("%1 × %2").arg(count).arg(what));
    }

private Q_SLOTS:
    void everyDocumentOnceAndEveryCentAccountedFor()
    {
        m_world = std::make_unique<SimulatedWorld>(optionsOf(orderCount()));
        std::vector<config::Mapping> mappings;
        for (const QString& group : settlement::Groups().names())
            mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("group:") + group, QStringLiteral("account:40")});
        QVERIFY(m_world->profile().engine().setMappings(mappings, TestProfile::actor()));

        runAll();
        m_world->simulation().changeLater();
        m_world->clock().advance(kHourMs);
        runAll();
        for (int day = 0; day < 16; day += 4) {
            m_world->clock().advance(4 * kDayMs);
            runAll();
        }
        m_world->simulation().setFaults({});
        runAll();

        compareOrders();
        compareCancellations();
        compareBills();
        compareRefunds();
        compareReturns();
        compareRecords();
        for (const QString& what : std::as_const(m_wrong))
            qWarning("%s", qPrintable(what));
        QCOMPARE(m_wrong.size(), 0);
        QVERIFY(m_world->netSuite().throttled() + m_world->amazon().throttled() > 0); // faults were on
    }
};

QTEST_GUILESS_MAIN(MixedWorldTest)
#include "MixedWorldTest.moc"
