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

void ConnectionHealth::succeeded(const QString& name)
{
    {
        const std::lock_guard lock(m_mutex);
        State& state = m_states[name];
        state.offline = false;
        const bool news =
            state.pausedBy.has_value() || state.notedAt == 0 || m_clock.monotonicMs() - state.notedAt >= kNoteEveryMs;
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
    {
        const std::lock_guard lock(m_mutex);
        State& state = m_states[name];
        if (error.kind == ErrorKind::Unavailable)
            state.offline = true;
        if (error.kind != ErrorKind::Auth)
            return;
        state.pausedBy = error;
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

bool ConnectionHealth::isOffline() const
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_states.begin(), m_states.end(), [](const auto& entry) { return entry.second.offline; });
}

} // namespace causeway::engine
