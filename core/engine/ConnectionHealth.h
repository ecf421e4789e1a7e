// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "base/Clock.h"
#include "base/Log.h"
#include "db/Database.h"

namespace causeway::engine {

/// A connection that does not answer.
struct Unreachable
{
    QString connection; ///< "netsuite", "amazon:<store>"
    qint64 sinceMs = 0; ///< UTC
};

/// Which sign-ins work ("netsuite", "amazon:<store>"). A refused one is paused until a person acts, a secret or the configuration
/// changes, or a run by hand tries again; records stay ready meanwhile. Thread-safe.
class ConnectionHealth final
{
public:
    ConnectionHealth(db::Database& database, Clock& clock, const Log& log) : m_database(database), m_clock(clock), m_log(log) {}

    void setOnChanged(std::function<void()> onChanged) { m_onChanged = std::move(onChanged); }
    [[nodiscard]] Result<void> load();
    void succeeded(const QString& name);
    void failed(const QString& name, const Error& error);
    [[nodiscard]] std::optional<Error> paused(const QString& name) const;
    /// Ends a pause without proof; false when there was none.
    bool resume(const QString& name);
    /// It is another account, or another sign-in now: what was noted counts no more.
    void forget(const QString& name);
    /// Those whose newest call got no usable answer (no network, a system that is down), the longest first.
    [[nodiscard]] std::vector<Unreachable> unreachable() const;
    /// Nothing that was called in this process answers: rather our network than all of them.
    [[nodiscard]] bool isOffline() const;

private:
    static constexpr qint64 kNoteEveryMs = 60'000;
    struct State
    {
        std::optional<Error> pausedBy;
        qint64 notedAt = 0;
        bool isReached = false;
        std::optional<qint64> unreachableSinceMs;
    };
    /// Notes whether the system answered; true when that is new. Under the lock.
    bool noteReached(State& state, bool isReached);

    db::Database& m_database;
    Clock& m_clock;
    Log m_log;
    std::function<void()> m_onChanged = [] {};
    mutable std::mutex m_mutex;
    std::map<QString, State> m_states;
};

} // namespace causeway::engine
