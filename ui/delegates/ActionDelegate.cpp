// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/ActionDelegate.h"

#include <QPainter>

namespace causeway::ui {

void ActionDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column&) const
{
    painter.setPen(theme().color(cell.token.value_or(Token::Accent)));
    drawWords(painter, rect, cell.text, Qt::AlignLeft, Qt::ElideRight);
}

} // namespace causeway::ui
