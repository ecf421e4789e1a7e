// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "amazon/Shipment.h"

namespace causeway::amazon {

/// One package of one order as a message of a feed.
struct FulfillmentMessage
{
    qint64 messageId = 0; ///< positive and unique within the feed; the processing report names it
    QString orderId;
    ShipmentPackage package;
};

/// Content of a POST_ORDER_FULFILLMENT_DATA feed (OrderFulfillment.xsd, spapi.md section 7.2). The same messages give the same
/// bytes. The package's reference goes as MerchantFulfillmentID. The schema's texts have 50 characters: longer names of carriers
/// and methods are cut.
[[nodiscard]] QByteArray fulfillmentFeed(const QString& sellerId, const std::vector<FulfillmentMessage>& messages);
/// A tracking number cannot be cut: a longer one is for confirmShipment alone. One text that is too long makes Amazon refuse a
/// whole feed.
[[nodiscard]] bool fitsFeed(const ShipmentPackage& package);

} // namespace causeway::amazon
