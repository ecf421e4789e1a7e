// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace causeway::amazon {

/// Base address of a region ("na", "eu", "fe"); empty for another word. Source: spapi.md section 1. Marketplaces, their
/// countries, currencies and regions are in config/Marketplaces.
[[nodiscard]] QString regionEndpoint(QStringView region);
/// Login with Amazon, the same for all regions.
[[nodiscard]] QString defaultTokenUrl();

} // namespace causeway::amazon
