// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/SettlementOrders.h"

#include "bench/Median.h"
#include "db/DatabaseFixture.h"
#include "db/SettlementTable.h"

namespace causeway::bench {

namespace {
constexpr int kPage = 200;
constexpr qint64 kSettlementBase = 100'000'000; ///< record ids above those of the orders

/// Orders 1…n with a sales order each, dealt out to the settlements, two rows an order.
void fill(db::Database& database, qint64 orders, qint64 settlements)
{
    const QString numbers = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) ");
    const QString orderId = QStringLiteral("printf('113-%07d-0000000', i)");
    const std::vector<std::pair<QString, QVariantList>> statements{
        {QStringLiteral("INSERT INTO record(id, flow, store, key, order_id, state, revision, created_at, updated_at) "
                        "SELECT i, 'orders-mfn', 'us', %1, %1, 'done', 'r', 1, 1 FROM n")
             .arg(orderId),
         {orders}},
        {QStringLiteral(
             "INSERT INTO command(id, target, key, operation, type, state, body_hash, remote_id, receipt_at, created_at, "
             "updated_at) SELECT i, 'netsuite', 'AMZ-SO-' || i, 'create', 'salesOrder', 'done', 'h', '9' || i, 1, 1, 1 "
             "FROM n"),
         {orders}},
        {QStringLiteral("INSERT INTO record_command(record_id, command_id, position) SELECT i, i, 0 FROM n"), {orders}},
        {QStringLiteral(
             "INSERT INTO order_fact(order_id, store, type, marketplace, status, purchased_at, updated_at, total, currency, "
             "record_id) SELECT %1, 'us', 'MFN', 'ATVPDKIKX0DER', 'SHIPPED', i, i, 1000, 'USD', i FROM n")
             .arg(orderId),
         {orders}},
        {QStringLiteral("INSERT INTO record(id, flow, store, key, state, revision, created_at, updated_at) "
                        "SELECT %1 + i, 'settlements', 'us', 'S' || i, 'done', 'r', 1, 1 FROM n")
             .arg(kSettlementBase),
         {settlements}},
        {QStringLiteral(
             "INSERT INTO settlement(record_id, store, settlement_id, is_reissue, currency, start_at, end_at, sum, rows, "
             "problems, reserve_in, reserve_out, payable, charge, sha256) "
             "SELECT %1 + i, 'us', 'S' || i, 0, 'USD', i, i, 0, 0, 0, 0, 0, 0, 0, '' FROM n")
             .arg(kSettlementBase),
         {settlements}},
        {QStringLiteral(
             "INSERT INTO settlement_row(record_id, line, part, label_id, amount, order_id, reference, sku, marketplace, "
             "posted_has_time, is_buyers) SELECT %1 + 1 + i % %2, i, part, 1, 500, %3, '', '', '', 0, 1 "
             "FROM n, (SELECT 0 AS part UNION ALL SELECT 1)")
             .arg(kSettlementBase)
             .arg(settlements)
             .arg(orderId),
         {orders}}};
    const auto filled = database.write([&](db::Transaction& tx) -> Result<void> {
        if (auto label = tx.execute(QStringLiteral("INSERT INTO settlement_label(id, transaction_type, amount_type, "
                                                   "amount_description) VALUES (1, 'Order', 'ItemPrice', 'Principal')"),
                                    {});
            !label)
            return fail(label.error());
        for (const auto& [sql, values] : statements) {
            if (auto done = tx.execute(numbers + sql, values); !done)
                return fail(done.error());
        }
        return {};
    });
    if (!filled)
        qFatal("The benchmark's settlements could not be written: %s", qPrintable(filled.error().message));
}
} // namespace

Measurements settlementOrders(qint64 orders, qint64 settlements)
{
    db::DatabaseFixture fixture;
    if (!fixture.create() || !fixture.open())
        qFatal("The benchmark's profile could not be made.");
    fill(*fixture.database, orders, settlements);
    const RecordId record(kSettlementBase + 1);
    const auto bareRows = [&](int rows) {
        return median([&] {
            return fixture.database
                ->read([&](db::Connection& connection) {
                    return connection.query(QStringLiteral("SELECT * FROM settlement_row WHERE record_id = ? LIMIT ?"),
                                            {record.value(), rows}, [](const db::Row& row) { (void)row.text(5); });
                })
                .has_value();
        });
    };
    const auto ofSettlement = [&](const auto& ask) {
        return median([&] {
            return fixture.database->read([&](db::Connection& connection) { return ask(db::SettlementTable(connection)); })
                .has_value();
        });
    };
    const int rows = static_cast<int>(2 * orders / settlements);
    const double bare = bareRows(rows);
    const QString among = QStringLiteral(" among %1 orders").arg(orders);
    return {
        againstBareRows(QStringLiteral("orders matched") + among,
                        ofSettlement([&](const db::SettlementTable& table) { return table.matches(record); }), bare, 20),
        againstBareRows(QStringLiteral("first page of settled orders") + among,
                        ofSettlement([&](const db::SettlementTable& table) { return table.orders(record, false, {}, kPage); }),
                        bare, 20)};
}

} // namespace causeway::bench
