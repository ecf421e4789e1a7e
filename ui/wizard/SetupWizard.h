// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWizard>

#include "Session.h"
#include "reading/Tasks.h"
#include "theme/Theme.h"

namespace causeway::ui {

class StartPage;

/// Set-up: the demo company, or sign-in to NetSuite and Amazon and the stores. Every page saves, so it can be left and taken up
/// again.
class SetupWizard final : public QWizard
{
    Q_OBJECT
public:
    enum PageId
    {
        StartId,
        NetSuiteId,
        AmazonId,
        StoresId
    };
    SetupWizard(Theme& theme, Host& host, QWidget* parent = nullptr);
    [[nodiscard]] Session* session() const { return m_session; }
    /// Opens or makes the profile, without blocking; done on the UI thread.
    void openProfile(std::function<void(const Result<void>&)> done);
    [[nodiscard]] Tasks& tasks() { return m_tasks; }
    [[nodiscard]] Host& host() { return m_host; }
    [[nodiscard]] Theme& theme() { return m_theme; }
    [[nodiscard]] config::Configuration configuration() const;
    /// What is noted of a connection ("netsuite", "amazon:<store>"); nullopt before its first call.
    [[nodiscard]] std::optional<db::ConnectionRow> connection(const QString& name) const;
    /// What the test of the NetSuite connection learned of the account; null before it.
    [[nodiscard]] Json netSuiteCatalogue() const;

    /// Goes on with a profile that is open: at a connection ("netsuite", "amazon:<store>"), at a store that is not there yet
    /// ("amazon:"), or from the start, where the demo is no longer what is proposed.
    void takeUp(const QString& at);
    /// The store that the pages are about; nullptr while it is a new one.
    [[nodiscard]] const config::Store* store(const config::Configuration& configuration) const;
    void chooseStore(const QString& id) { m_store = id; } ///< empty: a new one

protected:
    void reject() override;

private:
    void showSteps();

    Theme& m_theme;
    Host& m_host;
    Session* m_session = nullptr;
    StartPage* m_start;
    Tasks m_tasks;
    QList<std::pair<int, QWidget*>> m_steps;
    std::optional<QString> m_store; ///< nullopt: the first one of the configuration
    bool m_isLeaving = false;       ///< what could not be saved was said once
};

} // namespace causeway::ui
