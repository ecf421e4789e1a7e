// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RetryPolicy.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::RetryPolicy)
};

constexpr std::array<qint64, 6> kChecksMs{2'000, 15'000, 60'000, 240'000, 600'000, RetryPolicy::kQuietMs};
constexpr int kDoublings = 5; // 30 s * 2^5 = 16 min, over the cap already
} // namespace

qint64 RetryPolicy::pauseMs(int attempts, qint64 seed)
{
    const qint64 whole = std::min(kFirstPauseMs << std::clamp(attempts, 0, kDoublings), kLongestPauseMs);
    const auto mixed = static_cast<quint64>(seed * 31 + attempts + 1) * 0x9E3779B97F4A7C15ULL;
    const auto share = static_cast<qint64>(mixed >> 48); // 0 … 65535
    return whole - whole / 4 * share / 65'536;
}

qint64 RetryPolicy::nextCheckAt(qint64 lastSentMs, qint64 nowMs)
{
    for (const qint64 after : kChecksMs) {
        if (lastSentMs + after > nowMs)
            return lastSentMs + after;
    }
    return nowMs;
}

RetryPolicy::Executed RetryPolicy::executed(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::NotYet:
    case ErrorKind::Unavailable:
    case ErrorKind::Auth:
    case ErrorKind::Cancelled:
    case ErrorKind::Storage:
        return Executed::No;
    case ErrorKind::Rejected:
    case ErrorKind::Unmapped:
        return Executed::Refused;
    case ErrorKind::Conflict: // "exists already": the look-up decides, not the text
    case ErrorKind::Unclear:
        return Executed::Unknown;
    case ErrorKind::Invalid:
    case ErrorKind::Defect:
        break;
    }
    return error.httpStatus == 0 ? Executed::Refused : Executed::Unknown;
}

RetryPolicy::Decision RetryPolicy::decide(const Error& error, const Situation& situation)
{
    const Disposition disposition = dispositionOf(error.kind);
    Decision decision;
    decision.error = error;
    decision.usesAttempt = disposition.usesAttempt;
    decision.reason = toString(error.kind);
    switch (error.kind) {
    case ErrorKind::RateLimited:
        decision.state = db::RecordState::Waiting;
        decision.reason = QStringLiteral("quota");
        decision.dueAt = std::max(error.retryAtMs.value_or(situation.nowMs + kQuotaMs), situation.nowMs);
        break;
    case ErrorKind::NotYet:
        if (situation.waitingSince && situation.nowMs - *situation.waitingSince >= kNotYetLimitMs) {
            decision.error.message = Words::tr("It still cannot go on after 7 days: %1").arg(error.message);
            break; // a person has to look
        }
        decision.state = db::RecordState::Waiting;
        decision.dueAt = std::max(error.retryAtMs.value_or(situation.nowMs + kNotYetMs), situation.nowMs);
        break;
    case ErrorKind::Unavailable:
        decision.state = db::RecordState::Waiting;
        decision.reason = QStringLiteral("retry");
        decision.dueAt = std::max(situation.nowMs + pauseMs(situation.attempts, situation.seed), error.retryAtMs.value_or(0));
        break;
    case ErrorKind::Unclear:
        decision.state = db::RecordState::Waiting;
        decision.reason = QStringLiteral("checking");
        decision.dueAt = nextCheckAt(situation.nowMs, situation.nowMs);
        break;
    case ErrorKind::Auth:
    case ErrorKind::Cancelled:
    case ErrorKind::Storage: // not the record's fault: it stays ready, what is broken is stopped elsewhere
        decision.state = db::RecordState::Ready;
        decision.reason.clear();
        break;
    case ErrorKind::Unmapped:
    case ErrorKind::Rejected:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid:
    case ErrorKind::Defect:
        break;
    }
    return decision;
}

} // namespace causeway::engine
