// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "base/Result.h"
#include "settlement/Settlement.h"

namespace causeway::settlement {

/// What a settlement shows of one refund: what the buyer got, by SKU.
struct SettledRefund
{
    QString orderId;
    QString adjustmentId; ///< may be empty in old files: then all refunds of the order posted at one time are one
    qint64 postedMs = 0;
    std::vector<std::pair<QString, Money>> lines; ///< SKU and amount, to the buyer positive; none are zero
};

/// Collects the refunds among the rows of one file. Fees and withheld tax are left to the journal.
class RefundTable final
{
public:
    /// Defect on overflow.
    [[nodiscard]] Result<void> add(const Row& row);
    [[nodiscard]] std::vector<SettledRefund> refunds() const;

private:
    struct Place
    {
        QString orderId, adjustmentId;
        qint64 postedMs = 0; ///< only without an adjustment id
        friend std::strong_ordering operator<=>(const Place&, const Place&) = default;
    };
    struct Refund
    {
        qint64 postedMs = 0;
        std::map<QString, Money> lines;
    };
    std::map<Place, Refund> m_refunds;
};

} // namespace causeway::settlement
