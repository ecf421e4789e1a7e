// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>

#include "Session.h"
#include "reading/Tasks.h"
#include "theme/Theme.h"

namespace causeway::ui {

class PlainLabel;

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

private:
    void showSteps();

    Theme& m_theme;
    Host& m_host;
    Session* m_session = nullptr;
    Tasks m_tasks;
    QList<std::pair<int, QWidget*>> m_steps;
};

} // namespace causeway::ui
