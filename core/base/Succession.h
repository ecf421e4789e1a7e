// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <QtGlobal>

namespace causeway {

/// A period of an account that hands an amount on to the next one.
struct HandedPeriod
{
    qint64 startMs = 0, endMs = 0;
    qint64 taken = 0, handed = 0; ///< from the period before; to the one after
};

/// Which period is the one before, for each: periods of several accounts may lie beside each other (Amazon settles standard and
/// invoiced orders apart), and each account has one chain. A period follows one that ended when it began (an hour more or less),
/// of several the one that handed on what it took; else the newest that ended before. Empty for the first of a chain. periods: by
/// their beginning.
[[nodiscard]] std::vector<std::optional<std::size_t>> periodsBefore(const std::vector<HandedPeriod>& periods);

/// Periods meet to the second in the files seen; an hour leaves room for files that give only days across a clock change.
inline constexpr qint64 kPeriodsMeetMs = 3'600'000;

} // namespace causeway
