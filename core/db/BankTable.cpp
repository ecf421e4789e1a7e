// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/BankTable.h"

#include <algorithm>

#include <QVariant>

namespace causeway::db {

namespace {
const QString kSelect =
    QStringLiteral("SELECT b.id, b.account, b.line_key, b.day_at, b.amount, b.currency, b.memo, b.file_sha256, b.file_line, "
                   "b.imported_at, m.record_id, r.store, r.key, m.reason, m.matched_by, m.matched_at FROM bank_line b "
                   "LEFT JOIN bank_match m ON m.line_id = b.id LEFT JOIN record r ON r.id = m.record_id ");

BankLineRow lineOf(const Row& row)
{
    BankLineRow line;
    line.id = BankLineId(row.integer(0));
    line.account = row.text(1);
    line.key = row.text(2);
    line.dayAt = row.integer(3);
    line.amount = Money(row.integer(4), row.text(5));
    line.memo = row.text(6);
    line.fileSha256 = row.text(7);
    line.fileLine = row.integer(8);
    line.importedAt = row.integer(9);
    if (!row.isNull(10))
        line.match = BankLineRow::Match{
            RecordId(row.integer(10)), row.text(11), row.text(12), row.text(13), row.text(14), row.integer(15)};
    return line;
}
} // namespace

Result<std::vector<BankLineRow>> BankTable::list(const Filter& filter) const
{
    QStringList conditions{QStringLiteral("1 = 1")};
    QVariantList values;
    if (filter.onlyOpen)
        conditions << QStringLiteral("m.line_id IS NULL AND b.amount > 0");
    if (!filter.account.isEmpty()) {
        conditions << QStringLiteral("b.account = ?");
        values << filter.account;
    }
    if (filter.record.isValid()) {
        conditions << QStringLiteral("m.record_id = ?");
        values << filter.record.value();
    }
    values << std::max(0, filter.limit);
    std::vector<BankLineRow> lines;
    auto read = m_connection.query(
        kSelect +
            QStringLiteral("WHERE %1 ORDER BY b.day_at DESC, b.id DESC LIMIT ?").arg(conditions.join(QStringLiteral(" AND "))),
        values, [&](const Row& row) { lines.push_back(lineOf(row)); });
    if (!read)
        return fail(read.error());
    return lines;
}

Result<std::optional<BankLineRow>> BankTable::find(BankLineId line) const
{
    std::optional<BankLineRow> found;
    auto read = m_connection.query(kSelect + QStringLiteral("WHERE b.id = ?"), {line.value()},
                                   [&](const Row& row) { found = lineOf(row); });
    if (!read)
        return fail(read.error());
    return found;
}

Result<BankTable::Paid> BankTable::paid(RecordId record, const QString& currency) const
{
    Paid paid{0, Money::zero(currency)};
    auto read = m_connection.query(
        QStringLiteral("SELECT count(*), coalesce(sum(CASE b.currency WHEN ? THEN b.amount ELSE 0 END), 0) FROM bank_match m "
                       "JOIN bank_line b ON b.id = m.line_id WHERE m.record_id = ?"),
        {currency, record.value()}, [&](const Row& row) {
            paid = {row.integer(0), Money(row.integer(1), currency)};
        });
    if (!read)
        return fail(read.error());
    return paid;
}

Result<std::vector<UnpaidRow>> BankTable::unpaid() const
{
    std::vector<UnpaidRow> rows;
    auto read = m_connection.query(
        QStringLiteral("SELECT s.record_id, s.store, r.key, s.settlement_id, s.deposit_at, s.total, s.currency FROM settlement s "
                       "JOIN record r ON r.id = s.record_id WHERE s.is_reissue = 0 AND s.total > 0 AND s.deposit_at IS NOT NULL "
                       "AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.record_id = s.record_id) "
                       "ORDER BY s.deposit_at, s.record_id"),
        {}, [&](const Row& row) {
            rows.push_back({RecordId(row.integer(0)), row.text(1), row.text(2), row.text(3), row.integer(4),
                            Money(row.integer(5), row.text(6))});
        });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<bool> BankTable::insert(Transaction& tx, const BankLineRow& line)
{
    auto added =
        tx.execute(QStringLiteral("INSERT INTO bank_line(account, line_key, day_at, amount, currency, memo, file_sha256, "
                                  "file_line, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
                   {line.account, line.key, line.dayAt, line.amount.minorUnits(), line.amount.currency(), line.memo,
                    line.fileSha256, line.fileLine, line.importedAt});
    if (!added)
        return fail(added.error());
    return *added > 0;
}

Result<void> BankTable::match(Transaction& tx, BankLineId line, const BankLineRow::Match& match)
{
    auto added = tx.execute(
        QStringLiteral("INSERT INTO bank_match(line_id, record_id, reason, matched_by, matched_at) VALUES (?, ?, ?, ?, ?)"),
        {line.value(), match.record.value(), match.reason, match.by, match.at});
    if (!added)
        return fail(added.error());
    return {};
}

Result<bool> BankTable::unmatch(Transaction& tx, BankLineId line)
{
    auto removed = tx.execute(QStringLiteral("DELETE FROM bank_match WHERE line_id = ?"), {line.value()});
    if (!removed)
        return fail(removed.error());
    return *removed > 0;
}

} // namespace causeway::db
