// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "db/BankTable.h"
#include "engine/BankDesk.h"
#include "pages/SettlementsPage.h"

namespace causeway::ui {

/// What the bank page shows, as read last.
struct BankFacts
{
    /// A settlement and what the bank received for it.
    struct Deposit
    {
        SettlementsPage::Entry entry;
        db::BankTable::Paid paid; ///< by lines of its currency
        [[nodiscard]] RecordId record() const { return entry.row.settlement.record; }
        [[nodiscard]] bool isExpected() const { return entry.hasTotal && entry.deposit.minorUnits() > 0; }
        /// The bank's amount less the report's.
        [[nodiscard]] Money difference() const { return paid.sum.minus(entry.deposit).value_or(paid.sum); }
    };
    std::vector<Deposit> deposits;
    std::vector<db::BankLineRow> lines; ///< newest day first
    std::vector<engine::BankDesk::Suggestion> suggestions;

    /// By the id of its row; null when there is none.
    [[nodiscard]] const Deposit* deposit(const QString& rowId) const
    {
        for (const Deposit& one : deposits) {
            if (QString::number(one.record().value()) == rowId)
                return &one;
        }
        return nullptr;
    }
};

} // namespace causeway::ui
