// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonRoutes.h"

#include <array>

#include <QStringView>

#include "simulator/HttpServer.h"

namespace causeway::simulator {
namespace {

struct Route
{
    const char *method, *prefix, *suffix; ///< suffix null: the path is the prefix alone
    const char* operation;
};

constexpr std::array kRoutes{
    Route{"GET", "/orders/2026-01-01/orders", nullptr, "searchOrders"},
    Route{"GET", "/orders/2026-01-01/orders/", "", "getOrder"},
    Route{"POST", "/orders/v0/orders/", "/shipmentConfirmation", "confirmShipment"},
    Route{"GET", "/sellers/v1/marketplaceParticipations", nullptr, "getMarketplaceParticipations"},
    Route{"GET", "/reports/2021-06-30/reports", nullptr, "getReports"},
    Route{"POST", "/reports/2021-06-30/reports", nullptr, "createReport"},
    Route{"GET", "/reports/2021-06-30/reports/", "", "getReport"},
    Route{"GET", "/reports/2021-06-30/documents/", "", "getReportDocument"},
    Route{"GET", "/feeds/2021-06-30/feeds", nullptr, "getFeeds"},
    Route{"POST", "/feeds/2021-06-30/feeds", nullptr, "createFeed"},
    Route{"GET", "/feeds/2021-06-30/feeds/", "", "getFeed"},
    Route{"POST", "/feeds/2021-06-30/documents", nullptr, "createFeedDocument"},
    Route{"GET", "/feeds/2021-06-30/documents/", "", "getFeedDocument"},
    Route{"GET", "/finances/2024-06-19/transactions", nullptr, "listTransactions"},
};

bool fits(const Route& route, const QString& path)
{
    const QLatin1String prefix(route.prefix);
    if (!route.suffix)
        return path == prefix;
    const QLatin1String suffix(route.suffix);
    return path.startsWith(prefix) && path.endsWith(suffix) && path.size() > prefix.size() + suffix.size();
}

} // namespace

QString operationOf(const HttpCall& call)
{
    if (call.path == QStringLiteral("/auth/o2/token"))
        return QStringLiteral("token");
    if (call.path.startsWith(u"/documents/"))
        return QStringLiteral("document");
    const Route* nearest = nullptr;
    for (const Route& route : kRoutes) {
        if (!fits(route, call.path))
            continue;
        if (call.method == route.method)
            return QString::fromLatin1(route.operation);
        if (!nearest)
            nearest = &route;
    }
    return nearest ? QString::fromLatin1(nearest->operation) : QStringLiteral("unknown");
}

QByteArray methodOf(const QString& operation)
{
    for (const Route& route : kRoutes) {
        if (operation == QLatin1String(route.operation))
            return route.method;
    }
    return {};
}

} // namespace causeway::simulator
