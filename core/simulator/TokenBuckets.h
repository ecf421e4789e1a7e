// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include <QString>

namespace causeway::simulator {

/// Amazon's usage plans: one token bucket per (application, seller, operation); rates of the models (reference/spapi.md 3.1).
/// Thread-safe.
class TokenBuckets final
{
public:
    struct Plan
    {
        double perSecond = 1;
        int burst = 1;
    };
    explicit TokenBuckets(int speed) : m_speed(speed) {}
    [[nodiscard]] static std::optional<Plan> plan(const QString& operation);
    /// False: the bucket is empty.
    [[nodiscard]] bool take(const QString& seller, const QString& operation, qint64 nowMs);

private:
    struct Bucket
    {
        double tokens = 0;
        qint64 atMs = 0;
    };
    int m_speed;
    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, Bucket> m_buckets;
};

} // namespace causeway::simulator
