// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/RateLimiter.h"

/// Amazon's default rates per operation (spapi.md section 3.1); the answer's header corrects them.
namespace causeway::amazon::usage_plans {

[[nodiscard]] const http::UsagePlan& searchOrders();              ///< 0.0056 per second, burst 20
[[nodiscard]] const http::UsagePlan& getOrder();                  ///< 0.5 per second, burst 30
[[nodiscard]] const http::UsagePlan& marketplaceParticipations(); ///< 0.016 per second, burst 15
[[nodiscard]] const http::UsagePlan& confirmShipment();           ///< 2 per second, burst 10
[[nodiscard]] const http::UsagePlan& createFeedDocument();        ///< 0.5 per second, burst 15
[[nodiscard]] const http::UsagePlan& createFeed();                ///< 0.0083 per second, burst 15
[[nodiscard]] const http::UsagePlan& getFeed();                   ///< 2 per second, burst 15
[[nodiscard]] const http::UsagePlan& getFeeds();                  ///< 0.0222 per second, burst 10
[[nodiscard]] const http::UsagePlan& getFeedDocument();           ///< 0.0222 per second, burst 10
[[nodiscard]] const http::UsagePlan& createReport();              ///< 0.0167 per second, burst 15
[[nodiscard]] const http::UsagePlan& getReport();                 ///< 2 per second, burst 15
[[nodiscard]] const http::UsagePlan& getReports();                ///< 0.0222 per second, burst 10
[[nodiscard]] const http::UsagePlan& getReportDocument();         ///< 0.0167 per second, burst 15
[[nodiscard]] const http::UsagePlan& listTransactions();          ///< 0.5 per second, burst 10

} // namespace causeway::amazon::usage_plans
