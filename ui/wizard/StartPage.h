// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/WizardPage.h"

class QRadioButton;
class QFrame;

namespace causeway::ui {

class MessageBar;

/// How do you want to start: the demo company first.
class StartPage final : public WizardPage
{
    Q_OBJECT
public:
    explicit StartPage(SetupWizard& wizard);
    [[nodiscard]] bool validatePage() override;
    [[nodiscard]] int nextId() const override;
    [[nodiscard]] bool isComplete() const override;
    void initializePage() override;
    /// Somebody began to connect the accounts: going on with that is what is proposed.
    void proposeReal();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showChoice();
    /// The demo company or the profile is open, or could not be opened: goes on, or says why not.
    void opened(const Result<void>& result);

    QRadioButton* m_demo;
    QRadioButton* m_real;
    QFrame* m_demoFrame;
    QFrame* m_realFrame;
    MessageBar* m_failure;
    bool m_opening = false;
    bool m_opened = false;
};

} // namespace causeway::ui
