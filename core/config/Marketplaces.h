// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <QLatin1StringView>
#include <QStringView>

namespace causeway::config {

/// Amazon's marketplaces (spapi.md section 1). Participation is asked from the account; this table only catches typing mistakes
/// and gives names and currencies before the first sign-in.
struct Marketplace
{
    QLatin1StringView id;
    QLatin1StringView country;  ///< ISO 3166 code
    QLatin1StringView region;   ///< "na", "eu", "fe"
    QLatin1StringView currency; ///< ISO 4217 code
};

[[nodiscard]] std::span<const Marketplace> marketplaces();
/// nullptr when the id is not Amazon's.
[[nodiscard]] const Marketplace* findMarketplace(QStringView id);

} // namespace causeway::config
