// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ConnectionHealth.h"

#include <algorithm>

#include "db/ConnectionWrites.h"
#include "db/ViewTables.h"

namespace causeway::engine {

Result<void> ConnectionHealth::load()
{
    auto rows = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).connections(); });
    if (!rows)
        return fail(rows.error());
    const std::lock_guard lock(m_mutex);
    m_states.clear();
    for (const db::ConnectionRow& row : *rows) {
        if (row.state == QStringLiteral("paused"))
            m_states[row.name].pausedBy = row.error.value_or(Error::make(ErrorKind::Auth, QString()));
    }
    return {};
}

bool ConnectionHealth::noteReached(State& state, bool isReached)
{
    const bool wasUnreachable = state.unreachableSinceMs.has_value();
    state.isReached = isReached;
    if (isReached)
        state.unreachableSinceMs.reset();
    else if (!wasUnreachable)
        state.unreachableSinceMs = m_clock.nowMs();
    return wasUnreachable == isReached;
}

void ConnectionHealth::succeeded(const QString& name)
{
    {
        const std::lock_guard lock(m_mutex);
        State& state = m_states[name];
        const bool isBack = noteReached(state, true);
        const bool news =
            isBack || state.pausedBy.has_value() || state.notedAt == 0 || m_clock.monotonicMs() - state.notedAt >= kNoteEveryMs;
        if (!news)
            return;
        state.pausedBy.reset();
        state.notedAt = m_clock.monotonicMs();
    }
    const auto saved = m_database.write([&](db::Transaction& tx) { return db::ConnectionWrites(tx).ok(name, m_clock.nowMs()); });
    static_cast<void>(saved); // only "last seen working"; a full disk is reported by the work itself
    m_onChanged();
}

void ConnectionHealth::failed(const QString& name, const Error& error)
{
    bool news = false;
    {
        const std::lock_guard lock(m_mutex);
        State& state = m_states[name];
        if (error.kind == ErrorKind::Unavailable || error.httpStatus > 0)
            news = noteReached(state, error.kind != ErrorKind::Unavailable);
        if (error.kind == ErrorKind::Auth)
            state.pausedBy = error;
    }
    if (error.kind != ErrorKind::Auth) {
        if (news)
            m_onChanged();
        return;
    }
    m_log.warning("connection.paused", {{"connection", name}, {"code", error.code}});
    const auto saved =
        m_database.write([&](db::Transaction& tx) { return db::ConnectionWrites(tx).paused(name, error, m_clock.nowMs()); });
    static_cast<void>(saved); // it stays paused in this process in any case
    m_onChanged();
}

std::optional<Error> ConnectionHealth::paused(const QString& name) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_states.find(name);
    return it == m_states.end() ? std::nullopt : it->second.pausedBy;
}

bool ConnectionHealth::resume(const QString& name)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_states.find(name);
        if (it == m_states.end() || !it->second.pausedBy)
            return false;
        it->second.pausedBy.reset();
        it->second.notedAt = 0;
    }
    const auto saved = m_database.write([&](db::Transaction& tx) { return db::ConnectionWrites(tx).resumed(name); });
    static_cast<void>(saved); // the next call decides anyway
    m_onChanged();
    return true;
}

void ConnectionHealth::forget(const QString& name)
{
    const std::lock_guard lock(m_mutex);
    m_states.erase(name);
}

std::vector<Unreachable> ConnectionHealth::unreachable() const
{
    std::vector<Unreachable> all;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [name, state] : m_states) {
            if (state.unreachableSinceMs)
                all.push_back({name, *state.unreachableSinceMs});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Unreachable& a, const Unreachable& b) { return a.sinceMs < b.sinceMs; });
    return all;
}

bool ConnectionHealth::isOffline() const
{
    const std::lock_guard lock(m_mutex);
    bool isAnyUnreachable = false;
    for (const auto& [name, state] : m_states) {
        if (state.isReached)
            return false;
        isAnyUnreachable = isAnyUnreachable || state.unreachableSinceMs;
    }
    return isAnyUnreachable;
}

} // namespace causeway::engine
