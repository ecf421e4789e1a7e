// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "flows/Flow.h"
#include "flows/ShipmentDetail.h"
#include "flows/ShippedPackage.h"
#include "mapping/PackageContents.h"
#include "mapping/ShipmentSettings.h"

namespace causeway::flows {

/// Plans one item fulfillment: a confirmation per package (key NS-CS-<account>-<fulfillment>-<package>), a correction of a
/// package that changed in NetSuite after it was sent (<key>-U-<2 hex ordinal, 10 hex hash>), and once Amazon shows all of them
/// the processed marker in NetSuite. Pure.
///
/// Body of a confirmation: {"orderId","marketplaceId","packageDetail":{as confirmShipment takes it},"codCollectionMethod" (orders
/// of Japan that are paid on delivery),"netsuite":{"tracking",
/// "carrier","items"}}; the last part is what NetSuite said, so that a later change there, and only that, is a correction.
class ShipmentPlan final
{
public:
    ShipmentPlan(const Record& record, const PlanContext& context);
    [[nodiscard]] Result<Plan> plan();

    /// NS-CS-<account>-<fulfillment>-<package>
    [[nodiscard]] static QString packageKey(const config::Configuration& configuration, const QString& fulfillmentId, int number);

private:
    [[nodiscard]] Result<std::vector<mapping::ShippedLine>> lines() const;
    [[nodiscard]] Result<std::vector<ShippedPackage>> packages(const std::vector<mapping::ShippedLine>& lines) const;
    void readSent();
    [[nodiscard]] Result<void> number(std::vector<ShippedPackage>& packages) const;
    /// Why nothing more may be sent now; may fill skipReason, waitingReason, reviewReason.
    [[nodiscard]] Result<void> checkOrder(Plan& plan) const;
    [[nodiscard]] Result<void> checkAgainstAmazon(const std::vector<ShippedPackage>& unsent,
                                                  const std::vector<ShippedPackage>& all) const;
    [[nodiscard]] std::optional<qint64> openUnits(const QString& itemId, const std::vector<ShippedPackage>& all) const;
    [[nodiscard]] Result<Command> confirmation(const ShippedPackage& package) const;
    [[nodiscard]] Result<Command> correction(const ShippedPackage& package, const SentPackage& sent) const;
    [[nodiscard]] ShipmentDetail detail() const;
    [[nodiscard]] Error unknownOrder() const;
    /// When NetSuite and Amazon were read; UTC ms.
    [[nodiscard]] qint64 readAt() const;
    [[nodiscard]] Command base(const QString& key, const QString& operation) const;
    void addMarker(Plan& plan) const;
    [[nodiscard]] bool isChanged(const ShippedPackage& package, const SentPackage& sent) const;

    const Record& m_record;
    const PlanContext& m_context;
    mapping::ShipmentSettings m_settings;
    Json m_content, m_fulfillment;
    const Json* m_order = nullptr; ///< nullptr: not read now; null: Amazon does not know it
    std::map<int, SentPackage> m_sent;
    bool m_isChecking = false; ///< a confirmation of this record is on its way
    std::set<int> m_onItsWay;
};

[[nodiscard]] Result<Plan> planShipment(const Record& record, const PlanContext& context);

} // namespace causeway::flows
