// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/RefundTable.h"

#include "settlement/Party.h"

namespace causeway::settlement {

Result<void> RefundTable::add(const Row& row)
{
    if (partyOf(row) != Party::BuyerGot)
        return {};
    const qint64 posted = row.postedAtMs.value_or(0);
    Refund& refund = m_refunds[{row.orderId, row.adjustmentId, row.adjustmentId.isEmpty() ? posted : 0}];
    if (refund.postedMs == 0)
        refund.postedMs = posted;
    Money& amount = refund.lines[row.sku];
    if (amount.currency().isEmpty())
        amount = Money::zero(row.amount.currency());
    auto sum = amount.plus(row.amount.negated());
    if (!sum)
        return fail(sum.error());
    amount = std::move(*sum);
    return {};
}

std::vector<SettledRefund> RefundTable::refunds() const
{
    std::vector<SettledRefund> list;
    for (const auto& [place, refund] : m_refunds) {
        SettledRefund settled{place.orderId, place.adjustmentId, refund.postedMs, {}};
        for (const auto& [sku, amount] : refund.lines) {
            if (!amount.isZero())
                settled.lines.emplace_back(sku, amount);
        }
        if (!settled.lines.empty())
            list.push_back(std::move(settled));
    }
    return list;
}

} // namespace causeway::settlement
