// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Database.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "base/FileAccess.h"
#include "db/DatabaseFile.h"
#include "db/DiskReserve.h"
#include "db/Migrations.h"
#include "db/Readers.h"
#include "db/Writer.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

Result<void> checkpointOn(Connection& connection)
{
    bool busy = false;
    auto ran = connection.query(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"), {},
                                [&](const Row& row) { busy = row.integer(0) != 0; });
    if (!ran)
        return fail(ran.error());
    if (busy)
        return fail(ErrorKind::Storage, Words::tr("The profile is being read, so its log could not be emptied now."),
                    Words::tr("It is emptied later by itself."), QStringLiteral("busy"));
    return {};
}

Result<void> quickCheckOf(const QString& file, SqliteFile::Mode mode)
{
    auto opened = SqliteFile::open(file, mode);
    if (!opened)
        return fail(opened.error());
    Connection connection(opened->database());
    QString verdict;
    auto ran = connection.query(QStringLiteral("PRAGMA quick_check(1)"), {}, [&](const Row& row) { verdict = row.text(0); });
    if (!ran)
        return fail(ran.error());
    if (verdict != QStringLiteral("ok"))
        return fail(ErrorKind::Storage, Words::tr("The profile's database is damaged (%1).").arg(verdict.simplified().left(200)),
                    Words::tr("Restore the newest good backup."), QStringLiteral("damaged"));
    return {};
}

/// A consistent copy, checked, private, under its name only when it is complete. The reader may be any that sees the file.
Result<void> copyTo(const QString& source, SqliteFile::Mode mode, const QString& target)
{
    if (QFileInfo::exists(target))
        return fail(ErrorKind::Storage, Words::tr("There is already a file of this name."), Words::tr("Choose another name."),
                    QStringLiteral("exists"));
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    // SQLite fills an empty file; made first so that no moment exists in which others could read it.
    if (auto made = file_access::writePrivateFile(part, {}); !made)
        return fail(made.error());
    auto copied = [&]() -> Result<void> {
        {
            auto opened = SqliteFile::open(source, mode);
            if (!opened)
                return fail(opened.error());
            Connection connection(opened->database());
            if (auto ran = connection.execute(QStringLiteral("VACUUM INTO ?"), {part}); !ran)
                return fail(ran.error());
        }
        if (auto good = quickCheckOf(part, SqliteFile::Mode::Immutable); !good)
            return fail(good.error());
        if (!QFile::rename(part, target))
            return fail(ErrorKind::Storage, Words::tr("The copy of the profile could not be given its name."),
                        Words::tr("Check the folder and try again."), QStringLiteral("io"));
        return {};
    }();
    if (!copied)
        QFile::remove(part);
    return copied;
}

/// A writer that found the file wrong must not leave traces; a probe that commits tells more than permission bits.
Result<void> probe(Transaction& tx)
{
    auto written = tx.execute(QStringLiteral("UPDATE instance SET clean_stop = clean_stop"));
    if (!written)
        return fail(written.error());
    return {};
}

Result<std::vector<Migration>> builtIn()
{
    return loadMigrations();
}
} // namespace

class Database::Impl
{
public:
    Impl(QString path, Access wanted, const Log& logger)
        : file(std::move(path)), access(wanted), log(logger), reserve(DiskReserve::fileBeside(file))
    {
    }
    ~Impl()
    {
        if (readers)
            readers->closeAll();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> openWriter(const std::vector<Migration>& migrations, int stored);
    void onDiskFull();

    const QString file;
    const Access access;
    const Log log;
    SqliteFile::Mode readMode = SqliteFile::Mode::ReadOnly;
    DiskReserve reserve;
    std::unique_ptr<Writer> writer;
    std::shared_ptr<Readers> readers; // shared with threads that end
};

void Database::Impl::onDiskFull()
{
    reserve.release();
    log.warning("db.disk-full");
}

Result<void> Database::Impl::openWriter(const std::vector<Migration>& migrations, int stored)
{
    if (auto writable = database_file::checkWritable(file); !writable)
        return writable;
    if (auto made = database_file::makePrivate(file); !made)
        return made;
    const int newest = migrations.back().version;
    if (stored < newest) {
        const QString folder = QFileInfo(file).absolutePath() + QStringLiteral("/backups");
        if (auto made = file_access::makePrivateFolder(folder); !made)
            return made;
        const QString backup = QDir(folder).filePath(QStringLiteral("before-schema-%1.sqlite").arg(newest));
        // The same step tried before and failed: the older copy is as good, but one of now is better.
        QFile::remove(backup);
        if (auto copied = copyTo(file, SqliteFile::Mode::ReadOnly, backup); !copied)
            return copied;
        log.info("db.backup-before-migration", {{"version", stored}});
    }
    writer = std::make_unique<Writer>(file, [this] { onDiskFull(); });
    if (auto started = writer->start(); !started)
        return started;
    if (stored < newest) {
        auto migrated = writer->outside([&](Transaction& tx) -> Result<void> {
            if (auto done = db::migrate(tx, migrations, stored); !done)
                return done;
            return checkpointOn(tx); // the header then tells the version without the log
        });
        if (!migrated)
            return migrated;
        log.info("db.migrated", {{"version", newest}});
    }
    auto probed = writer->write(probe);
    if (!probed && probed.error().code == QStringLiteral("disk-full"))
        probed = writer->write(probe); // the ballast has just been given up
    if (!probed)
        return probed;
    if (auto made = database_file::makePrivate(file); !made)
        return made;
    if (auto room = reserve.ensure(); !room)
        log.warning("db.no-ballast");
    return {};
}

Database::Database(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const QString& file, Access access, const Log& log)
{
    auto migrations = builtIn();
    if (!migrations)
        return fail(migrations.error());
    if (auto right = database_file::check(file); !right)
        return fail(right.error());
    auto stored = database_file::storedVersion(file);
    if (!stored)
        return fail(stored.error());
    if (auto known = database_file::checkVersion(*stored, migrations->back().version, access == Access::Writer); !known)
        return fail(known.error());

    auto impl = std::make_unique<Impl>(QFileInfo(file).absoluteFilePath(), access, log);
    if (access == Access::Writer) {
        if (auto opened = impl->openWriter(*migrations, *stored); !opened)
            return fail(opened.error());
    } else if (!database_file::checkWritable(file) && QFileInfo(file + QStringLiteral("-wal")).size() == 0) {
        impl->readMode = SqliteFile::Mode::Immutable; // SQLite could not make its index there, and nobody can change the file
    }
    impl->readers = std::make_shared<Readers>(impl->file, impl->readMode);
    auto readable = impl->readers->run([](Connection& connection) {
        return connection.query(QStringLiteral("SELECT id FROM instance"), {}, [](const Row&) {});
    });
    if (!readable)
        return fail(readable.error());
    return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Result<void> Database::create(const QString& file, const std::function<Result<void>(Transaction&)>& fill)
{
    auto migrations = builtIn();
    if (!migrations)
        return fail(migrations.error());
    if (database_file::isNetworkPath(file))
        return fail(ErrorKind::Storage, Words::tr("A profile cannot lie on a network drive."),
                    Words::tr("Choose a folder of this computer."), QStringLiteral("network-folder"));
    if (QFileInfo::exists(file))
        return fail(ErrorKind::Storage, Words::tr("There is already a profile in this folder."),
                    Words::tr("Choose another folder."), QStringLiteral("exists"));
    const QString part = file + QStringLiteral(".part");
    for (const QString& suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(part + suffix);
    if (auto made = file_access::writePrivateFile(part, {}); !made)
        return fail(made.error());
    auto filled = [&]() -> Result<void> {
        Writer writer(part, {});
        if (auto started = writer.start(); !started)
            return started;
        if (auto migrated = writer.outside([&](Transaction& tx) { return db::migrate(tx, *migrations, 0); }); !migrated)
            return migrated;
        if (fill) {
            if (auto written = writer.write(fill); !written)
                return written;
        }
        return writer.outside([](Transaction& tx) { return checkpointOn(tx); });
    }();
    if (filled && QFile::rename(part, file))
        return {};
    QFile::remove(part);
    if (!filled)
        return filled;
    return fail(ErrorKind::Storage, Words::tr("The new profile could not be given its name."),
                Words::tr("Check the folder and try again."), QStringLiteral("io"));
}

Result<void> Database::runWrite(const std::function<Result<void>(Transaction&)>& fn)
{
    if (m_writeGuard) {
        if (auto allowed = m_writeGuard(); !allowed)
            return allowed;
    }
    if (!m_impl->writer)
        return fail(ErrorKind::Storage, Words::tr("The profile is open for reading only."),
                    Words::tr("Close the other Causeway first."), QStringLiteral("read-only"));
    return m_impl->writer->write(fn);
}

Result<void> Database::runRead(const std::function<Result<void>(Connection&)>& fn)
{
    return m_impl->readers->run(fn);
}

const QString& Database::file() const
{
    return m_impl->file;
}

Database::Access Database::access() const
{
    return m_impl->access;
}

Result<void> Database::quickCheck()
{
    return quickCheckOf(m_impl->file, m_impl->readMode);
}

Result<void> Database::backupTo(const QString& file)
{
    return copyTo(m_impl->file, m_impl->readMode, file);
}

Result<void> Database::checkpoint()
{
    if (!m_impl->writer)
        return {};
    return m_impl->writer->outside([](Transaction& tx) { return checkpointOn(tx); });
}

Result<void> Database::checkSpace()
{
    if (!m_impl->writer)
        return {};
    return m_impl->reserve.ensure();
}

QString Database::sqliteVersion()
{
    QString version;
    auto opened = SqliteFile::open(QStringLiteral(":memory:"), SqliteFile::Mode::ReadOnly);
    if (!opened)
        return version;
    Connection connection(opened->database());
    (void)connection.query(QStringLiteral("SELECT sqlite_version()"), {}, [&](const Row& row) { version = row.text(0); });
    return version;
}

int Database::newestSchema()
{
    auto migrations = builtIn();
    return migrations ? migrations->back().version : 0;
}

} // namespace causeway::db
