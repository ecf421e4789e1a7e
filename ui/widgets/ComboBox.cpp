// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ComboBox.h"

#include <QPainter>
#include <QWheelEvent>

#include "theme/IconTheme.h"

namespace causeway::ui {

ComboBox::ComboBox(const Theme& theme, QWidget* parent) : QComboBox(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setIconSize(QSize(theme.iconSize(), theme.iconSize()));
}

void ComboBox::chooseId(const QString& id)
{
    setCurrentIndex(std::max(0, findData(id)));
}

void ComboBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int size = m_theme.u(4);
    const int x = layoutDirection() == Qt::RightToLeft ? m_theme.u(1) : width() - size - m_theme.u(1);
    IconTheme::paint(painter, QRect(x, (height() - size) / 2, size, size), QStringLiteral("chevron-down"),
                     m_theme.color(Token::Muted));
}

void ComboBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace causeway::ui
