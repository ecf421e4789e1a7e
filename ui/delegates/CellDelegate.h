// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "models/Cell.h"
#include "theme/Theme.h"

class QLineEdit;

namespace causeway::ui {

/// Draws a Cell as text: selection and accent bar, row line, group heading, elision. Base of the other delegates.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(const Theme& theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    /// Proposes words that contain what is typed.
    static void completeFrom(QLineEdit& line, const QStringList& words);
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// The content inside the cell's margins.
    virtual void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const;
    void drawWords(QPainter& painter, const QRect& rect, const QString& text, Qt::Alignment alignment,
                   Qt::TextElideMode elide) const;
    [[nodiscard]] const Theme& theme() const { return m_theme; }

private:
    const Theme& m_theme;
};

} // namespace causeway::ui
