// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/AgeDelegate.h"

namespace causeway::ui {

void AgeDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column&) const
{
    drawWords(painter, rect, cell.text, Qt::AlignRight, Qt::ElideRight);
}

} // namespace causeway::ui
