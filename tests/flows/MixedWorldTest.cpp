// SPDX-License-Identifier: GPL-3.0-or-later
// The whole circle over a mixed world with faults on the wire: every flow, every store, a warehouse, cancellations, returns and
// refunds that come later. At the end both simulated accounts are compared to the cent. CAUSEWAY_MIXED_ORDERS says how many.
#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "base/Clock.h"
#include "base/Currency.h"
#include "db/ViewTables.h"
#include "settlement/Groups.h"
#include "testkit/SimulatedWorld.h"
#include "testkit/WorldComparison.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr int kWaitSeconds = 40 * 60; // longer than the checks of an unknown outcome
constexpr int kOrders = 200;
const QString kClearing = QStringLiteral("57");

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

/// What this world leaves waiting on purpose.
bool mayWait(const QString& reason)
{
    return reason == QStringLiteral("pending at Amazon") || reason == QStringLiteral("the buyer asked to cancel") ||
           reason == QStringLiteral("the order is marked do not ship");
}

qint64 minor(const QJsonValue& amount, const QString& currency)
{
    return std::llround(amount.toDouble() * std::pow(10.0, minorUnitDigits(currency)));
}

} // namespace

class MixedWorldTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<SimulatedWorld> m_world;
    QStringList m_wrong;

    QElapsedTimer m_timer;
    int m_told = 0;

    void wrong(const QString& what) { m_wrong << what; }

    void report(const char* what)
    {
        qInfo("%6.0f s  %-12s  Amazon %lld calls, NetSuite %lld", static_cast<double>(m_timer.elapsed()) / 1000, what,
              static_cast<long long>(m_world->amazon().callCount()), static_cast<long long>(m_world->netSuite().callCount()));
    }

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

    /// What happened to a record, oldest first: the way to the cause of a red run that lasts an hour.
    void tell(const db::RecordRow& record)
    {
        constexpr int kMostTold = 6;
        if (m_told++ >= kMostTold)
            return;
        qInfo("%s %s of order %s in %s: %s", qPrintable(record.flow), qPrintable(record.key), qPrintable(record.order),
              qPrintable(record.store), qPrintable(record.error ? record.error->message : record.reason));
        for (const db::CommandRow& command : m_world->profile().commands(record.key))
            qInfo("    %s %s: %s, sent %d times, %s", qPrintable(command.operation), qPrintable(command.key),
                  qPrintable(db::toString(command.state)), command.sends,
                  command.observed.isNull() ? "not read back" : "read back");
        auto attempts = m_world->profile().attempts(record.key);
        std::reverse(attempts.begin(), attempts.end());
        for (const db::AttemptRow& attempt : attempts)
            qInfo("    %s %s: %s %d %s", qPrintable(toIso8601(attempt.startedAt)), qPrintable(attempt.step),
                  qPrintable(attempt.outcome), attempt.httpStatus, qPrintable(attempt.message));
    }

    void compareRecords(const WorldComparison& comparison)
    {
        std::map<QString, int> states;
        std::map<QString, int> unexpected, held;
        for (const db::RecordRow& record : m_world->profile().records()) {
            ++states[record.flow + QStringLiteral(" ") + db::toString(record.state)];
            const QString code = record.error ? record.error->code : QString();
            const bool isRefundOfUnshipped = code == QStringLiteral("no-billed-document") && comparison.isUnshipped(record.order);
            if (record.state == RecordState::Error && !isExpected(code) && !isRefundOfUnshipped) {
                tell(record);
                ++unexpected[QStringLiteral("%1 %2: %3")
                                 .arg(record.flow, record.error ? record.error->code : QString(),
                                      record.error ? record.error->message : record.reason)];
            }
            if (record.state == RecordState::Review || (record.state == RecordState::Waiting && !mayWait(record.reason))) {
                tell(record);
                ++held[QStringLiteral("%1 %2: %3").arg(record.flow, db::toString(record.state), record.reason)];
            }
            if (record.state == RecordState::Ready || record.state == RecordState::Running)
                wrong(QStringLiteral("%1 %2 was left in the middle").arg(record.flow, record.key));
        }
        for (const auto& [state, count] : states)
            qInfo("%6d %s", count, qPrintable(state));
        for (const auto& [what, count] : held)
            wrong(QStringLiteral("%1 × %2").arg(count).arg(what));
        for (const auto& [what, count] : unexpected)
            wrong(QStringLiteral("%1 × %2").arg(count).arg(what));
    }

    /// Each settlement is posted, its journals balance, and they leave its total on the clearing account.
    void compareSettlements()
    {
        std::map<QString, std::vector<simulator::SimDocument>> journals;
        for (simulator::SimDocument& journal : m_world->netSuite().documents(QStringLiteral("journalEntry")))
            journals[journal.externalId.section(u'-', 3, 3)].push_back(std::move(journal)); // AMZ-JE-<S>-<settlement>-<part>
        int posted = 0;
        for (const db::RecordRow& record : m_world->profile().records()) {
            if (record.flow != QStringLiteral("settlements"))
                continue;
            const auto view = m_world->profile().engine().settlementDetail(record);
            if (!view || !view->isPosted() || !view->proof.difference.isZero() || !view->content.summary.head.total) {
                wrong(QStringLiteral("the settlement %1 is not posted in full").arg(record.key));
                continue;
            }
            const Money total = *view->content.summary.head.total;
            qint64 onClearing = 0, balance = 0;
            for (const simulator::SimDocument& journal : journals[record.key]) {
                for (const QJsonValue line : journal.fields[QStringLiteral("line")][QStringLiteral("items")].toArray()) {
                    const qint64 amount = minor(line[QStringLiteral("debit")], total.currency()) -
                                          minor(line[QStringLiteral("credit")], total.currency());
                    balance += amount;
                    if (line[QStringLiteral("account")][QStringLiteral("id")].toVariant().toString() == kClearing)
                        onClearing += amount;
                }
            }
            if (balance != 0 || onClearing != total.minorUnits() || journals[record.key].size() != 1)
                wrong(QStringLiteral("the settlement %1 over %2 has %3 journals with %4 on the clearing account, off by %5")
                          .arg(record.key, total.amountText())
                          .arg(journals[record.key].size())
                          .arg(onClearing)
                          .arg(balance));
            ++posted;
        }
        qInfo("%6d settlements posted to the cent", posted);
    }

private Q_SLOTS:
    void everyDocumentOnceAndEveryCentAccountedFor()
    {
        m_world = std::make_unique<SimulatedWorld>(optionsOf(orderCount()));
        // Each store books FBA orders in another way, and one imports those of its own shop.
        config::Configuration configuration = m_world->configuration();
        for (config::FlowSettings& flow : configuration.flows) {
            if (flow.flow != QStringLiteral("orders-fba"))
                continue;
            if (flow.store == QStringLiteral("de"))
                flow.settings.set(QStringLiteral("document"), QStringLiteral("invoice"));
            else if (flow.store == QStringLiteral("jp"))
                flow.settings.set(QStringLiteral("document"), QStringLiteral("cashSale"));
            else if (flow.store == QStringLiteral("ca"))
                flow.settings.set(QStringLiteral("mcf"), QStringLiteral("import"));
        }
        QVERIFY(m_world->profile().engine().applyConfiguration(configuration, {config::sections::kFlows}, TestProfile::actor()));
        std::vector<config::Mapping> mappings;
        for (const QString& group : settlement::Groups().names())
            mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("group:") + group, QStringLiteral("account:40")});
        QVERIFY(m_world->profile().engine().setMappings(mappings, TestProfile::actor()));

        m_timer.start();
        runAll();
        report("first runs");
        m_world->simulation().changeLater();
        m_world->clock().advance(kHourMs);
        runAll();
        report("changes");
        for (int day = 0; day < 16; day += 4) {
            m_world->clock().advance(4 * kDayMs);
            runAll();
            report("four days");
        }
        // What faults held up heals by itself once they end: the daily sweep and order report come within two days.
        m_world->simulation().setFaults({});
        for (int day = 0; day < 2; ++day) {
            m_world->clock().advance(kDayMs);
            runAll();
            report("no faults");
        }

        WorldComparison comparison(m_world->simulation());
        m_wrong += comparison.all();
        report("compared");
        qInfo("%s", qPrintable(comparison.summary()));
        compareRecords(comparison);
        compareSettlements();
        for (const QString& what : std::as_const(m_wrong))
            qWarning("%s", qPrintable(what));
        QCOMPARE(m_wrong.size(), 0);
        QVERIFY(m_world->netSuite().throttled() + m_world->amazon().throttled() > 0); // faults were on
    }
};

int main(int argc, char** argv)
{
    // Qt ends a function after five minutes; thousands of orders take longer.
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    const QCoreApplication application(argc, argv);
    MixedWorldTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "MixedWorldTest.moc"
