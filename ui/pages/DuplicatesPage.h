// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "pages/ListPage.h"

class QPushButton;

namespace causeway::ui {

/// Customers in NetSuite that stand for the same buyer, found on request. Merging them is NetSuite's own work: from here a person
/// opens them.
class DuplicatesPage final : public ListPage
{
    Q_OBJECT
public:
    explicit DuplicatesPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] Subject subject() const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override { return {Verb::OpenNetSuite}; }
    void restart() override { show(); }

private:
    void look();
    void show();

    QPushButton* m_look;
    std::optional<std::vector<engine::Engine::DuplicateCustomers>> m_found;
    qint64 m_foundAt = 0;
    bool m_isLooking = false;
};

} // namespace causeway::ui
