// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "pages/ListPage.h"

namespace causeway::ui {

/// What every order of a store gets in NetSuite: subsidiary, location, class, department, currency and where its exchange rate
/// comes from, customer, ship method, the tolerance of variances, and its time zone. Edited in place, saved at once.
class StoreDefaultsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit StoreDefaultsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override { return {Verb::Edit}; }
    void restart() override;

private:
    void read();
    void change(const QString& row, const QString& typed);
    [[nodiscard]] QStringList proposals(const QString& row) const;
    /// Puts what was typed into a setting of the store; Invalid says what it should look like.
    [[nodiscard]] Result<void> put(config::Store& store, const QString& id, const QString& text) const;

    config::Configuration m_configuration;
};

} // namespace causeway::ui
