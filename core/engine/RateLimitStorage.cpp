// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RateLimitStorage.h"

#include "db/StateTables.h"

namespace causeway::engine {

std::optional<http::BucketState> RateLimitStorage::load(const QString& connection, const QString& operation)
{
    auto row = m_database.read([&](db::Connection& c) { return db::RateBucketTable(c).load(connection, operation); });
    if (!row || !*row)
        return std::nullopt;
    return http::BucketState{(*row)->microTokens, (*row)->updatedAt, (*row)->periodUs};
}

void RateLimitStorage::save(const QString& connection, const QString& operation, const http::BucketState& state)
{
    bool due = false;
    {
        const std::lock_guard lock(m_mutex);
        m_unsaved[{connection, operation}] = state;
        due = state.periodUs == 0 || state.periodUs >= kSlowPeriodUs || m_clock.monotonicMs() - m_savedAt >= kFlushMs;
    }
    if (due)
        flush();
}

void RateLimitStorage::flush()
{
    std::map<std::pair<QString, QString>, http::BucketState> unsaved;
    {
        const std::lock_guard lock(m_mutex);
        unsaved.swap(m_unsaved);
        m_savedAt = m_clock.monotonicMs();
    }
    if (unsaved.empty() || m_database.access() == db::Database::Access::ReadOnly)
        return;
    // A bucket that cannot be saved costs a 429 at most; the disk's trouble is reported by whoever writes records.
    const auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const auto& [name, state] : unsaved) {
            if (auto one = db::RateBucketTable::save(
                    tx, {name.first, name.second, state.microTokens, state.updatedAtMs, state.periodUs});
                !one)
                return one;
        }
        return {};
    });
    static_cast<void>(saved);
}

} // namespace causeway::engine
