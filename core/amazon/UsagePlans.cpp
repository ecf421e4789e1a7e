// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/UsagePlans.h"

namespace causeway::amazon::usage_plans {

const http::UsagePlan& searchOrders()
{
    static const http::UsagePlan kPlan{QStringLiteral("orders.searchOrders"), 178'571'429, 20};
    return kPlan;
}

const http::UsagePlan& getOrder()
{
    static const http::UsagePlan kPlan{QStringLiteral("orders.getOrder"), 2'000'000, 30};
    return kPlan;
}

const http::UsagePlan& marketplaceParticipations()
{
    static const http::UsagePlan kPlan{QStringLiteral("sellers.getMarketplaceParticipations"), 62'500'000, 15};
    return kPlan;
}

} // namespace causeway::amazon::usage_plans
