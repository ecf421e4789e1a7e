// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "base/Clock.h"
#include "db/Database.h"
#include "http/RateLimiter.h"

namespace causeway::engine {

/// Token buckets in the database. A slow bucket (a token a second or less) is saved at once: its calls are rare, and a token
/// forgotten by a crash would be one call too many. Fast ones are saved together every few seconds and by flush(). Thread-safe.
class RateLimitStorage final : public http::RateLimitStore
{
public:
    static constexpr qint64 kSlowPeriodUs = 1'000'000;
    static constexpr qint64 kFlushMs = 5'000;

    RateLimitStorage(db::Database& database, Clock& clock) : m_database(database), m_clock(clock) {}
    [[nodiscard]] std::optional<http::BucketState> load(const QString& connection, const QString& operation) override;
    void save(const QString& connection, const QString& operation, const http::BucketState& state) override;
    void flush();

private:
    db::Database& m_database;
    Clock& m_clock;
    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, http::BucketState> m_unsaved;
    qint64 m_savedAt = 0; ///< monotonic
};

} // namespace causeway::engine
