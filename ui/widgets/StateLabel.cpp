// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/StateLabel.h"

#include <QPainter>

#include "Format.h"
#include "theme/IconTheme.h"

namespace causeway::ui {

StateLabel::StateLabel(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateLabel::setState(db::RecordState state, const QString& word)
{
    setIcon(IconTheme::name(state), Theme::token(state), word.isEmpty() ? format::stateWord(state) : word);
}

void StateLabel::setIcon(const QString& icon, Token token, const QString& word)
{
    m_icon = icon;
    m_token = token;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    const int words = m_word.isEmpty() ? 0 : m_theme.u(1) + fontMetrics().horizontalAdvance(m_word) + 2;
    return {m_theme.iconSize() + words, std::max(m_theme.iconSize(), fontMetrics().height())};
}

void StateLabel::paintEvent(QPaintEvent*)
{
    if (m_icon.isEmpty())
        return;
    QPainter painter(this);
    const int size = m_theme.iconSize();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    IconTheme::paint(painter, QRect(mirrored ? width() - size : 0, (height() - size) / 2, size, size), m_icon,
                     m_theme.color(m_token));
    painter.setPen(m_theme.color(m_token));
    const QRect words = mirrored ? QRect(0, 0, width() - size - m_theme.u(1), height())
                                 : QRect(size + m_theme.u(1), 0, width() - size - m_theme.u(1), height());
    painter.drawText(words, Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine, m_word);
}

} // namespace causeway::ui
