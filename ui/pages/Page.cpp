// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Page.h"

#include "widgets/Build.h"
#include "widgets/MessageBar.h"

namespace causeway::ui {

Page::Page(Ui& ui, QString id, const QString& title, QWidget* parent) : QWidget(parent), m_ui(ui), m_id(std::move(id))
{
    setObjectName(m_id + QStringLiteral(".page"));
    setAccessibleName(title);
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    auto* head = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* words = new PlainLabel(theme, title, PlainLabel::Role::PageTitle);
    words->setMinimumHeight(theme.u(8));
    m_count = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_count->setElided(true);
    m_headerTabs = build::row(theme.u(1));
    m_headerActions = build::row(theme.u(2));
    head->addWidget(words);
    head->addLayout(m_headerTabs);
    head->addWidget(m_count, 1);
    head->addLayout(m_headerActions);
    layout->addLayout(head);
    m_messages = new MessageBar(theme, m_id + QStringLiteral(".message"));
    layout->addWidget(m_messages);
    m_content = build::column(0);
    layout->addLayout(m_content, 1);
    connect(&ui.changes, &ChangeHub::changed, this, [this](int topics) {
        if (isVisible()) {
            refresh(topics);
            Q_EMIT verbsChanged();
        } else {
            m_stale |= topics;
        }
    });
}

QString Page::whyNot(Verb) const
{
    return m_ui.session.mayWrite ? tr("Choose a row for which this can be done.")
                                 : tr("Another Causeway runs this profile. You can read; actions are disabled.");
}

void Page::restartLists()
{
    if (isVisible())
        restart();
    else
        m_restartWhenShown = true;
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_restartWhenShown) {
        m_restartWhenShown = false;
        m_stale = 0;
        restart();
    } else if (m_stale != 0) {
        refresh(std::exchange(m_stale, 0));
    }
    Q_EMIT verbsChanged();
}

void Page::setCount(const QString& sentence)
{
    m_count->setText(sentence);
}

void Page::tell(const QString& sentence, const QString& link, std::function<void()> run)
{
    QList<MessageBar::Button> buttons;
    if (!link.isEmpty())
        buttons << MessageBar::Button{link, std::move(run)};
    m_messages->show(MessageBar::Kind::Done, sentence, buttons);
}

void Page::tellError(const Error& error)
{
    m_messages->show(MessageBar::Kind::Error, error.remedy.isEmpty() ? error.message : error.message + u' ' + error.remedy, {},
                     true);
}

} // namespace causeway::ui
