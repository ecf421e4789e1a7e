// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QVariant>

#include "db/ListStatements.h"
#include "db/RowSql.h"
#include "db/ViewTables.h"

namespace causeway::db {

namespace {
constexpr qint64 kDayMs = 86'400'000;
/// Shorter prefixes match so many orders that walking the newest ones finds a page sooner than collecting all matches.
constexpr qsizetype kSelectivePrefix = 5;

// The sales order is the created document of that type; an amendment is a patch.
const QString kColumns = QStringLiteral(R"(
    o.order_id, o.store, o.type, o.marketplace, o.status, o.purchased_at, o.updated_at, o.ship_by, o.total, o.currency, o.items, o.is_business,
    o.is_replacement, o.cancel_requested, o.record_id, o.state, r.reason, r.variance_json, r.variance_over,
    (SELECT c.remote_id || char(10) || c.remote_name FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id
     WHERE rc.record_id = o.record_id AND c.type = 'salesOrder' AND c.operation <> 'patch' AND c.state = 'done' LIMIT 1))");
const QString kRecord = QStringLiteral(" LEFT JOIN record r ON r.id = o.record_id ");

OrderRow orderOf(const Row& row)
{
    OrderRow order;
    order.orderId = row.text(0);
    order.store = row.text(1);
    order.type = row.text(2);
    order.marketplace = row.text(3);
    order.status = row.text(4);
    order.purchasedAt = row.integer(5);
    order.updatedAt = row.integer(6);
    order.shipBy = row.optionalInteger(7);
    order.total = row_sql::moneyOf(row, 8, 9);
    order.items = static_cast<int>(row.integer(10));
    order.isBusiness = row.integer(11) != 0;
    order.isReplacement = row.integer(12) != 0;
    order.cancelRequested = row.integer(13) != 0;
    order.record = RecordId(row.integer(14));
    order.state = recordStateFromString(row.text(15)).value_or(RecordState::Ready);
    order.reason = row.text(16);
    order.variance = row_sql::jsonOf(row.text(17));
    order.varianceOver = row.integer(18) != 0;
    const QString document = row.text(19);
    order.salesOrderId = document.section(u'\n', 0, 0);
    order.salesOrderName = document.section(u'\n', 1);
    return order;
}

// What a search matches, one column pair each; values: prefix and its end, three times.
const QString kAllMatches = QStringLiteral(R"((
    SELECT order_id, store FROM order_fact WHERE order_id >= ? AND order_id < ?
    UNION SELECT order_id, store FROM order_line WHERE sku COLLATE NOCASE >= ? AND sku COLLATE NOCASE < ?
    UNION SELECT f.order_id, f.store FROM command c JOIN record_command rc ON rc.command_id = c.id JOIN order_fact f ON f.record_id = rc.record_id
          WHERE c.remote_name <> '' AND c.remote_name COLLATE NOCASE >= ? AND c.remote_name COLLATE NOCASE < ?) found)");
const QString kMatches = QStringLiteral(R"(((o.order_id >= ? AND o.order_id < ?)
    OR EXISTS(SELECT 1 FROM order_line l WHERE l.order_id = o.order_id AND l.store = o.store
              AND l.sku COLLATE NOCASE >= ? AND l.sku COLLATE NOCASE < ?)
    OR EXISTS(SELECT 1 FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id
              WHERE rc.record_id = o.record_id AND c.remote_name COLLATE NOCASE >= ? AND c.remote_name COLLATE NOCASE < ?)))");
} // namespace

Statement orderListStatement(const OrderFilter& filter)
{
    QString from = QStringLiteral(" FROM order_fact o");
    QStringList conditions;
    QVariantList values;
    const auto add = [&](const QString& condition, const QVariantList& more) {
        conditions.append(condition);
        values += more;
    };
    if (!filter.search.isEmpty()) {
        const QString end = row_sql::prefixEnd(filter.search);
        const QVariantList ranges{filter.search, end, filter.search, end, filter.search, end};
        if (filter.search.size() < kSelectivePrefix) {
            add(kMatches, ranges);
        } else { // CROSS JOIN: the few matches first
            from = QStringLiteral(" FROM ") + kAllMatches +
                   QStringLiteral(" CROSS JOIN order_fact o ON o.order_id = found.order_id AND o.store = found.store");
            values = ranges;
        }
    }
    if (filter.state)
        add(QStringLiteral("o.state = ?"), {toString(*filter.state)});
    if (filter.varianceOnly)
        add(QStringLiteral("o.has_variance = 1"), {});
    if (filter.cancelRequestedOnly)
        add(QStringLiteral("o.cancel_requested = 1"), {});
    if (filter.waitingAtAmazonOnly)
        add(QStringLiteral("o.state = 'waiting' AND (o.status IN ('PENDING', 'PENDING_AVAILABILITY') OR "
                           "(o.type = 'FBA' AND o.status IN ('UNSHIPPED', 'PARTIALLY_SHIPPED')))"),
            {});
    if (!filter.store.isEmpty())
        add(QStringLiteral("o.store = ?"), {filter.store});
    if (!filter.type.isEmpty())
        add(QStringLiteral("o.type = ?"), {filter.type});
    if (filter.purchasedAfter)
        add(QStringLiteral("o.purchased_at > ?"), {*filter.purchasedAfter});
    if (filter.afterPurchased && filter.store.isEmpty() && !filter.afterStore.isEmpty())
        add(QStringLiteral("(o.purchased_at, o.order_id, o.store) < (?, ?, ?)"),
            {filter.afterPurchased->at, filter.afterOrderId, filter.afterStore});
    else if (filter.afterPurchased)
        add(QStringLiteral("(o.purchased_at, o.order_id) < (?, ?)"), {filter.afterPurchased->at, filter.afterOrderId});
    const QString where = conditions.isEmpty() ? QString() : QStringLiteral("WHERE ") + conditions.join(QStringLiteral(" AND "));
    values.append(std::max(0, filter.limit));
    return {QStringLiteral("SELECT ") + kColumns + from + kRecord + where +
                QStringLiteral(" ORDER BY o.purchased_at DESC, o.order_id DESC, o.store DESC LIMIT ?"),
            values};
}

Result<std::vector<OrderRow>> OrderReads::list(const OrderFilter& filter) const
{
    std::vector<OrderRow> orders;
    const Statement statement = orderListStatement(filter);
    auto read = m_connection.query(statement.sql, statement.values, [&](const Row& row) { orders.push_back(orderOf(row)); });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<std::vector<OrderRow>> OrderReads::find(const QString& orderId) const
{
    std::vector<OrderRow> orders;
    auto read = m_connection.query(QStringLiteral("SELECT ") + kColumns + QStringLiteral(" FROM order_fact o") + kRecord +
                                       QStringLiteral("WHERE o.order_id = ? ORDER BY o.store"),
                                   {orderId}, [&](const Row& row) { orders.push_back(orderOf(row)); });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<OrderReads::Progress> OrderReads::progress(const QString& orderId, const QString& store) const
{
    Progress progress;
    auto read = m_connection.query(
        QStringLiteral("SELECT state, updated_at FROM record WHERE order_id = ? AND store = ? AND flow = 'shipments'"),
        {orderId, store}, [&](const Row& row) {
            if (const auto state = recordStateFromString(row.text(0)))
                progress.shipments.push_back({*state, row.integer(1)});
        });
    if (!read)
        return fail(read.error());
    read = m_connection.query(
        QStringLiteral("SELECT s.record_id, r.key, s.currency, sum(x.amount), s.deposit_at, "
                       "EXISTS(SELECT 1 FROM bank_match m WHERE m.record_id = s.record_id) FROM settlement_row x "
                       "JOIN settlement s ON s.record_id = x.record_id JOIN record r ON r.id = s.record_id "
                       "WHERE x.order_id = ? AND s.store = ? AND s.is_reissue = 0 GROUP BY s.record_id ORDER BY s.end_at"),
        {orderId, store}, [&](const Row& row) {
            progress.settled.push_back({RecordId(row.integer(0)), row.text(1), Money(row.integer(3), row.text(2)),
                                        row.optionalInteger(4), row.integer(5) != 0});
        });
    if (!read)
        return fail(read.error());
    return progress;
}

Result<std::vector<std::pair<QString, qint64>>> OrderReads::shipBy(const QStringList& orderIds) const
{
    Json ids = Json::array();
    for (const QString& id : orderIds)
        ids.append(Json(id));
    std::vector<std::pair<QString, qint64>> dates;
    auto read = m_connection.query(
        QStringLiteral("SELECT o.order_id, o.ship_by FROM json_each(?) wanted JOIN order_fact o ON o.order_id = wanted.value "
                       "WHERE o.ship_by IS NOT NULL"),
        {QString::fromUtf8(ids.toCanonicalBytes())}, [&](const Row& row) { dates.emplace_back(row.text(0), row.integer(1)); });
    if (!read)
        return fail(read.error());
    return dates;
}

Result<std::vector<OrderLineRow>> OrderReads::lines(const QString& orderId, const QString& store) const
{
    std::vector<OrderLineRow> lines;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT order_id, store, item_id, sku, asin, title, quantity, amount, tax, shipping, discount, currency
        FROM order_line WHERE order_id = ? AND store = ? ORDER BY item_id)"),
                                   {orderId, store}, [&](const Row& row) {
                                       OrderLineRow line;
                                       line.orderId = row.text(0);
                                       line.store = row.text(1);
                                       line.itemId = row.text(2);
                                       line.sku = row.text(3);
                                       line.asin = row.text(4);
                                       line.title = row.text(5);
                                       line.quantity = row.integer(6);
                                       line.amount = row_sql::moneyOf(row, 7, 11);
                                       line.tax = row_sql::moneyOf(row, 8, 11);
                                       line.shipping = row_sql::moneyOf(row, 9, 11);
                                       line.discount = row_sql::moneyOf(row, 10, 11);
                                       lines.push_back(std::move(line));
                                   });
    if (!read)
        return fail(read.error());
    return lines;
}

Result<std::vector<OrderReads::DayCount>> OrderReads::perDay(int days, qint64 nowMs) const
{
    std::vector<DayCount> counts(static_cast<std::size_t>(std::max(0, days)));
    const qint64 first = (nowMs / kDayMs - days + 1) * kDayMs;
    for (std::size_t day = 0; day < counts.size(); ++day)
        counts[day].dayStartMs = first + static_cast<qint64>(day) * kDayMs;
    for (const QString& state : {QStringLiteral("done"), QStringLiteral("skipped"), QStringLiteral("error")}) {
        auto read = m_connection.query(QStringLiteral(R"(
            SELECT (updated_at - ?) / ?, count(*) FROM record WHERE state = ? AND updated_at >= ? AND order_id <> '' GROUP BY 1)"),
                                       {first, kDayMs, state, first}, [&](const Row& row) {
                                           const auto day = static_cast<std::size_t>(row.integer(0));
                                           if (day >= counts.size())
                                               return;
                                           if (state == QStringLiteral("done"))
                                               counts[day].done += row.integer(1);
                                           else if (state == QStringLiteral("skipped"))
                                               counts[day].skipped += row.integer(1);
                                           else
                                               counts[day].error += row.integer(1);
                                       });
        if (!read)
            return fail(read.error());
    }
    return counts;
}

} // namespace causeway::db
