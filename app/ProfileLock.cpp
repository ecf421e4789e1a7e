// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProfileLock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QThread>

#include "ProfileLockSystem.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::ProfileLock)
};

constexpr int kTries = 10;
constexpr unsigned long kBetweenTriesMs = 25;

QString systemFile(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("profile.lock"));
}

QString namedFile(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("holder.lock"));
}

/// The system's lock is ours, so nobody holds the profile: the file that names the holder could not be written.
Error cannotName(const QString& folder, const QLockFile& named)
{
    if (named.error() == QLockFile::PermissionError)
        return ProfileLock::readOnlyError(folder);
    return Error::make(ErrorKind::Storage, Words::tr("The disk with the profile is full, or it cannot be written."),
                       Words::tr("Free at least 50 MB on the disk of %1, then try again.").arg(QDir::toNativeSeparators(folder)),
                       QStringLiteral("disk-full"));
}

Error lockedBy(const QLockFile& named)
{
    qint64 pid = 0;
    QString host;
    QString program;
    QString who = Words::tr("another Causeway");
    if (named.getLockInfo(&pid, &host, &program)) {
        who = Words::tr("another Causeway (process %1)").arg(pid);
        if (host != QSysInfo::machineHostName())
            who = Words::tr("another Causeway (process %1 on the computer %2)").arg(pid).arg(host);
    }
    return Error::make(ErrorKind::Storage, Words::tr("The profile is in use by %1.").arg(who),
                       Words::tr("Close the other program or wait for it, then try again."), QStringLiteral("locked"));
}
} // namespace

ProfileLock::ProfileLock(std::unique_ptr<SystemLock> system, std::unique_ptr<QLockFile> named)
    : m_system(std::move(system)), m_named(std::move(named))
{
}

ProfileLock::~ProfileLock() = default;

bool ProfileLock::isHeld(const QString& folder)
{
    return SystemLock::isHeld(systemFile(folder));
}

Error ProfileLock::heldError(const QString& folder)
{
    return lockedBy(QLockFile(namedFile(folder)));
}

Error ProfileLock::readOnlyError(const QString& folder)
{
    return Error::make(ErrorKind::Storage, Words::tr("The profile's folder cannot be written."),
                       Words::tr("Give this user the right to write to %1, or choose another folder with --profile.")
                           .arg(QDir::toNativeSeparators(folder)),
                       QStringLiteral("read-only"));
}

Result<std::unique_ptr<ProfileLock>> ProfileLock::take(const QString& folder)
{
    auto named = std::make_unique<QLockFile>(namedFile(folder));
    named->setStaleLockTime(0); // a run may take hours; only a dead holder is stale

    bool isHeldByOther = false;
    std::unique_ptr<SystemLock> system;
    // Another process that just looks whether the profile is in use, or is ending, is out of the way at once.
    for (int i = 0; i < kTries && !system; ++i) {
        if (i > 0)
            QThread::msleep(kBetweenTriesMs);
        system = SystemLock::take(systemFile(folder), isHeldByOther);
        if (!system && !isHeldByOther)
            return fail(readOnlyError(folder));
    }
    if (!system)
        return fail(lockedBy(*named));
    if (!named->tryLock(0)) {
        qint64 pid = 0;
        QString host;
        QString program;
        const bool isReadable = named->getLockInfo(&pid, &host, &program);
        if (isReadable && host != QSysInfo::machineHostName())
            return fail(lockedBy(*named));
        // We hold the system's lock, so the named holder on this computer is dead and its process number was given to another
        // program.
        QFile::remove(namedFile(folder));
        if (!named->tryLock(0))
            return fail(named->error() == QLockFile::LockFailedError ? lockedBy(*named) : cannotName(folder, *named));
    }
    return std::unique_ptr<ProfileLock>(new ProfileLock(std::move(system), std::move(named)));
}

} // namespace causeway::app
