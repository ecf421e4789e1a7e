// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

#include <QtGlobal>

namespace causeway::engine {

/// How fast a run gets its records done, from what it did in the last minutes. Pure: all times are given (UTC ms). Not
/// thread-safe.
class RunPace final
{
public:
    /// So many records in all were finished at this time. The first call is the beginning of the work.
    void note(qint64 atMs, qint64 finished);
    /// Records an hour; nullopt while too little was done to tell, or when nothing was finished for a while.
    [[nodiscard]] std::optional<qint64> perHour(qint64 nowMs) const;
    /// How long so many more take at this pace; nullopt when the pace is not known.
    [[nodiscard]] std::optional<qint64> msFor(qint64 remaining, qint64 nowMs) const;

private:
    struct Sample
    {
        qint64 at = 0, finished = 0;
    };
    static constexpr qint64 kLookedBackMs = 5LL * 60'000; ///< a pace of long ago says nothing about now
    static constexpr qint64 kLeastMs = 5'000;
    static constexpr qint64 kFewest = 20; ///< finished records; one slow call would decide about fewer
    static constexpr qint64 kStandstillMs = 60'000;

    /// Work and time between the oldest and the newest sample; nullopt when that is too little or too long ago.
    [[nodiscard]] std::optional<Sample> measured(qint64 nowMs) const;

    std::deque<Sample> m_samples;
};

} // namespace causeway::engine
