// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QListView>

#include "db/Rows.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// What happened to one order, newest first: time, state icon, title, one muted line. A list model with its own delegate.
class TimelineView final : public QListView
{
    Q_OBJECT
public:
    TimelineView(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);
    void setEntries(std::vector<db::TraceEntry> oldestFirst, qint64 nowMs);
    [[nodiscard]] QAbstractItemModel* entries() const;
    /// Entries of documents in NetSuite show "Open" at their right end.
    void setLinksShown(bool shown);
    void copy() const; ///< all entries, a line each (Ctrl+C)

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

Q_SIGNALS:
    /// Enter or a double click on an entry that names a document in NetSuite.
    void documentActivated(const QString& type, const QString& id);

private:
    class Entries;
    Entries* m_entries;
};

} // namespace causeway::ui
