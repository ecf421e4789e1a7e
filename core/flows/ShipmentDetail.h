// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "flows/Flow.h"
#include "flows/ShippedPackage.h"
#include "mapping/Carriers.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/ShipmentSettings.h"

namespace causeway::flows {

/// The "packageDetail" of one package, as confirmShipment takes it (model of Orders v0): what a person typed for it, else
/// NetSuite's tracking number, and the carrier by mapping or proposal. Pure; what it is given must outlive it.
class ShipmentDetail final
{
public:
    /// fulfillment: as lookUp() read it. shipDateMs: UTC ms, unless a person typed another.
    ShipmentDetail(const Record& record, const PlanContext& context, const Json& fulfillment, qint64 shipDateMs);

    /// sent: null before the first confirmation. origins: body path -> where a value came from. Errors: Rejected "no-tracking"
    /// (error.path says where to type it), Unmapped "no-carrier" (causeKey is the mapping's key), Invalid with its path.
    [[nodiscard]] Result<Json> of(const ShippedPackage& package, const SentPackage* sent,
                                  std::vector<std::pair<QString, QString>>& origins) const;
    /// The package's number in Amazon's eyes: unique within an order that is shipped by several fulfillments.
    [[nodiscard]] static QString reference(const QString& fulfillmentId, int number);

private:
    [[nodiscard]] Result<mapping::Carrier> carrier(const QString& tracking, QString& from) const;

    const Record& m_record;
    const Json& m_fulfillment;
    qint64 m_shipDateMs = 0;
    mapping::ShipmentSettings m_settings;
    mapping::MappingSnapshot m_mappings;
};

} // namespace causeway::flows
