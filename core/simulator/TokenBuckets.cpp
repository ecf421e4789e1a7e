// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/TokenBuckets.h"

#include <algorithm>

namespace causeway::simulator {

namespace {
constexpr double kRounding = 1e-6; ///< many small refills add up to a whole token only nearly
}

std::optional<TokenBuckets::Plan> TokenBuckets::plan(const QString& operation)
{
    static const std::map<QString, Plan> kPlans{{QStringLiteral("searchOrders"), {0.0056, 20}},
                                                {QStringLiteral("getOrder"), {0.5, 30}},
                                                {QStringLiteral("confirmShipment"), {2, 10}},
                                                {QStringLiteral("getMarketplaceParticipations"), {0.016, 15}},
                                                {QStringLiteral("createReport"), {0.0167, 15}},
                                                {QStringLiteral("getReportDocument"), {0.0167, 15}},
                                                {QStringLiteral("getReports"), {0.0222, 10}},
                                                {QStringLiteral("getReport"), {2, 15}},
                                                {QStringLiteral("createFeed"), {0.0083, 15}},
                                                {QStringLiteral("createFeedDocument"), {0.5, 15}},
                                                {QStringLiteral("getFeed"), {2, 15}},
                                                {QStringLiteral("getFeeds"), {0.0222, 10}},
                                                {QStringLiteral("getFeedDocument"), {0.0222, 10}},
                                                {QStringLiteral("listTransactions"), {0.5, 10}}};
    const auto found = kPlans.find(operation);
    return found == kPlans.end() ? std::nullopt : std::optional(found->second);
}

bool TokenBuckets::take(const QString& seller, const QString& operation, qint64 nowMs)
{
    const auto plan = TokenBuckets::plan(operation);
    if (!plan)
        return true;
    const std::lock_guard lock(m_mutex);
    const auto [entry, isNew] = m_buckets.try_emplace({seller, operation}, Bucket{static_cast<double>(plan->burst), nowMs});
    Bucket& bucket = entry->second;
    // A clock set back refills nothing.
    const double seconds = static_cast<double>(std::max<qint64>(0, nowMs - bucket.atMs)) / 1000.0;
    bucket.tokens = std::min<double>(plan->burst, bucket.tokens + seconds * plan->perSecond * m_speed);
    bucket.atMs = nowMs;
    if (bucket.tokens < 1.0 - kRounding)
        return false;
    bucket.tokens -= 1.0;
    return true;
}

} // namespace causeway::simulator
