// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/StartPage.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPointer>
#include <QRadioButton>
#include <QStyle>

#include "widgets/Build.h"
#include "widgets/MessageBar.h"

namespace causeway::ui {

StartPage::StartPage(SetupWizard& wizard)
    : WizardPage(wizard, QStringLiteral("start"), tr("How do you want to start?"),
                 tr("You can do the other one later, from the File menu."))
{
    const Theme& look = theme();
    auto* group = new QButtonGroup(this);
    const auto choice = [&](const char* id, const QString& icon, const QString& title, const QString& time, const QString& words,
                            QFrame*& frame) {
        frame = build::frame("choice");
        auto* outer = build::row(look.u(3), QMargins(look.u(4), look.u(4), look.u(4), look.u(4)));
        auto* button = build::named(new QRadioButton(title), name(id), title);
        button->setAccessibleDescription(words);
        button->setFont(look.paneTitleFont());
        button->setIcon(IconTheme::icon(look, icon, Token::Accent));
        button->setIconSize(QSize(look.u(5), look.u(5)));
        group->addButton(button);
        auto* column = build::column(look.u(1));
        auto* head = build::row(look.u(2));
        head->addWidget(button, 1);
        head->addWidget(new PlainLabel(look, time, PlainLabel::Role::Muted));
        auto* explanation = new PlainLabel(look, words);
        explanation->setWordWrap(true);
        explanation->setContentsMargins(look.u(12), 0, look.u(12), 0);
        column->addLayout(head);
        column->addWidget(explanation);
        outer->addLayout(column, 1);
        frame->setLayout(outer);
        content()->addWidget(frame);
        connect(button, &QRadioButton::toggled, this, &StartPage::showChoice);
        button->installEventFilter(this);
        return button;
    };
    m_demo = choice("demo", QStringLiteral("flask-conical"), tr("Try the demo company"), tr("ready in 10 seconds"),
                    tr("A complete Amazon and NetSuite are built into this program, with orders, items and mistakes to fix. "
                       "Nothing leaves this computer, no "
                       "account is needed, and you may break anything."),
                    m_demoFrame);
    m_real = choice("real", QStringLiteral("plug"), tr("Connect Amazon and NetSuite"), tr("about 45 minutes"),
                    tr("For the NetSuite administrator. You can stop at any page and continue later; nothing is written until "
                       "you turn flows on."),
                    m_realFrame);
    m_failure = new MessageBar(look, name("failure"));
    content()->addWidget(m_failure);
    content()->addStretch(1);
    m_demo->setChecked(true);
    showChoice();
}

/// Each choice has a frame of its own, and Qt's arrow keys stay inside one parent.
bool StartPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && (watched == m_demo || watched == m_real)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_Left || key == Qt::Key_Right) {
            QRadioButton* other = watched == m_demo ? m_real : m_demo;
            other->setChecked(true);
            other->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return WizardPage::eventFilter(watched, event);
}

void StartPage::initializePage()
{
    showChoice();
}

void StartPage::proposeReal()
{
    m_real->setChecked(true);
}

void StartPage::showChoice()
{
    for (const auto& [frame, chosen] :
         {std::pair(m_demoFrame, m_demo->isChecked()), std::pair(m_realFrame, !m_demo->isChecked())}) {
        frame->setProperty("choice", chosen ? QStringLiteral("chosen") : QStringLiteral("true"));
        frame->style()->unpolish(frame);
        frame->style()->polish(frame);
    }
    // QWizard shows "Finish" on the last page; for the demo this page is the last one.
    setFinalPage(m_demo->isChecked());
    setButtonText(QWizard::FinishButton, tr("&Start the demo"));
    Q_EMIT completeChanged();
}

int StartPage::nextId() const
{
    return m_demo->isChecked() ? -1 : static_cast<int>(SetupWizard::NetSuiteId);
}

bool StartPage::isComplete() const
{
    return !m_opening;
}

bool StartPage::validatePage()
{
    if (std::exchange(m_opened, false))
        return true;
    if (m_opening)
        return false;
    // Opening runs elsewhere; this page is left when it is done.
    m_opening = true;
    m_demo->setEnabled(false);
    m_real->setEnabled(false);
    m_failure->show(MessageBar::Kind::Info,
                    m_demo->isChecked() ? tr("The demo company is built\u2026")
                                        : tr("The profile is opened. If your keychain asks for permission, please allow it."),
                    {}, true);
    Q_EMIT completeChanged();
    const auto done = [page = QPointer<StartPage>(this)](const Result<void>& result) {
        if (page)
            page->opened(result);
    };
    if (m_demo->isChecked())
        setup().host().openDemo(done);
    else
        setup().openProfile(done);
    return false;
}

void StartPage::opened(const Result<void>& result)
{
    m_opening = false;
    m_demo->setEnabled(true);
    m_real->setEnabled(true);
    Q_EMIT completeChanged();
    if (!result) {
        m_failure->show(MessageBar::Kind::Error, result.error().message + u' ' + result.error().remedy, {}, true);
        return;
    }
    m_failure->hide();
    m_opened = true;
    if (m_demo->isChecked())
        setup().accept();
    else
        setup().next();
}

} // namespace causeway::ui
