// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/AmountDelegate.h"

#include <QPainter>

namespace causeway::ui {

void AmountDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column&) const
{
    drawWords(painter, rect, cell.text, Qt::AlignRight, Qt::ElideLeft);
    if (cell.prefix.isEmpty())
        return;
    const int taken = painter.fontMetrics().horizontalAdvance(cell.text) + theme().u(2);
    const QRect left =
        painter.layoutDirection() == Qt::RightToLeft ? rect.adjusted(taken, 0, 0, 0) : rect.adjusted(0, 0, -taken, 0);
    painter.setPen(theme().color(Token::Muted));
    QFont font = painter.font();
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    drawWords(painter, left, cell.prefix, Qt::AlignRight, Qt::ElideRight);
}

} // namespace causeway::ui
