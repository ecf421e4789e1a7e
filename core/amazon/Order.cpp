// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Order.h"

#include <algorithm>

#include "amazon/JsonShape.h"

namespace causeway::amazon {

// Not in an unnamed namespace: argument-dependent look-up from JsonShape.h would not find them there.
template<class Archive>
static void describe(Archive& a, ProceedsBreakdown::Detail& v)
{
    a.text("subtype", v.subtype);
    a.money("value", v.value);
}

template<class Archive>
static void describe(Archive& a, ProceedsBreakdown& v)
{
    a.text("type", v.type, Need::Required);
    a.text("status", v.status);
    a.money("subtotal", v.subtotal);
    a.list("detailedBreakdowns", v.detailed);
}

template<class Archive>
static void describe(Archive& a, Address& v)
{
    a.text("name", v.name);
    a.text("companyName", v.companyName);
    a.text("addressLine1", v.addressLine1);
    a.text("addressLine2", v.addressLine2);
    a.text("addressLine3", v.addressLine3);
    a.text("city", v.city);
    a.text("districtOrCounty", v.districtOrCounty);
    a.text("stateOrRegion", v.stateOrRegion);
    a.text("municipality", v.municipality);
    a.text("postalCode", v.postalCode);
    a.text("countryCode", v.countryCode);
    a.text("phone", v.phone);
    a.text("addressType", v.addressType);
}

template<class Archive>
static void describe(Archive& a, Promotion& v)
{
    a.text("promotionId", v.promotionId);
}

template<class Archive>
static void describe(Archive& a, TaxCollection& v)
{
    a.text("model", v.model);
    a.text("responsibleParty", v.responsibleParty);
}

template<class Archive>
static void describe(Archive& a, AssociatedOrderItem& v)
{
    a.text("orderId", v.orderId);
    a.text("orderItemId", v.orderItemId);
    a.text("associationType", v.associationType);
}

template<class Archive>
static void describe(Archive& a, OrderItem& v)
{
    a.text("orderItemId", v.orderItemId, Need::Required);
    a.integer("quantityOrdered", v.quantityOrdered);
    a.texts("programs", v.programs);
    a.list("associatedOrderItems", v.associatedItems);
    a.text("product.asin", v.asin);
    a.text("product.title", v.title);
    a.text("product.sellerSku", v.sellerSku);
    a.text("product.condition.conditionType", v.conditionType);
    a.text("product.condition.conditionSubtype", v.conditionSubtype);
    a.text("product.condition.conditionNote", v.conditionNote);
    a.money("product.price.unitPrice", v.unitPrice);
    a.text("product.price.priceDesignation", v.priceDesignation);
    a.texts("product.serialNumbers", v.serialNumbers);
    a.money("proceeds.proceedsTotal", v.proceedsTotal);
    a.list("proceeds.breakdowns", v.breakdowns);
    a.integer("expense.pointsCost.pointsGranted.pointsNumber", v.pointsNumber);
    a.money("expense.pointsCost.pointsGranted.pointsMonetaryValue", v.pointsValue);
    a.list("promotion.breakdowns", v.promotions);
    a.text("cancellation.cancellationRequest.requester", v.cancelRequester);
    a.text("cancellation.cancellationRequest.cancelReason", v.cancelReason);
    a.text("cancellation.cancellationExecution.cancelledBy", v.cancelledBy);
    a.text("cancellation.cancellationExecution.cancelReason", v.cancelledReason);
    a.integer("fulfillment.quantityFulfilled", v.quantityFulfilled);
    a.integer("fulfillment.quantityUnfulfilled", v.quantityUnfulfilled);
    a.text("fulfillment.packing.giftOption.giftMessage", v.giftMessage);
    a.text("fulfillment.packing.giftOption.giftWrapLevel", v.giftWrapLevel);
    a.text("fulfillment.shipping.internationalShipping.iossNumber", v.iossNumber);
    a.list("tax.taxCollections", v.taxCollections);
}

template<class Archive>
static void describe(Archive& a, Package::Item& v)
{
    a.text("orderItemId", v.orderItemId, Need::Required);
    a.integer("quantity", v.quantity);
    a.texts("transparencyCodes", v.transparencyCodes);
}

template<class Archive>
static void describe(Archive& a, Package& v)
{
    a.text("packageReferenceId", v.packageReferenceId, Need::Required);
    a.time("createdTime", v.createdTimeMs);
    a.text("packageStatus.status", v.status);
    a.text("packageStatus.detailedStatus", v.detailedStatus);
    a.text("carrier", v.carrier);
    a.time("shipTime", v.shipTimeMs);
    a.text("shippingService", v.shippingService);
    a.text("trackingNumber", v.trackingNumber);
    a.list("packageItems", v.items);
}

template<class Archive>
static void describe(Archive& a, Order::Alias& v)
{
    a.text("aliasId", v.aliasId);
    a.text("aliasType", v.aliasType);
}

template<class Archive>
static void describe(Archive& a, Order::Association& v)
{
    a.text("orderId", v.orderId);
    a.text("associationType", v.type);
}

template<class Archive>
static void describe(Archive& a, Order& v)
{
    a.text("orderId", v.orderId, Need::Required);
    a.list("orderAliases", v.aliases);
    a.time("createdTime", v.createdTimeMs);
    a.time("lastUpdatedTime", v.lastUpdatedTimeMs);
    a.texts("programs", v.programs);
    a.list("associatedOrders", v.associatedOrders);
    a.text("salesChannel.channelName", v.channelName, Need::Required);
    a.text("salesChannel.marketplaceId", v.marketplaceId);
    a.text("salesChannel.marketplaceName", v.marketplaceName);
    a.text("buyer.buyerName", v.buyerName);
    a.text("buyer.buyerEmail", v.buyerEmail);
    a.text("buyer.buyerCompanyName", v.buyerCompanyName);
    a.text("buyer.buyerPurchaseOrderNumber", v.buyerPurchaseOrderNumber);
    a.object("recipient.deliveryAddress", v.deliveryAddress);
    a.text("fulfillment.fulfillmentStatus", v.fulfillmentStatus);
    a.text("fulfillment.fulfilledBy", v.fulfilledBy);
    a.text("fulfillment.fulfillmentServiceLevel", v.fulfillmentServiceLevel);
    a.time("fulfillment.shipByWindow.earliestDateTime", v.shipByEarliestMs);
    a.time("fulfillment.shipByWindow.latestDateTime", v.shipByLatestMs);
    a.time("fulfillment.deliverByWindow.earliestDateTime", v.deliverByEarliestMs);
    a.time("fulfillment.deliverByWindow.latestDateTime", v.deliverByLatestMs);
    a.money("proceeds.grandTotal", v.grandTotal);
    a.list("proceeds.breakdowns", v.breakdowns);
    a.list("orderItems", v.items, Need::Required);
    a.list("packages", v.packages);
}

QStringList OrderItem::promotionIds() const
{
    QStringList ids;
    for (const Promotion& promotion : promotions) {
        if (!promotion.promotionId.isEmpty())
            ids += promotion.promotionId;
    }
    return ids;
}

bool OrderItem::isTaxCollectedByMarketplace() const
{
    return std::any_of(taxCollections.begin(), taxCollections.end(),
                       [](const TaxCollection& c) { return c.model == QStringLiteral("MARKETPLACE_FACILITATOR"); });
}

QString Order::sellerOrderId() const
{
    for (const Alias& alias : aliases) {
        if (alias.aliasType == QStringLiteral("SELLER_ORDER_ID"))
            return alias.aliasId;
    }
    return {};
}

bool Order::cancellationRequested() const
{
    return std::any_of(items.begin(), items.end(),
                       [](const OrderItem& item) { return item.cancellationRequested() && item.cancelledBy.isNull(); });
}

Result<Order> decodeOrder(const Json& json)
{
    if (!json.isObject())
        return fail(ErrorKind::Invalid, QStringLiteral("Amazon's answer cannot be read: an order was expected."), {},
                    QStringLiteral("unreadable"));
    Order order;
    ShapeReader reader(json);
    describe(reader, order);
    if (reader.error())
        return fail(*reader.error());
    order.rest = reader.rest();
    order.source = json;
    return order;
}

Json encodeOrder(const Order& order)
{
    Order copy = order;
    ShapeWriter writer(order.rest);
    describe(writer, copy);
    return writer.result();
}

} // namespace causeway::amazon
