// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/CheckDelegate.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include "theme/IconTheme.h"

namespace causeway::ui {

bool CheckDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&, const QModelIndex& index)
{
    if (event->type() != QEvent::MouseButtonRelease || static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton ||
        !index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void CheckDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column&) const
{
    if (!cell.checked)
        return;
    const int size = theme().u(4) - 1;
    const QRect box(rect.left(), rect.center().y() - size / 2, size, size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().color(*cell.checked ? Token::Accent : Token::Control), 1));
    painter.setBrush(theme().color(*cell.checked ? Token::Accent : Token::Base));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    if (*cell.checked)
        IconTheme::paint(painter, box.adjusted(1, 1, -1, -1), QStringLiteral("check"), theme().color(Token::OnAccent));
}

} // namespace causeway::ui
