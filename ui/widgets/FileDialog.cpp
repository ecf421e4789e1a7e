// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FileDialog.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace causeway::ui {

namespace {
QString& lastFolder(FileDialog::For what) // UI thread
{
    static QString open, save;
    return what == FileDialog::For::Save ? save : open;
}
} // namespace

FileDialog::FileDialog(QWidget* parent, For what, const QString& objectName, const QString& title, const QStringList& nameFilters)
    : QFileDialog(parent, title)
{
    const bool saves = what == For::Save;
    setObjectName(objectName);
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptMode(saves ? AcceptSave : AcceptOpen);
    setFileMode(saves ? AnyFile : ExistingFiles);
    if (!nameFilters.isEmpty())
        setNameFilters(nameFilters);
    const auto usual = saves ? QStandardPaths::DocumentsLocation : QStandardPaths::DownloadLocation;
    for (const QString& folder : {lastFolder(what), QStandardPaths::writableLocation(usual), QDir::homePath()}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir()) {
            setDirectory(folder);
            break;
        }
    }
    connect(this, &QFileDialog::filesSelected, this, [what](const QStringList& files) {
        if (!files.isEmpty())
            lastFolder(what) = QFileInfo(files.front()).absolutePath();
    });
}

} // namespace causeway::ui
