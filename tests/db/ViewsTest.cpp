// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "DatabaseFixture.h"
#include "db/AuditTable.h"
#include "db/BookAccountTable.h"
#include "db/ConfigurationWrites.h"
#include "db/ConnectionWrites.h"
#include "db/ListStatements.h"
#include "db/OrderFactWrites.h"
#include "db/SqliteFile.h"
#include "db/StateTables.h"

using namespace causeway;
using namespace causeway::db;

/// What window and command line read: lists with keyset paging, search, traces, configuration, audit; and how long bodies are
/// kept.
class ViewsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DatabaseFixture> m;
    static constexpr qint64 kNow = DatabaseFixture::kNow;

    RecordId order(const QString& orderId, qint64 purchasedAt, const QString& sku = QStringLiteral("SKU-1"),
                   const QString& store = QStringLiteral("us"))
    {
        const auto saved = m->database->write([&](Transaction& tx) -> Result<RecordId> {
            SourceRow source;
            source.key = orderId;
            source.order = orderId;
            source.revision = QStringLiteral("r1");
            source.sourceUpdatedAt = purchasedAt;
            auto record = RecordWrites(tx).upsertSource(m->flow, store, source, {}, purchasedAt);
            if (!record)
                return fail(record.error());
            OrderRow row;
            row.orderId = orderId;
            row.store = store;
            row.type = QStringLiteral("MFN");
            row.marketplace = QStringLiteral("ATVPDKIKX0DER");
            row.status = QStringLiteral("UNSHIPPED");
            row.purchasedAt = purchasedAt;
            row.updatedAt = purchasedAt;
            row.total = Money(1'999, QStringLiteral("USD"));
            row.items = 1;
            row.record = record->id;
            OrderLineRow line;
            line.itemId = QStringLiteral("1");
            line.sku = sku;
            line.asin = QStringLiteral("B000000001");
            line.title = QStringLiteral("Tent");
            line.quantity = 1;
            line.amount = row.total;
            if (auto facts = OrderFactWrites(tx).save(row, {line}, purchasedAt); !facts)
                return fail(facts.error());
            return record->id;
        });
        return saved ? *saved : RecordId();
    }
    Result<std::vector<OrderRow>> orders(const OrderFilter& filter)
    {
        return m->database->read([&](Connection& connection) { return OrderReads(connection).list(filter); });
    }
    QStringList planOf(const QString& sql, const QVariantList& values)
    {
        QStringList steps;
        (void)m->database->read([&](Connection& connection) {
            return connection.query(QStringLiteral("EXPLAIN QUERY PLAN ") + sql, values,
                                    [&](const Row& row) { steps.append(row.text(3)); });
        });
        return steps;
    }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<DatabaseFixture>();
        VERIFY_OK(m->start());
    }
    void cleanup() { m.reset(); }

    void accountsThatNetSuiteNoLongerShowsKeepTheirNames()
    {
        const auto replace = [&](const std::vector<BookAccountRow>& accounts, qint64 now) {
            return m->database->write([&](Transaction& tx) { return BookAccountTable::replace(tx, accounts, now); });
        };
        const QString income = QStringLiteral("Income");
        VERIFY_OK(replace({{QStringLiteral("40"), QStringLiteral("4010"), QStringLiteral("Amazon sales"), income, true},
                           {QStringLiteral("41"), {}, QStringLiteral("Shipping"), income, true}},
                          kNow));
        VERIFY_OK(
            replace({{QStringLiteral("40"), QStringLiteral("4011"), QStringLiteral("Amazon sales"), income, true}}, kNow + 1));
        const auto accounts = m->database->read([](Connection& connection) { return BookAccountTable(connection).list(); });
        VERIFY_OK(accounts);
        QCOMPARE(accounts->size(), 2U);
        QCOMPARE(accounts->at(0).title(), QStringLiteral("Shipping"));
        QVERIFY(!accounts->at(0).isOpen);
        QCOMPARE(accounts->at(1).title(), QStringLiteral("4011 Amazon sales"));
        QVERIFY(accounts->at(1).isOpen);
    }

    void pagesOfOrdersAreCompleteAndStable()
    {
        // Many orders of the same second, so that the tie-breakers matter.
        std::set<QString> all;
        for (int i = 0; i < 57; ++i) {
            const QString id = QStringLiteral("113-%1-0000000").arg(i, 7, 10, QLatin1Char('0'));
            QVERIFY(order(id, kNow + i / 10 * 1'000).isValid());
            all.insert(id);
        }
        OrderFilter filter;
        filter.limit = 10;
        std::set<QString> seen;
        qint64 last = kNow + 1'000'000'000;
        for (int page = 0; page < 20; ++page) {
            const auto rows = orders(filter);
            VERIFY_OK(rows);
            if (rows->empty())
                break;
            for (const OrderRow& row : *rows) {
                QVERIFY2(seen.insert(row.orderId).second, qPrintable(row.orderId));
                QVERIFY(row.purchasedAt <= last);
                last = row.purchasedAt;
            }
            filter.afterPurchased = PageKey{rows->back().purchasedAt, 0};
            filter.afterOrderId = rows->back().orderId;
            filter.afterStore = rows->back().store;
            // A newer order that arrives while somebody pages moves nothing.
            QVERIFY(
                order(QStringLiteral("999-%1-0000000").arg(page, 7, 10, QLatin1Char('0')), kNow + 10'000'000 + page).isValid());
        }
        QCOMPARE(seen, all);
    }

    void pagesOfRecordsAreCompleteAndStable()
    {
        for (int i = 0; i < 45; ++i)
            VERIFY_OK(m->source(QStringLiteral("o-%1").arg(i), QStringLiteral("r1"), kNow + i / 9));
        RecordFilter filter;
        filter.limit = 7;
        std::set<qint64> seen;
        for (int page = 0; page < 20; ++page) {
            const auto rows = m->database->read([&](Connection& connection) { return RecordReads(connection).list(filter); });
            VERIFY_OK(rows);
            if (rows->empty())
                break;
            for (const RecordRow& row : *rows)
                QVERIFY(seen.insert(row.id.value()).second);
            filter.after = PageKey{rows->back().updatedAt, rows->back().id.value()};
        }
        QCOMPARE(seen.size(), std::size_t(45));
    }

    void ordersAreFoundByIdSkuAndDocumentNumber()
    {
        const RecordId one = order(QStringLiteral("113-1111111-1111111"), kNow, QStringLiteral("TENT-RED-2P"));
        order(QStringLiteral("114-2222222-2222222"), kNow + 1, QStringLiteral("LAMP-9"));
        const auto command = m->plan(one, QStringLiteral("AMZ-SO-1"));
        VERIFY_OK(m->database->write([&](Transaction& tx) {
            return CommandWrites(tx).receipt(command->id, 1, QStringLiteral("4711"), QStringLiteral("SO-100234"),
                                             QStringLiteral("created"), kNow);
        }));
        for (const QString& search :
             {QStringLiteral("113-1111"), QStringLiteral("113"), QStringLiteral("tent-red"), QStringLiteral("ten"),
              QStringLiteral("SO-100234"), QStringLiteral("so-1"), QStringLiteral("SO-")}) {
            OrderFilter filter;
            filter.search = search;
            const auto rows = orders(filter);
            VERIFY_OK(rows);
            QVERIFY2(rows->size() == 1, qPrintable(search));
            QCOMPARE(rows->front().orderId, QStringLiteral("113-1111111-1111111"));
            QCOMPARE(rows->front().salesOrderId, QStringLiteral("4711"));
            QCOMPARE(rows->front().salesOrderName, QStringLiteral("SO-100234"));
        }
        for (const QString& search :
             {QStringLiteral("%"), QStringLiteral("_13"), QStringLiteral("' OR 1=1 --"), QStringLiteral("zzzzzzz")}) {
            OrderFilter filter;
            filter.search = search;
            QCOMPARE(orders(filter)->size(), std::size_t(0));
        }
    }

    void ordersShowAndFilterTheStateOfTheirRecord()
    {
        const RecordId id = order(QStringLiteral("113-1"), kNow);
        order(QStringLiteral("113-2"), kNow + 1);
        VERIFY_OK(m->claim(1, 1, kNow));
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            RecordWrites records(tx);
            Json variance = Json::object();
            variance.set(QStringLiteral("total"), QStringLiteral("0.10"));
            variance.set(QStringLiteral("currency"), QStringLiteral("USD"));
            if (auto set = records.setVariance(id, 1, variance, true, kNow + 2); !set)
                return set;
            return records.done(id, 1, QStringLiteral("created"), kNow + 2);
        }));
        OrderFilter done;
        done.state = RecordState::Done;
        QCOMPARE(orders(done)->size(), std::size_t(1));
        OrderFilter differing;
        differing.varianceOnly = true;
        const auto rows = orders(differing);
        QCOMPARE(rows->size(), std::size_t(1));
        QVERIFY(rows->front().varianceOver);
        QCOMPARE(rows->front().variance[u"total"].toString(), QStringLiteral("0.10"));
        const auto days = m->database->read([](Connection& connection) { return OrderReads(connection).perDay(2, kNow + 3); });
        QCOMPARE(days->back().done, 1);
        const auto hours =
            m->database->read([&](Connection& connection) { return RunReads(connection).lastHours(m->flow, {}, 24, kNow + 3); });
        QCOMPARE(hours->back().done, 1);
    }

    void listsUseIndexes_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QVariantList>("values");
        QTest::addColumn<bool>("sorts"); // few rows by then
        const auto add = [](const char* name, const Statement& statement, bool sorts = false) {
            QTest::newRow(name) << statement.sql << statement.values << sorts;
        };
        const auto orderList = [](const auto& change) {
            OrderFilter filter;
            change(filter);
            return orderListStatement(filter);
        };
        add("orders", orderList([](OrderFilter&) {}));
        add("orders, next page", orderList([](OrderFilter& filter) {
                filter.afterPurchased = PageKey{5, 0};
                filter.afterOrderId = QStringLiteral("x");
            }));
        add("orders of a store", orderList([](OrderFilter& filter) { filter.store = QStringLiteral("us"); }));
        add("orders in error", orderList([](OrderFilter& filter) { filter.state = RecordState::Error; }));
        add("orders with a variance", orderList([](OrderFilter& filter) { filter.varianceOnly = true; }));
        add("orders whose buyer asks to cancel", orderList([](OrderFilter& filter) { filter.cancelRequestedOnly = true; }));
        add("orders of a type", orderList([](OrderFilter& filter) { filter.type = QStringLiteral("MFN"); }));
        add("orders by a short prefix", orderList([](OrderFilter& filter) { filter.search = QStringLiteral("113"); }));
        add("orders by a long prefix", orderList([](OrderFilter& filter) { filter.search = QStringLiteral("113-1234567"); }),
            true);
        const auto recordList = [](const auto& change) {
            RecordFilter filter;
            change(filter);
            return recordListStatement(filter);
        };
        add("records", recordList([](RecordFilter&) {}));
        add("records of a flow", recordList([](RecordFilter& filter) { filter.flow = QStringLiteral("orders-mfn"); }));
        add("records of a flow in a state", recordList([](RecordFilter& filter) {
                filter.flow = QStringLiteral("orders-mfn");
                filter.store = QStringLiteral("us");
                filter.state = RecordState::Error;
            }));
        add("records in a state", recordList([](RecordFilter& filter) { filter.state = RecordState::Review; }));
        add("records of a cause", recordList([](RecordFilter& filter) { filter.cause = CauseId(3); }));
        add("records with a variance", recordList([](RecordFilter& filter) { filter.varianceOnly = true; }));
        add("records by a short prefix", recordList([](RecordFilter& filter) { filter.search = QStringLiteral("1"); }));
        add("records by a long prefix", recordList([](RecordFilter& filter) { filter.search = QStringLiteral("113-1234567"); }),
            true);
        add("records of a run", recordList([](RecordFilter& filter) { filter.run = RunId(3); }), true);
        add("records of an order", recordList([](RecordFilter& filter) { filter.order = QStringLiteral("113-1"); }), true);
        add("attempts", {QStringLiteral("SELECT id FROM attempt WHERE record_id = 3 ORDER BY id DESC LIMIT 200"), {}});
    }
    void listsUseIndexes()
    {
        QFETCH(QString, sql);
        QFETCH(QVariantList, values);
        QFETCH(bool, sorts);
        const QStringList steps = planOf(sql, values);
        QVERIFY(!steps.isEmpty());
        const QByteArray all = steps.join(QStringLiteral(" | ")).toUtf8();
        for (const QString& step : steps) {
            QVERIFY2(!step.startsWith(QStringLiteral("SCAN")) || step.contains(QStringLiteral("INDEX")) ||
                         step == QStringLiteral("SCAN found"),
                     all.constData());
            QVERIFY2(sorts || !step.contains(QStringLiteral("TEMP B-TREE")), all.constData());
        }
        if (sorts) // then nothing big is walked
            QVERIFY2(!all.contains("_newest"), all.constData());
    }

    void aTraceTellsEveryFactInOrder()
    {
        const QString orderId = QStringLiteral("113-7");
        const RecordId id = order(orderId, kNow, QStringLiteral("B-17"));
        VERIFY_OK(m->claim(1, 1, kNow + 1));
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            Error error =
                Error::make(ErrorKind::Unmapped, QStringLiteral("There is no item for SKU B-17."), {}, QStringLiteral("no-item"));
            error.causeKey = QStringLiteral("B-17");
            return RecordWrites(tx).error(id, 1, error, kNow + 2);
        }));
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            if (auto said = AuditWrites(tx).append(QStringLiteral("ann"), QStringLiteral("mapped"),
                                                   auditSubjectOfMapping(QStringLiteral("sku"), {}, QStringLiteral("B-17")),
                                                   QStringLiteral("item:98"), kNow + 3);
                !said)
                return said;
            if (auto said =
                    AuditWrites(tx).append(QStringLiteral("ann"), QStringLiteral("retried"), auditSubject(id), {}, kNow + 4);
                !said)
                return said;
            auto ready = RecordWrites(tx).retry(id, kNow + 4);
            return ready && *ready ? Result<void>() : fail(ErrorKind::Defect, {});
        }));
        VERIFY_OK(m->claim(1, 1, kNow + 5));
        const auto command =
            m->plan(id, QStringLiteral("AMZ-SO-7"), QStringLiteral("h"), QStringLiteral("salesOrder"), 0, kNow + 5);
        const std::vector<CommandId> ids{command->id};
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            auto found = AttemptWrites(tx).note({QStringLiteral("find"), id, command->id, {}, {}, 1},
                                                {QStringLiteral("absent"), 200, {}, {}, {}}, kNow + 6);
            if (!found)
                return fail(found.error());
            auto sent = CommandWrites(tx).markSent(ids, 1, kNow + 7);
            if (!sent)
                return fail(sent.error());
            auto attempt = AttemptWrites(tx).start({QStringLiteral("send"), id, command->id, {}, {}, 1}, kNow + 7);
            if (!attempt)
                return fail(attempt.error());
            if (auto finished = AttemptWrites(tx).finish(*attempt, {QStringLiteral("ok"), 204, {}, {}, {}}, kNow + 8); !finished)
                return finished;
            if (auto receipt = CommandWrites(tx).receipt(command->id, 1, QStringLiteral("4711"), QStringLiteral("SO-9"),
                                                         QStringLiteral("created"), kNow + 8);
                !receipt)
                return receipt;
            Json variance = Json::object();
            variance.set(QStringLiteral("total"), QStringLiteral("0.10"));
            variance.set(QStringLiteral("currency"), QStringLiteral("USD"));
            if (auto set = RecordWrites(tx).setVariance(id, 1, variance, false, kNow + 9); !set)
                return set;
            return RecordWrites(tx).done(id, 1, QStringLiteral("created"), kNow + 10);
        }));

        const auto trace = m->database->read([&](Connection& connection) { return OrderReads(connection).trace(orderId); });

        VERIFY_OK(trace);
        QStringList told;
        qint64 last = 0;
        for (const TraceEntry& entry : *trace) {
            told.append(entry.what);
            QVERIFY(entry.at >= last);
            QVERIFY(!entry.title.isEmpty());
            last = entry.at;
        }
        QCOMPARE(told, (QStringList{QStringLiteral("ordered"), QStringLiteral("order-updated"), QStringLiteral("fetched"),
                                    QStringLiteral("error"), QStringLiteral("mapped"), QStringLiteral("retried"),
                                    QStringLiteral("retried"), QStringLiteral("planned"), QStringLiteral("looked-up"),
                                    QStringLiteral("sent"), QStringLiteral("created"), QStringLiteral("variance"),
                                    QStringLiteral("done")}));
        const auto created = std::find_if(trace->begin(), trace->end(),
                                          [](const TraceEntry& entry) { return entry.what == QStringLiteral("created"); });
        QCOMPARE(created->target, (TargetRow{QStringLiteral("salesOrder"), QStringLiteral("4711"), QStringLiteral("AMZ-SO-7"),
                                             QStringLiteral("SO-9")}));
        const auto error = std::find_if(trace->begin(), trace->end(),
                                        [](const TraceEntry& entry) { return entry.what == QStringLiteral("error"); });
        QCOMPARE(error->detail, QStringLiteral("There is no item for SKU B-17."));
        QVERIFY(m->database->read([](Connection& connection) { return OrderReads(connection).trace(QStringLiteral("unknown")); })
                    ->empty());
    }

    void aTraceTellsWhatOtherFlowsDidWithTheOrder()
    {
        const QString orderId = QStringLiteral("113-7");
        order(orderId, kNow, QStringLiteral("B-17"));
        const auto written = m->database->write([&](Transaction& tx) -> Result<void> {
            SourceRow source;
            source.key = QStringLiteral("5001"); // the item fulfillment
            source.order = orderId;
            source.revision = QStringLiteral("r1");
            source.sourceUpdatedAt = kNow;
            auto record = RecordWrites(tx).upsertSource(QStringLiteral("shipments"), m->store, source, {}, kNow + 1);
            if (!record)
                return fail(record.error());
            if (auto claimed = RecordWrites(tx).claim(QStringLiteral("shipments"), m->store, 1, 1, kNow + 2); !claimed)
                return fail(claimed.error());
            PlannedCommand planned;
            planned.target = QStringLiteral("amazon");
            planned.key = QStringLiteral("113-7-1");
            planned.operation = QStringLiteral("create");
            planned.type = QStringLiteral("shipmentConfirmation");
            planned.bodyHash = QStringLiteral("h1");
            auto command = CommandWrites(tx).plan(record->id, planned, kNow + 3);
            if (!command)
                return fail(command.error());
            if (auto sent = CommandWrites(tx).markSent(std::vector<CommandId>{command->id}, 1, kNow + 4); !sent)
                return fail(sent.error());
            if (auto found = AttemptWrites(tx).note({QStringLiteral("find"), record->id, command->id, {}, {}, 1},
                                                    {QStringLiteral("absent"), 200, {}, {}, {}}, kNow + 4);
                !found)
                return fail(found.error());
            if (auto receipt =
                    CommandWrites(tx).receipt(command->id, 1, QStringLiteral("1"), {}, QStringLiteral("created"), kNow + 5);
                !receipt)
                return receipt;
            return RecordWrites(tx).done(record->id, 1, QStringLiteral("created"), kNow + 6);
        });
        VERIFY_OK(written);

        const auto trace = m->database->read([&](Connection& connection) { return OrderReads(connection).trace(orderId); });

        VERIFY_OK(trace);
        QStringList told;
        for (const TraceEntry& entry : *trace)
            told.append(entry.title);
        const QStringList expected{QStringLiteral("shipments: Read"), QStringLiteral("Shipment confirmation planned"),
                                   QStringLiteral("Shipment confirmation: Looked for at Amazon: not there"),
                                   QStringLiteral("Shipment confirmation accepted by Amazon"),
                                   QStringLiteral("shipments: Finished")};
        for (const QString& title : expected)
            QVERIFY2(told.contains(title), qPrintable(told.join(QLatin1Char(10))));
        QVERIFY(told.filter(QStringLiteral("NetSuite")).isEmpty()); // nothing of this order was ever there
    }

    void skusShowWhatTheyWaitFor()
    {
        const RecordId id = order(QStringLiteral("113-1"), kNow, QStringLiteral("B-17"));
        order(QStringLiteral("113-2"), kNow, QStringLiteral("C-1"));
        VERIFY_OK(m->claim(1, 1, kNow));
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            Error error = Error::make(ErrorKind::Unmapped, QStringLiteral("no item"), {}, QStringLiteral("no-item"));
            error.causeKey = QStringLiteral("B-17");
            if (auto set = SkuSeenWrites(tx).resolved(QStringLiteral("us"), QStringLiteral("C-1"), QStringLiteral("98"),
                                                      QStringLiteral("LAMP"), QStringLiteral("itemid"));
                !set)
                return set;
            return RecordWrites(tx).error(id, 1, error, kNow);
        }));
        const auto skus = [&](const QString& prefix, bool unmapped) {
            return *m->database->read(
                [&](Connection& connection) { return ConfigurationReads(connection).skus({}, prefix, unmapped, 50); });
        };
        QCOMPARE(skus({}, false).size(), std::size_t(2));
        QCOMPARE(skus({}, true).size(), std::size_t(1));
        QCOMPARE(skus({}, true).front().waitingOrders, 1);
        QCOMPARE(skus(QStringLiteral("c"), false).front().itemName, QStringLiteral("LAMP"));
        QCOMPARE(*m->database->read([](Connection& connection) { return ConfigurationReads(connection).unmappedSkuCount(); }), 1);
        VERIFY_OK(m->database->write([&](Transaction& tx) {
            return ConfigurationWrites(tx).setMapping(
                {QStringLiteral("sku"), {}, QStringLiteral("B-17"), QStringLiteral("item:98")}, QStringLiteral("ann"), kNow);
        }));
        QCOMPARE(skus({}, true).front().mappedValue, QStringLiteral("item:98"));
    }

    void aConfigurationComesBackAsItWasStored()
    {
        config::Configuration configuration;
        configuration.netSuite = config::NetSuiteSettings();
        configuration.netSuite->account = QStringLiteral("1234567_SB1");
        configuration.amazon = config::AmazonSettings();
        configuration.amazon->clientId = QStringLiteral("amzn1.application-oa2-client.x");
        config::Store store;
        store.id = QStringLiteral("us");
        store.name = QStringLiteral("Amazon US");
        store.sellerId = QStringLiteral("A1");
        store.region = QStringLiteral("na");
        store.marketplaces = QStringList{QStringLiteral("ATVPDKIKX0DER")};
        store.timeZone = QStringLiteral("America/Los_Angeles");
        store.defaults.currency = QStringLiteral("USD");
        configuration.stores = {store};
        configuration.mappings = {{QStringLiteral("item"), {}, QStringLiteral("shipping"), QStringLiteral("item:501")},
                                  {QStringLiteral("sku"), QStringLiteral("us"), QStringLiteral("A"), QStringLiteral("item:1")}};
        config::FlowSettings flow;
        flow.flow = QStringLiteral("orders-mfn");
        flow.store = QStringLiteral("us");
        flow.enabled = true;
        flow.mode = config::FlowMode::Auto;
        flow.schedule = QStringLiteral("every 15 minutes");
        configuration.flows = {flow};
        configuration.retention.personalDataDays = 20;
        const QStringList sections{QStringLiteral("netsuite"),     QStringLiteral("amazon"),        QStringLiteral("stores"),
                                   QStringLiteral("mappings.sku"), QStringLiteral("mappings.item"), QStringLiteral("flows"),
                                   QStringLiteral("retention")};
        const auto apply = [&](const config::Configuration& wanted, const QStringList& named) {
            return m->database->write(
                [&](Transaction& tx) { return ConfigurationWrites(tx).apply(wanted, named, QStringLiteral("ann"), kNow); });
        };

        const auto first = apply(configuration, sections);
        VERIFY_OK(first);
        QVERIFY(*first);
        const auto loaded = m->database->read([](Connection& connection) { return ConfigurationReads(connection).load(); });
        VERIFY_OK(loaded);
        QVERIFY(*loaded == configuration);
        const auto second = apply(configuration, sections);
        VERIFY_OK(second);
        QVERIFY(!*second); // the same file twice changes nothing

        // Run-time columns stay, a kind of mapping is replaced by itself, a store with records stays.
        VERIFY_OK(m->database->write([&](Transaction& tx) {
            return ConfigurationWrites(tx).setLastRun(QStringLiteral("orders-mfn"), QStringLiteral("us"), kNow);
        }));
        configuration.flows.clear();
        configuration.mappings.clear();
        VERIFY_OK(apply(configuration, {QStringLiteral("flows"), QStringLiteral("mappings.sku")}));
        const auto states = m->database->read([](Connection& connection) { return ConfigurationReads(connection).flowStates(); });
        QCOMPARE(states->size(), std::size_t(1));
        QVERIFY(!states->front().enabled);
        QCOMPARE(states->front().lastRunAt, std::optional(kNow));
        QCOMPARE(m->database->read([](Connection& connection) { return ConfigurationReads(connection).mappings({}); })->size(),
                 std::size_t(1));
        VERIFY_OK(m->source(QStringLiteral("o-1")));
        configuration.stores.clear();
        const auto refused = apply(configuration, {QStringLiteral("stores")});
        QCOMPARE(refused.error().code, QStringLiteral("store-in-use"));
        QCOMPARE(m->database->read([](Connection& connection) { return ConfigurationReads(connection).load(); })->stores.size(),
                 std::size_t(1));
    }

    void smallTablesKeepWhatTheyAreGiven()
    {
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            Json cursor = Json::object();
            cursor.set(QStringLiteral("to"), qint64(5));
            if (auto saved = CursorTable::save(tx, m->flow, m->store, QStringLiteral("main"), cursor, kNow); !saved)
                return saved;
            if (auto saved = SecretTable::save(tx, QStringLiteral("amazon.clientSecret"), "sealed", kNow); !saved)
                return saved;
            if (auto saved =
                    RateBucketTable::save(tx, {QStringLiteral("amazon:us"), QStringLiteral("orders.searchOrders"), 5, 6, 7});
                !saved)
                return saved;
            ConnectionWrites connections(tx);
            if (auto paused =
                    connections.paused(QStringLiteral("netsuite"), Error::make(ErrorKind::Auth, QStringLiteral("refused")), kNow);
                !paused)
                return paused;
            auto taken = ScheduleSlotTable(tx).take(m->flow, m->store, kNow, {}, 0);
            auto again = ScheduleSlotTable(tx).take(m->flow, m->store, kNow, {}, 0);
            return taken && again && *taken && !*again ? Result<void>()
                                                       : fail(ErrorKind::Defect, QStringLiteral("a slot ran twice"));
        }));
        VERIFY_OK(m->database->read([&](Connection& connection) -> Result<void> {
            const bool good =
                (*CursorTable(connection).load(m->flow, m->store, QStringLiteral("main")))[u"to"].toInteger() == 5 &&
                CursorTable(connection).load(m->flow, m->store, QStringLiteral("sweep"))->isNull() &&
                **SecretTable(connection).load(QStringLiteral("amazon.clientSecret")) == "sealed" &&
                (*RateBucketTable(connection).load(QStringLiteral("amazon:us"), QStringLiteral("orders.searchOrders")))
                        ->periodUs == 7 &&
                ConfigurationReads(connection).connections()->front().error->message == QStringLiteral("refused");
            return good ? Result<void>() : fail(ErrorKind::Defect, {});
        }));
    }

    void everyConnectionOfTheConfigurationIsListed()
    {
        config::Configuration configuration;
        configuration.netSuite = config::NetSuiteSettings();
        for (const char* id : {"us", "new"}) {
            config::Store store;
            store.id = QString::fromLatin1(id);
            configuration.stores.push_back(store);
        }
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            const Error refused = Error::make(ErrorKind::Auth, QStringLiteral("refused"));
            for (const char* name : {"amazon:us", "amazon:removed"}) {
                if (auto paused = ConnectionWrites(tx).paused(QString::fromLatin1(name), refused, kNow); !paused)
                    return paused;
            }
            return {};
        }));

        const auto rows = m->database->read(
            [&](Connection& connection) { return ConfigurationReads(connection).connectionsOf(configuration); });

        VERIFY_OK(rows);
        QStringList seen;
        for (const ConnectionRow& row : *rows)
            seen << row.name + u' ' + row.state;
        QCOMPARE(seen.join(u','), QStringLiteral("netsuite untested,amazon:us paused,amazon:new untested"));
    }

    void aRunCountsItsRecords()
    {
        const auto run = m->database->write([&](Transaction& tx) {
            return RunWrites(tx).start(m->flow, m->store, QStringLiteral("by-hand"), Json::object(), kNow);
        });
        VERIFY_OK(run);
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(m->source(QStringLiteral("o-%1").arg(i), QStringLiteral("r1"), kNow + i));
        const auto rows =
            m->database->write([&](Transaction& tx) { return RecordWrites(tx).claim(m->flow, m->store, 1, 3, kNow + 5, *run); });
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            RecordWrites records(tx);
            if (auto done = records.done(rows->at(0).id, 1, QStringLiteral("created"), kNow); !done)
                return done;
            if (auto skipped = records.skip(rows->at(1).id, 1, QStringLiteral("x"), kNow); !skipped)
                return skipped;
            if (auto waits = records.wait(rows->at(2).id, 1, {QStringLiteral("retry"), kNow + 9, {}, 0}, kNow); !waits)
                return waits;
            if (auto added = RunWrites(tx).addFetched(*run, 3); !added)
                return added;
            return RunWrites(tx).finish(*run, QStringLiteral("done"), {}, kNow + 1);
        }));
        const auto found = m->database->read([&](Connection& connection) { return RunReads(connection).find(*run); });
        QCOMPARE((*found)->counts.fetched, 3);
        QCOMPARE((*found)->counts.done, 1);
        QCOMPARE((*found)->counts.skipped, 1);
        QCOMPARE((*found)->counts.waiting, 1);
        QCOMPARE((*found)->state, QStringLiteral("done"));
        QCOMPARE(*m->database->read([&](Connection& connection) { return RecordReads(connection).nextDue(m->flow, m->store); }),
                 std::optional<qint64>(kNow + 9));
    }

    void tamperingWithTheAuditIsSeen()
    {
        for (int i = 0; i < 5; ++i) {
            VERIFY_OK(m->database->write([&](Transaction& tx) {
                return AuditWrites(tx).append(QStringLiteral("ann"), QStringLiteral("approved"), auditSubject(RecordId(i + 1)),
                                              QStringLiteral("plan %1").arg(i), kNow + i);
            }));
        }
        const auto broken = [&] {
            return *m->database->read([](Connection& connection) { return AuditReads(connection).firstBroken(); });
        };
        QVERIFY(!broken());
        // Somebody with a database tool who knows about the triggers.
        VERIFY_OK(m->execute(QStringLiteral("DROP TRIGGER audit_frozen")));
        VERIFY_OK(m->execute(QStringLiteral("DROP TRIGGER audit_kept")));
        VERIFY_OK(m->execute(QStringLiteral("UPDATE audit SET actor = 'bob' WHERE id = 3")));
        QCOMPARE(broken(), std::optional<qint64>(3));
        VERIFY_OK(m->execute(QStringLiteral("UPDATE audit SET actor = 'ann' WHERE id = 3")));
        QVERIFY(!broken());
        VERIFY_OK(m->execute(QStringLiteral("DELETE FROM audit WHERE id = 2")));
        QCOMPARE(broken(), std::optional<qint64>(3));
    }

    void erasedBodiesAreGoneFromTheFiles()
    {
        const QByteArray canary("CANARY-Jürgen-Müller-4711-Hauptstraße");
        const auto id = m->database->write([&](Transaction& tx) {
            return PayloadTable(tx).put(
                {QStringLiteral("personal"), canary.repeated(300), QStringLiteral("hash"), canary.size() * 300, kNow + 1'000},
                kNow);
        });
        const auto kept = m->database->write([&](Transaction& tx) {
            return PayloadTable(tx).put({QStringLiteral("plain"), "kept", QStringLiteral("hash"), 4, {}}, kNow);
        });
        VERIFY_OK(id);
        VERIFY_OK(m->database->checkpoint());
        const auto onDisk = [&] {
            QByteArray all;
            for (const QString& suffix : {QString(), QStringLiteral("-wal")}) {
                QFile file(m->file() + suffix);
                if (file.open(QFile::ReadOnly))
                    all += file.readAll();
            }
            return all.contains(canary);
        };
        QVERIFY(onDisk());
        const auto erase = [&](qint64 at) {
            return *m->database->write([&](Transaction& tx) { return PayloadTable(tx).eraseDue(at); });
        };
        QCOMPARE(erase(kNow + 999), 0);

        QCOMPARE(erase(kNow + 1'000), 1);
        VERIFY_OK(m->database->checkpoint());

        QVERIFY(!onDisk());
        const auto row = m->database->read([&](Connection& connection) { return PayloadReads(connection).find(*id); });
        QVERIFY((*row)->sealed.isEmpty());
        QCOMPARE((*row)->erasedAt, std::optional(kNow + 1'000));
        QCOMPARE((*row)->sha256, QStringLiteral("hash"));
        QCOMPARE((*m->database->read([&](Connection& connection) { return PayloadReads(connection).find(*kept); }))->sealed,
                 QByteArray("kept"));
    }

    void shipmentSetsTheDateOfEverythingPersonalOfARecord()
    {
        const auto put = [&](const QString& dataClass) {
            return *m->database->write([&](Transaction& tx) {
                return PayloadTable(tx).put({dataClass, "x", QStringLiteral("h"), 1, {}}, kNow);
            });
        };
        const PayloadId source = put(QStringLiteral("personal")), body = put(QStringLiteral("personal")),
                        other = put(QStringLiteral("personal")), plain = put(QStringLiteral("plain"));
        const auto record = m->database->write([&](Transaction& tx) -> Result<UpsertedRecord> {
            SourceRow row;
            row.key = QStringLiteral("o-1");
            row.revision = QStringLiteral("r");
            row.payload = source;
            auto made = RecordWrites(tx).upsertSource(m->flow, m->store, row, {}, kNow);
            if (!made)
                return made;
            PlannedCommand command;
            command.target = QStringLiteral("netsuite");
            command.key = QStringLiteral("A");
            command.operation = QStringLiteral("create");
            command.type = QStringLiteral("salesOrder");
            command.bodyHash = QStringLiteral("h");
            command.body = body;
            if (auto planned = CommandWrites(tx).plan(made->id, command, kNow); !planned)
                return fail(planned.error());
            auto noted = AttemptWrites(tx).note({QStringLiteral("find"), made->id, {}, {}, plain, 1},
                                                {QStringLiteral("ok"), 0, {}, {}, {}}, kNow);
            return noted ? made : fail(noted.error());
        });
        VERIFY_OK(record);

        QCOMPARE(*m->database->write([&](Transaction& tx) { return PayloadTable(tx).setPurgeAtOfRecord(record->id, kNow + 30); }),
                 2);

        const auto purgeAt = [&](PayloadId id) {
            return (*m->database->read([&](Connection& connection) { return PayloadReads(connection).find(id); }))->purgeAt;
        };
        QCOMPARE(purgeAt(source), std::optional(kNow + 30));
        QCOMPARE(purgeAt(body), std::optional(kNow + 30));
        QVERIFY(!purgeAt(other));
        QVERIFY(!purgeAt(plain));

        // Once it is erased, fetch knows that it must store the content again.
        QCOMPARE(*m->database->write([&](Transaction& tx) { return PayloadTable(tx).eraseDue(kNow + 30); }), 2);
        const auto known =
            m->database->write([&](Transaction& tx) { return RecordWrites(tx).known(m->flow, m->store, QStringLiteral("o-1")); });
        QVERIFY((*known)->needsPayload(QStringLiteral("r")));
    }
};

QTEST_GUILESS_MAIN(ViewsTest)
#include "ViewsTest.moc"
