// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Succession.h"

#include <algorithm>
#include <tuple>

namespace causeway {

std::vector<std::optional<std::size_t>> periodsBefore(const std::vector<HandedPeriod>& periods)
{
    std::vector<std::optional<std::size_t>> before(periods.size());
    std::vector<std::size_t> ends; // the newest period of each chain
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const HandedPeriod& one = periods[i];
        const auto rank = [&](std::size_t chain) {
            const HandedPeriod& last = periods[ends[chain]];
            const bool meets = last.endMs >= one.startMs - kPeriodsMeetMs;
            return std::tuple(meets, meets && last.handed == one.taken, last.endMs);
        };
        std::optional<std::size_t> best;
        for (std::size_t chain = 0; chain < ends.size(); ++chain) {
            const bool isOver = periods[ends[chain]].endMs <= one.startMs + kPeriodsMeetMs;
            if (isOver && (!best || rank(chain) > rank(*best)))
                best = chain;
        }
        if (best) {
            before[i] = ends[*best];
            ends[*best] = i;
        } else {
            ends.push_back(i);
        }
    }
    return before;
}

} // namespace causeway
