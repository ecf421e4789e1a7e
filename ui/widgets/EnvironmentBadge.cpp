// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EnvironmentBadge.h"

#include <QPainter>

namespace causeway::ui {

EnvironmentBadge::EnvironmentBadge(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setKind(Kind::None);
}

void EnvironmentBadge::setKind(Kind kind)
{
    switch (kind) {
    case Kind::None:
        m_word.clear();
        break;
    case Kind::Production:
        m_word = tr("PRODUCTION");
        m_token = Token::Done;
        break;
    case Kind::Sandbox:
        m_word = tr("SANDBOX");
        m_token = Token::Waiting;
        break;
    case Kind::Demo:
        m_word = tr("DEMO");
        m_token = Token::Review;
        break;
    }
    setVisible(kind != Kind::None);
    setAccessibleName(tr("Environment: %1").arg(m_word));
    updateGeometry();
    update();
}

QSize EnvironmentBadge::sizeHint() const
{
    const QFontMetrics metrics(m_theme.boldFont());
    return {metrics.horizontalAdvance(m_word) + m_theme.u(4), metrics.height() + m_theme.u(1)};
}

void EnvironmentBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(m_token), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    QFont font = m_theme.smallFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.drawText(rect(), Qt::AlignCenter, m_word);
}

} // namespace causeway::ui
