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
    qint64 messageId = 0; ///< 1, 2, 3 … within the feed; the processing report names it
    QString orderId;
    ShipmentPackage package;
};

/// Content of a POST_ORDER_FULFILLMENT_DATA feed (OrderFulfillment.xsd, spapi.md section 7.2). The same messages give the same
/// bytes. The package's reference goes as MerchantFulfillmentID.
[[nodiscard]] QByteArray fulfillmentFeed(const QString& sellerId, const std::vector<FulfillmentMessage>& messages);

} // namespace causeway::amazon
