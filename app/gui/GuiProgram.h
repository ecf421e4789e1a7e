// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QPointer>

#include "Composition.h"
#include "DemoCompanyProfile.h"
#include "MainWindow.h"
#include "Session.h"
#include "theme/Theme.h"
#include "wizard/SetupWizard.h"

namespace causeway::app {

struct GuiOptions
{
    QString profile;     ///< empty = Profile::defaultFolder()
    QString secretsFile; ///< empty = the system keychain
    bool demo = false;
    QString page; ///< shown first; empty = Home
};

/// Opens profiles for the window program and keeps their parts alive longer than their windows. Main thread.
class GuiProgram final : public QObject, public ui::Host
{
    Q_OBJECT
public:
    GuiProgram(GuiOptions options, ui::Theme& theme);
    ~GuiProgram() override;

    /// Shows the first window: the profile's, the demo company's, the set-up, or the sentence why the profile cannot be used.
    void start();
    /// 0, or 4 when the profile could not be used.
    [[nodiscard]] int exitCode() const { return m_exitCode; }
    [[nodiscard]] ui::MainWindow* window() const;

    [[nodiscard]] Result<void> openDemo() override;
    [[nodiscard]] Result<ui::Session*> openOrCreateProfile() override;
    void showProfile() override;
    void showWizard() override;

    /// The session of a composition; the company's name comes from NetSuite when it was read.
    [[nodiscard]] static std::unique_ptr<ui::Session> sessionOf(Composition& composition);
    /// Likewise for the demo company, with the things that can be simulated.
    [[nodiscard]] static std::unique_ptr<ui::Session> sessionOf(DemoCompanyProfile& demo);

private:
    /// Members in the order they are built: the window goes first, the parts last.
    struct Opened
    {
        std::unique_ptr<DemoCompanyProfile> demo;
        std::unique_ptr<Composition> composition;
        std::unique_ptr<ui::Session> session;
        std::unique_ptr<ui::MainWindow> window;
    };
    [[nodiscard]] ProfileOptions profileOptions() const;
    void show(Opened& opened, bool recovered);
    void showFailure(const Error& error);

    GuiOptions m_options;
    ui::Theme& m_theme;
    Opened m_demo;
    Opened m_profile;
    QPointer<ui::SetupWizard> m_wizard;
    std::unique_ptr<QWidget> m_failure;
    int m_exitCode = 0;
};

} // namespace causeway::app
