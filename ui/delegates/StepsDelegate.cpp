// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/StepsDelegate.h"

#include <QPainter>

#include "theme/IconTheme.h"

namespace causeway::ui {

void StepsDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column&) const
{
    const int size = theme().u(4) - 1;
    const int pitch = size + theme().u(1);
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    int x = mirrored ? rect.right() - size + 1 : rect.left();
    for (const Step& step : cell.steps) {
        const QRect icon(x, rect.center().y() - size / 2 + 1, size, size);
        if (step.state) {
            IconTheme::paint(painter, icon, IconTheme::name(*step.state), theme().color(Theme::token(*step.state)));
        } else {
            painter.setPen(theme().color(Token::Muted));
            painter.drawText(icon, Qt::AlignCenter, QStringLiteral("\u2013"));
        }
        x += mirrored ? -pitch : pitch;
    }
}

} // namespace causeway::ui
