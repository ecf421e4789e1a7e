// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QCryptographicHash>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "DatabaseFixture.h"
#include "db/DatabaseFile.h"
#include "db/Migrations.h"
#include "db/SqliteFile.h"

using namespace causeway;
using namespace causeway::db;

namespace {
QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void overwrite(const QString& path, qint64 at, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Names and contents of everything in a folder.
std::map<QString, QByteArray> folderState(const QString& folder)
{
    std::map<QString, QByteArray> state;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden))
        state[info.fileName()] = bytesOf(info.filePath()) + QByteArray::number(info.lastModified().toMSecsSinceEpoch());
    return state;
}

#ifdef Q_OS_UNIX
/// A small disk of its own, when the test runs as root; unmounted at the end.
class SmallDisk
{
public:
    SmallDisk(const QString& folder, const QString& options) : m_folder(folder)
    {
        m_mounted = geteuid() == 0 && mount({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"), options,
                                             QStringLiteral("tmpfs"), folder});
    }
    ~SmallDisk()
    {
        if (m_mounted)
            QProcess::execute(QStringLiteral("umount"), {m_folder});
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] bool remount(const QString& options) const
    {
        return mount({QStringLiteral("-o"), QStringLiteral("remount,") + options, m_folder});
    }

private:
    static bool mount(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("mount"), arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }
    QString m_folder;
    bool m_mounted = false;
};
#endif
} // namespace

/// The file: opening, refusing, one writer, many readers, group commit, full disks.
class DatabaseTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DatabaseFixture> m;
    static constexpr qint64 kNow = DatabaseFixture::kNow;

    Result<std::unique_ptr<Database>> opened(Database::Access access = Database::Access::Writer) const
    {
        return Database::open(m->file(), access, Log());
    }
    Result<void> put(const QString& name) const
    {
        auto written = m->execute(QStringLiteral("INSERT INTO setting(name, json, updated_at) VALUES (?, 'null', 1)"), {name});
        return written ? Result<void>() : fail(written.error());
    }

private Q_SLOTS:
    void init() { m = std::make_unique<DatabaseFixture>(); }
    void cleanup() { m.reset(); }

    // --- opening

    void aFreshProfileHasTheNewestSchemaAndItsRow()
    {
        VERIFY_OK(m->start());
        QCOMPARE(m->number(QStringLiteral("PRAGMA user_version")), Database::newestSchema());
        const auto instance = m->database->read([](Connection& connection) { return InstanceReads(connection).load(); });
        VERIFY_OK(instance);
        QCOMPARE(instance->installId, QStringLiteral("install-1"));
        QCOMPARE(instance->keyMark, QByteArray("mark"));
        QCOMPARE(m->create().error().code, QStringLiteral("exists"));
        QVERIFY(!Database::sqliteVersion().isEmpty());
    }

    void everyConnectionHasItsSettings()
    {
        VERIFY_OK(m->start());
        const std::map<QString, qint64> expected{{QStringLiteral("synchronous"), 2},    {QStringLiteral("fullfsync"), 1},
                                                 {QStringLiteral("foreign_keys"), 1},   {QStringLiteral("secure_delete"), 1},
                                                 {QStringLiteral("trusted_schema"), 0}, {QStringLiteral("cell_size_check"), 1},
                                                 {QStringLiteral("busy_timeout"), 5000}};
        const auto check = [&](Connection& connection) -> Result<void> {
            for (const auto& [name, value] : expected) {
                qint64 now = -1;
                if (auto read =
                        connection.query(QStringLiteral("PRAGMA ") + name, {}, [&](const Row& row) { now = row.integer(0); });
                    !read)
                    return read;
                if (now != value)
                    return fail(ErrorKind::Defect, name);
            }
            QString journal;
            auto read =
                connection.query(QStringLiteral("PRAGMA journal_mode"), {}, [&](const Row& row) { journal = row.text(0); });
            return read && journal == QStringLiteral("wal") ? Result<void>() : fail(ErrorKind::Defect, journal);
        };
        VERIFY_OK(m->database->write([&](Transaction& tx) { return check(tx); }));
        VERIFY_OK(m->database->read(check));
    }

    void readersCannotWrite()
    {
        VERIFY_OK(m->start());
        const auto written =
            m->database->read([](Connection& connection) { return connection.execute(QStringLiteral("DELETE FROM setting")); });
        QCOMPARE(written.error().code, QStringLiteral("read-only"));
    }

    void whatIsMissingOrNoProfileIsRefused()
    {
        QCOMPARE(opened().error().code, QStringLiteral("no-profile"));

        QFile text(m->file());
        QVERIFY(text.open(QFile::WriteOnly));
        text.write(QByteArray(4'096, 'x'));
        text.close();
        QCOMPARE(opened().error().code, QStringLiteral("damaged"));

        QVERIFY(text.open(QFile::WriteOnly | QFile::Truncate));
        text.close();
        QCOMPARE(opened().error().code, QStringLiteral("damaged"));
        QVERIFY(!opened().error().remedy.isEmpty());
    }

    void anotherProgramsDatabaseIsRefusedUntouched()
    {
        {
            QSqlDatabase foreign = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
            foreign.setDatabaseName(m->file());
            QVERIFY(foreign.open());
            QVERIFY(QSqlQuery(foreign).exec(QStringLiteral("CREATE TABLE theirs(x)")));
            foreign.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
        const auto before = folderState(m->folder.path());

        const auto refused = opened();

        QCOMPARE(refused.error().code, QStringLiteral("damaged"));
        QVERIFY(refused.error().message.contains(QStringLiteral("not made by Causeway")));
        QCOMPARE(folderState(m->folder.path()), before);
    }

    void aNewerProfileIsRefusedByteByByteUnchanged_data()
    {
        QTest::addColumn<bool>("inLog");
        QTest::newRow("version in the file") << false;
        QTest::newRow("version only in the write-ahead log") << true;
    }
    void aNewerProfileIsRefusedByteByByteUnchanged()
    {
        QFETCH(bool, inLog);
        VERIFY_OK(m->create());
        const QString raise = QStringLiteral("PRAGMA user_version = %1").arg(Database::newestSchema() + 1);
        const QString copy = m->folder.filePath(QStringLiteral("copy"));
        QVERIFY(QDir().mkpath(copy));
        const QString target = copy + QStringLiteral("/causeway.sqlite");
        {
            auto file = SqliteFile::open(m->file(), SqliteFile::Mode::ReadWrite);
            VERIFY_OK(file);
            Connection connection(file->database());
            VERIFY_OK(connection.execute(raise));
            if (inLog) { // what a crash leaves: a log, no index
                QVERIFY(QFile::copy(m->file(), target));
                QVERIFY(QFile::copy(m->file() + QStringLiteral("-wal"), target + QStringLiteral("-wal")));
            }
        }
        if (!inLog)
            QVERIFY(QFile::copy(m->file(), target));
        const auto before = folderState(copy);
        QCOMPARE(before.size(), std::size_t(inLog ? 2 : 1));

        for (const auto access : {Database::Access::Writer, Database::Access::ReadOnly}) {
            const auto refused = Database::open(target, access, Log());
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, QStringLiteral("newer"));
            QCOMPARE(folderState(copy), before);
        }
    }

    void aDamagedFileIsSaidToBeDamaged()
    {
        VERIFY_OK(m->start());
        for (int i = 0; i < 300; ++i)
            VERIFY_OK(put(QStringLiteral("setting-%1").arg(i) + QString(200, u'x')));
        VERIFY_OK(m->database->quickCheck());
        m->database.reset();

        overwrite(m->file(), QFileInfo(m->file()).size() - 3 * 4'096, QByteArray(4'096, '\xA5'));
        auto reopened = opened();
        if (reopened)
            QCOMPARE((*reopened)->quickCheck().error().code, QStringLiteral("damaged"));
        else
            QCOMPARE(reopened.error().code, QStringLiteral("damaged"));

        reopened = fail(ErrorKind::Defect, {});
        QVERIFY(QFile::resize(m->file(), 5 * 4'096));
        QCOMPARE(opened().error().code, QStringLiteral("damaged"));
    }

    void aProfileOnANetworkDriveIsRefused()
    {
        QVERIFY(database_file::isNetworkFileSystem("nfs4"));
        QVERIFY(database_file::isNetworkFileSystem("CIFS"));
        QVERIFY(!database_file::isNetworkFileSystem("ext4"));
        QVERIFY(!database_file::isNetworkFileSystem("apfs"));
        QCOMPARE(Database::open(QStringLiteral("//server/share/causeway.sqlite"), Database::Access::Writer, Log()).error().code,
                 QStringLiteral("network-folder"));
        QCOMPARE(Database::create(QStringLiteral("\\\\server\\share\\causeway.sqlite")).error().code,
                 QStringLiteral("network-folder"));
    }

    void aLockedFileIsSaidToBeLocked()
    {
        VERIFY_OK(m->start());
        auto other = SqliteFile::open(m->file(), SqliteFile::Mode::ReadWrite);
        VERIFY_OK(other);
        Connection holder(other->database());
        VERIFY_OK(holder.execute(QStringLiteral("BEGIN IMMEDIATE")));

        // The real wait is five seconds; the writer's own connection is told to be less patient.
        VERIFY_OK(holder.execute(QStringLiteral("ROLLBACK")));
        VERIFY_OK(m->execute(QStringLiteral("UPDATE instance SET checked_at = 1")));
        VERIFY_OK(m->database->write(
            [](Transaction& tx) { return tx.query(QStringLiteral("PRAGMA busy_timeout = 1"), {}, [](const Row&) {}); }));
        VERIFY_OK(holder.execute(QStringLiteral("BEGIN IMMEDIATE")));
        const auto refused = put(QStringLiteral("x"));
        QCOMPARE(refused.error().code, QStringLiteral("busy"));
        VERIFY_OK(holder.execute(QStringLiteral("ROLLBACK")));
        VERIFY_OK(put(QStringLiteral("x")));
    }

    void aSecondReaderWorksBesideTheWriter()
    {
        VERIFY_OK(m->start());
        auto reader = opened(Database::Access::ReadOnly);
        VERIFY_OK(reader);
        VERIFY_OK(put(QStringLiteral("seen")));

        const auto seen = (*reader)->read(
            [](Connection& connection) { return ConfigurationReads(connection).setting(QStringLiteral("seen")); });
        VERIFY_OK(seen);
        const auto refused = (*reader)->write([](Transaction& tx) { return tx.execute(QStringLiteral("DELETE FROM setting")); });
        QCOMPARE(refused.error().code, QStringLiteral("read-only"));
    }

    void aReadOnlyFolderCanBeReadButNotUsed()
    {
#ifdef Q_OS_UNIX
        const QString disk = m->folder.filePath(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        const SmallDisk mounted(disk, QStringLiteral("size=64m"));
        if (!mounted.isMounted())
            QSKIP("needs root and the right to mount");
        const QString file = disk + QStringLiteral("/causeway.sqlite");
        VERIFY_OK(InstanceTable::createProfile(file, InstanceRow()));
        QVERIFY(mounted.remount(QStringLiteral("ro")));

        QCOMPARE(Database::open(file, Database::Access::Writer, Log()).error().code, QStringLiteral("read-only"));
        {
            const auto reader = Database::open(file, Database::Access::ReadOnly, Log());
            VERIFY_OK(reader);
            VERIFY_OK((*reader)->read([](Connection& connection) { return InstanceReads(connection).load(); }));
            VERIFY_OK((*reader)->quickCheck());
        }
        QCOMPARE(InstanceTable::createProfile(disk + QStringLiteral("/other.sqlite"), InstanceRow()).error().kind ==
                     ErrorKind::Storage,
                 true);
#else
        QSKIP("POSIX only");
#endif
    }

    // --- migrations

    void theBuiltInStepsAreInOrder()
    {
        const auto steps = loadMigrations();
        VERIFY_OK(steps);
        QCOMPARE(steps->back().version, Database::newestSchema());
        QVERIFY(steps->front().statements.size() > 40);
    }

    void stepsOutOfOrderAreRefused()
    {
        QFile file(m->folder.filePath(QStringLiteral("002_second.sql")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("CREATE TABLE a(x)\n--;\n");
        file.close();
        QVERIFY(!loadMigrations(m->folder.path()));
        QVERIFY(!loadMigrations(m->folder.filePath(QStringLiteral("nowhere"))));
    }

    void aStepThatFailsLeavesNothingBehind()
    {
        VERIFY_OK(m->create());
        auto file = SqliteFile::open(m->file(), SqliteFile::Mode::ReadWrite);
        VERIFY_OK(file);
        Connection connection(file->database());
        const int before = Database::newestSchema();
        const std::vector<Migration> steps{
            {before + 1, QStringLiteral("good"), {QStringLiteral("CREATE TABLE one(x)")}},
            {before + 2,
             QStringLiteral("bad"),
             {QStringLiteral("CREATE TABLE two(x)"), QStringLiteral("INSERT INTO nowhere VALUES (1)")}}};

        QVERIFY(!migrate(connection, steps, before));

        qint64 version = 0, tables = 0;
        VERIFY_OK(connection.query(QStringLiteral("PRAGMA user_version"), {}, [&](const Row& row) { version = row.integer(0); }));
        VERIFY_OK(connection.query(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name IN ('one', 'two')"), {},
                                   [&](const Row& row) { tables = row.integer(0); }));
        QCOMPARE(version, before + 1);
        QCOMPARE(tables, 1);
    }

    // --- writing

    void callsThatArriveTogetherShareACommitAndFailAlone()
    {
        VERIFY_OK(m->start());
        constexpr int kCalls = 40;
        std::atomic<int> ready = 0;
        std::atomic<bool> release = false;
        // The first call holds the writer until all others are queued, so that they must end up in one group.
        std::thread holder([&] {
            (void)m->database->write([&](Transaction&) -> Result<void> {
                ++ready;
                while (!release)
                    std::this_thread::yield();
                return {};
            });
        });
        while (ready == 0)
            std::this_thread::yield();
        std::vector<std::thread> threads;
        std::atomic<int> good = 0, bad = 0;
        for (int i = 0; i < kCalls; ++i) {
            threads.emplace_back([&, i] {
                const auto written = m->database->write([&](Transaction& tx) -> Result<int> {
                    auto put = tx.execute(QStringLiteral("INSERT INTO setting(name, json, updated_at) VALUES (?, 'null', 1)"),
                                          {QStringLiteral("s-%1").arg(i)});
                    if (!put)
                        return fail(put.error());
                    if (i % 4 == 0)
                        return fail(ErrorKind::Rejected, QStringLiteral("no"));
                    if (i % 4 == 1)
                        throw std::runtime_error("unexpected");
                    return i;
                });
                if (written)
                    ++good;
                else
                    ++bad;
            });
        }
        release = true;
        holder.join();
        for (std::thread& thread : threads)
            thread.join();

        QCOMPARE(good.load(), kCalls / 2);
        QCOMPARE(bad.load(), kCalls / 2);
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM setting")), kCalls / 2);
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM setting WHERE CAST(substr(name, 3) AS INTEGER) % 4 < 2")), 0);
    }

    void aWriteInsideAWriteIsRefusedInsteadOfHanging()
    {
        VERIFY_OK(m->start());
        const auto inner = m->database->write([&](Transaction&) -> Result<void> { return put(QStringLiteral("inner")); });
        QVERIFY(!inner);
        QCOMPARE(toString(inner.error().kind), toString(ErrorKind::Defect));
    }

    void aReadSeesOneMomentAndNestedReadsTheSame()
    {
        VERIFY_OK(m->start());
        VERIFY_OK(put(QStringLiteral("a")));
        const auto counts = m->database->read([&](Connection& connection) -> Result<std::vector<qint64>> {
            const auto count = [&] {
                qint64 n = 0;
                (void)connection.query(QStringLiteral("SELECT count(*) FROM setting"), {},
                                       [&](const Row& row) { n = row.integer(0); });
                return n;
            };
            std::vector<qint64> seen{count()};
            if (auto written = put(QStringLiteral("b")); !written)
                return fail(written.error());
            seen.push_back(count());
            seen.push_back(m->number(QStringLiteral("SELECT count(*) FROM setting")));
            return seen;
        });
        VERIFY_OK(counts);
        QCOMPARE(*counts, (std::vector<qint64>{1, 1, 1}));
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM setting")), 2);
    }

    void readersEndWithTheirThreads()
    {
        VERIFY_OK(m->start());
        const qsizetype before = QSqlDatabase::connectionNames().size();
        for (int i = 0; i < 5; ++i) {
            std::thread([&] { (void)m->number(QStringLiteral("SELECT 1")); }).join();
            QCOMPARE(QSqlDatabase::connectionNames().size(), before);
        }
        m->database.reset();
        QCOMPARE(QSqlDatabase::connectionNames().size(), 0);
        QVERIFY(!QFileInfo::exists(m->file() + QStringLiteral("-wal"))); // the writer closed last and cleanly
    }

    void readersAndWritersAtOnceSeeWholeCommitsOnly()
    {
        VERIFY_OK(m->start());
        VERIFY_OK(m->execute(QStringLiteral("INSERT INTO rate_bucket(connection, operation, micro_tokens, updated_at, period_us) "
                                            "VALUES ('a', 'x', 0, 0, 0), ('b', 'x', 0, 0, 0)")));
        std::atomic<bool> stop = false;
        std::atomic<int> torn = 0, failed = 0, reads = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&] {
                while (!stop) {
                    const qint64 difference =
                        m->number(QStringLiteral("SELECT max(micro_tokens) - min(micro_tokens) FROM rate_bucket"));
                    torn += difference > 0;
                    failed += difference < 0;
                    ++reads;
                }
            });
        }
        std::vector<std::thread> writers;
        for (int t = 0; t < 3; ++t) {
            writers.emplace_back([&] {
                for (int i = 0; i < 60; ++i) {
                    const auto written = m->database->write([&](Transaction& tx) -> Result<void> {
                        for (const QString& name : {QStringLiteral("a"), QStringLiteral("b")}) {
                            if (auto set = tx.execute(
                                    QStringLiteral("UPDATE rate_bucket SET micro_tokens = micro_tokens + 1 WHERE connection = ?"),
                                    {name});
                                !set)
                                return fail(set.error());
                        }
                        return {};
                    });
                    failed += !written;
                }
            });
        }
        for (std::thread& writer : writers)
            writer.join();
        stop = true;
        for (std::thread& thread : threads)
            thread.join();

        QCOMPARE(torn.load(), 0);
        QCOMPARE(failed.load(), 0);
        QVERIFY(reads.load() > 0);
        QCOMPARE(m->number(QStringLiteral("SELECT min(micro_tokens) FROM rate_bucket")), 180);
    }

    void anEmptyTextIsATextAndNullIsNull()
    {
        VERIFY_OK(m->start());
        VERIFY_OK(m->source(QStringLiteral("o-1")));
        VERIFY_OK(m->execute(QStringLiteral("UPDATE record SET note = ?, variance_json = ?"), {QString(), QVariant()}));
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM record WHERE note = '' AND variance_json IS NULL")), 1);
    }

    // --- files

    void everyFileIsTheOwnersAlone()
    {
#ifdef Q_OS_UNIX
        const mode_t old = umask(022);
        VERIFY_OK(m->start());
        VERIFY_OK(put(QStringLiteral("a")));
        VERIFY_OK(m->database->backupTo(m->folder.filePath(QStringLiteral("backup.sqlite"))));
        QStringList wrong, names;
        for (const QFileInfo& info : QDir(m->folder.path()).entryInfoList(QDir::Files)) {
            struct stat status
            {
            };
            QCOMPARE(stat(info.filePath().toLocal8Bit().constData(), &status), 0);
            names.append(info.fileName());
            if ((status.st_mode & 0777) != 0600)
                wrong.append(info.fileName());
        }
        umask(old);
        QCOMPARE(wrong, QStringList());
        names.sort();
        QCOMPARE(names,
                 (QStringList{QStringLiteral("backup.sqlite"), QStringLiteral("ballast"), QStringLiteral("causeway.sqlite"),
                              QStringLiteral("causeway.sqlite-shm"), QStringLiteral("causeway.sqlite-wal")}));
#else
        QSKIP("POSIX only");
#endif
    }

    void aFileThatOthersCouldReadIsClosedToThem()
    {
#ifdef Q_OS_UNIX
        VERIFY_OK(m->create());
        QCOMPARE(chmod(m->file().toLocal8Bit().constData(), 0644), 0);
        VERIFY_OK(m->open());
        struct stat status
        {
        };
        QCOMPARE(stat(m->file().toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600U);
#else
        QSKIP("POSIX only");
#endif
    }

    void aBackupIsWholeAndNeverReplacesAnything()
    {
        VERIFY_OK(m->start());
        VERIFY_OK(put(QStringLiteral("kept")));
        const QString backup = m->folder.filePath(QStringLiteral("backup.sqlite"));
        VERIFY_OK(m->database->backupTo(backup));
        QCOMPARE(m->database->backupTo(backup).error().code, QStringLiteral("exists"));
        VERIFY_OK(put(QStringLiteral("later")));

        const auto copy = Database::open(backup, Database::Access::ReadOnly, Log());
        VERIFY_OK(copy);
        const auto names = (*copy)->read([](Connection& connection) -> Result<qint64> {
            qint64 n = 0;
            auto ran =
                connection.query(QStringLiteral("SELECT count(*) FROM setting"), {}, [&](const Row& row) { n = row.integer(0); });
            return ran ? Result<qint64>(n) : fail(ran.error());
        });
        QCOMPARE(*names, 1);
    }

    void aFullDiskStopsInTimeAndGoesOnByItself()
    {
#ifdef Q_OS_UNIX
        const QString disk = m->folder.filePath(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        const SmallDisk mounted(disk, QStringLiteral("size=56m"));
        if (!mounted.isMounted())
            QSKIP("needs root and the right to mount");
        const QString file = disk + QStringLiteral("/causeway.sqlite");
        VERIFY_OK(InstanceTable::createProfile(file, InstanceRow()));
        auto database = Database::open(file, Database::Access::Writer, Log());
        VERIFY_OK(database);
        VERIFY_OK((*database)->checkSpace());
        QVERIFY(QFileInfo(disk + QStringLiteral("/ballast")).size() >= 16 * 1024 * 1024);

        // Somebody else fills the disk to the last byte.
        QFile other(disk + QStringLiteral("/other"));
        QVERIFY(other.open(QFile::WriteOnly | QFile::Unbuffered));
        const QByteArray block(64 * 1024, 'o');
        while (other.write(block) == block.size()) {
        }
        other.close();

        const auto put = [&](int i) {
            return (*database)->write([&](Transaction& tx) {
                return tx.execute(QStringLiteral("INSERT INTO setting(name, json, updated_at) VALUES (?, ?, 1)"),
                                  {QStringLiteral("s-%1").arg(i), QString(100'000, u'x')});
            });
        };
        int written = 0;
        Error full;
        for (int i = 0; i < 2'000 && full.message.isEmpty(); ++i) {
            if (const auto one = put(i); one)
                ++written;
            else
                full = one.error();
        }
        QCOMPARE(full.code, QStringLiteral("disk-full"));
        QVERIFY(!QFileInfo::exists(disk + QStringLiteral("/ballast")));
        QCOMPARE((*database)->checkSpace().error().code, QStringLiteral("disk-full")); // stop before sending
        VERIFY_OK(put(5'000)); // but an answer that is already here still fits
        VERIFY_OK((*database)->quickCheck());

        QVERIFY(other.remove());
        VERIFY_OK((*database)->checkSpace());
        QVERIFY(QFileInfo::exists(disk + QStringLiteral("/ballast")));
        VERIFY_OK(put(5'001));
        const auto counted = (*database)->read([](Connection& connection) -> Result<qint64> {
            qint64 n = 0;
            auto ran =
                connection.query(QStringLiteral("SELECT count(*) FROM setting"), {}, [&](const Row& row) { n = row.integer(0); });
            return ran ? Result<qint64>(n) : fail(ran.error());
        });
        QCOMPARE(*counted, written + 2);
        database = fail(ErrorKind::Defect, {}); // closed before the disk goes
#else
        QSKIP("POSIX only");
#endif
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "DatabaseTest.moc"
