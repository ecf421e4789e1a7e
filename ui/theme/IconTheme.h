// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

#include "db/Rows.h"
#include "theme/Theme.h"

class QPainter;
class QRect;

namespace causeway::ui {

/// The Lucide icons of the program (resources/icons), drawn in palette colours at any size and device ratio. UI thread.
class IconTheme final
{
public:
    /// An icon that takes its colours from the theme each time it is drawn, so a change of scheme needs no rebuilding.
    [[nodiscard]] static QIcon icon(const Theme& theme, const QString& name, Token color = Token::Text);
    static void paint(QPainter& painter, const QRect& rect, const QString& name, const QColor& color);
    [[nodiscard]] static QString name(db::RecordState state);
    /// The bytes of the SVG with its stroke in the given colour; empty when there is no such icon.
    [[nodiscard]] static QByteArray svg(const QString& name, const QColor& color);
};

} // namespace causeway::ui
