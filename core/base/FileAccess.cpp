// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/FileAccess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace causeway::file_access {

namespace {
constexpr QFile::Permissions kFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kFolder = kFile | QFile::ExeOwner;

tl::unexpected<Error> cannotWrite(const QString& path)
{
    return fail(ErrorKind::Storage, QCoreApplication::translate("FileAccess", "%1 cannot be written.").arg(path),
                QCoreApplication::translate("FileAccess", "Check the rights on the folder and the free space of the disk."),
                QStringLiteral("read-only"));
}
} // namespace

Result<void> makePrivateFolder(const QString& folder)
{
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, kFolder))
        return cannotWrite(folder);
    return {};
}

Result<void> makePrivate(const QString& file)
{
    if (!QFile::setPermissions(file, kFile))
        return cannotWrite(file);
    return {};
}

Result<void> writePrivateFile(const QString& file, const QByteArray& bytes)
{
    QSaveFile save(file); // its temporary file is made with mode 0600
    if (!save.open(QFile::WriteOnly) || !save.setPermissions(kFile) || save.write(bytes) != bytes.size() || !save.commit())
        return cannotWrite(file);
    return makePrivate(file); // an older file of that name gave its mode to the new one
}

} // namespace causeway::file_access
