// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/DatabaseFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QtEndian>

#include "base/FileAccess.h"
#include "db/Connection.h"
#include "db/SqliteFile.h"

namespace causeway::db::database_file {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

// https://www.sqlite.org/fileformat2.html section 1.3
constexpr qsizetype kHeaderBytes = 100;
constexpr qsizetype kUserVersionAt = 60;
constexpr qsizetype kApplicationIdAt = 68;

Result<QByteArray> header(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return fail(ErrorKind::Storage, Words::tr("The profile's database cannot be read."),
                    Words::tr("Give your user the right to read the profile's folder."), QStringLiteral("read-only"));
    QByteArray bytes = file.read(kHeaderBytes);
    if (bytes.size() < kHeaderBytes || !bytes.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return fail(ErrorKind::Storage, Words::tr("The profile's database is damaged: this is no database file."),
                    Words::tr("Restore the newest good backup."), QStringLiteral("damaged"));
    return bytes;
}

bool hasLog(const QString& file)
{
    return QFileInfo(file + QStringLiteral("-wal")).size() > 0;
}
} // namespace

bool isNetworkFileSystem(const QByteArray& fileSystemType)
{
    static const QByteArrayList types{"nfs",          "nfs3",  "nfs4",       "cifs",        "smb",
                                      "smb2",         "smb3",  "smbfs",      "afpfs",       "webdav",
                                      "davfs",        "ncpfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse",
                                      "osxfuse.sshfs"};
    return types.contains(fileSystemType.toLower());
}

bool isNetworkPath(const QString& file)
{
    return file.startsWith(QStringLiteral("//")) || file.startsWith(QStringLiteral("\\\\"));
}

Result<void> check(const QString& file)
{
    if (isNetworkPath(file) || isNetworkFileSystem(QStorageInfo(QFileInfo(file).absolutePath()).fileSystemType()))
        return fail(ErrorKind::Storage, Words::tr("The profile lies on a network drive, where a database cannot be kept safely."),
                    Words::tr("Move the profile to a disk of this computer."), QStringLiteral("network-folder"));
    if (!QFileInfo(file).isFile())
        return fail(ErrorKind::Storage, Words::tr("There is no profile in this folder."), Words::tr("Create one first."),
                    QStringLiteral("no-profile"));
    auto bytes = header(file);
    if (!bytes)
        return fail(bytes.error());
    if (qFromBigEndian<quint32>(bytes->constData() + kApplicationIdAt) != kApplicationId)
        return fail(ErrorKind::Storage, Words::tr("The database in this folder was not made by Causeway."),
                    Words::tr("Choose another folder."), QStringLiteral("damaged"));
    return {};
}

Result<int> storedVersion(const QString& file)
{
    auto bytes = header(file);
    if (!bytes)
        return fail(bytes.error());
    const int inHeader = static_cast<int>(qFromBigEndian<quint32>(bytes->constData() + kUserVersionAt));
    if (!hasLog(file))
        return inHeader;
    // A crash right after a migration leaves the new number in the log only.
    const QString index = file + QStringLiteral("-shm");
    const bool hadIndex = QFileInfo::exists(index);
    int version = 0;
    {
        auto opened = SqliteFile::open(file, SqliteFile::Mode::ReadOnly);
        if (!opened)
            return fail(opened.error());
        Connection connection(opened->database());
        auto read = connection.query(QStringLiteral("PRAGMA user_version"), {},
                                     [&](const Row& row) { version = static_cast<int>(row.integer(0)); });
        if (!read)
            return fail(read.error());
    }
    if (!hadIndex && version > inHeader)
        QFile::remove(index); // leave a file that is refused as it was
    return version;
}

Result<void> checkVersion(int stored, int newest, bool mayMigrate)
{
    if (stored > newest)
        return fail(
            ErrorKind::Storage,
            Words::tr("This profile was made by a newer Causeway (schema %1, this program knows %2).").arg(stored).arg(newest),
            Words::tr("Install the newest Causeway; nothing was changed."), QStringLiteral("newer"));
    if (stored <= 0)
        return fail(ErrorKind::Storage, Words::tr("The profile's database is incomplete."),
                    Words::tr("Restore the newest good backup."), QStringLiteral("damaged"));
    if (stored < newest && !mayMigrate)
        return fail(ErrorKind::Storage, Words::tr("This profile was made by an older Causeway and is in use."),
                    Words::tr("Close the other Causeway and open the profile once with this one."), QStringLiteral("older"));
    return {};
}

Result<void> checkWritable(const QString& file)
{
    if (QFileInfo(file).isWritable() && QFileInfo(QFileInfo(file).absolutePath()).isWritable())
        return {};
    return fail(ErrorKind::Storage, Words::tr("The profile cannot be written: its file or folder is read-only."),
                Words::tr("Give your user the right to write to the profile's folder."), QStringLiteral("read-only"));
}

Result<void> makePrivate(const QString& file)
{
    for (const QString& path : {file, file + QStringLiteral("-wal"), file + QStringLiteral("-shm")}) {
        if (!QFileInfo::exists(path) || file_access::isPrivate(path))
            continue;
        if (auto made = file_access::makePrivate(path); !made)
            return fail(made.error());
    }
    return {};
}

} // namespace causeway::db::database_file
