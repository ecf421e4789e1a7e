// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Chain.h"

#include <algorithm>

#include "base/Succession.h"

namespace causeway::settlement {

Result<Carried> carriedOf(const std::vector<CategorySum>& sums, const QString& currency)
{
    const Money zero = Money::zero(currency);
    Carried carried{zero, zero, zero, zero};
    for (const CategorySum& sum : sums) {
        const QString label = loose(sum.category.amountDescription);
        Money* place = label == QStringLiteral("previousreserveamountbalance") ? &carried.reserveIn
                       : label == QStringLiteral("currentreserveamount")       ? &carried.reserveOut
                       : label == QStringLiteral("payabletoamazon")            ? &carried.payable
                       : label == QStringLiteral("successfulcharge")           ? &carried.charge
                                                                               : nullptr;
        if (place == nullptr)
            continue;
        auto total = place->plus(sum.sum);
        if (!total)
            return fail(total.error());
        *place = std::move(*total);
    }
    return carried;
}

std::vector<ChainBreak> breaksOf(std::vector<ChainLink> links)
{
    std::erase_if(links, [](const ChainLink& link) { return !link.startMs || !link.endMs; });
    std::stable_sort(links.begin(), links.end(), [](const ChainLink& a, const ChainLink& b) { return *a.startMs < *b.startMs; });
    std::vector<HandedPeriod> periods;
    periods.reserve(links.size());
    for (const ChainLink& link : links)
        periods.push_back(
            {*link.startMs, *link.endMs, link.carried.reserveIn.minorUnits(), -link.carried.reserveOut.minorUnits()});
    const auto befores = periodsBefore(periods);
    std::vector<ChainBreak> breaks;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (!befores[i])
            continue;
        const ChainLink& before = links[*befores[i]];
        const ChainLink& after = links[i];
        if (*after.startMs > *before.endMs + kPeriodsMeetMs) {
            ChainBreak gap{ChainBreak::Kind::Gap, before.id, after.id, *before.endMs, *after.startMs, {}, {}};
            breaks.push_back(std::move(gap));
            continue; // what the missing one handed on is not known
        }
        const Money held = before.carried.reserveOut.negated();
        if (!(held == after.carried.reserveIn))
            breaks.push_back({ChainBreak::Kind::Reserve, before.id, after.id, 0, 0, held, after.carried.reserveIn});
        const Money owed =
            before.total && before.total->isNegative() ? *before.total : Money::zero(after.carried.payable.currency());
        if (!(owed == after.carried.payable) && !after.carried.payable.isZero())
            breaks.push_back({ChainBreak::Kind::Payable, before.id, after.id, 0, 0, owed, after.carried.payable});
    }
    return breaks;
}

} // namespace causeway::settlement
