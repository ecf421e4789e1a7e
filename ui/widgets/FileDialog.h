// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace causeway::ui {

/// Asks for files, and deletes itself. Starts in the folder of the last choice of its kind; the first one in the person's
/// documents (to save), or downloads (to open: reports and statements come from the browser). The program's own folder means
/// nothing to them.
class FileDialog final : public QFileDialog
{
    Q_OBJECT
public:
    enum class For
    {
        Open, ///< several files that exist
        Save
    };
    /// nameFilters: with the endings in brackets; empty for every file.
    FileDialog(QWidget* parent, For what, const QString& objectName, const QString& title, const QStringList& nameFilters);
};

} // namespace causeway::ui
