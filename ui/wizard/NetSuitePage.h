// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/WizardPage.h"

class QLineEdit;

namespace causeway::ui {

/// NetSuite sign-in: account, certificate made here, client id, test.
class NetSuitePage final : public WizardPage
{
    Q_OBJECT
public:
    explicit NetSuitePage(SetupWizard& wizard);
    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] bool validatePage() override;
    [[nodiscard]] Result<void> save() override;

private:
    void makeCertificate();
    void test();

    QLineEdit* m_account;
    QLineEdit* m_clientId;
    QLineEdit* m_certificateId;
    QLineEdit* m_timeZone;
    QPushButton* m_certificate;
    PlainLabel* m_certificateNote;
};

} // namespace causeway::ui
