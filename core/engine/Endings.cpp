// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Endings.h"

#include "engine/RetryPolicy.h"

namespace causeway::engine {

void endWith(RecordWork& work, const Error& error, qint64 nowMs)
{
    RetryPolicy::Situation situation;
    situation.nowMs = nowMs;
    situation.attempts = work.row.attempts;
    situation.waitingSince = work.row.waitingSince;
    situation.seed = work.row.id.value();
    const RetryPolicy::Decision decision = RetryPolicy::decide(error, situation);

    Ending ending;
    ending.state = decision.state;
    ending.reason = decision.reason;
    ending.dueAt = decision.dueAt;
    ending.usesAttempt = decision.usesAttempt;
    if (decision.state == db::RecordState::Error || decision.state == db::RecordState::Waiting)
        ending.error = decision.error;
    work.ending = std::move(ending);
}

void putBack(RecordWork& work, const Error& because, qint64 nowMs)
{
    endWith(work, because, nowMs);
    work.ending->usesAttempt = false;
}

void endChecking(RecordWork& work, qint64 lastSentMs, qint64 nowMs)
{
    Ending ending;
    ending.state = db::RecordState::Waiting;
    ending.reason = QStringLiteral("checking");
    ending.dueAt = RetryPolicy::nextCheckAt(lastSentMs, nowMs);
    ending.error = work.row.error;
    work.ending = std::move(ending);
}

const flows::Command* mainCommand(const std::vector<flows::Command>& commands)
{
    for (auto it = commands.rbegin(); it != commands.rend(); ++it) {
        if (it->operation == QStringLiteral("create"))
            return &*it;
    }
    return commands.empty() ? nullptr : &commands.back();
}

} // namespace causeway::engine
