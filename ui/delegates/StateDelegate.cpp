// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/StateDelegate.h"

#include <QPainter>

#include "theme/IconTheme.h"

namespace causeway::ui {

void StateDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const
{
    if (!cell.state) {
        painter.setPen(theme().color(cell.token.value_or(Token::Muted)));
        CellDelegate::paintCell(painter, rect, cell, column);
        return;
    }
    const QColor color = theme().color(Theme::token(*cell.state));
    const int size = theme().iconSize();
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const QRect icon(mirrored ? rect.right() - size + 1 : rect.left(), rect.center().y() - size / 2 + 1, size, size);
    IconTheme::paint(painter, icon, IconTheme::name(*cell.state), color);
    painter.setPen(color);
    const int gap = size + theme().u(1) + 1;
    drawWords(painter, rect.adjusted(mirrored ? 0 : gap, 0, mirrored ? -gap : 0, 0), cell.text, Qt::AlignLeft, Qt::ElideRight);
}

} // namespace causeway::ui
