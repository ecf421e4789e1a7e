// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "db/Connection.h"

namespace causeway::db {

/// An account of the books, as NetSuite showed it last.
struct BookAccountRow
{
    QString id, number, name;
    QString type;       ///< NetSuite's own word, e.g. "Expense"
    bool isOpen = true; ///< active, and no summary account: may be posted to

    /// "4010 Amazon sales": what people read.
    [[nodiscard]] QString title() const { return number.isEmpty() ? name : number + u' ' + name; }
};

/// The chart of accounts (006_book_accounts.sql). Errors: Storage.
class BookAccountTable
{
public:
    explicit BookAccountTable(Connection& connection) : m_connection(connection) {}

    /// By number, then name.
    [[nodiscard]] Result<std::vector<BookAccountRow>> list() const;
    /// Internal id -> title.
    [[nodiscard]] Result<std::map<QString, QString>> titles() const;
    /// Accounts that NetSuite does not show any more stay, closed: what was posted to them keeps its name. now: UTC ms.
    [[nodiscard]] static Result<void> replace(Transaction& tx, const std::vector<BookAccountRow>& accounts, qint64 now);

private:
    Connection& m_connection;
};

} // namespace causeway::db
