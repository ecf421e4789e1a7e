// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QPointer>
#include <QTimer>

#include "Composition.h"
#include "DemoCompanyProfile.h"
#include "MainWindow.h"
#include "Session.h"
#include "gui/MainThreadKeychain.h"
#include "reading/Tasks.h"
#include "security/SystemKeychain.h"
#include "theme/Theme.h"
#include "widgets/MnemonicGuard.h"
#include "wizard/SetupWizard.h"

namespace causeway::app {

struct GuiOptions
{
    QString profile;     ///< empty = Profile::defaultFolder()
    QString secretsFile; ///< empty = the system keychain
    bool demo = false;
    QString page; ///< shown first; empty = Home
    /// Shows an address in the system's browser; empty = links are disabled.
    std::function<void(const QUrl&)> openUrl;
    /// Seams of the tests; null = the real ones. They outlive the program.
    security::Keychain* keychain = nullptr;
    http::HttpTransport* transport = nullptr;
};

/// Opens profiles for the window program, on a worker, and keeps their parts alive longer than their windows. Main thread.
/// A request to quit (SIGTERM, the system's log-off, Quit in a menu) closes every window, and each finishes its calls first.
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

    void openDemo(std::function<void(const Result<void>&)> done) override;
    void openOrCreateProfile(std::function<void(const Result<ui::Session*>&)> done) override;
    void showProfile() override;
    void showWizard(const QString& at) override;
    [[nodiscard]] ui::SetupWizard* wizard() const { return m_wizard; }

    /// The session of a composition; the company's name comes from NetSuite when it was read.
    [[nodiscard]] static std::unique_ptr<ui::Session> sessionOf(Composition& composition);
    /// Likewise for the demo company, with the things that can be simulated.
    [[nodiscard]] static std::unique_ptr<ui::Session> sessionOf(DemoCompanyProfile& demo);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Members in the order they are built: the window goes first, the parts last.
    struct Opened
    {
        std::unique_ptr<DemoCompanyProfile> demo;
        std::unique_ptr<Composition> composition;
        std::unique_ptr<ui::Session> session;
        std::unique_ptr<ui::MainWindow> window;
    };
    [[nodiscard]] ProfileOptions profileOptions();
    void show(Opened& opened, bool recovered);
    [[nodiscard]] static bool raised(Opened& opened); ///< false when its window is not open
    /// The demo company's people ship what is new; what follows a shipment runs then.
    void letDemoWarehouseShip();
    void showFailure(const Error& error);
    /// A small window when opening takes longer than a moment and nothing else is shown.
    void showPatience();
    [[nodiscard]] QWidget* plainWindow(const QString& name, const QString& title, const QString& words, const QString& more);

    GuiOptions m_options;
    ui::Theme& m_theme;
    Opened m_demo;
    Opened m_profile;
    QPointer<ui::SetupWizard> m_wizard;
    std::unique_ptr<QWidget> m_failure, m_patience;
    int m_exitCode = 0;
    bool m_opening = false; ///< one profile at a time
    security::SystemKeychain m_systemKeychain;
    std::unique_ptr<MainThreadKeychain> m_keychain;
    QTimer m_warehouse; ///< the demo's
    ui::MnemonicGuard m_mnemonics;
    ui::Tasks m_tasks; ///< last: its workers end before what they use
};

} // namespace causeway::app
