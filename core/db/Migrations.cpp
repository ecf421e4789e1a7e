// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Migrations.h"

#include <QDir>
#include <QFile>

#include "db/DatabaseFile.h"

namespace causeway::db {

namespace {
Result<void> runStep(Connection& connection, const Migration& migration)
{
    for (const QString& statement : migration.statements) {
        if (auto ran = connection.execute(statement); !ran)
            return fail(ran.error());
    }
    if (auto set = connection.execute(QStringLiteral("PRAGMA application_id = %1").arg(database_file::kApplicationId)); !set)
        return fail(set.error());
    if (auto set = connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(migration.version)); !set)
        return fail(set.error());
    return {};
}

QStringList statementsOf(const QString& text)
{
    QStringList statements;
    QString statement;
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed() != QStringLiteral("--;")) {
            statement += line + u'\n';
            continue;
        }
        statements.append(statement.trimmed());
        statement.clear();
    }
    if (!statement.trimmed().isEmpty())
        statements.append(statement.trimmed());
    return statements;
}
} // namespace

Result<std::vector<Migration>> loadMigrations(const QString& folder)
{
    std::vector<Migration> migrations;
    for (const QString& name : QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder + u'/' + name);
        if (!file.open(QFile::ReadOnly))
            return fail(ErrorKind::Defect, QStringLiteral("The schema file %1 cannot be read.").arg(name));
        Migration migration{name.section(u'_', 0, 0).toInt(), name, statementsOf(QString::fromUtf8(file.readAll()))};
        if (migration.version != static_cast<int>(migrations.size()) + 1)
            return fail(ErrorKind::Defect, QStringLiteral("The schema file %1 is out of order.").arg(name));
        migrations.push_back(std::move(migration));
    }
    if (migrations.empty())
        return fail(ErrorKind::Defect, QStringLiteral("This program was built without its schema."));
    return migrations;
}

Result<void> migrate(Connection& connection, const std::vector<Migration>& migrations, int from)
{
    for (const Migration& migration : migrations) {
        if (migration.version <= from)
            continue;
        if (auto begun = connection.execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return fail(begun.error());
        Result<void> ran = runStep(connection, migration);
        if (ran) {
            if (auto committed = connection.execute(QStringLiteral("COMMIT")); !committed)
                ran = fail(committed.error());
        }
        if (!ran) {
            (void)connection.execute(QStringLiteral("ROLLBACK"));
            return fail(ran.error());
        }
    }
    return {};
}

} // namespace causeway::db
