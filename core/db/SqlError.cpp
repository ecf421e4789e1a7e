// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/SqlError.h"

#include <QCoreApplication>
#include <QSqlError>

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

// Primary result codes of sqlite3.h; the extended ones carry them in the low byte.
enum : int
{
    kPerm = 3,
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kIo = 10,
    kCorrupt = 11,
    kFull = 13,
    kCantOpen = 14,
    kConstraint = 19,
    kNotADb = 26
};

Error storage(const char* code, QString message, QString remedy)
{
    return Error::make(ErrorKind::Storage, std::move(message), std::move(remedy), QString::fromLatin1(code));
}
} // namespace

Error toError(const QSqlError& error)
{
    const int code = error.nativeErrorCode().toInt() & 0xFF;
    switch (code) {
    case kFull:
        return storage("disk-full", Words::tr("The disk with the profile is full."),
                       Words::tr("Free some space; Causeway goes on by itself."));
    case kPerm:
    case kReadOnly:
        return storage("read-only", Words::tr("The profile cannot be written: its file or folder is read-only."),
                       Words::tr("Give your user the right to write to the profile's folder."));
    case kCorrupt:
    case kNotADb:
        return storage("damaged", Words::tr("The profile's database is damaged."), Words::tr("Restore the newest good backup."));
    case kBusy:
    case kLocked:
        return storage("busy", Words::tr("Another program keeps the profile's database locked."),
                       Words::tr("Close other programs that have this file open, then try again."));
    case kIo:
        return storage("io", Words::tr("The disk with the profile reported an error."),
                       Words::tr("Check the disk; nothing half-written was kept."));
    case kCantOpen:
        return storage("read-only", Words::tr("The profile's database could not be opened."),
                       Words::tr("Check that the folder exists and that your user may write to it."));
    case kConstraint:
        return Error::make(ErrorKind::Defect,
                           Words::tr("The database refused a change that must not happen: %1.").arg(error.databaseText()),
                           Words::tr("Please report this; nothing was changed."), QStringLiteral("constraint"));
    default:
        break;
    }
    return Error::make(ErrorKind::Storage, Words::tr("The database refused a command: %1.").arg(error.databaseText()),
                       Words::tr("Please report this; nothing was changed."), QStringLiteral("sql"));
}

} // namespace causeway::db
