// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Json.h"
#include "base/Money.h"

/// Orders API v2026-01-01, typed. Field names are Amazon's (contracts/spapi/orders_2026-01-01.json). Money is exact. Every struct
/// keeps in "rest" what has no member of its own, so that nothing Amazon sends is lost: encodeOrder gives it back.
namespace causeway::amazon {

struct ProceedsBreakdown ///< one entry of proceeds.breakdowns
{
    QString type; ///< ITEM, SHIPPING, GIFT_WRAP, COD_FEE, TAX, DISCOUNT, DELIVERY_TIP, OTHER
    QString status;
    Money subtotal;
    struct Detail
    {
        QString subtype;
        std::optional<Money> value;
        Json rest;
    };
    std::vector<Detail> detailed; ///< TAX: ITEM, SHIPPING, GIFT_WRAP, …; DISCOUNT: ITEM, SHIPPING, …
    Json rest;
};

struct Address
{
    QString name, companyName, addressLine1, addressLine2, addressLine3, city, districtOrCounty, stateOrRegion, municipality,
        postalCode, countryCode, phone, addressType;
    Json rest;
};

struct Promotion
{
    QString promotionId;
    Json rest;
};

struct TaxCollection
{
    QString model; ///< MARKETPLACE_FACILITATOR, …
    QString responsibleParty;
    Json rest;
};

struct AssociatedOrderItem
{
    QString orderId, orderItemId, associationType;
    Json rest;
};

struct OrderItem
{
    QString orderItemId, sellerSku, asin, title, conditionType, conditionSubtype, conditionNote, priceDesignation;
    qint64 quantityOrdered = 0;
    std::optional<qint64> quantityFulfilled, quantityUnfulfilled;
    std::optional<Money> unitPrice, proceedsTotal;
    std::vector<ProceedsBreakdown> breakdowns;
    QStringList programs, serialNumbers;
    std::vector<Promotion> promotions;
    std::vector<AssociatedOrderItem> associatedItems;
    QString giftMessage, giftWrapLevel; ///< personal: never to a log
    QString cancelRequester, cancelReason;
    QString cancelledBy, cancelledReason; ///< cancellationExecution: done
    std::vector<TaxCollection> taxCollections;
    QString iossNumber;
    std::optional<qint64> pointsNumber; ///< Japan
    std::optional<Money> pointsValue;
    Json rest;

    [[nodiscard]] bool cancellationRequested() const { return !cancelRequester.isNull() || !cancelReason.isNull(); }
    /// Nothing more of it will be shipped; a part may have been.
    [[nodiscard]] bool isCancelled() const
    {
        return quantityOrdered <= 0 || (!cancelledBy.isEmpty() && quantityUnfulfilled.value_or(0) == 0 &&
                                        quantityFulfilled.value_or(0) < quantityOrdered);
    }
    [[nodiscard]] QStringList promotionIds() const;
    /// The marketplace collects and pays this item's tax.
    [[nodiscard]] bool isTaxCollectedByMarketplace() const;
};

struct Package ///< merchant-fulfilled orders only
{
    QString packageReferenceId, carrier, shippingService, trackingNumber, status, detailedStatus;
    std::optional<qint64> createdTimeMs, shipTimeMs;
    struct Item
    {
        QString orderItemId;
        qint64 quantity = 0;
        QStringList transparencyCodes;
        Json rest;
    };
    std::vector<Item> items;
    Json rest;
};

struct Order
{
    QString orderId;
    struct Alias
    {
        QString aliasId, aliasType; ///< SELLER_ORDER_ID
        Json rest;
    };
    std::vector<Alias> aliases;
    qint64 createdTimeMs = 0, lastUpdatedTimeMs = 0;
    QStringList programs; ///< PRIME, AMAZON_BUSINESS, …
    struct Association
    {
        QString orderId, type;
        Json rest;
    };
    std::vector<Association> associatedOrders; ///< REPLACEMENT_ORIGINAL_ID, EXCHANGE_ORIGINAL_ID
    QString channelName, marketplaceId, marketplaceName;
    QString buyerName, buyerEmail, buyerCompanyName, buyerPurchaseOrderNumber; ///< null when not granted
    std::optional<Address> deliveryAddress;
    QString fulfillmentStatus;       ///< null without includedData FULFILLMENT
    QString fulfilledBy;             ///< MERCHANT, AMAZON
    QString fulfillmentServiceLevel; ///< STANDARD, EXPEDITED, …
    std::optional<qint64> shipByEarliestMs, shipByLatestMs, deliverByEarliestMs, deliverByLatestMs;
    std::optional<Money> grandTotal;
    std::vector<ProceedsBreakdown> breakdowns;
    std::vector<OrderItem> items;
    std::vector<Package> packages;
    Json rest;

    Json source; ///< the order exactly as Amazon sent it

    [[nodiscard]] QString sellerOrderId() const;
    [[nodiscard]] bool isReplacement() const { return !associatedOrders.empty(); }
    [[nodiscard]] bool isBusiness() const { return programs.contains(QStringLiteral("AMAZON_BUSINESS")); }
    /// Ordered in another channel, e.g. the seller's own shop, and sent out from FBA stock (Multi-Channel Fulfillment).
    [[nodiscard]] bool isMultiChannel() const
    {
        return fulfilledBy == QStringLiteral("AMAZON") && channelName == QStringLiteral("NON_AMAZON");
    }
    /// PRIME alone is not enough: Amazon shows it on orders it fulfils itself too.
    [[nodiscard]] bool isSellerFulfilledPrime() const
    {
        return fulfilledBy == QStringLiteral("MERCHANT") && programs.contains(QStringLiteral("PRIME"));
    }
    [[nodiscard]] bool isPending() const
    {
        return fulfillmentStatus == QStringLiteral("PENDING") || fulfillmentStatus == QStringLiteral("PENDING_AVAILABILITY");
    }
    [[nodiscard]] bool isCancelled() const { return fulfillmentStatus == QStringLiteral("CANCELLED"); }
    [[nodiscard]] bool cancellationRequested() const;
};

/// Invalid with the JSON path of the first wrong or missing field.
[[nodiscard]] Result<Order> decodeOrder(const Json& json);
/// The same content as the JSON that was decoded (canonical bytes are equal).
[[nodiscard]] Json encodeOrder(const Order& order);

} // namespace causeway::amazon
