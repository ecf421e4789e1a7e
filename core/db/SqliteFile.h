// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>

#include "base/Result.h"

namespace causeway::db {

/// One open connection to a SQLite file with our settings on it, each read back. Used and closed by one thread at a time.
class SqliteFile final
{
public:
    enum class Mode
    {
        ReadWrite,
        ReadOnly,
        Immutable ///< file in a folder that nobody can write to, without a write-ahead log
    };
    [[nodiscard]] static Result<SqliteFile> open(const QString& file, Mode mode);
    ~SqliteFile();
    SqliteFile(SqliteFile&& other) noexcept;
    SqliteFile(const SqliteFile&) = delete;
    SqliteFile& operator=(const SqliteFile&) = delete;
    SqliteFile& operator=(SqliteFile&&) = delete;

    [[nodiscard]] QSqlDatabase database() const { return m_database; }

private:
    SqliteFile(QString name, const QSqlDatabase& database) : m_name(std::move(name)), m_database(database) {}

    QString m_name; ///< of the QtSql connection; empty once moved from
    QSqlDatabase m_database;
};

} // namespace causeway::db
