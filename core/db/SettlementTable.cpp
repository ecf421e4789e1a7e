// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/SettlementTable.h"

#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

namespace {
constexpr std::size_t kRowsAtOnce = 2'000;

const QString kColumns = QStringLiteral(
    "s.record_id, s.store, s.settlement_id, s.is_reissue, s.currency, s.start_at, s.end_at, s.deposit_at, s.total, "
    "s.sum, s.rows, s.problems, s.reserve_in, s.reserve_out, s.payable, s.charge, s.sha256");

SettlementRow settlementOf(const Row& row)
{
    SettlementRow settlement;
    settlement.record = RecordId(row.integer(0));
    settlement.store = row.text(1);
    settlement.settlementId = row.text(2);
    settlement.isReissue = row.integer(3) != 0;
    settlement.currency = row.text(4);
    settlement.startAt = row.optionalInteger(5);
    settlement.endAt = row.optionalInteger(6);
    settlement.depositAt = row.optionalInteger(7);
    const auto money = [&](int column) { return Money(row.integer(column), settlement.currency); };
    if (!row.isNull(8))
        settlement.total = money(8);
    settlement.sum = money(9);
    settlement.rows = row.integer(10);
    settlement.problems = row.integer(11);
    settlement.reserveIn = money(12);
    settlement.reserveOut = money(13);
    settlement.payable = money(14);
    settlement.charge = money(15);
    settlement.sha256 = row.text(16);
    return settlement;
}

const QString kFactColumns = QStringLiteral("f.line, f.part, l.transaction_type, l.amount_type, l.amount_description, f.amount, "
                                            "f.order_id, f.reference, f.sku, f.marketplace, f.quantity, f.posted_at, "
                                            "f.posted_has_time, f.is_buyers, s.currency");
const QString kFacts = QStringLiteral(" FROM settlement_row f JOIN settlement_label l ON l.id = f.label_id "
                                      "JOIN settlement s ON s.record_id = f.record_id ");

SettlementFactRow factOf(const Row& row)
{
    SettlementFactRow fact;
    fact.line = row.integer(0);
    fact.part = static_cast<int>(row.integer(1));
    fact.transactionType = row.text(2);
    fact.amountType = row.text(3);
    fact.amountDescription = row.text(4);
    fact.amount = Money(row.integer(5), row.text(14));
    fact.orderId = row.text(6);
    fact.reference = row.text(7);
    fact.sku = row.text(8);
    fact.marketplace = row.text(9);
    fact.quantity = row.optionalInteger(10);
    fact.postedAt = row.optionalInteger(11);
    fact.postedHasTime = row.integer(12) != 0;
    fact.party = static_cast<int>(row.integer(13));
    return fact;
}

// A document of the order: made or adopted by its own record, or seen in NetSuite when completeness was compared.
// CROSS JOIN keeps the order written here: without it SQLite walks over all commands for each order of a settlement.
const QString kOwnDocument =
    QStringLiteral("(SELECT c.type || char(10) || c.remote_id || char(10) || c.remote_name FROM record_command rc "
                   "CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = o.record_id AND c.state = 'done' "
                   "AND c.target = 'netsuite' AND c.type IN ('salesOrder', 'invoice', 'cashSale') AND c.operation <> 'patch' "
                   "ORDER BY c.id LIMIT 1)");
const QString kSeenDocument =
    QStringLiteral("(SELECT g.document_type || char(10) || g.document_id || char(10) || g.document_name FROM order_sighting g "
                   "WHERE g.store = s.store AND g.order_id = f.order_id AND g.netsuite_at IS NOT NULL)");
} // namespace

std::optional<Money> SettledOrderRow::variance() const
{
    if (!orderTotal)
        return std::nullopt;
    const auto difference = paidInAll.minus(*orderTotal);
    return difference ? std::optional(*difference) : std::nullopt;
}

Result<std::vector<SettlementListRow>> SettlementTable::list(const QString& store, std::optional<ListPlace> before,
                                                             int limit) const
{
    QStringList conditions;
    QVariantList values;
    if (!store.isEmpty()) {
        conditions << QStringLiteral("s.store = ?");
        values << store;
    }
    if (before) {
        conditions << QStringLiteral("(coalesce(s.end_at, 0), s.record_id) < (?, ?)");
        values << before->endAt << before->record.value();
    }
    values << std::max(0, limit);
    std::vector<SettlementListRow> rows;
    auto read = m_connection.query(
        QStringLiteral("SELECT %1, r.key, r.state, r.reason, (SELECT count(*) FROM record_command rc CROSS JOIN command c ON "
                       "c.id = rc.command_id WHERE rc.record_id = r.id AND c.type = 'journalEntry' AND c.state = 'done') "
                       "FROM settlement s JOIN record r ON r.id = s.record_id %2 "
                       "ORDER BY coalesce(s.end_at, 0) DESC, s.record_id DESC LIMIT ?")
            .arg(kColumns,
                 conditions.isEmpty() ? QString() : QStringLiteral("WHERE ") + conditions.join(QStringLiteral(" AND "))),
        values, [&](const Row& row) {
            SettlementListRow one;
            one.settlement = settlementOf(row);
            one.key = row.text(17);
            one.state = recordStateFromString(row.text(18)).value_or(RecordState::Ready);
            one.reason = row.text(19);
            one.journals = row.integer(20);
            rows.push_back(std::move(one));
        });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<std::optional<SettlementRow>> SettlementTable::find(RecordId record) const
{
    std::optional<SettlementRow> found;
    auto read = m_connection.query(QStringLiteral("SELECT %1 FROM settlement s WHERE s.record_id = ?").arg(kColumns),
                                   {record.value()}, [&](const Row& row) { found = settlementOf(row); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<std::vector<SettlementRow>> SettlementTable::chain(const QString& store, const QString& currency) const
{
    std::vector<SettlementRow> rows;
    auto read = m_connection.query(QStringLiteral("SELECT %1 FROM settlement s WHERE s.store = ? AND s.currency = ? "
                                                  "AND s.is_reissue = 0 ORDER BY s.start_at, s.record_id")
                                       .arg(kColumns),
                                   {store, currency}, [&](const Row& row) { rows.push_back(settlementOf(row)); });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<std::vector<RecordId>> SettlementTable::withoutFacts(const QString& flow) const
{
    std::vector<RecordId> records;
    auto read = m_connection.query(QStringLiteral("SELECT r.id FROM record r WHERE r.flow = ? AND NOT EXISTS(SELECT 1 FROM "
                                                  "settlement s WHERE s.record_id = r.id) ORDER BY r.id"),
                                   {flow}, [&](const Row& row) { records.emplace_back(row.integer(0)); });
    if (!read)
        return fail(read.error());
    return records;
}

Result<std::vector<std::array<QString, 3>>> SettlementTable::labels() const
{
    std::vector<std::array<QString, 3>> labels;
    auto read =
        m_connection.query(QStringLiteral("SELECT transaction_type, amount_type, amount_description FROM settlement_label "
                                          "ORDER BY transaction_type, amount_type, amount_description"),
                           {}, [&](const Row& row) {
                               labels.push_back({row.text(0), row.text(1), row.text(2)});
                           });
    if (!read)
        return fail(read.error());
    return labels;
}

Result<std::vector<OrderInSettlement>> SettlementTable::ofOrder(const QString& orderId) const
{
    std::vector<OrderInSettlement> found;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT f.record_id, s.store, r.key, s.deposit_at, s.currency, count(*),
               sum(CASE f.is_buyers WHEN 1 THEN f.amount ELSE 0 END), sum(CASE f.is_buyers WHEN 2 THEN f.amount ELSE 0 END),
               sum(CASE f.is_buyers WHEN 0 THEN f.amount ELSE 0 END), r.state,
               (SELECT c.type || char(10) || c.remote_id || char(10) || c.remote_name FROM record_command rc
                CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = f.record_id AND c.state = 'done'
                AND (c.type = 'journalEntry' OR (c.type = 'customerPayment' AND c.key LIKE '%-' || ?))
                ORDER BY c.type = 'journalEntry', rc.position, c.id LIMIT 1)
        FROM settlement_row f JOIN settlement s ON s.record_id = f.record_id JOIN record r ON r.id = f.record_id
        WHERE f.order_id = ? AND f.order_id <> '' AND s.is_reissue = 0 GROUP BY f.record_id ORDER BY s.start_at, f.record_id)"),
                                   {orderId, orderId}, [&](const Row& row) {
                                       OrderInSettlement one;
                                       one.record = RecordId(row.integer(0));
                                       one.store = row.text(1);
                                       one.key = row.text(2);
                                       one.depositAt = row.optionalInteger(3);
                                       const QString currency = row.text(4);
                                       one.rows = row.integer(5);
                                       one.paid = Money(row.integer(6), currency);
                                       one.refunded = Money(row.integer(7), currency);
                                       one.other = Money(row.integer(8), currency);
                                       one.state = recordStateFromString(row.text(9)).value_or(RecordState::Ready);
                                       const QStringList document = row.text(10).split(u'\n');
                                       if (document.size() == 3) {
                                           one.documentType = document[0];
                                           one.documentId = document[1];
                                           one.documentName = document[2];
                                       }
                                       found.push_back(std::move(one));
                                   });
    if (!read)
        return fail(read.error());
    return found;
}

Result<std::vector<qint64>> SettlementTable::labelIds(const LabelFits& fits) const
{
    std::vector<qint64> ids;
    auto read = m_connection.query(
        QStringLiteral("SELECT id, transaction_type, amount_type, amount_description FROM settlement_label ORDER BY id"), {},
        [&](const Row& row) {
            if (fits(row.text(1), row.text(2), row.text(3)))
                ids.push_back(row.integer(0));
        });
    if (!read)
        return fail(read.error());
    return ids;
}

Result<std::vector<QString>> SettlementTable::storesOf(const QString& settlementId) const
{
    std::vector<QString> stores;
    auto read = m_connection.query(
        QStringLiteral("SELECT store FROM settlement WHERE settlement_id = ? AND is_reissue = 0 ORDER BY record_id"),
        {settlementId}, [&](const Row& row) { stores.push_back(row.text(0)); });
    if (!read)
        return fail(read.error());
    return stores;
}

Result<SettlementTable::RowSum> SettlementTable::sumOfRows(RecordId record, const QString& currency) const
{
    RowSum all{0, Money::zero(currency)};
    auto read =
        m_connection.query(QStringLiteral("SELECT count(*), coalesce(sum(amount), 0) FROM settlement_row WHERE record_id = ?"),
                           {record.value()}, [&](const Row& row) {
                               all = {row.integer(0), Money(row.integer(1), currency)};
                           });
    if (!read)
        return fail(read.error());
    return all;
}

Result<std::vector<SettlementFactRow>> SettlementTable::rows(const RowFilter& filter) const
{
    QStringList conditions;
    QVariantList values;
    if (filter.record.isValid()) {
        conditions << QStringLiteral("f.record_id = ?") << QStringLiteral("(f.line, f.part) > (?, ?)");
        values << filter.record.value() << filter.afterLine << filter.afterPart;
    }
    if (!filter.orderId.isEmpty() || !filter.record.isValid()) {
        conditions << QStringLiteral("f.order_id = ?");
        if (!filter.orderId.isEmpty()) // said aloud, or the index of rows with an order is not taken
            conditions << QStringLiteral("f.order_id <> ''");
        values << filter.orderId;
    }
    if (filter.labels) {
        QStringList ids;
        for (const qint64 id : *filter.labels)
            ids << QString::number(id);
        conditions << QStringLiteral("f.label_id IN (%1)").arg(ids.join(u','));
    }
    values << std::max(0, filter.limit);
    std::vector<SettlementFactRow> rows;
    auto read = m_connection.query(QStringLiteral("SELECT ") + kFactColumns + kFacts + QStringLiteral("WHERE ") +
                                       conditions.join(QStringLiteral(" AND ")) +
                                       QStringLiteral(" ORDER BY f.record_id, f.line, f.part LIMIT ?"),
                                   values, [&](const Row& row) { rows.push_back(factOf(row)); });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<void> SettlementTable::eachByOrder(RecordId record, const std::function<void(const SettlementFactRow&)>& onRow) const
{
    return m_connection.query(QStringLiteral("SELECT ") + kFactColumns + kFacts +
                                  QStringLiteral("WHERE f.record_id = ? ORDER BY f.order_id, f.line, f.part"),
                              {record.value()}, [&](const Row& row) { onRow(factOf(row)); });
}

Result<std::vector<std::pair<QString, Money>>> SettlementTable::paidBefore(RecordId record) const
{
    std::vector<std::pair<QString, Money>> paid;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT o.order_id, sum(e.amount), s.currency
        FROM (SELECT DISTINCT order_id FROM settlement_row WHERE record_id = ? AND order_id <> '') o
        JOIN settlement s ON s.record_id = ?
        JOIN settlement_row e ON e.order_id = o.order_id AND e.order_id <> '' AND e.is_buyers = 1
        JOIN settlement b ON b.record_id = e.record_id AND b.store = s.store AND b.currency = s.currency AND b.is_reissue = 0
             AND b.start_at < s.start_at
        GROUP BY o.order_id ORDER BY o.order_id)"),
                                   {record.value(), record.value()},
                                   [&](const Row& row) { paid.emplace_back(row.text(0), Money(row.integer(1), row.text(2))); });
    if (!read)
        return fail(read.error());
    return paid;
}

Result<std::vector<SettledOrderRow>> SettlementTable::orders(RecordId record, bool onlyUnmatched, const QString& afterOrderId,
                                                             int limit) const
{
    std::vector<SettledOrderRow> orders;
    const QString sums = QStringLiteral(R"(
        SELECT f.order_id, count(*) AS rows, sum(CASE f.is_buyers WHEN 1 THEN f.amount ELSE 0 END) AS paid,
               sum(CASE f.is_buyers WHEN 2 THEN f.amount ELSE 0 END) AS refunded,
               sum(CASE f.is_buyers WHEN 0 THEN f.amount ELSE 0 END) AS other, min(f.posted_at) AS posted, f.record_id
        FROM settlement_row f WHERE f.record_id = ? AND f.order_id > ? GROUP BY f.order_id)");
    const QString matched =
        QStringLiteral(
            "SELECT f.*, s.currency, o.type, o.total, o.currency AS order_currency, o.record_id AS "
            "order_record, coalesce(%1, %2, '') AS document, (SELECT sum(e.amount) FROM settlement_row e CROSS JOIN settlement b "
            "ON b.record_id = e.record_id WHERE e.order_id = f.order_id AND e.order_id <> '' AND e.is_buyers = 1 AND b.store = "
            "s.store "
            "AND b.is_reissue = 0 AND b.currency = s.currency) AS in_all FROM (%3) f JOIN settlement s ON "
            "s.record_id = f.record_id LEFT JOIN order_fact o ON o.order_id = f.order_id AND "
            "o.store = s.store")
            .arg(kOwnDocument, kSeenDocument, sums);
    auto read = m_connection.query(
        QStringLiteral("SELECT m.order_id, m.rows, m.paid, m.refunded, m.other, m.posted, m.currency, m.type, m.total, "
                       "m.order_currency, m.order_record, m.document, m.in_all FROM (%1) m %2 ORDER BY m.order_id LIMIT ?")
            .arg(matched, onlyUnmatched ? QStringLiteral("WHERE m.document = ''") : QString()),
        {record.value(), afterOrderId, std::max(0, limit)}, [&](const Row& row) {
            SettledOrderRow order;
            order.orderId = row.text(0);
            order.rows = row.integer(1);
            const QString currency = row.text(6);
            order.paid = Money(row.integer(2), currency);
            order.refunded = Money(row.integer(3), currency);
            order.other = Money(row.integer(4), currency);
            order.postedAt = row.optionalInteger(5);
            order.orderType = row.text(7);
            order.orderTotal = row_sql::moneyOf(row, 8, 9);
            order.orderRecord = RecordId(row.integer(10));
            order.paidInAll = Money(row.integer(12), currency);
            const QStringList document = row.text(11).split(u'\n');
            if (document.size() == 3) {
                order.documentType = document[0];
                order.documentId = document[1];
                order.documentName = document[2];
            }
            order.match = !order.documentId.isEmpty()   ? SettledOrderRow::Match::Document
                          : order.orderRecord.isValid() ? SettledOrderRow::Match::Waiting
                                                        : SettledOrderRow::Match::Unknown;
            orders.push_back(std::move(order));
        });
    if (!read)
        return fail(read.error());
    return orders;
}

Result<SettlementTable::MatchCount> SettlementTable::matches(RecordId record) const
{
    MatchCount count;
    auto read = m_connection.query(
        QStringLiteral("SELECT count(*), coalesce(sum(m.document <> ''), 0), coalesce(sum(m.document = '' AND m.known), 0) FROM "
                       "(SELECT coalesce(%1, %2, '') AS document, o.order_id IS NOT NULL AS known FROM "
                       "(SELECT DISTINCT order_id, record_id FROM settlement_row WHERE record_id = ? AND order_id <> '') f "
                       "JOIN settlement s ON s.record_id = f.record_id "
                       "LEFT JOIN order_fact o ON o.order_id = f.order_id AND o.store = s.store) m")
            .arg(kOwnDocument, kSeenDocument),
        {record.value()}, [&](const Row& row) {
            count.orders = row.integer(0);
            count.withDocument = row.integer(1);
            count.waiting = row.integer(2);
            count.unknown = count.orders - count.withDocument - count.waiting;
        });
    if (!read)
        return fail(read.error());
    return count;
}

Result<void> SettlementTable::insert(Transaction& tx, const SettlementRow& settlement)
{
    const auto optional = [](std::optional<qint64> value) { return row_sql::optionalValue(value); };
    auto done = tx.execute(
        QStringLiteral("INSERT INTO settlement(record_id, store, settlement_id, is_reissue, currency, start_at, end_at, "
                       "deposit_at, total, sum, rows, problems, reserve_in, reserve_out, payable, charge, sha256) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {settlement.record.value(), settlement.store, settlement.settlementId, settlement.isReissue ? 1 : 0, settlement.currency,
         optional(settlement.startAt), optional(settlement.endAt), optional(settlement.depositAt),
         settlement.total ? QVariant(settlement.total->minorUnits()) : QVariant(), settlement.sum.minorUnits(), settlement.rows,
         settlement.problems, settlement.reserveIn.minorUnits(), settlement.reserveOut.minorUnits(),
         settlement.payable.minorUnits(), settlement.charge.minorUnits(), settlement.sha256});
    if (!done)
        return fail(done.error());
    return {};
}

Result<void> SettlementTable::remove(Transaction& tx, RecordId record)
{
    for (const char* table : {"settlement_row", "settlement"}) {
        auto done = tx.execute(QStringLiteral("DELETE FROM %1 WHERE record_id = ?").arg(QLatin1String(table)), {record.value()});
        if (!done)
            return fail(done.error());
    }
    return {};
}

Result<qint64> SettlementTable::RowWriter::label(const SettlementFactRow& row)
{
    const QString key = row.transactionType + u'\x1f' + row.amountType + u'\x1f' + row.amountDescription;
    if (const auto known = m_labels.find(key); known != m_labels.end())
        return known->second;
    const QVariantList values{row.transactionType, row.amountType, row.amountDescription};
    auto added = m_tx.execute(QStringLiteral("INSERT OR IGNORE INTO settlement_label(transaction_type, amount_type, "
                                             "amount_description) VALUES (?, ?, ?)"),
                              values);
    if (!added)
        return fail(added.error());
    qint64 id = 0;
    auto read = m_tx.query(QStringLiteral("SELECT id FROM settlement_label WHERE transaction_type = ? AND amount_type = ? AND "
                                          "amount_description = ?"),
                           values, [&](const Row& found) { id = found.integer(0); });
    if (!read)
        return fail(read.error());
    m_labels.emplace(key, id);
    return id;
}

Result<void> SettlementTable::RowWriter::add(const SettlementFactRow& row)
{
    auto id = label(row);
    if (!id)
        return fail(id.error());
    m_rows.push_back({m_record.value(), row.line, row.part, *id, row.amount.minorUnits(), row.orderId, row.reference, row.sku,
                      row_sql::optionalValue(row.quantity), row.marketplace, row_sql::optionalValue(row.postedAt),
                      row.postedHasTime ? 1 : 0, row.party});
    return m_rows.size() < kRowsAtOnce ? Result<void>() : flush();
}

Result<void> SettlementTable::RowWriter::flush()
{
    auto written = m_tx.executeEach(
        QStringLiteral("INSERT INTO settlement_row(record_id, line, part, label_id, amount, order_id, reference, sku, quantity, "
                       "marketplace, posted_at, posted_has_time, is_buyers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        m_rows);
    m_rows.clear();
    return written;
}

} // namespace causeway::db
