// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <QString>
#include <QStringList>

/// Which units lie in which package of an item fulfillment. NetSuite's packages have a tracking number, a weight and a free text,
/// but no lines (netsuite.md section 4), and Amazon wants items and quantities of each. Pure.
namespace causeway::mapping {

/// One order item as far as this fulfillment ships it.
struct ShippedLine
{
    QString orderItemId;
    QStringList names; ///< what a package's description may call it: Amazon SKU, NetSuite item name
    qint64 quantity = 0;
};
struct PackageRow
{
    QString tracking, description;
};
struct Parcel
{
    QString tracking;
    std::vector<std::pair<QString, qint64>> items; ///< order item id, quantity
};

enum class ContentsFrom
{
    OnePackage,
    Descriptions, ///< "SKU x 2, SKU-B x 1" in every package, and the sums agree
    Spread,       ///< dealt out in line order
    Unknown       ///< several packages and spread was not allowed: parcels are empty
};
struct PackageContents
{
    std::vector<Parcel> parcels; ///< in NetSuite's order; a package that holds no unit of its own is left out
    ContentsFrom from = ContentsFrom::Unknown;
    int packages = 0; ///< as NetSuite has them, equal tracking numbers counted once
};
/// No row at all counts as one package without a tracking number.
[[nodiscard]] PackageContents packageContents(const std::vector<ShippedLine>& lines, const std::vector<PackageRow>& rows,
                                              bool spread);

} // namespace causeway::mapping
