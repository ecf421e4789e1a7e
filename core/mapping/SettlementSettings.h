// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// Settings of the flow `settlements`, with their defaults.
struct SettlementSettings
{
    enum class Posting
    {
        Summary,  ///< one journal line per account (and class, location, department)
        Detailed, ///< one per order and category
        Payments  ///< customer payments against invoices; a journal for the rest
    };
    enum class ClosedPeriod
    {
        Hold, ///< wait until it is open again
        Next  ///< the first day of the next open period
    };
    enum class Deposit
    {
        Auto, ///< with payments
        Always,
        Never
    };
    enum class Unbilled
    {
        Wait,   ///< until the order has its invoice or cash sale
        Journal ///< booked by category, like in a summary
    };
    struct Place
    {
        QString classId, location, department;
    };

    Posting posting = Posting::Summary;
    ClosedPeriod closedPeriod = ClosedPeriod::Hold;
    Deposit deposit = Deposit::Auto;
    Unbilled unbilled = Unbilled::Wait;
    bool splitMonths = false, monthsInUtc = false, byDepositDate = false;
    int linesPerJournal = 1'000;
    std::map<QString, Place> marketplaces; ///< key: marketplace name as in the file, lower case

    [[nodiscard]] bool hasDeposit() const
    {
        return deposit == Deposit::Always || (deposit == Deposit::Auto && posting == Posting::Payments);
    }
    [[nodiscard]] static SettlementSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
