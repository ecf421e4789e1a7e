// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/WizardPage.h"

class QFormLayout;
class QLineEdit;

namespace causeway::ui {

class ComboBox;

/// Amazon sign-in: the merchant's own private application, and for each store its region, seller, token and test.
class AmazonPage final : public WizardPage
{
    Q_OBJECT
public:
    explicit AmazonPage(SetupWizard& wizard);
    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] bool validatePage() override;
    [[nodiscard]] Result<void> save() override;

private:
    void fill();
    void showStored();
    /// The id of the store the page is about; of a new one, the id it will get.
    [[nodiscard]] QString storeId(const config::Configuration& configuration) const;
    [[nodiscard]] Result<void> saveStore();
    void test();
    [[nodiscard]] bool takeMarketplaces(const engine::ConnectionTest& test); ///< true when the store has other ones now

    QFormLayout* m_form;
    ComboBox* m_store;
    ComboBox* m_copy; ///< of a new store: whose settings it gets
    ComboBox* m_region;
    QLineEdit* m_storeName;
    QLineEdit* m_seller;
    QLineEdit* m_clientId;
    QLineEdit* m_clientSecret;
    QLineEdit* m_refreshToken;
    QString m_proposed; ///< id of the store whose marketplaces nobody has chosen yet
};

} // namespace causeway::ui
