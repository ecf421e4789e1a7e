// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "db/CompletenessReads.h"
#include "pages/ListPage.h"

class QPushButton;

namespace causeway::ui {

/// Is an order missing? Per store and day: Amazon's list, Amazon's report and NetSuite side by side; one button fetches the gaps.
class CompletenessPage final : public ListPage
{
    Q_OBJECT
public:
    explicit CompletenessPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;

protected:
    void restart() override;

private:
    using Compared = std::vector<db::Completeness>;
    [[nodiscard]] int days() const;
    [[nodiscard]] Result<std::vector<config::Store>> stores() const;
    void read();
    void show(const Compared& compared);
    void compare();
    void fetchGaps();
    void enableButtons();

    QPushButton* m_compare;
    QPushButton* m_fetch;
    Compared m_compared;
    bool m_comparing = false;
};

} // namespace causeway::ui
