// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/Page.h"

namespace causeway::ui {

class Card;
class TablePanel;

/// What needs me, is it running, where is the money.
class HomePage final : public Page
{
    Q_OBJECT
public:
    explicit HomePage(Ui& ui, QWidget* parent = nullptr);
    void refresh(int topics) override;
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] RecordTable* table() const override;

private:
    struct Facts; ///< everything the page shows, read in one go
    void show(const Facts& facts);
    void showNeeds(const Facts& facts);
    void showFlows(const Facts& facts);
    void showLatest(const Facts& facts);
    void showMoney(const Facts& facts);
    void showDays(const Facts& facts);
    void showConnections(const Facts& facts);
    void runAll();

    Card* m_needsCard;
    TablePanel* m_needs;
    TablePanel* m_flows;
    TablePanel* m_latest;
    TablePanel* m_money;
    TablePanel* m_days;
    TablePanel* m_connections;
    QHash<QString, Target> m_targets; ///< row of "Needs you" or "Money" -> where it leads
};

} // namespace causeway::ui
