// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Card.h"

#include "widgets/Build.h"

namespace causeway::ui {

Card::Card(const Theme& theme, const QString& title, QWidget* parent) : QFrame(parent), m_theme(theme)
{
    setProperty("card", true);
    m_layout = build::column(0, QMargins(1, 1, 1, 1));
    setLayout(m_layout);
    auto* headFrame = build::frame("cardHeader");
    m_head = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    auto* words = new PlainLabel(theme, title, PlainLabel::Role::Bold);
    words->setMinimumHeight(theme.u(6));
    m_note = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_note->setElided(true);
    m_right = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_head->addWidget(words);
    m_head->addWidget(m_note, 1);
    m_head->addWidget(m_right);
    headFrame->setLayout(m_head);
    m_layout->addWidget(headFrame);
}

void Card::setNote(const QString& note)
{
    m_note->setText(note);
}

void Card::setRight(const QString& text)
{
    m_right->setText(text);
}

QPushButton* Card::addLink(const QString& objectName, const QString& text)
{
    QPushButton* link = build::link(objectName, text);
    m_head->addWidget(link);
    return link;
}

void Card::setContent(QWidget* content)
{
    m_layout->addWidget(content, 1);
}

} // namespace causeway::ui
