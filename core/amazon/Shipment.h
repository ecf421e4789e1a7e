// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

#include "base/Json.h"
#include "base/Result.h"

namespace causeway::amazon {

/// One package of a merchant-fulfilled order as confirmShipment takes it (contracts/spapi/ordersV0.json, PackageDetail).
struct ShipmentPackage
{
    QString packageReferenceId; ///< positive number, unique within the order; the same one again edits that package
    QString carrierCode;        ///< a code of Amazon's list, or "Other" with carrierName
    QString carrierName;
    QString shippingMethod;
    QString trackingNumber; ///< may be empty: Amazon wants the member, not a value
    qint64 shipDateMs = 0;  ///< UTC; not before the purchase, not in the future
    struct Item
    {
        QString orderItemId;
        qint64 quantity = 0;
        QStringList transparencyCodes;
    };
    std::vector<Item> items;
    /// Of the confirmation, not of its packageDetail: the buyer pays on delivery. Japan only.
    bool isPaidOnDelivery = false;
};

/// The only value of codCollectionMethod (and of the feed's CODCollectionMethod).
inline const QString kPaidOnDelivery = QStringLiteral("DirectPayment");

/// "packageDetail" of the request.
[[nodiscard]] Json packageJson(const ShipmentPackage& package);
/// The way back; Invalid with the path of what is missing or wrong.
[[nodiscard]] Result<ShipmentPackage> packageFromJson(const Json& json);

} // namespace causeway::amazon
