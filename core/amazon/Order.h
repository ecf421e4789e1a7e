// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Money.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Orders API v2026-01-01, typed. Field names are Amazon's (contracts/spapi/orders_2026-01-01.json). Money is exact.
namespace causeway::amazon {

struct ProceedsBreakdown ///< one entry of proceeds.breakdowns
{
    QString type; ///< ITEM, SHIPPING, GIFT_WRAP, COD_FEE, TAX, DISCOUNT, DELIVERY_TIP, OTHER
    Money subtotal;
    struct Detail { QString subtype; Money value; };
    std::vector<Detail> detailed; ///< TAX: ITEM, SHIPPING, GIFT_WRAP, …; DISCOUNT: ITEM, SHIPPING, …
};

struct Address
{
    QString name, companyName, addressLine1, addressLine2, addressLine3, city, districtOrCounty, stateOrRegion, municipality, postalCode,
        countryCode, phone, addressType;
};

struct OrderItem
{
    QString orderItemId, sellerSku, asin, title, conditionType;
    qint64 quantityOrdered = 0;
    std::optional<qint64> quantityFulfilled, quantityUnfulfilled;
    std::optional<Money> unitPrice, proceedsTotal;
    std::vector<ProceedsBreakdown> breakdowns;
    QStringList promotionIds;
    QString giftMessage, giftWrapLevel; ///< personal: never to a log
    bool cancellationRequested = false;
    QString cancelReason;
    QStringList taxCollectionModels; ///< MARKETPLACE_FACILITATOR, …
    QString iossNumber;
};

struct Order
{
    QString orderId, sellerOrderId;
    qint64 createdTimeMs = 0, lastUpdatedTimeMs = 0;
    QStringList programs; ///< PRIME, AMAZON_BUSINESS, …
    struct Association { QString orderId, type; };
    std::vector<Association> associatedOrders; ///< REPLACEMENT_ORIGINAL_ID, EXCHANGE_ORIGINAL_ID
    QString channelName, marketplaceId, marketplaceName;
    QString buyerName, buyerEmail, buyerCompanyName, buyerPurchaseOrderNumber; ///< empty when not granted
    std::optional<Address> deliveryAddress;
    QString fulfillmentStatus;       ///< empty without includedData FULFILLMENT
    QString fulfilledBy;             ///< MERCHANT, AMAZON
    QString fulfillmentServiceLevel; ///< STANDARD, EXPEDITED, …
    std::optional<qint64> shipByLatestMs, deliverByLatestMs;
    std::optional<Money> grandTotal;
    std::vector<ProceedsBreakdown> breakdowns;
    std::vector<OrderItem> items;
    QString cancelledBy; ///< cancellationExecution: BUYER, MERCHANT, AMAZON

    Json source; ///< the order exactly as Amazon sent it

    [[nodiscard]] bool isReplacement() const { return !associatedOrders.empty(); }
    [[nodiscard]] bool isBusiness() const { return programs.contains(QStringLiteral("AMAZON_BUSINESS")); }
    [[nodiscard]] bool isSellerFulfilledPrime() const { return fulfilledBy == QStringLiteral("MERCHANT") && programs.contains(QStringLiteral("PRIME")); }
};

/// Invalid with the JSON path of the first wrong or missing field.
[[nodiscard]] Result<Order> decodeOrder(const Json& json);

} // namespace causeway::amazon
