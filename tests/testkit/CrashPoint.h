// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "base/Result.h"

namespace causeway::tests {

/// The moment at which the simulated process dies: from then on nothing is committed and nothing leaves the computer, so the disk
/// stays as a kill would have left it. Thread-safe.
class CrashPoint final
{
public:
    static constexpr int kNever = -1;

    /// Dies right after this many commits.
    void afterCommits(int commits) { m_commitsLeft = commits; }
    /// Dies right before, or right after, this many writes left the computer (the answer to the last one is never seen).
    void beforeSend(int sends) { m_beforeSend = sends; }
    void afterSend(int sends) { m_afterSend = sends; }
    [[nodiscard]] bool isDead() const { return m_dead; }

    /// Hook for Database::setWriteGuard.
    [[nodiscard]] Result<void> onCommit()
    {
        if (m_dead || (m_commitsLeft != kNever && m_commitsLeft-- == 0)) {
            m_dead = true;
            return fail(ErrorKind::Storage, QStringLiteral("The process is dead."), {}, QStringLiteral("dead"));
        }
        ++m_commits;
        return {};
    }
    /// False: it does not leave the computer any more.
    [[nodiscard]] bool onSend()
    {
        if (m_beforeSend != kNever && --m_beforeSend == 0)
            m_dead = true;
        return !m_dead;
    }
    /// False: nobody is left to read the answer.
    [[nodiscard]] bool onAnswer()
    {
        ++m_sends;
        if (m_afterSend != kNever && --m_afterSend == 0)
            m_dead = true;
        return !m_dead;
    }
    [[nodiscard]] int commits() const { return m_commits; }
    [[nodiscard]] int sends() const { return m_sends; }

private:
    std::atomic<bool> m_dead = false;
    std::atomic<int> m_commitsLeft = kNever, m_beforeSend = kNever, m_afterSend = kNever;
    std::atomic<int> m_commits = 0, m_sends = 0;
};

} // namespace causeway::tests
