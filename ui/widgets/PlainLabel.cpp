// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PlainLabel.h"

#include <QStyle>

#include "Format.h"

namespace causeway::ui {

PlainLabel::PlainLabel(const Theme& theme, const QString& text, Role role, QWidget* parent)
    : QLabel(parent),
      m_theme(theme),
      m_role(role),
      m_token(role == Role::Muted || role == Role::Small ? Token::Muted : Token::Text)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::NoTextInteraction);
    connect(&theme, &Theme::changed, this, &PlainLabel::restyle);
    restyle();
    setText(text);
}

void PlainLabel::setToken(Token token)
{
    m_token = token;
    restyle();
}

void PlainLabel::setElided(bool elided)
{
    m_elided = elided;
    elide();
}

void PlainLabel::setText(const QString& text)
{
    m_full = text;
    elide();
}

QSize PlainLabel::minimumSizeHint() const
{
    QSize size = QLabel::minimumSizeHint();
    if (m_elided)
        size.setWidth(m_theme.ch(3));
    return size;
}

QSize PlainLabel::sizeHint() const
{
    QSize size = QLabel::sizeHint();
    if (m_elided)
        size.setWidth(fontMetrics().horizontalAdvance(m_full) + m_theme.u(1));
    return size;
}

void PlainLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void PlainLabel::showEvent(QShowEvent* event)
{
    restyle(); // a style sheet that arrived in between may have taken our colour away
    QLabel::showEvent(event);
}

void PlainLabel::restyle()
{
    switch (m_role) {
    case Role::PageTitle:
        setFont(m_theme.titleFont());
        break;
    case Role::PaneTitle:
        setFont(m_theme.paneTitleFont());
        break;
    case Role::Bold:
        setFont(m_theme.boldFont());
        break;
    case Role::Small:
        setFont(m_theme.smallFont());
        break;
    case Role::Normal:
    case Role::Muted:
        break;
    }
    // By property: a rule of the style sheet is stronger than the palette of whatever page the label is put on.
    static const std::pair<Token, const char*> kNamed[] = {
        {Token::Muted, "muted"},   {Token::Error, "error"},   {Token::Waiting, "waiting"}, {Token::Done, "done"},
        {Token::Accent, "accent"}, {Token::Review, "review"}, {Token::Skipped, "skipped"}};
    QString name;
    for (const auto& [token, word] : kNamed) {
        if (token == m_token)
            name = QString::fromLatin1(word);
    }
    if (property("token").toString() != name) {
        setProperty("token", name);
        style()->unpolish(this);
        style()->polish(this);
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_token));
    setPalette(colors);
}

void PlainLabel::elide()
{
    if (!m_elided) {
        QLabel::setText(m_full);
        return;
    }
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, std::max(1, width()));
    QLabel::setText(shown);
    setToolTip(shown == m_full ? QString() : format::tooltip(m_full));
    updateGeometry();
}

} // namespace causeway::ui
