// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonOrderJson.h"

#include <QJsonArray>

#include "simulator/Dice.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kDayMs = 86'400'000;

QJsonObject money(qint64 minor, const QString& currency)
{
    return {{QStringLiteral("amount"), amountText(minor, currency)}, {QStringLiteral("currencyCode"), currency}};
}

void setText(QJsonObject& object, const QString& key, const QString& value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

/// One entry of breakdowns; left out when zero, as Amazon does, except ITEM.
void addBreakdown(QJsonArray& to, const QString& type, qint64 amount, const QString& currency,
                  const std::vector<std::pair<QString, qint64>>& details = {})
{
    if (amount == 0 && type != QStringLiteral("ITEM"))
        return;
    QJsonObject entry{{QStringLiteral("type"), type}, {QStringLiteral("subtotal"), money(amount, currency)}};
    QJsonArray parts;
    for (const auto& [subtype, value] : details) {
        if (value != 0)
            parts.append(QJsonObject{{QStringLiteral("subtype"), subtype}, {QStringLiteral("value"), money(value, currency)}});
    }
    if (!parts.isEmpty())
        entry.insert(QStringLiteral("detailedBreakdowns"), parts);
    to.append(entry);
}

QJsonObject itemProceeds(const SimOrderItem& item, const AmazonOrder& order)
{
    const QString& currency = order.currency;
    const qint64 sign = order.discountsPositive ? 1 : -1;
    QJsonArray breakdowns;
    addBreakdown(breakdowns, QStringLiteral("ITEM"), item.itemAmount(), currency);
    addBreakdown(breakdowns, QStringLiteral("SHIPPING"), item.shipping, currency);
    addBreakdown(breakdowns, QStringLiteral("GIFT_WRAP"), item.giftWrap, currency);
    addBreakdown(breakdowns, QStringLiteral("COD_FEE"), item.codFee, currency);
    addBreakdown(breakdowns, QStringLiteral("TAX"), item.tax(), currency,
                 {{QStringLiteral("ITEM"), item.itemTax},
                  {QStringLiteral("SHIPPING"), item.shippingTax},
                  {QStringLiteral("GIFT_WRAP"), item.giftWrapTax}});
    addBreakdown(
        breakdowns, QStringLiteral("DISCOUNT"), sign * (item.itemDiscount + item.shippingDiscount), currency,
        {{QStringLiteral("ITEM"), sign * item.itemDiscount}, {QStringLiteral("SHIPPING"), sign * item.shippingDiscount}});
    return {{QStringLiteral("proceedsTotal"), money(item.total(), currency)}, {QStringLiteral("breakdowns"), breakdowns}};
}

QJsonObject itemJson(const SimOrderItem& item, const AmazonOrder& order, const OrderView& view)
{
    QJsonObject product{{QStringLiteral("asin"), item.asin},
                        {QStringLiteral("title"), item.title},
                        {QStringLiteral("sellerSku"), item.sku},
                        {QStringLiteral("condition"), QJsonObject{{QStringLiteral("conditionType"), QStringLiteral("NEW")},
                                                                  {QStringLiteral("conditionSubtype"), QStringLiteral("NEW")},
                                                                  {QStringLiteral("conditionNote"), QString()}}}};
    const bool showMoney = view.included.contains(QStringLiteral("PROCEEDS")) && !order.pricesHidden;
    if (showMoney) {
        QJsonObject price{{QStringLiteral("unitPrice"), money(item.unitPrice, order.currency)}};
        setText(price, QStringLiteral("priceDesignation"), item.priceDesignation);
        product.insert(QStringLiteral("price"), price);
    }
    QJsonObject json{{QStringLiteral("orderItemId"), item.orderItemId},
                     {QStringLiteral("quantityOrdered"), item.quantity},
                     {QStringLiteral("product"), product}};
    if (showMoney)
        json.insert(QStringLiteral("proceeds"), itemProceeds(item, order));
    if (view.included.contains(QStringLiteral("EXPENSE")) && order.currency == QStringLiteral("JPY") && !order.pricesHidden) {
        const qint64 points = item.itemAmount() / 100;
        json.insert(
            QStringLiteral("expense"),
            QJsonObject{{QStringLiteral("pointsCost"),
                         QJsonObject{{QStringLiteral("pointsGranted"),
                                      QJsonObject{{QStringLiteral("pointsNumber"), points},
                                                  {QStringLiteral("pointsMonetaryValue"), money(points, order.currency)}}}}}});
    }
    if (view.included.contains(QStringLiteral("PROMOTION")) && !item.promotionIds.isEmpty()) {
        QJsonArray promotions;
        for (const QString& id : item.promotionIds)
            promotions.append(QJsonObject{{QStringLiteral("promotionId"), id}});
        json.insert(QStringLiteral("promotion"), QJsonObject{{QStringLiteral("breakdowns"), promotions}});
    }
    if (view.included.contains(QStringLiteral("CANCELLATION"))) {
        QJsonObject cancellation;
        if (item.cancellationRequest)
            cancellation.insert(QStringLiteral("cancellationRequest"),
                                QJsonObject{{QStringLiteral("requester"), QStringLiteral("BUYER")},
                                            {QStringLiteral("cancelReason"), *item.cancellationRequest}});
        if (const QString by = item.cancelledBy.isEmpty() ? order.cancelledBy : item.cancelledBy; !by.isEmpty())
            cancellation.insert(QStringLiteral("cancellationExecution"), QJsonObject{{QStringLiteral("cancelledBy"), by}});
        if (!cancellation.isEmpty())
            json.insert(QStringLiteral("cancellation"), cancellation);
    }
    if (view.included.contains(QStringLiteral("FULFILLMENT"))) {
        QJsonObject fulfillment{
            {QStringLiteral("quantityFulfilled"), item.fulfilled},
            {QStringLiteral("quantityUnfulfilled"), item.cancelledBy.isEmpty() ? item.quantity - item.fulfilled : 0}};
        if (!item.giftWrapLevel.isEmpty()) {
            QJsonObject gift{{QStringLiteral("giftWrapLevel"), item.giftWrapLevel}};
            setText(gift, QStringLiteral("giftMessage"), item.giftMessage);
            fulfillment.insert(QStringLiteral("packing"), QJsonObject{{QStringLiteral("giftOption"), gift}});
        }
        QJsonObject shipping;
        if (!item.iossNumber.isEmpty())
            shipping.insert(QStringLiteral("internationalShipping"),
                            QJsonObject{{QStringLiteral("iossNumber"), item.iossNumber}});
        if (order.paymentMethod == QStringLiteral("CashOnDelivery"))
            shipping.insert(QStringLiteral("shippingConstraints"),
                            QJsonObject{{QStringLiteral("cashOnDelivery"), QStringLiteral("MANDATORY")}});
        if (!shipping.isEmpty())
            fulfillment.insert(QStringLiteral("shipping"), shipping);
        json.insert(QStringLiteral("fulfillment"), fulfillment);
    }
    if (view.included.contains(QStringLiteral("TAX")) && item.tax() != 0 && item.marketplaceCollectsTax && !order.pricesHidden) {
        json.insert(QStringLiteral("tax"),
                    QJsonObject{{QStringLiteral("taxCollections"),
                                 QJsonArray{QJsonObject{
                                     {QStringLiteral("model"), QStringLiteral("MARKETPLACE_FACILITATOR")},
                                     {QStringLiteral("responsibleParty"), QStringLiteral("Amazon Services, Inc.")}}}}});
    }
    return json;
}

QJsonObject addressJson(const SimAddress& a, bool isFba, bool showPhone)
{
    QJsonObject json;
    // Amazon keeps the buyer of an FBA order to itself: only what tax needs is shown.
    if (!isFba) {
        setText(json, QStringLiteral("name"), a.name);
        setText(json, QStringLiteral("companyName"), a.companyName);
        setText(json, QStringLiteral("addressLine1"), a.line1);
        setText(json, QStringLiteral("addressLine2"), a.line2);
        setText(json, QStringLiteral("addressLine3"), a.line3);
        if (showPhone)
            setText(json, QStringLiteral("phone"), a.phone);
    }
    setText(json, QStringLiteral("city"), a.city);
    setText(json, QStringLiteral("districtOrCounty"), a.district);
    setText(json, QStringLiteral("stateOrRegion"), a.state);
    setText(json, QStringLiteral("postalCode"), a.postalCode);
    setText(json, QStringLiteral("countryCode"), a.countryCode);
    setText(json, QStringLiteral("addressType"), a.type);
    return json;
}

QJsonObject orderProceeds(const AmazonOrder& order)
{
    qint64 item = 0, shipping = 0, gift = 0, cod = 0, tax = 0, discount = 0;
    for (const SimOrderItem& i : order.items) {
        item += i.itemAmount();
        shipping += i.shipping;
        gift += i.giftWrap;
        cod += i.codFee;
        tax += i.tax();
        discount += i.itemDiscount + i.shippingDiscount;
    }
    QJsonArray breakdowns;
    addBreakdown(breakdowns, QStringLiteral("ITEM"), item, order.currency);
    addBreakdown(breakdowns, QStringLiteral("SHIPPING"), shipping, order.currency);
    addBreakdown(breakdowns, QStringLiteral("GIFT_WRAP"), gift, order.currency);
    addBreakdown(breakdowns, QStringLiteral("COD_FEE"), cod, order.currency);
    addBreakdown(breakdowns, QStringLiteral("TAX"), tax, order.currency);
    addBreakdown(breakdowns, QStringLiteral("DISCOUNT"), order.discountsPositive ? discount : -discount, order.currency);
    return {{QStringLiteral("grandTotal"), money(order.total(), order.currency)}, {QStringLiteral("breakdowns"), breakdowns}};
}

QJsonObject window(qint64 fromMs, qint64 toMs)
{
    return {{QStringLiteral("earliestDateTime"), isoTime(fromMs)}, {QStringLiteral("latestDateTime"), isoTime(toMs)}};
}

QJsonArray packages(const AmazonOrder& order)
{
    QJsonArray list;
    for (const SimPackage& package : order.packages) {
        QJsonArray items;
        for (const SimPackageItem& item : package.items)
            items.append(
                QJsonObject{{QStringLiteral("orderItemId"), item.orderItemId}, {QStringLiteral("quantity"), item.quantity}});
        QJsonObject json{{QStringLiteral("packageReferenceId"), package.referenceId},
                         {QStringLiteral("packageStatus"), QJsonObject{{QStringLiteral("status"), package.status}}},
                         {QStringLiteral("carrier"),
                          package.carrierCode == QStringLiteral("Other") ? package.carrierName : package.carrierCode},
                         {QStringLiteral("shipTime"), isoTime(package.shipMs)},
                         {QStringLiteral("packageItems"), items}};
        setText(json, QStringLiteral("trackingNumber"), package.trackingNumber);
        setText(json, QStringLiteral("shippingService"), package.shippingMethod);
        list.append(json);
    }
    return list;
}

} // namespace

QJsonObject orderJson(const AmazonOrder& order, const OrderView& view)
{
    const bool isFba = order.fulfilledBy == QStringLiteral("AMAZON");
    QJsonObject json{{QStringLiteral("orderId"), order.orderId},
                     {QStringLiteral("createdTime"), isoTime(order.createdMs)},
                     {QStringLiteral("lastUpdatedTime"), isoTime(order.updatedMs)},
                     {QStringLiteral("programs"), QJsonArray::fromStringList(order.programs)}};
    if (!order.sellerOrderId.isEmpty())
        json.insert(QStringLiteral("orderAliases"),
                    QJsonArray{QJsonObject{{QStringLiteral("aliasId"), order.sellerOrderId},
                                           {QStringLiteral("aliasType"), QStringLiteral("SELLER_ORDER_ID")}}});
    if (!order.replacementOf.isEmpty())
        json.insert(QStringLiteral("associatedOrders"),
                    QJsonArray{QJsonObject{{QStringLiteral("orderId"), order.replacementOf},
                                           {QStringLiteral("associationType"), QStringLiteral("REPLACEMENT_ORIGINAL_ID")}}});
    QJsonObject channel{{QStringLiteral("channelName"), order.channelName}};
    setText(channel, QStringLiteral("marketplaceId"), order.marketplaceId);
    setText(channel, QStringLiteral("marketplaceName"), view.marketplaceName);
    json.insert(QStringLiteral("salesChannel"), channel);

    const bool isPending = order.status == QStringLiteral("PENDING") || order.status == QStringLiteral("PENDING_AVAILABILITY");
    if (view.included.contains(QStringLiteral("BUYER")) && view.mayShowBuyer) {
        QJsonObject buyer;
        setText(buyer, QStringLiteral("buyerName"), isFba ? QString() : order.buyerName);
        setText(buyer, QStringLiteral("buyerEmail"), isFba || isPending ? QString() : order.buyerEmail);
        setText(buyer, QStringLiteral("buyerCompanyName"), order.buyerCompany);
        setText(buyer, QStringLiteral("buyerPurchaseOrderNumber"), order.buyerPurchaseOrder);
        if (!buyer.isEmpty())
            json.insert(QStringLiteral("buyer"), buyer);
    }
    const qint64 deliverByMs = order.createdMs + 7 * kDayMs;
    if (view.included.contains(QStringLiteral("RECIPIENT")) && view.mayShowRecipient && order.address && !isPending) {
        const bool showPhone = order.status != QStringLiteral("SHIPPED") || view.nowMs <= deliverByMs;
        json.insert(QStringLiteral("recipient"),
                    QJsonObject{{QStringLiteral("deliveryAddress"), addressJson(*order.address, isFba, showPhone)}});
    }
    if (view.included.contains(QStringLiteral("PROCEEDS")) && !order.pricesHidden)
        json.insert(QStringLiteral("proceeds"), orderProceeds(order));
    if (view.included.contains(QStringLiteral("PAYMENT")) && !order.paymentMethod.isEmpty() && !order.pricesHidden)
        json.insert(
            QStringLiteral("payment"),
            QJsonObject{{QStringLiteral("paymentExecutions"),
                         QJsonArray{QJsonObject{{QStringLiteral("paymentMethod"), order.paymentMethod},
                                                {QStringLiteral("paymentAmount"), money(order.total(), order.currency)}}}}});
    if (view.included.contains(QStringLiteral("TAX")) && !order.buyerCompany.isEmpty())
        json.insert(QStringLiteral("tax"),
                    QJsonObject{{QStringLiteral("taxRegistrations"),
                                 QJsonArray{QJsonObject{{QStringLiteral("entityType"), QStringLiteral("BUYER")},
                                                        {QStringLiteral("legalName"), order.buyerCompany}}}}});
    if (view.included.contains(QStringLiteral("FULFILLMENT"))) {
        json.insert(QStringLiteral("fulfillment"),
                    QJsonObject{{QStringLiteral("fulfillmentStatus"), order.status},
                                {QStringLiteral("fulfilledBy"), order.fulfilledBy},
                                {QStringLiteral("fulfillmentServiceLevel"), order.serviceLevel},
                                {QStringLiteral("shipByWindow"), window(order.createdMs, order.createdMs + 2 * kDayMs)},
                                {QStringLiteral("deliverByWindow"), window(order.createdMs + 3 * kDayMs, deliverByMs)}});
    }
    QJsonArray items;
    for (const SimOrderItem& item : order.items)
        items.append(itemJson(item, order, view));
    json.insert(QStringLiteral("orderItems"), items);
    if (view.included.contains(QStringLiteral("PACKAGES")) && !isFba) {
        if (const QJsonArray list = packages(order); !list.isEmpty())
            json.insert(QStringLiteral("packages"), list);
    }
    return json;
}

} // namespace causeway::simulator
