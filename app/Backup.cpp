// SPDX-License-Identifier: GPL-3.0-or-later
#include "Backup.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include "base/FileAccess.h"
#include "db/InstanceTable.h"
#include "db/RecordTable.h"

namespace causeway::app::backup {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::Backup)
};

/// "20261123T100000Z" for file names.
QString stamp(const Clock& clock)
{
    return QDateTime::fromMSecsSinceEpoch(clock.nowMs(), QTimeZone::utc()).toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
}

const Clock& clockOf(const ProfileOptions& options, const SystemClock& systemClock)
{
    return options.clock != nullptr ? *options.clock : static_cast<const Clock&>(systemClock);
}

Result<qint64> countRecords(db::Connection& connection)
{
    const db::RecordReads reads(connection);
    qint64 sum = 0;
    for (const db::RecordState state :
         {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
          db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped}) {
        Result<qint64> count = reads.count(state);
        if (!count)
            return count;
        sum += *count;
    }
    return sum;
}

Error fileError(const QString& file, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("file"));
    error.path = file;
    return error;
}

/// Reading it said that "the profile" is damaged: it is the backup.
Error ofBackup(const QString& file, const Error& error)
{
    if (error.code != QStringLiteral("damaged"))
        return error;
    Error own = Error::make(ErrorKind::Storage, Words::tr("The file is damaged, or no backup made by Causeway."),
                            Words::tr("Use another backup; the profile itself was not touched."), error.code);
    own.path = file;
    return own;
}

/// The mark of the key that the profile's own database was made with; empty when that cannot be read (a reason to restore).
QByteArray presentKeyMark(const Profile& profile)
{
    auto database = db::Database::open(profile.databaseFile(), db::Database::Access::ReadOnly, Log());
    if (!database)
        return {};
    const auto instance = (*database)->read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
    return instance ? instance->keyMark : QByteArray();
}

Result<Facts> verifyFor(const QString& file, const Profile& profile, const ProfileOptions& options)
{
    if (!QFileInfo(file).isFile())
        return fail(fileError(file, Words::tr("There is no such file."), Words::tr("Check the file's name.")));
    auto database = db::Database::open(QFileInfo(file).absoluteFilePath(), db::Database::Access::ReadOnly, Log());
    if (!database)
        return fail(ofBackup(file, database.error()));
    if (auto checked = (*database)->quickCheck(); !checked)
        return fail(ofBackup(file, checked.error()));
    const auto instance = (*database)->read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
    if (!instance)
        return fail(ofBackup(file, instance.error()));
    if (auto vault = Composition::unlock(*instance, profile, options); !vault)
        return fail(vault.error());
    // The keychain may hold the keys of several profiles: the file must be this one's.
    if (const QByteArray mark = presentKeyMark(profile); !mark.isEmpty() && mark != instance->keyMark)
        return fail(ErrorKind::Storage, Words::tr("The backup belongs to another profile: it was made with another master key."),
                    Words::tr("Use a backup of this profile, or open the other one with --profile."),
                    QStringLiteral("other-key"));
    const auto records = (*database)->read([](db::Connection& connection) { return countRecords(connection); });
    if (!records)
        return fail(records.error());
    return Facts{QFileInfo(file).absoluteFilePath(), QFileInfo(file).size(), *records};
}

tl::unexpected<Error> cannotWrite(const QString& file)
{
    return fail(ErrorKind::Storage, Words::tr("%1 cannot be written.").arg(QDir::toNativeSeparators(file)),
                Words::tr("Check the free space and this user's rights. The profile was not changed."),
                QStringLiteral("read-only"));
}

/// Copy of the backup beside the database, brought to the newest schema and marked.
Result<void> prepare(const QString& backupFile, const QString& copy, qint64 nowMs)
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(copy + QString::fromLatin1(suffix)); // of a restore that was cut off
    if (!QFile::copy(backupFile, copy))
        return cannotWrite(copy);
    if (auto isPrivate = file_access::makePrivate(copy); !isPrivate)
        return isPrivate;
    auto database = db::Database::open(copy, db::Database::Access::Writer, Log());
    if (!database)
        return fail(database.error());
    return (*database)->write([&](db::Transaction& transaction) { return db::InstanceTable(transaction).setRestoredAt(nowMs); });
}

/// Moves a database aside with its write-ahead log, which may hold the newest commits.
Result<void> moveAside(const QString& from, const QString& to)
{
    for (const char* suffix : {"-shm", "-wal", ""}) {
        const QString end = QString::fromLatin1(suffix);
        if (QFile::exists(from + end) && !QFile::rename(from + end, to + end))
            return cannotWrite(to + end);
    }
    return {};
}
} // namespace

Result<Facts> create(Composition& composition, const QString& file)
{
    QString target = file;
    if (target.isEmpty()) {
        if (auto made = file_access::makePrivateFolder(composition.profile().backupFolder()); !made)
            return fail(made.error());
        target = QDir(composition.profile().backupFolder())
                     .filePath(QStringLiteral("causeway-%1.sqlite").arg(stamp(composition.clock())));
    }
    if (QFileInfo::exists(target))
        return fail(fileError(target, Words::tr("There is such a file already."),
                              Words::tr("Name another file; backups are never overwritten.")));
    if (auto copied = composition.database().backupTo(QFileInfo(target).absoluteFilePath()); !copied)
        return fail(copied.error());
    const auto records = composition.database().read([](db::Connection& connection) { return countRecords(connection); });
    if (!records)
        return fail(records.error());
    return Facts{QFileInfo(target).absoluteFilePath(), QFileInfo(target).size(), *records};
}

Result<Facts> verify(const QString& file, const ProfileOptions& options)
{
    const auto profile = Profile::open(options.folder, Profile::Access::Read);
    if (!profile)
        return fail(profile.error());
    return verifyFor(file, *profile, options);
}

Result<Restored> restore(const QString& file, const ProfileOptions& options)
{
    // A damaged or missing database is a reason to restore, so the profile is locked but not opened.
    if (!QFileInfo(options.folder).isDir())
        return fail(Profile::open(options.folder, Profile::Access::Write).error());
    const auto profile = Profile::open(options.folder, Profile::Access::Write, true);
    if (!profile)
        return fail(profile.error());
    auto facts = verifyFor(file, *profile, options);
    if (!facts)
        return fail(facts.error());
    const SystemClock systemClock;
    const Clock& clock = clockOf(options, systemClock);
    const QString database = profile->databaseFile();
    const QString copy = database + QStringLiteral(".restoring");
    if (auto prepared = prepare(facts->file, copy, clock.nowMs()); !prepared)
        return fail(prepared.error());
    Restored restored{*facts, {}};
    if (QFileInfo::exists(database)) {
        restored.oldDatabase = database + QStringLiteral(".before-restore-") + stamp(clock);
        if (auto moved = moveAside(database, restored.oldDatabase); !moved)
            return fail(moved.error());
    }
    if (!QFile::rename(copy, database))
        return cannotWrite(database);
    return restored;
}

} // namespace causeway::app::backup
