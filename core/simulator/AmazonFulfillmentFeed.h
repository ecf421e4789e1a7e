// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

/// One message of POST_ORDER_FULFILLMENT_DATA.
struct FulfillmentMessage
{
    QString messageId, orderId;
    SimPackage package; ///< referenceId from MerchantFulfillmentID when that is a positive number; no items = all that is left
};

struct FulfillmentFeed
{
    QString fault; ///< why the document as a whole is refused; empty when readable
    QString merchantId;
    std::vector<FulfillmentMessage> messages;
};

/// Reads the document against amzn-envelope.xsd and OrderFulfillment.xsd: names, order and number of the elements.
[[nodiscard]] FulfillmentFeed readFulfillmentFeed(const QByteArray& xml);

/// What became of a message that did not simply succeed.
struct FeedResult
{
    QString messageId, code, description, orderId;
};

/// A processing report (ProcessingReport.xsd). processed 0 with a rejection: the document was not read.
[[nodiscard]] QByteArray processingReport(const QString& feedId, const QString& merchantId, int processed,
                                          const std::vector<FeedResult>& errors, const QString& rejection = {});

} // namespace causeway::simulator
