// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>

#include "db/Connection.h"

namespace causeway::db {

/// One numbered step of the schema: a file NNN_name.sql, its statements separated by lines "--;" (triggers contain semicolons,
/// and QtSql runs one statement at a time).
struct Migration
{
    int version = 0;
    QString name;
    QStringList statements;
};

/// The steps in a folder in order, 1, 2, 3 …; Defect when a number is missing or double. Default: those built into the program.
[[nodiscard]] Result<std::vector<Migration>> loadMigrations(const QString& folder = QStringLiteral(":/causeway/migrations"));
/// Runs the steps above the version, each in one transaction together with user_version. Stops at the first failure; that step
/// leaves nothing behind.
[[nodiscard]] Result<void> migrate(Connection& connection, const std::vector<Migration>& migrations, int from);

} // namespace causeway::db
