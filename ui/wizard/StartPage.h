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
    void initializePage() override;

private:
    void showChoice();

    QRadioButton* m_demo;
    QRadioButton* m_real;
    QFrame* m_demoFrame;
    QFrame* m_realFrame;
    MessageBar* m_failure;
};

} // namespace causeway::ui
