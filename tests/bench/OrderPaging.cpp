// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/OrderPaging.h"

#include "bench/Median.h"
#include "db/DatabaseFixture.h"

namespace causeway::bench {

namespace {
constexpr int kPage = 200;

void fill(db::Database& database, qint64 orders)
{
    const auto filled = database.write([&](db::Transaction& tx) -> Result<void> {
        auto done = tx.execute(QStringLiteral(R"(
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
            INSERT INTO order_fact(order_id, store, type, marketplace, status, purchased_at, updated_at, total, currency, items)
            SELECT printf('%03d-%07d-%07d', 100 + i % 7, i, (i * 7919) % 10000000), 'us',
                   CASE i % 10 WHEN 0 THEN 'SFP' ELSE 'MFN' END, 'ATVPDKIKX0DER', 'UNSHIPPED',
                   1700000000000 + i * 60000, 1700000000000 + i * 60000, 1000 + i % 9000, 'USD', 1 FROM n)"),
                               {orders});
        if (!done)
            return fail(done.error());
        return {};
    });
    if (!filled)
        qFatal("The benchmark's orders could not be written: %s", qPrintable(filled.error().message));
}
} // namespace

Measurements orderPaging(qint64 orders)
{
    db::DatabaseFixture fixture;
    if (!fixture.create() || !fixture.open())
        qFatal("The benchmark's profile could not be made.");
    fill(*fixture.database, orders);
    const auto list = [&](const db::OrderFilter& filter) {
        auto rows = fixture.database->read([&](db::Connection& connection) { return db::OrderReads(connection).list(filter); });
        if (!rows)
            qFatal("The list could not be read: %s", qPrintable(rows.error().message));
        return std::move(*rows);
    };
    const double bare = median([&] {
        return fixture.database
            ->read([&](db::Connection& connection) {
                return connection.query(QStringLiteral("SELECT * FROM order_fact ORDER BY order_id, store LIMIT ?"), {kPage},
                                        [](const db::Row& row) { (void)row.text(0); });
            })
            .has_value();
    });

    db::OrderFilter first;
    first.limit = kPage;
    db::OrderFilter deep = first;
    deep.afterPurchased = db::PageKey{1'700'000'000'000 + orders / 100 * 60'000, 0};
    deep.afterOrderId = QStringLiteral("100");
    deep.afterStore = QStringLiteral("us");
    db::OrderFilter searched = first;
    searched.search = QStringLiteral("103-0%1").arg(orders / 2, 6, 10, QLatin1Char('0')).left(9);
    const auto page = [&](const db::OrderFilter& filter) { return median([&] { return !list(filter).empty(); }); };
    const QString count = QStringLiteral("%1 orders").arg(orders);
    return {againstBareRows(QStringLiteral("first page of ") + count, page(first), bare, 4),
            againstBareRows(QStringLiteral("a page near the end of ") + count, page(deep), bare, 4),
            againstBareRows(QStringLiteral("search by prefix in ") + count, page(searched), bare, 4)};
}

} // namespace causeway::bench
