// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "base/Error.h"
#include "db/Rows.h"

namespace causeway::engine {

/// What becomes of a record after an error, and when it goes on: the one place where retry is decided (architecture.md section
/// 5). Pure; times are UTC ms.
class RetryPolicy final
{
public:
    static constexpr qint64 kFirstPauseMs = 30'000;
    static constexpr qint64 kLongestPauseMs = 15LL * 60'000;
    /// NetSuite lets a request run up to 15 minutes: before that, "not there" proves nothing.
    static constexpr qint64 kQuietMs = 16LL * 60'000;
    static constexpr qint64 kNotYetMs = 10LL * 60'000;
    static constexpr qint64 kNotYetLimitMs = 7LL * 24 * 3'600'000;
    static constexpr qint64 kQuotaMs = 60'000; ///< when the remote system did not say until when
    static constexpr qint64 kUnavailableAlarmMs = 24LL * 3'600'000;
    static constexpr qint64 kCheckingAlarmMs = 3'600'000;

    struct Situation
    {
        qint64 nowMs = 0;
        int attempts = 0;                   ///< tries used so far, without this one
        std::optional<qint64> waitingSince; ///< since when it waits for the same thing
        qint64 seed = 0;                    ///< spreads the pauses of many records; the record's id
    };
    struct Decision
    {
        db::RecordState state = db::RecordState::Error;
        QString reason;
        std::optional<qint64> dueAt;
        bool usesAttempt = false;
        Error error; ///< as shown; for a wait that grew too old, the words say so
    };
    [[nodiscard]] static Decision decide(const Error& error, const Situation& situation);

    /// When to look again for a write whose outcome is unknown; the quiet time's end at the latest.
    [[nodiscard]] static qint64 nextCheckAt(qint64 lastSentMs, qint64 nowMs);
    /// Absent now and quiet for long enough: the write never happened and may be sent again.
    [[nodiscard]] static bool mayResend(qint64 lastSentMs, qint64 nowMs) { return nowMs - lastSentMs >= kQuietMs; }
    /// 30 s, 1 min, 2 min … 15 min, each shortened by up to a quarter.
    [[nodiscard]] static qint64 pauseMs(int attempts, qint64 seed);

    /// What is known about a write after its send failed.
    enum class Executed
    {
        No,      ///< nothing happened there; it may be sent again at once
        Refused, ///< definitely refused; another body is allowed
        Unknown  ///< look it up before anything else
    };
    [[nodiscard]] static Executed executed(const Error& error);
};

} // namespace causeway::engine
