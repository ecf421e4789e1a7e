// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "settlement/Journal.h"

/// How one settlement hands over to the next (spapi.md section 6.4): no period between them is missing, the reserve held back by
/// one is released by the next, and what one owes to Amazon is carried into the next. Pure.
namespace causeway::settlement {

/// What a settlement takes over and hands on. In the words of the report, with its signs.
struct Carried
{
    Money reserveIn;  ///< "Previous Reserve Amount Balance": positive
    Money reserveOut; ///< "Current Reserve Amount": negative
    Money payable;    ///< "Payable to Amazon": negative, the total of the settlement before
    Money charge;     ///< "Successful charge": positive, taken from the seller's card
};
/// Defect on overflow.
[[nodiscard]] Result<Carried> carriedOf(const std::vector<CategorySum>& sums, const QString& currency);

/// One settlement as the chain sees it.
struct ChainLink
{
    QString id;
    std::optional<qint64> startMs, endMs;
    std::optional<Money> total;
    Carried carried;
};

/// What does not fit between a settlement and the one before it.
struct ChainBreak
{
    enum class Kind
    {
        Gap,     ///< between the periods: a settlement is missing
        Reserve, ///< released is not what was held
        Payable  ///< carried over is not what was owed
    };
    Kind kind = Kind::Gap;
    QString before, after;          ///< settlement ids
    qint64 fromMs = 0, untilMs = 0; ///< of a gap
    Money expected, found;          ///< otherwise
};

/// Links by their beginning, beside each other when their periods overlap (periodsBefore()); those without a period are passed
/// over. A debt that was charged to the card at once is carried as nothing, which is no break.
[[nodiscard]] std::vector<ChainBreak> breaksOf(std::vector<ChainLink> links);

} // namespace causeway::settlement
