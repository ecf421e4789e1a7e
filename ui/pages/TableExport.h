// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSaveFile>

#include "base/Error.h"
#include "models/RowModel.h"

namespace causeway::ui {

/// Writes all rows of a list as CSV, not only those that are loaded. One page is read per turn of the event loop, so that the
/// window stays usable and memory flat. The file appears when it is whole. UI thread; deletes itself at the end.
class TableExport final : public QObject
{
    Q_OBJECT
public:
    TableExport(RowModel& model, bool grouped, const QString& path, QObject* parent);
    void start();
    void stop(); ///< nothing is left behind

Q_SIGNALS:
    void progressed(int rows);
    void finished(int rows);
    void failed(const causeway::Error& error);

private:
    void step();
    void write(const TableRow& row, const QString& group);
    [[nodiscard]] bool writePage(const TableRow* group, std::vector<TableRow> page);
    void end(const Error& error);

    QPointer<RowModel> m_model;
    const bool m_grouped;
    QSaveFile m_file;
    std::vector<TableRow> m_groups; ///< whose rows are still to be read, last first
    std::optional<TableRow> m_last;
    bool m_isTopDone = false, m_isStopped = false;
    int m_rows = 0;
};

} // namespace causeway::ui
