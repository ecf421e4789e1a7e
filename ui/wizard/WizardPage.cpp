// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/WizardPage.h"

#include <QApplication>
#include <QCheckBox>
#include <QScrollArea>

#include "widgets/Build.h"
#include "widgets/StateLabel.h"

namespace causeway::ui {

WizardPage::WizardPage(SetupWizard& wizard, const QString& id, const QString& title, const QString& line)
    : m_wizard(wizard), m_id(id)
{
    setObjectName(QStringLiteral("wizard.") + id);
    setAccessibleName(title);
    const Theme& look = wizard.theme();
    auto* layout = build::column(look.u(2), QMargins(look.u(6), look.u(6), look.u(6), look.u(4)));
    setLayout(layout);
    auto* heading = new PlainLabel(look, title, PlainLabel::Role::PageTitle);
    auto* words = new PlainLabel(look, line, PlainLabel::Role::Muted);
    words->setWordWrap(true);
    layout->addWidget(heading);
    layout->addWidget(words);
    layout->addSpacing(look.u(2));
    // Large text may need more height than the screen has.
    m_content = build::column(look.u(3));
    auto* holder = new QWidget;
    holder->setLayout(m_content);
    auto* scroll = build::named(new QScrollArea, name("scroll"), title);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(holder);
    layout->addWidget(scroll, 1);
    // Qt scrolls to what Tab reaches, not to what a mnemonic does. Never under a pressed mouse button.
    connect(qApp, &QApplication::focusChanged, scroll, [scroll](QWidget*, QWidget* now) {
        if (now != nullptr && QApplication::mouseButtons() == Qt::NoButton && scroll->isAncestorOf(now))
            scroll->ensureWidgetVisible(now);
    });
}

/// A field, not a button that leaves the set-up. (Not in showEvent: QWizard hides and shows its page at every completeChanged.)
void WizardPage::focusFirst()
{
    for (QWidget* field = nextInFocusChain(); field != this; field = field->nextInFocusChain()) {
        const auto* choice = qobject_cast<QAbstractButton*>(field);
        const bool isOther = choice != nullptr && choice->autoExclusive() && !choice->isChecked(); // of several choices
        if (isAncestorOf(field) && field->isVisible() && field->isEnabled() && (field->focusPolicy() & Qt::TabFocus) != 0 &&
            !isOther) {
            field->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

const Theme& WizardPage::theme() const
{
    return m_wizard.theme();
}

QString WizardPage::name(const char* part) const
{
    return QStringLiteral("wizard.%1.%2").arg(m_id, QString::fromLatin1(part));
}

QPushButton* WizardPage::addTest(const QString& buttonText)
{
    const Theme& look = theme();
    auto* button = build::button(look, name("testButton"), buttonText, QStringLiteral("plug"));
    m_state = new StateLabel(look);
    m_words = new PlainLabel(look);
    m_words->setObjectName(name("testWords"));
    m_words->setWordWrap(true);
    auto* row = build::row(look.u(3));
    row->addWidget(button);
    row->addWidget(m_state);
    row->addWidget(m_words, 1);
    m_content->addLayout(row);
    m_without = build::named(new QCheckBox(tr("Continue &without this; I finish it later in Settings")), name("without"),
                             tr("Continue without this"));
    m_content->addWidget(m_without);
    connect(m_without, &QCheckBox::toggled, this, &QWizardPage::completeChanged);
    return button;
}

void WizardPage::showTest(std::optional<db::RecordState> state, const QString& words)
{
    m_passed = state == db::RecordState::Done;
    m_state->setVisible(state.has_value());
    if (state)
        m_state->setState(*state, *state == db::RecordState::Done      ? tr("Works")
                                  : *state == db::RecordState::Running ? tr("Testing\u2026")
                                                                       : tr("Not yet"));
    // A disabled "Next" says why.
    m_words->setText(words.isEmpty() && !state ? tr("Next needs a test that works, or the tick below.") : words);
    Q_EMIT completeChanged();
}

void WizardPage::showProblem(const Error& error)
{
    showTest(db::RecordState::Error, error.remedy.isEmpty() ? error.message : error.message + u' ' + error.remedy);
}

void WizardPage::showKnown(const QString& connection)
{
    const auto known = m_wizard.connection(connection);
    if (known && known->state == QLatin1StringView("ok"))
        showTest(db::RecordState::Done, tr("It worked when it was used last."));
    else
        showTest(std::nullopt, {});
}

void WizardPage::testConnection(const QString& connection, std::function<bool(const engine::ConnectionTest&)> adopt)
{
    showTest(db::RecordState::Running, {});
    engine::Engine* engine = &m_wizard.session()->engine;
    m_wizard.tasks().run(
        QStringLiteral("test"), this,
        [engine, connection](const StopToken& stop) { return engine->testConnections(connection, stop); },
        [this, connection, adopt = std::move(adopt)](const Result<std::vector<engine::ConnectionTest>>& tests) {
            if (!tests)
                showProblem(tests.error());
            else if (tests->empty())
                showTest(db::RecordState::Error, tr("Nothing to test yet."));
            else if (adopt && adopt(tests->front()))
                testConnection(connection);
            else if (const engine::ConnectionTest& test = tests->front(); test.ok || !test.error)
                showTest(test.ok ? db::RecordState::Done : db::RecordState::Error, test.summary);
            else
                showProblem(*test.error);
        });
}

bool WizardPage::isPassedOrSkipped() const
{
    return m_passed || (m_without != nullptr && m_without->isChecked());
}

bool WizardPage::isStored(const QString& secret) const
{
    const Session* session = m_wizard.session();
    return session != nullptr && session->secrets.names().value_or(QStringList()).contains(secret);
}

} // namespace causeway::ui
