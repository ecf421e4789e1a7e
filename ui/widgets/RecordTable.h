// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QTreeView>

#include "models/RowModel.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// The one table of the program: whole-row selection, widths in digits, delegates by column kind, chevrons for groups, copying,
/// keyboard. Keeps the current row when the model refreshes.
class RecordTable final : public QTreeView
{
    Q_OBJECT
public:
    RecordTable(const Theme& theme, RowModel& model, const QString& objectName, const QString& accessibleName,
                QWidget* parent = nullptr);

    [[nodiscard]] RowModel& rows() const { return m_model; }
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] QStringList selectedIds() const; ///< without groups
    void select(const QString& id);
    void setGrouped(bool grouped);
    void setHeaderShown(bool shown) { setHeaderHidden(!shown); }
    /// As tall as its rows (boxes on Home, small tables in panes), between the two row counts.
    void setFittedRows(int least, int most);
    void copy(bool withHeaders) const;

Q_SIGNALS:
    void currentChangedTo(const QString& id);
    void selectionChangedTo(const QStringList& ids);
    void opened(const QString& id); ///< Enter or double click
    void actionTriggered(const QString& id, int column);

protected:
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QPen focusPen() const;
    void layoutColumns();
    void fitHeight();
    void spanGroups(); ///< headings whose other cells are empty take the whole row

    const Theme& m_theme;
    RowModel& m_model;
    QString m_kept; ///< id of the current row, to find it again
    int m_leastRows = 0, m_mostRows = 0;
};

} // namespace causeway::ui
