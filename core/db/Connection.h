// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QSqlDatabase>
#include <QVariantList>

#include "base/Result.h"

class QSqlQuery;

namespace causeway::db {

/// One row of a result; columns by position.
class Row
{
public:
    explicit Row(const QSqlQuery& query) : m_query(query) {}
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const;

private:
    const QSqlQuery& m_query;
};

/// A database connection inside Database::read or Database::write; lives only for that call and on that thread.
/// SQL in raw strings, every column listed, values bound in order. Errors: Storage.
class Connection
{
public:
    explicit Connection(const QSqlDatabase& database) : m_database(database) {}
    /// Runs one statement; returns the number of changed rows.
    [[nodiscard]] Result<qint64> execute(const QString& sql, const QVariantList& values = {});
    /// Runs one statement and calls onRow for every row; reads all rows and finishes the statement before it returns.
    [[nodiscard]] Result<void> query(const QString& sql, const QVariantList& values,
                                     const std::function<void(const Row&)>& onRow);
    /// Runs one statement once for each list of values, prepared once.
    [[nodiscard]] Result<void> executeEach(const QString& sql, const std::vector<QVariantList>& all);
    /// Row id of the newest INSERT.
    [[nodiscard]] Result<qint64> insert(const QString& sql, const QVariantList& values);

private:
    QSqlDatabase m_database;
};

/// A Connection that may write; only Database::write makes one.
class Transaction final : public Connection
{
public:
    using Connection::Connection;
};

} // namespace causeway::db
