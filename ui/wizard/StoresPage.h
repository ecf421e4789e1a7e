// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "reading/References.h"
#include "wizard/WizardPage.h"

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace causeway::ui {

class ComboBox;

/// Marketplaces of the store and where its orders go in NetSuite.
class StoresPage final : public WizardPage
{
    Q_OBJECT
public:
    explicit StoresPage(SetupWizard& wizard);
    void initializePage() override;
    [[nodiscard]] bool validatePage() override;
    [[nodiscard]] Result<void> save() override;
    void showProblem(const Error& error) override;

private:
    void fillMarketplaces(const QString& region, const QStringList& chosen);
    [[nodiscard]] QStringList ticked() const;
    /// The defaults as typed, over those of the store; Invalid names the field that is not right.
    [[nodiscard]] Result<config::StoreDefaults> typed(config::StoreDefaults defaults) const;

    QVBoxLayout* m_marketplaces;
    QHash<QString, QCheckBox*> m_boxes;
    QHash<QString, QLineEdit*> m_fields; ///< by id
    QHash<QString, QString> m_titles;    ///< of the fields
    QList<QWidget*> m_inOrder;           ///< fields as Tab goes through them
    ComboBox* m_customer;
    PlainLabel* m_problem;
    References m_references;
};

} // namespace causeway::ui
