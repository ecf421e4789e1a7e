// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include <QLatin1StringView>
#include <QString>

#include "mapping/MappingSnapshot.h"

/// NetSuite's ship items against Amazon's carrier codes. Pure.
namespace causeway::mapping {

/// The codes of Amazon's fulfillment schema (spapi.md section 4.4). Amazon's present list is longer, so a mapping may name
/// others.
[[nodiscard]] std::span<const QLatin1StringView> carrierCodes();

/// What confirmShipment wants of a carrier.
struct Carrier
{
    QString code; ///< Amazon's code, or "Other"
    QString name; ///< the carrier's name, with "Other"
    /// The value of the mapping kind `carrier`: the code, or Other:NAME.
    [[nodiscard]] QString mappingValue() const { return code == QStringLiteral("Other") ? code + u':' + name : code; }
};
/// nullopt for an empty value, or "Other" without a name.
[[nodiscard]] std::optional<Carrier> carrierFromMapping(const QString& value);

/// A proposal and why: for mappings suggest, for the error of an unmapped ship item, and for automatic matching.
struct CarrierProposal
{
    Carrier carrier;
    QString evidence;  ///< in words, e.g. "the ship item is called “UPS Ground”"
    bool sure = false; ///< recognised; otherwise only the name handed through as Other
};
/// From the ship item's name, else from the form of the tracking number, else Other with the name; nullopt when all are empty.
[[nodiscard]] std::optional<CarrierProposal> proposeCarrier(const QString& shipItemName, const QString& trackingNumber);

/// Key of the mapping kind `carrier`; "shipitem:0" stands for a fulfillment without a ship method.
[[nodiscard]] QString carrierKey(const QString& shipItemId);

} // namespace causeway::mapping
