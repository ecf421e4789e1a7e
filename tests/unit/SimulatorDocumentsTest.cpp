// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated NetSuite after the sales order: fulfillments, bills, returns, their states and what SuiteQL shows of them.
#include <QJsonArray>
#include <QTest>

#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
const QString kOrder = QStringLiteral("salesOrder"), kShip = QStringLiteral("itemFulfillment"),
              kInvoice = QStringLiteral("invoice");

QJsonObject ref(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}
QJsonObject items(const QJsonArray& lines)
{
    return {{QStringLiteral("items"), lines}};
}
QJsonObject pick(int orderLine, double quantity, bool receive = true)
{
    return {{QStringLiteral("orderLine"), orderLine},
            {QStringLiteral("quantity"), quantity},
            {QStringLiteral("itemReceive"), receive}};
}
QJsonObject parcel(const char* tracking)
{
    return {{QStringLiteral("packageTrackingNumber"), QLatin1String(tracking)}, {QStringLiteral("packageWeight"), 1.5}};
}
QJsonObject shipped(const QJsonArray& lines, const QJsonArray& packages = {parcel("1Z1")})
{
    QJsonObject body{{QStringLiteral("shipStatus"), ref(QStringLiteral("C"))}, {QStringLiteral("package"), items(packages)}};
    if (!lines.isEmpty())
        body.insert(QStringLiteral("item"), items(lines));
    return body;
}
} // namespace

class SimulatorDocumentsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_number = 0;
        m_clock.advance(1795420800000 - m_clock.nowMs()); // 2026-11-23 08:00 UTC
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInNetSuite();
    }

    void anOrderGoesThroughItsStates()
    {
        const QString id = order(); // lines: 2 tents, 3 tarps, a charge
        QCOMPARE(state(id), QStringLiteral("B"));
        QCOMPARE(transform(kOrder, id, kInvoice).status, 400); // nothing is fulfilled
        QCOMPARE(transform(kOrder, id, kShip, shipped({pick(1, 2), pick(2, 0, false)})).status, 204);
        QCOMPARE(state(id), QStringLiteral("E"));
        QCOMPARE(transform(kOrder, id, kInvoice).status, 204);
        QCOMPARE(state(id), QStringLiteral("D"));
        QCOMPARE(transform(kOrder, id, kShip, shipped({})).status, 204);
        QCOMPARE(state(id), QStringLiteral("F"));
        QCOMPARE(transform(kOrder, id, QStringLiteral("cashSale")).status, 204);
        QCOMPARE(state(id), QStringLiteral("G"));
        const SimDocument after = *net().document(kOrder, id);
        QCOMPARE(after.lines[0].quantityFulfilled, 2.0);
        QCOMPARE(after.lines[1].quantityBilled, 3.0);
        const SimDocument invoice = net().documents(kInvoice).front(), sale = net().documents(QStringLiteral("cashSale")).front();
        QCOMPARE(invoice.createdFrom, id);
        QCOMPARE(invoice.lines.size(), size_t(2)); // the tents and the charge
        QCOMPARE(invoice.total + sale.total, after.total);
        QCOMPARE(invoice.shipping, 499); // the first bill carries it
        QCOMPARE(sale.shipping, 0);
        QCOMPARE(invoice.text(QStringLiteral("custbody_amz_order_id")), QStringLiteral("113-0000001-0000001"));
        QCOMPARE(transform(kOrder, id, kInvoice).status, 400);
        QCOMPARE(transform(kOrder, id, kShip, shipped({})).status, 400);
        QCOMPARE(m_client->netSuite("DELETE", "record/v1/salesOrder/" + id.toLatin1()).status, 400); // documents hang on it
    }

    void aFulfillmentIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("says");
        QTest::newRow("too much") << shipped({pick(1, 3)}) << QStringLiteral("only 2 remains");
        QTest::newRow("unknown line") << shipped({pick(9, 1)}) << QStringLiteral("Line 9");
        QTest::newRow("nothing of it") << shipped({pick(1, 2), pick(2, -1)}) << QStringLiteral("positive");
        QTest::newRow("every line refused") << shipped({pick(1, 2, false), pick(2, 3, false)})
                                            << QStringLiteral("Nothing remains");
        QJsonObject state = shipped({});
        state.insert(QStringLiteral("shipStatus"), ref(QStringLiteral("D")));
        QTest::newRow("unknown state") << state << QStringLiteral("shipStatus");
        QJsonObject place = shipped({});
        place.insert(QStringLiteral("inventoryLocation"), ref(QStringLiteral("7")));
        QTest::newRow("place of another subsidiary") << place << QStringLiteral("location");
        QJsonObject closed = shipped({});
        closed.insert(QStringLiteral("tranDate"), QStringLiteral("2026-10-31"));
        QTest::newRow("closed period") << closed << QStringLiteral("period");
        QJsonObject name = shipped({});
        name.insert(QStringLiteral("shipstate"), QStringLiteral("C"));
        QTest::newRow("unknown field") << name << QStringLiteral("shipstate");
        QJsonObject taken = shipped({});
        taken.insert(QStringLiteral("externalId"), QStringLiteral("amz-so-1"));
        QTest::newRow("external id in use") << taken << QStringLiteral("already exists");
    }
    void aFulfillmentIsRefused()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QString, says);
        net().closePeriod(QDate(2026, 10, 1));
        const QString id = order();
        const Reply reply = transform(kOrder, id, kShip, body);
        QCOMPARE(reply.status, 400);
        QVERIFY2(detail(reply).contains(says), qPrintable(detail(reply)));
        QVERIFY(net().documents(kShip).empty());
        QCOMPARE(state(id), QStringLiteral("B"));
    }

    void ordersThatCannotBeShipped()
    {
        const QString pending = order(QStringLiteral("A")), closed = order();
        QCOMPARE(transform(kOrder, pending, kShip, shipped({})).status, 400);
        QVERIFY(net().editByHand(kOrder, pending, {{QStringLiteral("orderStatus"), ref(QStringLiteral("B"))}}));
        QCOMPARE(transform(kOrder, pending, kShip, shipped({})).status, 204);
        close(closed, {1, 2, 3});
        QCOMPARE(state(closed), QStringLiteral("H"));
        QCOMPARE(transform(kOrder, closed, kShip, shipped({})).status, 400);
        const QString inactive = order();
        net().setItemInactive(QStringLiteral("1002"), true);
        QCOMPARE(transform(kOrder, inactive, kShip, shipped({})).status, 400);
        QCOMPARE(transform(kOrder, inactive, kShip, shipped({pick(2, 0, false)})).status, 204);
        QCOMPARE(transform(kOrder, inactive, QStringLiteral("creditMemo")).status, 400); // no such way
        QCOMPARE(transform(kOrder, QStringLiteral("1"), kShip).status, 400);
        QCOMPARE(m_client->netSuite("POST", "record/v1/itemFulfillment", shipped({})).status, 400); // from nothing
    }

    void closedLinesAreNotShippedAndShippedOnesAreBilled()
    {
        const QString id = order();
        QCOMPARE(transform(kOrder, id, kShip, shipped({pick(1, 1), pick(2, 0, false)})).status, 204);
        const auto reduced = [](double quantity) {
            return QJsonObject{{QStringLiteral("item"),
                                items({QJsonObject{{QStringLiteral("line"), 1}, {QStringLiteral("quantity"), quantity}}})}};
        };
        QCOMPARE(m_client->netSuite("PATCH", "record/v1/salesOrder/" + id.toLatin1(), reduced(0.5)).status, 400);
        QCOMPARE(m_client->netSuite("PATCH", "record/v1/salesOrder/" + id.toLatin1(), reduced(1.5)).status, 204);
        close(id, {1, 2});
        QCOMPARE(state(id), QStringLiteral("F"));
        QCOMPARE(transform(kOrder, id, kShip, shipped({pick(1, 1)})).status, 400);
        QCOMPARE(transform(kOrder, id, kInvoice).status, 204);
        const SimDocument invoice = net().documents(kInvoice).front();
        QCOMPARE(invoice.lines.front().quantity, 1.0);
        QCOMPARE(state(id), QStringLiteral("G"));
    }

    void pickedIsNotShipped()
    {
        const QString id = order();
        QCOMPARE(transform(kOrder, id, kShip, {}).status, 204); // NetSuite's default: picked
        QCOMPARE(state(id), QStringLiteral("B"));
        QCOMPARE(transform(kOrder, id, kShip, {}).status, 400); // but taken
        const QString shipment = net().documents(kShip).front().id;
        QCOMPARE(m_client
                     ->netSuite("PATCH", "record/v1/itemFulfillment/" + shipment.toLatin1(),
                                {{QStringLiteral("shipStatus"), ref(QStringLiteral("C"))}})
                     .status,
                 204);
        QCOMPARE(state(id), QStringLiteral("F"));
        QCOMPARE(value(QStringLiteral("SELECT BUILTIN.DF(t.status) AS v FROM transaction t WHERE t.type = 'ItemShip'")),
                 QStringLiteral("Item Fulfillment : Shipped"));
        QVERIFY(net().deleteByHand(kShip, shipment));
        QCOMPARE(state(id), QStringLiteral("B"));
    }

    void suiteQlShowsFulfillmentsWithTracking()
    {
        const QString id = order();
        m_clock.advance(60'000);
        QCOMPARE(
            transform(kOrder, id, kShip, shipped({pick(1, 1), pick(2, 3)}, {parcel("1Z1"), parcel("1Z2"), parcel("1Z2")})).status,
            204);
        const QString query = QStringLiteral(
            "SELECT f.id, f.status, so.externalid AS so_eid, so.otherrefnum AS po, tn.trackingnumber FROM transaction f "
            "JOIN transactionline ml ON ml.transaction = f.id AND ml.mainline = 'T' "
            "JOIN transaction so ON so.id = ml.createdfrom AND so.type = 'SalesOrd' "
            "LEFT JOIN trackingnumbermap tm ON tm.transaction = f.id LEFT JOIN trackingnumber tn ON tn.id = tm.trackingnumber "
            "WHERE f.type = 'ItemShip' AND f.status = 'C' AND f.lastmodifieddate >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') ORDER BY "
            "tn.trackingnumber");
        const QJsonArray found = rows(m_client->suiteQl(query, {QStringLiteral("2026-11-23 08:01:00")}));
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[1][QStringLiteral("trackingnumber")].toString(), QStringLiteral("1Z2"));
        QCOMPARE(found[0][QStringLiteral("so_eid")].toString(), QStringLiteral("AMZ-SO-1"));
        QVERIFY(rows(m_client->suiteQl(query, {QStringLiteral("2026-11-23 08:01:01")})).isEmpty());
        QCOMPARE(value(QStringLiteral("SELECT SUM(tl.quantity) AS v FROM transactionline tl JOIN transaction t ON t.id = "
                                      "tl.transaction WHERE t.type = 'ItemShip' AND tl.mainline = 'F' AND tl.taxline = 'F'")),
                 QStringLiteral("-4"));
        QCOMPARE(
            value(QStringLiteral("SELECT quantityshiprecv AS v FROM transactionline WHERE transaction = %1 AND id = 1").arg(id)),
            QStringLiteral("1"));
        QCOMPARE(
            value(QStringLiteral("SELECT COUNT(*) AS v FROM nexttransactionlinelink WHERE previousdoc = %1 AND previousline = 2 "
                                 "AND linktype = 'ShipRcpt' AND nexttype = 'ItemShip'")
                      .arg(id)),
            QStringLiteral("1"));
        QCOMPARE(value(QStringLiteral("SELECT weight AS v FROM transactionshipment")), QStringLiteral("4.5"));
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT simkey FROM trackingnumbermap")).status, 400);
        QCOMPARE(m_client->suiteQl(QStringLiteral("SELECT createdfrom FROM transaction")).status,
                 400); // NetSuite has it on lines

        // A person corrects the packages: the old numbers are gone, the record says who did it.
        const QString shipment = net().documents(kShip).front().id;
        const size_t writes = net().writes().size();
        QVERIFY(net().repackByHand(shipment, {{QStringLiteral("1Z9"), 2, {{1, 1}, {2, 3}}, {}}}));
        QCOMPARE(rows(m_client->suiteQl(QStringLiteral("SELECT transaction FROM trackingnumbermap"))).size(), 1);
        QCOMPARE(net().writes().size(), writes);
        QCOMPARE(net().document(kShip, shipment)->editedBy, QStringLiteral("hand"));
        const QJsonObject record =
            m_client->netSuite("GET", "record/v1/itemFulfillment/" + shipment.toLatin1() + "?expandSubResources=true").json();
        QCOMPARE(record[QStringLiteral("package")][QStringLiteral("items")][0][QStringLiteral("packageDescr")].toString(),
                 QStringLiteral("NF-TENT-RIDGE-BLK x 1, NF-TENT-RIDGE-GRN x 3"));
        QCOMPARE(record[QStringLiteral("item")][QStringLiteral("items")][1][QStringLiteral("orderLine")].toInt(), 2);
        QCOMPARE(record[QStringLiteral("createdFrom")][QStringLiteral("id")].toString(), id);
        QCOMPARE(
            m_client->netSuite("GET", "record/v1/salesOrder/" + id.toLatin1()).json()[QStringLiteral("linkedTrackingNumbers")],
            QStringLiteral("1Z9"));
    }

    void withoutAdvancedShippingTheFulfillmentBills()
    {
        net().setAdvancedShipping(false);
        const QString id = order();
        QCOMPARE(transform(kOrder, id, kShip, {}).status, 204);
        QCOMPARE(net().documents(kInvoice).size(), size_t(1));
        QCOMPARE(state(id), QStringLiteral("G"));
        net().setAdvancedShipping(true);
        net().setBillInAdvance(true);
        const QString second = order();
        QCOMPARE(transform(kOrder, second, kInvoice).status, 204);
        QCOMPARE(state(second), QStringLiteral("B"));
    }

    void aReturnGoesThroughItsStates()
    {
        const QString kReturn = QStringLiteral("returnAuthorization"), kReceipt = QStringLiteral("itemReceipt"),
                      kCredit = QStringLiteral("creditMemo");
        const QString id = order();
        QCOMPARE(transform(kOrder, id, kReturn).status, 400); // nothing left the house yet
        QVERIFY(net().fulfilByHand(id).has_value());
        QVERIFY(net().billByHand(id).has_value());
        const QString invoice = net().documents(kInvoice).front().id;
        const auto stateOf = [&] { return net().documents(kReturn).back().orderStatus; };
        QCOMPARE(transform(kInvoice, invoice, kReturn, {{QStringLiteral("item"), items({line(1, 2), line(2, 1)})}}).status, 204);
        const QString back = net().documents(kReturn).front().id;
        QCOMPARE(stateOf(), QStringLiteral("A"));
        QCOMPARE(transform(kReturn, back, kReceipt).status, 400);
        QCOMPARE(m_client
                     ->netSuite("PATCH", "record/v1/returnAuthorization/" + back.toLatin1(),
                                {{QStringLiteral("orderStatus"), ref(QStringLiteral("B"))}})
                     .status,
                 204);
        QCOMPARE(transform(kReturn, back, kCredit).status, 400); // not back yet
        QCOMPARE(transform(kReturn, back, kReceipt,
                           {{QStringLiteral("item"), items({QJsonObject{{QStringLiteral("orderLine"), 1},
                                                                        {QStringLiteral("quantity"), 1},
                                                                        {QStringLiteral("location"), ref(QStringLiteral("4"))}},
                                                            pick(2, 0, false)})}})
                     .status,
                 204);
        QCOMPARE(stateOf(), QStringLiteral("E"));
        QCOMPARE(
            net().documents(kReceipt).front().lines.front().fields[QStringLiteral("location")][QStringLiteral("id")].toString(),
            QStringLiteral("4"));
        QCOMPARE(transform(kReturn, back, kCredit).status, 204);
        QCOMPARE(stateOf(), QStringLiteral("D"));
        QCOMPARE(transform(kReturn, back, kReceipt).status, 204);
        QCOMPARE(stateOf(), QStringLiteral("F"));
        QCOMPARE(transform(kReturn, back, kCredit).status, 204);
        QCOMPARE(stateOf(), QStringLiteral("G"));
        QCOMPARE(
            value(QStringLiteral("SELECT SUM(quantity) AS v FROM transactionline tl JOIN transaction t ON t.id = tl.transaction "
                                 "WHERE t.type = 'ItemRcpt' AND tl.mainline = 'F'")),
            QStringLiteral("3"));
        QCOMPARE(transform(kInvoice, invoice, kReturn, {{QStringLiteral("item"), items({line(1, 3)})}}).status, 400);
    }

    void theWarehouseShipsTheDemoOrders()
    {
        for (int i = 0; i < 20; ++i)
            order(QStringLiteral("B"), QStringLiteral("AMZ-SO-D%1").arg(i));
        const QString held = order(QStringLiteral("B"), QStringLiteral("AMZ-SO-HELD"));
        QVERIFY(net().editByHand(kOrder, held, {{QStringLiteral("custbody_amz_do_not_ship"), true}}));
        const DemoShipments done = net().shipDemoOrders(7);
        QCOMPARE(done.leftOpen.size(), 2);
        QCOMPARE(done.twoPackages.size(), 2);
        QCOMPARE(done.partial.size(), 2);
        QCOMPARE(done.withoutTracking.size(), 2);
        QCOMPARE(done.complete.size(), 12);
        QCOMPARE(state(held), QStringLiteral("B"));
        QCOMPARE(state(done.partial.front()), QStringLiteral("E"));
        QCOMPARE(state(done.complete.front()), QStringLiteral("F"));
        for (const SimDocument& shipment : net().documents(kShip)) {
            QCOMPARE(shipment.madeBy, QStringLiteral("hand"));
            QCOMPARE(shipment.packages.size(), size_t(done.twoPackages.contains(shipment.createdFrom) ? 2 : 1));
            QCOMPARE(shipment.packages.front().trackingNumber.isEmpty(), done.withoutTracking.contains(shipment.createdFrom));
        }
    }

private:
    NetSuiteSim& net() const { return m_simulation->netSuite(); }
    QString state(const QString& id) const { return net().document(kOrder, id)->orderStatus; }
    Reply transform(const QString& from, const QString& id, const QString& to, const QJsonObject& body = {}) const
    {
        return m_client->netSuite("POST", QStringLiteral("record/v1/%1/%2/!transform/%3").arg(from, id, to).toLatin1(), body);
    }
    static QJsonObject line(int orderLine, double quantity)
    {
        return {{QStringLiteral("orderLine"), orderLine}, {QStringLiteral("quantity"), quantity}};
    }
    QString order(const QString& status = QStringLiteral("B"), const QString& externalId = {})
    {
        const auto entry = [](const char* item, int quantity, double rate) {
            return QJsonObject{{QStringLiteral("item"), ref(QLatin1String(item))},
                               {QStringLiteral("quantity"), quantity},
                               {QStringLiteral("price"), ref(QStringLiteral("-1"))},
                               {QStringLiteral("rate"), rate}};
        };
        QJsonObject body = salesOrderBody(QStringLiteral("901"), externalId);
        body.insert(QStringLiteral("externalId"),
                    externalId.isEmpty() ? QStringLiteral("AMZ-SO-%1").arg(++m_number) : externalId);
        body.insert(QStringLiteral("orderStatus"), ref(status));
        body.insert(QStringLiteral("location"), ref(QStringLiteral("3")));
        body.insert(QStringLiteral("custbody_amz_order_id"), QStringLiteral("113-0000001-0000001"));
        body.insert(QStringLiteral("item"), items({entry("1001", 2, 10.5), entry("1002", 3, 7.33), entry("502", 1, 3.99)}));
        const Reply reply = m_client->netSuite("POST", "record/v1/salesOrder", body);
        return reply.status == 204 ? QString::fromLatin1(reply.headers.at("location")).section(QLatin1Char('/'), -1)
                                   : QString::fromUtf8(reply.body);
    }
    void close(const QString& id, const QList<int>& lines) const
    {
        QJsonArray list;
        for (const int number : lines)
            list.append(QJsonObject{{QStringLiteral("line"), number}, {QStringLiteral("isClosed"), true}});
        QCOMPARE(
            m_client->netSuite("PATCH", "record/v1/salesOrder/" + id.toLatin1(), {{QStringLiteral("item"), items(list)}}).status,
            204);
    }
    QString value(const QString& query) const
    {
        const Reply reply = m_client->suiteQl(query);
        return reply.status == 200 ? rows(reply)[0][QStringLiteral("v")].toString() : QString::fromUtf8(reply.body);
    }
    static QString detail(const Reply& reply)
    {
        return reply.json()[QStringLiteral("o:errorDetails")][0][QStringLiteral("detail")].toString();
    }
    static QJsonArray rows(const Reply& reply) { return reply.json()[QStringLiteral("items")].toArray(); }

    ManualClock m_clock{1795420800000};
    int m_number = 0;
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorDocumentsTest)
#include "SimulatorDocumentsTest.moc"
