// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TemporaryFolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include "base/FileAccess.h"

namespace causeway {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::TemporaryFolder)
};
} // namespace

TemporaryFolder TemporaryFolder::ofProfile(const QString& databaseFile)
{
    TemporaryFolder folder;
    folder.m_folder = QFileInfo(databaseFile).absolutePath() + QStringLiteral("/temporary");
    return folder;
}

Result<std::unique_ptr<QFile>> TemporaryFolder::file() const
{
    auto file = std::make_unique<QTemporaryFile>();
    if (!m_folder.isEmpty()) {
        if (auto made = file_access::makePrivateFolder(m_folder); !made)
            return fail(made.error());
        file->setFileTemplate(m_folder + QStringLiteral("/XXXXXX"));
    }
    if (!file->open()) // mode 0600
        return fail(ErrorKind::Storage, Words::tr("No room for a copy of the file."), Words::tr("Make room on the disk."),
                    QStringLiteral("io"));
    return std::unique_ptr<QFile>(std::move(file));
}

void TemporaryFolder::clear() const
{
    if (m_folder.isEmpty())
        return;
    QDir folder(m_folder);
    const QStringList files = folder.entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString& file : files)
        folder.remove(file); // one that cannot go now goes the next time
}

} // namespace causeway
