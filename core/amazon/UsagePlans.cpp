// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/UsagePlans.h"

namespace causeway::amazon::usage_plans {

namespace {
constexpr int kRepeats = 2; ///< of a read that Qt sends again by itself
}

const http::UsagePlan& searchOrders()
{
    static const http::UsagePlan kPlan{QStringLiteral("orders.searchOrders"), 178'571'429, 20, kRepeats};
    return kPlan;
}

const http::UsagePlan& getOrder()
{
    static const http::UsagePlan kPlan{QStringLiteral("orders.getOrder"), 2'000'000, 30, kRepeats};
    return kPlan;
}

const http::UsagePlan& marketplaceParticipations()
{
    static const http::UsagePlan kPlan{QStringLiteral("sellers.getMarketplaceParticipations"), 62'500'000, 15, kRepeats};
    return kPlan;
}

const http::UsagePlan& confirmShipment()
{
    static const http::UsagePlan kPlan{QStringLiteral("orders.confirmShipment"), 500'000, 10};
    return kPlan;
}

const http::UsagePlan& createFeedDocument()
{
    static const http::UsagePlan kPlan{QStringLiteral("feeds.createFeedDocument"), 2'000'000, 15};
    return kPlan;
}

const http::UsagePlan& createFeed()
{
    static const http::UsagePlan kPlan{QStringLiteral("feeds.createFeed"), 120'481'928, 15};
    return kPlan;
}

const http::UsagePlan& getFeed()
{
    static const http::UsagePlan kPlan{QStringLiteral("feeds.getFeed"), 500'000, 15, kRepeats};
    return kPlan;
}

const http::UsagePlan& getFeeds()
{
    static const http::UsagePlan kPlan{QStringLiteral("feeds.getFeeds"), 45'045'045, 10, kRepeats};
    return kPlan;
}

const http::UsagePlan& getFeedDocument()
{
    static const http::UsagePlan kPlan{QStringLiteral("feeds.getFeedDocument"), 45'045'045, 10, kRepeats};
    return kPlan;
}

const http::UsagePlan& createReport()
{
    static const http::UsagePlan kPlan{QStringLiteral("reports.createReport"), 59'880'240, 15};
    return kPlan;
}

const http::UsagePlan& getReport()
{
    static const http::UsagePlan kPlan{QStringLiteral("reports.getReport"), 500'000, 15, kRepeats};
    return kPlan;
}

const http::UsagePlan& getReports()
{
    static const http::UsagePlan kPlan{QStringLiteral("reports.getReports"), 45'045'045, 10, kRepeats};
    return kPlan;
}

const http::UsagePlan& getReportDocument()
{
    static const http::UsagePlan kPlan{QStringLiteral("reports.getReportDocument"), 59'880'240, 15, kRepeats};
    return kPlan;
}

const http::UsagePlan& listTransactions()
{
    static const http::UsagePlan kPlan{QStringLiteral("finances.listTransactions"), 2'000'000, 10, kRepeats};
    return kPlan;
}

} // namespace causeway::amazon::usage_plans
