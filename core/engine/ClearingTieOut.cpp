// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ClearingTieOut.h"

namespace causeway::engine {

namespace {
Result<void> add(Money& place, const Result<Money>& amount)
{
    auto sum = amount ? place.plus(*amount) : amount;
    if (!sum)
        return fail(sum.error());
    place = std::move(*sum);
    return {};
}
} // namespace

Result<ClearingSide> clearingSide(Engine& engine, const config::Store& store)
{
    auto clearing = engine.clearing(store.id);
    if (!clearing)
        return fail(clearing.error());
    const Money zero = Money::zero(store.defaults.currency);
    ClearingSide side{store, clearing->account, zero, zero, zero, zero, zero, {}, {}};
    for (ClearingLine& line : clearing->lines) {
        if (line.total.currency() != zero.currency())
            continue; // lies in this store by mistake; never booked
        auto open = line.open();
        for (const auto& [place, amount] :
             {std::pair(&side.booked, Result<Money>(line.booked)), std::pair(&side.deposited, Result<Money>(line.deposited)),
              std::pair(&side.received, Result<Money>(line.received)), std::pair(&side.elsewhere, Result<Money>(line.elsewhere)),
              std::pair(&side.open, open)}) {
            if (auto added = add(*place, amount); !added)
                return fail(added.error());
        }
        side.lines.emplace_back(std::move(line), std::move(*open));
    }
    return side;
}

Result<Money> expectedInNetSuite(const std::vector<ClearingSide>& sides, const ClearingSide& own)
{
    Money expected = Money::zero(own.store.defaults.currency);
    for (const ClearingSide& side : sides) {
        if (side.account != own.account || side.store.defaults.currency != own.store.defaults.currency)
            continue;
        if (auto added = add(expected, side.booked.minus(side.deposited)); !added)
            return fail(added.error());
    }
    return expected;
}

} // namespace causeway::engine
