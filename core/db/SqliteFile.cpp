// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/SqliteFile.h"

#include <array>

#include <QCoreApplication>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

#include "db/Connection.h"
#include "db/SqlError.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

struct Setting
{
    const char* name;
    const char* value;
    const char* readBack;
};
// What each connection must have (docs/reliability.md section e). fullfsync matters on macOS and does nothing elsewhere. The
// write-ahead log is kept small after a burst; only the one writer checkpoints, readers cannot (SQLite's WAL-reset race).
constexpr std::array kSettings{
    Setting{"busy_timeout", "5000", "5000"}, Setting{"synchronous", "FULL", "2"},
    Setting{"fullfsync", "1", "1"},          Setting{"checkpoint_fullfsync", "1", "1"},
    Setting{"foreign_keys", "1", "1"},       Setting{"secure_delete", "1", "1"},
    Setting{"trusted_schema", "0", "0"},     Setting{"cell_size_check", "1", "1"},
    Setting{"temp_store", "MEMORY", "2"},    Setting{"journal_size_limit", "67108864", "67108864"},
};

Result<QString> pragma(Connection& connection, const QString& text)
{
    QString value;
    if (auto read = connection.query(QStringLiteral("PRAGMA ") + text, {}, [&](const Row& row) { value = row.text(0); }); !read)
        return fail(read.error());
    return value;
}

Result<void> applySettings(const QSqlDatabase& database, SqliteFile::Mode mode)
{
    Connection connection(database);
    if (mode == SqliteFile::Mode::ReadWrite) {
        auto journal = pragma(connection, QStringLiteral("journal_mode = WAL"));
        if (!journal)
            return fail(journal.error());
        if (*journal != QStringLiteral("wal"))
            return fail(ErrorKind::Storage, Words::tr("The profile's folder does not allow a safe journal."),
                        Words::tr("Move the profile to a local disk."), QStringLiteral("network-folder"));
    }
    for (const Setting& setting : kSettings) {
        const QString name = QString::fromLatin1(setting.name);
        if (auto set = pragma(connection, name + QStringLiteral(" = ") + QString::fromLatin1(setting.value)); !set)
            return fail(set.error());
        auto now = pragma(connection, name);
        if (!now)
            return fail(now.error());
        if (*now != QString::fromLatin1(setting.readBack))
            return fail(ErrorKind::Storage, Words::tr("SQLite does not accept the setting %1.").arg(name),
                        Words::tr("Use the SQLite library that comes with Causeway."), QStringLiteral("sql"));
    }
    // The first page is read only now: a file that is no database says so here.
    if (auto schema = connection.query(QStringLiteral("SELECT count(*) FROM sqlite_schema"), {}, [](const Row&) {}); !schema)
        return fail(schema.error());
    return {};
}
} // namespace

Result<SqliteFile> SqliteFile::open(const QString& file, Mode mode)
{
    const QString name = QStringLiteral("causeway-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    SqliteFile opened(name, QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name));
    if (!opened.m_database.isValid())
        return fail(ErrorKind::Storage, Words::tr("Qt's SQLite driver is missing."),
                    Words::tr("Install the package with Qt's SQLite plugin."), QStringLiteral("no-driver"));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (mode != Mode::ReadWrite)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (mode == Mode::Immutable) {
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        opened.m_database.setDatabaseName(QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded()) +
                                          QStringLiteral("?immutable=1"));
    } else {
        opened.m_database.setDatabaseName(file);
    }
    opened.m_database.setConnectOptions(options);
    if (!opened.m_database.open())
        return fail(toError(opened.m_database.lastError()));
    if (auto set = applySettings(opened.m_database, mode); !set)
        return fail(set.error());
    return opened;
}

SqliteFile::SqliteFile(SqliteFile&& other) noexcept : m_name(std::exchange(other.m_name, {})), m_database(other.m_database) {}

SqliteFile::~SqliteFile()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase(); // removeDatabase() wants no copy left
    QSqlDatabase::removeDatabase(m_name);
}

} // namespace causeway::db
