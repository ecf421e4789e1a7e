// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/WizardPage.h"

class QLineEdit;

namespace causeway::ui {

class ComboBox;

/// Amazon sign-in: the merchant's own private application, region, seller, tokens, test.
class AmazonPage final : public WizardPage
{
    Q_OBJECT
public:
    explicit AmazonPage(SetupWizard& wizard);
    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] bool validatePage() override;

private:
    [[nodiscard]] Result<void> save();
    void showStored();
    [[nodiscard]] QString storeId() const;
    void test();

    ComboBox* m_region;
    QLineEdit* m_storeName;
    QLineEdit* m_seller;
    QLineEdit* m_clientId;
    QLineEdit* m_clientSecret;
    QLineEdit* m_refreshToken;
};

} // namespace causeway::ui
