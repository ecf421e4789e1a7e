// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "base/Result.h"
#include "settlement/Journal.h"
#include "settlement/Party.h"

namespace causeway::flows {

/// One order's amounts of one category in a settlement; everything without an order has an empty order id.
struct SettledSum
{
    settlement::CategorySum sum; ///< detail = order id
    settlement::Party party = settlement::Party::Amazon;
};

/// What the refunds of a settlement are in NetSuite.
struct SettledRefundState
{
    QString orderId;
    Money amount;          ///< to the buyer, positive
    bool isBooked = false; ///< its credit memo and refund are there
    bool hasRecord = true; ///< the flow "refunds" has it
};

/// The stored rows of one store's settlements, for plans that need more than their sums. Implemented by the engine; called by
/// workers. Errors: Storage; Invalid "too-detailed" when a settlement has more orders than one record may carry.
class SettlementFacts
{
public:
    virtual ~SettlementFacts() = default;
    /// By order id, then category; recordKey: of the settlement's record.
    [[nodiscard]] virtual Result<std::vector<SettledSum>> sums(const QString& recordKey) = 0;
    /// What buyers paid for the same orders in settlements of earlier periods, by order id; only where there is something.
    [[nodiscard]] virtual Result<std::vector<std::pair<QString, Money>>> settledBefore(const QString& recordKey) = 0;
    /// Each refund that this settlement shows and the book of refunds knows.
    [[nodiscard]] virtual Result<std::vector<SettledRefundState>> refunds(const QString& recordKey) = 0;
};

} // namespace causeway::flows
