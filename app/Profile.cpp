// SPDX-License-Identifier: GPL-3.0-or-later
#include "Profile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "base/FileAccess.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::Profile)
};

/// Not AppDataLocation: that depends on the program's name, and the window and the command line must agree.
QString baseFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(QStringLiteral("causeway"));
}
} // namespace

QString Profile::defaultFolder()
{
    return QDir(baseFolder()).filePath(QStringLiteral("default"));
}

QString Profile::defaultDemoFolder()
{
    return QDir(baseFolder()).filePath(QStringLiteral("demo"));
}

QString Profile::databaseFile(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("causeway.sqlite"));
}

bool Profile::exists(const QString& folder)
{
    return QFileInfo(databaseFile(folder)).isFile();
}

Result<Profile> Profile::open(const QString& folder, Access access, bool create)
{
    const QString path = QDir(folder).absolutePath();
    if (!create && !exists(path))
        return fail(ErrorKind::Storage, Words::tr("There is no profile in %1.").arg(QDir::toNativeSeparators(path)),
                    Words::tr("Make one with \"causeway-cli init\", or name another folder with --profile."),
                    QStringLiteral("no-profile"));
    if (create && !QFileInfo(path).isDir()) {
        if (auto made = file_access::makePrivateFolder(path); !made)
            return fail(made.error());
    }
    if (access == Access::Read && !create) {
        const bool isHeld = ProfileLock::isHeld(path);
        return Profile(path, nullptr, isHeld ? ProfileLock::heldError(path) : ProfileLock::readOnlyError(path));
    }
    Result<std::unique_ptr<ProfileLock>> lock = ProfileLock::take(path);
    if (lock)
        return Profile(path, std::move(*lock), {});
    if (access == Access::ReadIfLocked && !create)
        return Profile(path, nullptr, lock.error());
    return fail(lock.error());
}

QString Profile::masterKeyFile() const
{
    return QDir(m_folder).filePath(QStringLiteral("vault.key"));
}

QString Profile::logFolder() const
{
    return QDir(m_folder).filePath(QStringLiteral("logs"));
}

QString Profile::backupFolder() const
{
    return QDir(m_folder).filePath(QStringLiteral("backups"));
}

} // namespace causeway::app
