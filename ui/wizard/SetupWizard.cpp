// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/SetupWizard.h"

#include <algorithm>

#include <QPointer>
#include <QScreen>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include "db/ViewTables.h"
#include "widgets/Build.h"
#include "widgets/StateLabel.h"
#include "wizard/AmazonPage.h"
#include "wizard/NetSuitePage.h"
#include "wizard/StartPage.h"
#include "wizard/StoresPage.h"

namespace causeway::ui {

SetupWizard::SetupWizard(Theme& theme, Host& host, QWidget* parent) : QWizard(parent), m_theme(theme), m_host(host)
{
    setObjectName(QStringLiteral("wizard"));
    setAccessibleName(tr("Set up Causeway"));
    setWindowTitle(tr("Set up Causeway"));
    setWindowIcon(IconTheme::icon(theme, QStringLiteral("git-compare-arrows"), Token::Accent));
    setWizardStyle(QWizard::ModernStyle);
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::NoDefaultButton);
    setAttribute(Qt::WA_DeleteOnClose);

    auto* side = new QWidget;
    side->setObjectName(QStringLiteral("wizard.steps"));
    auto* layout = build::column(theme.u(3), QMargins(theme.u(4), theme.u(6), theme.u(4), theme.u(4)));
    const std::pair<int, QString> steps[] = {
        {StartId, tr("Start")}, {NetSuiteId, tr("NetSuite sign-in")}, {AmazonId, tr("Amazon sign-in")}, {StoresId, tr("Stores")}};
    for (const auto& [id, title] : steps) {
        auto* label = new StateLabel(theme);
        label->setProperty("title", title);
        layout->addWidget(label);
        m_steps << std::pair(id, static_cast<QWidget*>(label));
    }
    layout->addStretch();
    side->setLayout(layout);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setMinimumWidth(theme.ch(24));
    setSideWidget(side);
    m_start = new StartPage(*this);
    setPage(StartId, m_start);
    setPage(NetSuiteId, new NetSuitePage(*this));
    setPage(AmazonId, new AmazonPage(*this));
    setPage(StoresId, new StoresPage(*this));
    setButtonText(QWizard::NextButton, tr("&Next"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::CancelButton, tr("Save and &leave"));
    const std::pair<QWizard::WizardButton, const char*> buttons[] = {{QWizard::NextButton, "wizard.nextButton"},
                                                                     {QWizard::BackButton, "wizard.backButton"},
                                                                     {QWizard::CancelButton, "wizard.leaveButton"},
                                                                     {QWizard::FinishButton, "wizard.finishButton"}};
    for (const auto& [which, name] : buttons) {
        button(which)->setObjectName(QString::fromLatin1(name));
        button(which)->setAccessibleName(button(which)->text().remove(u'&'));
    }
    for (const auto which : {QWizard::NextButton, QWizard::FinishButton}) {
        button(which)->setProperty("primary", true);
        button(which)->style()->unpolish(button(which));
        button(which)->style()->polish(button(which));
    }
    connect(this, &QWizard::currentIdChanged, this, [this] {
        m_isLeaving = false;
        showSteps();
        // After QWizard has given the focus to one of its buttons.
        QTimer::singleShot(0, this, [this] {
            if (auto* page = qobject_cast<WizardPage*>(currentPage()))
                page->focusFirst();
        });
    });
    resize(QSize(theme.ch(135), theme.u(180)).boundedTo(screen()->availableSize()));
    showSteps();
}

void SetupWizard::showSteps()
{
    for (const auto& [id, widget] : std::as_const(m_steps)) {
        auto* label = static_cast<StateLabel*>(widget);
        const QString title = label->property("title").toString();
        label->setVisible(id >= startId());
        if (id == currentId() || (currentId() < 0 && id == StartId))
            label->setIcon(QStringLiteral("circle"), Token::Accent, title);
        else if (hasVisitedPage(id) && id < currentId())
            label->setIcon(QStringLiteral("circle-check"), Token::Done, title);
        else
            label->setIcon(QStringLiteral("circle"), Token::Muted, title);
    }
}

void SetupWizard::takeUp(const QString& at)
{
    openProfile([this, at](const Result<void>& opened) {
        if (!opened)
            return; // the first page opens it again and says why not
        const bool isAmazon = at.startsWith(QLatin1StringView("amazon:"));
        if (isAmazon)
            m_store = at.section(u':', 1);
        if (isAmazon || at == QLatin1StringView("netsuite")) {
            setStartId(isAmazon ? AmazonId : NetSuiteId);
            restart();
        } else if (configuration().netSuite) {
            m_start->proposeReal();
        }
    });
}

const config::Store* SetupWizard::store(const config::Configuration& configuration) const
{
    if (m_store)
        return m_store->isEmpty() ? nullptr : configuration.store(*m_store);
    return configuration.stores.empty() ? nullptr : &configuration.stores.front();
}

/// "Save and leave". What cannot be saved is said once; the next time the window closes without it.
void SetupWizard::reject()
{
    auto* page = qobject_cast<WizardPage*>(currentPage());
    if (page != nullptr && m_session != nullptr && !m_isLeaving) {
        if (const Result<void> saved = page->save(); !saved) {
            m_isLeaving = true;
            page->showProblem(saved.error());
            return;
        }
    }
    QWizard::reject();
}

void SetupWizard::openProfile(std::function<void(const Result<void>&)> done)
{
    m_host.openOrCreateProfile([wizard = QPointer<SetupWizard>(this), done = std::move(done)](const Result<Session*>& session) {
        if (!wizard)
            return;
        if (session)
            wizard->m_session = *session;
        done(session ? Result<void>() : Result<void>(fail(session.error())));
    });
}

config::Configuration SetupWizard::configuration() const
{
    if (m_session == nullptr)
        return {};
    auto loaded = m_session->configuration();
    return loaded ? *loaded : config::Configuration();
}

std::optional<db::ConnectionRow> SetupWizard::connection(const QString& name) const
{
    if (m_session == nullptr)
        return std::nullopt;
    const auto rows =
        m_session->database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).connections(); });
    if (!rows)
        return std::nullopt; // it can be tested again
    const auto found = std::find_if(rows->begin(), rows->end(), [&](const db::ConnectionRow& row) { return row.name == name; });
    return found == rows->end() ? std::nullopt : std::optional(*found);
}

Json SetupWizard::netSuiteCatalogue() const
{
    const auto known = connection(QStringLiteral("netsuite"));
    return known ? known->catalogue : Json();
}

} // namespace causeway::ui
