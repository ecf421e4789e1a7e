// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Endpoints.h"

#include <array>

namespace causeway::amazon {

namespace {
struct Region
{
    QLatin1StringView name, endpoint;
};
constexpr std::array kRegions{
    Region{QLatin1StringView("na"), QLatin1StringView("https://sellingpartnerapi-na.amazon.com")},
    Region{QLatin1StringView("eu"), QLatin1StringView("https://sellingpartnerapi-eu.amazon.com")},
    Region{QLatin1StringView("fe"), QLatin1StringView("https://sellingpartnerapi-fe.amazon.com")},
};
} // namespace

QString regionEndpoint(QStringView region)
{
    for (const Region& row : kRegions) {
        if (row.name == region)
            return row.endpoint;
    }
    return {};
}

QString defaultTokenUrl()
{
    return QStringLiteral("https://api.amazon.com/auth/o2/token");
}

} // namespace causeway::amazon
