// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing missing: orders that Amazon's list never showed, through the whole program against both simulators.
#include <QRegularExpression>
#include <QTest>

#include "db/AlarmReads.h"
#include "db/CompletenessReads.h"
#include "db/OrderSightingTable.h"
#include "db/SourcePassTable.h"
#include "db/ViewTables.h"
#include "flows/OrderReport.h"
#include "simulator/AmazonOrder.h"
#include "simulator/Faults.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;
using db::RecordState;

namespace {
const QString kMfn = QStringLiteral("orders-mfn");
const QString kFba = QStringLiteral("orders-fba");
const QString kStore = QStringLiteral("us");
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;

struct World : SimulatedWorld
{
    explicit World(int orders = 4)
        : SimulatedWorld([&] {
              simulator::Options options;
              options.world = QStringLiteral("plain");
              options.orders = orders;
              return options;
          }())
    {
        for (simulator::AmazonOrder order : amazon().orders(kStore)) {
            order.status = QStringLiteral("UNSHIPPED");
            order.packages.clear();
            for (simulator::SimOrderItem& item : order.items)
                item.fulfilled = 0;
            amazon().replaceOrder(order);
            ids << order.orderId;
        }
    }
    void set(const QString& flowId, const char* setting, Json value)
    {
        config::Configuration changed = configuration();
        for (config::FlowSettings& flow : changed.flows) {
            if (flow.flow == flowId)
                flow.settings.set(QString::fromLatin1(setting), value);
        }
        if (auto applied = profile().engine().applyConfiguration(changed, {config::sections::kFlows}, TestProfile::actor());
            !applied)
            qFatal("%s", qPrintable(applied.error().message));
    }
    /// How many sales orders NetSuite has of an order.
    int documents(const QString& orderId)
    {
        int count = 0;
        for (const simulator::SimDocument& document : netSuite().documents(QStringLiteral("salesOrder")))
            count += document.otherRefNum == orderId ? 1 : 0;
        return count;
    }
    /// As the first entry of the trace tells how it was read.
    QString howRead(const QString& orderId)
    {
        const auto entries =
            profile().database().read([&](db::Connection& connection) { return db::OrderReads(connection).trace(orderId); });
        for (const db::TraceEntry& entry : *entries) {
            if (entry.what == QStringLiteral("fetched"))
                return entry.title;
        }
        return {};
    }
    db::SourcePassRow pass(const QString& flow, const QString& stream)
    {
        const auto passes = profile().database().read(
            [&](db::Connection& connection) { return db::SourcePassTable(connection).list(flow, kStore); });
        for (const db::SourcePassRow& row : *passes) {
            if (row.stream == stream)
                return row;
        }
        return {};
    }
    db::Completeness compare(bool ask = true, int days = 30)
    {
        if (ask) {
            if (auto checked = profile().engine().checkOrders(kStore, days, true, {}); !checked)
                qFatal("%s", qPrintable(checked.error().message));
        }
        auto compared = profile().database().read([&](db::Connection& connection) {
            return db::CompletenessReads(connection)
                .compare(kStore, QTimeZone(configuration().store(kStore)->timeZone.toUtf8()), days, clock().nowMs());
        });
        if (!compared)
            qFatal("%s", qPrintable(compared.error().message));
        return *compared;
    }
    /// All but late shipments, which have a test of their own: these worlds ship nothing.
    QStringList alarms() { return allAlarms().filter(QRegularExpression(QStringLiteral("^(?!late-shipment)"))); }
    QStringList allAlarms()
    {
        const auto list = profile().database().read(
            [&](db::Connection& connection) { return db::AlarmReads(connection).list(clock().nowMs()); });
        if (!list)
            qFatal("%s", qPrintable(list.error().message));
        QStringList words;
        for (const db::Alarm& alarm : *list)
            words << alarm.kind + u' ' + (alarm.flow.isEmpty() ? alarm.store : alarm.flow) + u' ' + QString::number(alarm.count);
        return words;
    }
    qint64 calls(const char* operation) { return amazon().calls()[QString::fromLatin1(operation)]; }
    QStringList violations() { return amazon().violations() + netSuite().violations(); }

    QStringList ids;
};
} // namespace

class CompletenessTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrderThatTheListHidesIsFoundByTheReportAndImportedOnce()
    {
        World world;
        const QString hidden = world.ids.at(1);
        QVERIFY(world.amazon().hideFromSearch(hidden));
        world.runUntilIdle(kMfn);
        QVERIFY(!world.profile().record(hidden));
        QCOMPARE(world.documents(hidden), 0);

        world.clock().advance(kDay);
        world.runUntilIdle(kMfn);
        const auto record = world.profile().record(hidden);
        QVERIFY(record);
        QVERIFY(record->state == RecordState::Done);
        QVERIFY2(world.howRead(hidden).contains(QStringLiteral("order report")), qPrintable(world.howRead(hidden)));
        QCOMPARE(world.howRead(world.ids.at(0)), QStringLiteral("Read from Amazon"));
        for (const QString& id : world.ids)
            QCOMPARE(world.documents(id), 1);

        // The next day it is known: nothing is asked for again.
        const qint64 asked = world.calls("getOrder");
        QCOMPARE(asked, 1);
        world.clock().advance(kDay);
        world.runUntilIdle(kMfn);
        QCOMPARE(world.calls("getOrder"), asked);
        QCOMPARE(world.documents(hidden), 1);
        const db::SourcePassRow report = world.pass(kMfn, QStringLiteral("report"));
        QCOMPARE(report.lastSeen, 4);
        QVERIFY(report.fromAt && report.untilAt && *report.untilAt - *report.fromAt == 30 * kDay);
        QCOMPARE(world.violations(), QStringList());
    }

    void eachFlowAsksForItsOwnOrdersOnly()
    {
        World world;
        simulator::AmazonOrder fba = world.amazon().makeOrder(kStore, {world.amazon().order(world.ids.at(0))->items.front().sku});
        fba.fulfilledBy = QStringLiteral("AMAZON");
        fba.createdMs = world.clock().nowMs() - kDay;
        const QString id = world.amazon().addOrder(fba);
        QVERIFY(world.amazon().shipFba(id));
        QVERIFY(world.amazon().hideFromSearch(id));
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        world.clock().advance(kDay);
        world.runUntilIdle(kMfn);
        QVERIFY(!world.profile().record(id));
        world.runUntilIdle(kFba);
        QVERIFY(world.profile().record(id)->state == RecordState::Done);
        QCOMPARE(world.profile().record(id)->flow, kFba);
        QCOMPARE(world.calls("getOrder"), 1);
    }

    void theWeeklyCheckFindsWhatTheSweepCannot()
    {
        World world;
        world.set(kMfn, "reportDays", 0);
        world.runUntilIdle(kMfn);
        // Amazon publishes an order late, with the times of ten days ago.
        simulator::AmazonOrder late =
            world.amazon().makeOrder(kStore, {world.amazon().order(world.ids.at(0))->items.front().sku});
        late.createdMs = late.updatedMs = world.clock().nowMs() - 10 * kDay;
        const QString id = world.amazon().addOrder(late);
        world.clock().advance(kDay);
        world.runUntilIdle(kMfn); // list and sweep
        QVERIFY(!world.profile().record(id));
        QVERIFY(world.pass(kMfn, QStringLiteral("sweep")).lastEndedAt);

        world.clock().advance(6 * kDay);
        world.runUntilIdle(kMfn);
        QVERIFY(world.profile().record(id));
        QVERIFY2(world.howRead(id).contains(QStringLiteral("weekly check")), qPrintable(world.howRead(id)));
        QCOMPARE(world.documents(id), 1);
        const db::SourcePassRow month = world.pass(kMfn, QStringLiteral("month"));
        QCOMPARE(month.lastSeen, 5);
        QCOMPARE(month.lastFound, 1);
        QVERIFY(!month.begunAt);
        QCOMPARE(world.calls("getOrder"), 0);
        QCOMPARE(world.violations(), QStringList());
    }

    void theSweepAndAPersonAreTold()
    {
        World world;
        world.runUntilIdle(kMfn);
        simulator::AmazonOrder late =
            world.amazon().makeOrder(kStore, {world.amazon().order(world.ids.at(0))->items.front().sku});
        late.createdMs = late.updatedMs = world.clock().nowMs() - kHour;
        const QString swept = world.amazon().addOrder(late);
        const QString asked = world.amazon().addOrder(late);
        QVERIFY(world.amazon().hideFromSearch(asked));
        engine::RunRequest request;
        request.flow = kMfn;
        request.store = kStore;
        request.orders = {asked};
        QVERIFY(world.profile().engine().run(request, {}));
        world.clock().advance(kDay);
        world.runUntilIdle(kMfn);
        QVERIFY2(world.howRead(swept).contains(QStringLiteral("sweep")), qPrintable(world.howRead(swept)));
        QVERIFY2(world.howRead(asked).contains(QStringLiteral("asked for")), qPrintable(world.howRead(asked)));
    }

    void anOrderThatAmazonDoesNotKnowIsAskedForOncePerReport()
    {
        World world(2);
        world.runUntilIdle(kMfn);
        const auto note = [&] {
            QVERIFY(world.profile().database().write([&](db::Transaction& tx) {
                return db::OrderSightingTable::note(tx, kStore,
                                                    {QStringLiteral("113-0000000-0000001"), QStringLiteral("MFN"),
                                                     world.clock().nowMs() - kDay, QStringLiteral("Unshipped")},
                                                    db::OrderSightingTable::Source::Report, world.clock().nowMs());
            }));
        };
        note();
        world.runUntilIdle(kMfn);
        QCOMPARE(world.calls("getOrder"), 1);
        world.clock().advance(kHour);
        note();
        world.runUntilIdle(kMfn);
        QCOMPARE(world.calls("getOrder"), 2);
    }

    void aReportThatFailsOnceIsReadWithTheNextRun()
    {
        World world;
        const QString hidden = world.ids.at(1);
        QVERIFY(world.amazon().hideFromSearch(hidden));
        world.runUntilIdle(kMfn);
        world.clock().advance(kDay);
        world.simulation().amazonFaults().addRule({"POST", QStringLiteral("/reports"), simulator::Fault::ServerError, 1, 0});
        const auto run = world.run(kMfn);
        QVERIFY(run);
        QVERIFY(run->fatal);
        QVERIFY(!world.pass(kMfn, QStringLiteral("report")).lastEndedAt);
        QVERIFY(world.pass(kMfn, QStringLiteral("sweep")).lastEndedAt);
        world.runUntilIdle(kMfn);
        QVERIFY(world.pass(kMfn, QStringLiteral("report")).lastEndedAt);
        QCOMPARE(world.documents(hidden), 1);
    }

    void aCompleteDayAgreesInAllThree()
    {
        World world(6);
        QVERIFY(!world.compare().untilMs); // nothing was read yet, so nothing can be missing
        world.amazon().cancel(world.ids.at(5));
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        world.clock().advance(kHour);
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        const db::Completeness result = world.compare();
        QVERIFY(result.untilMs && result.reportAt && result.netsuiteAt);
        QCOMPARE(result.days.size(), 30U);
        QVERIFY(result.gaps().empty());
        qint64 orders = 0, netsuite = 0, skipped = 0;
        for (const db::CompletenessDay& day : result.days) {
            QCOMPARE(day.list, day.orders);
            QCOMPARE(day.report, day.orders);
            QCOMPARE(day.netsuite + day.open + day.skipped, day.orders);
            QCOMPARE(day.open, 0);
            orders += day.orders;
            netsuite += day.netsuite;
            skipped += day.skipped;
        }
        QCOMPARE(orders, 6);
        QCOMPARE(netsuite, 5);
        QCOMPARE(skipped, 1); // cancelled before import
        QCOMPARE(world.violations(), QStringList());
    }

    void aGapIsNamedFetchedAndGone()
    {
        World world;
        const QString hidden = world.ids.at(2);
        QVERIFY(world.amazon().hideFromSearch(hidden));
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        world.clock().advance(kHour);
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);

        const db::Completeness before = world.compare();
        QCOMPARE(before.gaps().size(), 1U);
        const db::CompletenessGap gap = before.gaps().front();
        QCOMPARE(gap.orderId, hidden);
        QCOMPARE(gap.kind, QStringLiteral("not-fetched"));
        QCOMPARE(gap.channel, QStringLiteral("MFN"));
        QVERIFY(gap.reported && !gap.listed && gap.canBeFetched());
        QCOMPARE(world.documents(hidden), 0); // looking changes nothing

        engine::RunRequest request;
        request.flow = kMfn;
        request.store = kStore;
        request.orders = {hidden};
        QVERIFY(world.profile().engine().run(request, {}));
        world.clock().advance(1'000);
        const db::Completeness after = world.compare();
        QVERIFY(after.gaps().empty());
        QCOMPARE(world.documents(hidden), 1);
        qint64 orders = 0, list = 0, report = 0, netsuite = 0;
        for (const db::CompletenessDay& day : after.days) {
            orders += day.orders;
            list += day.list;
            report += day.report;
            netsuite += day.netsuite;
        }
        QCOMPARE(orders, 4);
        QCOMPARE(list, 3); // the list still does not show it, and the view says so
        QCOMPARE(report, 4);
        QCOMPARE(netsuite, 4);
        QCOMPARE(world.violations(), QStringList());
    }

    void aDocumentThatVanishedInNetSuiteIsAGap()
    {
        World world;
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        world.clock().advance(kHour);
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        QVERIFY(world.compare().gaps().empty());
        const QString order = world.ids.at(0);
        for (const simulator::SimDocument& document : world.netSuite().documents(QStringLiteral("salesOrder"))) {
            if (document.otherRefNum == order)
                QVERIFY(world.netSuite().removeDocument(document.id));
        }
        world.clock().advance(1'000);
        const db::Completeness result = world.compare();
        QCOMPARE(result.gaps().size(), 1U);
        QCOMPARE(result.gaps().front().orderId, order);
        QCOMPARE(result.gaps().front().kind, QStringLiteral("not-in-netsuite"));
        QVERIFY(!result.gaps().front().canBeFetched());
    }

    void aLateShipmentRaisesAnAlarm()
    {
        World world;
        world.runUntilIdle(kMfn);
        const auto late = [&] { return world.allAlarms().filter(QStringLiteral("late-shipment")); };
        world.clock().advance(40 * kDay); // every latest ship date is over
        QCOMPARE(late(), QStringList{QStringLiteral("late-shipment shipments 4")});

        // One has left, of one the buyer asks to cancel: neither is late any more.
        simulator::AmazonOrder shipped = *world.amazon().order(world.ids.at(0));
        shipped.status = QStringLiteral("SHIPPED");
        for (simulator::SimOrderItem& item : shipped.items)
            item.fulfilled = item.quantity;
        QVERIFY(world.amazon().replaceOrder(shipped));
        QVERIFY(world.amazon().requestCancellation(world.ids.at(1)));
        world.clock().advance(10 * 60'000);
        world.runUntilIdle(kMfn);
        QCOMPARE(late(), QStringList{QStringLiteral("late-shipment shipments 2")});
        const auto alarms = world.profile().database().read(
            [&](db::Connection& connection) { return db::AlarmReads(connection).list(world.clock().nowMs()); });
        const auto named = std::find_if(alarms->begin(), alarms->end(),
                                        [](const db::Alarm& alarm) { return alarm.kind == QStringLiteral("late-shipment"); });
        QCOMPARE(QSet<QString>(named->orders.begin(), named->orders.end()), (QSet<QString>{world.ids.at(2), world.ids.at(3)}));
    }

    void silenceRaisesAnAlarm()
    {
        World world;
        config::Configuration changed = world.configuration();
        for (config::FlowSettings& flow : changed.flows) {
            flow.enabled = flow.flow == kMfn || flow.flow == kFba;
            flow.schedule = flow.flow == kMfn ? QStringLiteral("every 15 minutes") : QStringLiteral("manual");
        }
        QVERIFY(world.profile().engine().applyConfiguration(changed, {config::sections::kFlows}, TestProfile::actor()));
        QCOMPARE(world.alarms(), QStringList()); // never run: nothing is promised yet
        const QString hidden = world.ids.at(0);
        QVERIFY(world.amazon().hideFromSearch(hidden));
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        QCOMPARE(world.alarms(), QStringList());
        world.clock().advance(30 * 60'000);
        QCOMPARE(world.alarms(), QStringList()); // one or two missed runs may be a restart
        world.clock().advance(30 * 60'000);
        QCOMPARE(world.alarms(), QStringList{QStringLiteral("stale orders-mfn 0")});
        world.runUntilIdle(kMfn);
        world.runUntilIdle(kFba);
        (void)world.compare();
        QCOMPARE(world.alarms(), QStringList{QStringLiteral("gaps us 1")});
        world.runUntilIdle(kMfn); // the next run asks for what the report of the comparison showed
        QCOMPARE(world.alarms().join(u'|'), QString());
        QCOMPARE(world.documents(hidden), 1);
    }

    void theReportIsReadByItsColumns()
    {
        const auto orders =
            flows::OrderReport::read("order-status\tamazon-order-id\tpurchase-date\tfulfillment-channel\textra\r\n"
                                     "Shipped\t113-1\t2026-11-20T10:00:00+00:00\tAmazon\tx\r\n"
                                     "Shipped\t113-1\t2026-11-20T10:00:00+00:00\tAmazon\tx\r\n"
                                     "Pending\t113-2\t2026-11-20T12:00:00+02:00\tMerchant\r\n\r\n");
        QVERIFY(orders);
        QCOMPARE(orders->size(), 2U);
        QCOMPARE(orders->at(0).channel, QStringLiteral("FBA"));
        QCOMPARE(orders->at(1).channel, QStringLiteral("MFN"));
        QCOMPARE(orders->at(1).status, QStringLiteral("Pending"));
        QCOMPARE(orders->at(1).purchasedAtMs, orders->at(0).purchasedAtMs);
        QVERIFY(!flows::OrderReport::read("<html>sorry</html>"));
    }
};

QTEST_GUILESS_MAIN(CompletenessTest)
#include "CompletenessTest.moc"
