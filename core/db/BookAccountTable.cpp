// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/BookAccountTable.h"

#include <QVariant>

namespace causeway::db {

Result<std::vector<BookAccountRow>> BookAccountTable::list() const
{
    std::vector<BookAccountRow> accounts;
    auto read =
        m_connection.query(QStringLiteral("SELECT id, number, name, type, is_open FROM book_account ORDER BY number, name, id"),
                           {}, [&](const Row& row) {
                               accounts.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) != 0});
                           });
    if (!read)
        return fail(read.error());
    return accounts;
}

Result<std::map<QString, QString>> BookAccountTable::titles() const
{
    const auto accounts = list();
    if (!accounts)
        return fail(accounts.error());
    std::map<QString, QString> titles;
    for (const BookAccountRow& account : *accounts)
        titles.emplace(account.id, account.title());
    return titles;
}

Result<void> BookAccountTable::replace(Transaction& tx, const std::vector<BookAccountRow>& accounts, qint64 now)
{
    if (auto closed = tx.execute(QStringLiteral("UPDATE book_account SET is_open = 0")); !closed)
        return fail(closed.error());
    std::vector<QVariantList> rows;
    rows.reserve(accounts.size());
    for (const BookAccountRow& account : accounts)
        rows.push_back({account.id, account.number, account.name, account.type, account.isOpen ? 1 : 0, now});
    return tx.executeEach(
        QStringLiteral("INSERT INTO book_account(id, number, name, type, is_open, seen_at) VALUES (?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET number = excluded.number, name = excluded.name, type = excluded.type, "
                       "is_open = excluded.is_open, seen_at = excluded.seen_at"),
        rows);
}

} // namespace causeway::db
