// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderSource.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Hash.h"
#include "mapping/OrderMapper.h"
#include "mapping/OrderMoney.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderSource)
};

constexpr qint64 kDayMs = 86'400'000;

OrderFacts factsOf(const amazon::Order& order)
{
    OrderFacts facts;
    facts.orderId = order.orderId;
    facts.type = mapping::OrderMapper::fulfillmentOf(order);
    facts.marketplace = order.marketplaceId.isEmpty() ? order.channelName : order.marketplaceId;
    facts.status = order.fulfillmentStatus.isNull() ? QStringLiteral("") : order.fulfillmentStatus;
    facts.purchasedAtMs = order.createdTimeMs;
    facts.updatedAtMs = order.lastUpdatedTimeMs;
    facts.shipByMs = order.shipByLatestMs;
    facts.total = order.grandTotal;
    facts.isBusiness = order.isBusiness();
    facts.isReplacement = order.isReplacement();
    facts.cancelRequested = order.cancellationRequested();
    const auto money = mapping::orderMoney(order);
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        const amazon::OrderItem& item = order.items[i];
        OrderFacts::Line line;
        line.itemId = item.orderItemId;
        line.sku = item.sellerSku;
        line.asin = item.asin;
        line.title = item.title;
        line.quantity = item.quantityOrdered;
        if (money && i < money->items.size()) {
            const mapping::ItemMoney& part = money->items[i];
            line.amount = part.item;
            line.shipping = part.shipping;
            if (const auto tax = part.itemTax.plus(part.shippingTax))
                line.tax = *tax;
            if (const auto discount = part.itemDiscount.plus(part.shippingDiscount))
                line.discount = *discount;
        }
        facts.lines.push_back(std::move(line));
    }
    return facts;
}

/// Buyer data ends a number of days after the order was shipped or cancelled; before that the engine's own limit counts.
std::optional<qint64> purgeAt(const amazon::Order& order, const config::Retention& retention)
{
    if (!order.isCancelled() && order.fulfillmentStatus != QStringLiteral("SHIPPED"))
        return std::nullopt;
    qint64 last = 0;
    for (const amazon::Package& package : order.packages)
        last = std::max(last, package.shipTimeMs.value_or(0));
    if (last == 0)
        last = order.lastUpdatedTimeMs;
    return last + retention.personalDataDays * kDayMs;
}
} // namespace

OrderHold orderHold(const amazon::Order& order, const mapping::OrderSettings& settings)
{
    const QString fulfilledBy = settings.isFba ? QStringLiteral("AMAZON") : QStringLiteral("MERCHANT");
    if (!order.fulfilledBy.isEmpty() && order.fulfilledBy != fulfilledBy)
        return {settings.isFba ? Words::tr("fulfilled by the merchant") : Words::tr("fulfilled by Amazon"), {}};
    if (order.isMultiChannel() && !settings.importMultiChannel)
        return {Words::tr("ordered in another channel (Multi-Channel Fulfillment)"), {}};
    if (order.isCancelled())
        return {Words::tr("cancelled before import"), {}};
    if (order.isPending())
        return {{}, Words::tr("pending at Amazon")};
    if (!settings.isFba)
        return {};
    const QString& status = order.fulfillmentStatus;
    if (status == QStringLiteral("UNFULFILLABLE"))
        return {Words::tr("Amazon cannot fulfil it"), {}};
    if (status == QStringLiteral("UNSHIPPED"))
        return {{}, Words::tr("not shipped by Amazon yet")};
    // An invoice or cash sale is made once, for the whole order; a sales order is fulfilled part by part.
    if (status == QStringLiteral("PARTIALLY_SHIPPED") && settings.document != mapping::OrderDocument::SalesOrder)
        return {{}, Words::tr("only a part was shipped by Amazon yet")};
    return {};
}

SourceItem orderSource(const amazon::Order& order, const mapping::OrderSettings& settings, const config::Retention& retention)
{
    SourceItem item;
    item.key = order.orderId;
    item.orderId = order.orderId;
    item.updatedAtMs = order.lastUpdatedTimeMs;
    item.content = order.source.toBytes();
    item.purgeAtMs = purgeAt(order, retention);
    item.amount = order.grandTotal;
    item.order = factsOf(order);
    OrderHold hold = orderHold(order, settings);
    item.skipReason = std::move(hold.skip);
    item.waitingReason = std::move(hold.wait);
    return item;
}

SourceItem brokenOrderSource(const amazon::OrderPage::Undecodable& order)
{
    SourceItem item;
    item.content = order.source.toBytes();
    item.key = order.orderId.isEmpty() ? QStringLiteral("unreadable-") + sha256Hex(item.content).left(12) : order.orderId;
    item.orderId = order.orderId;
    return item;
}

} // namespace causeway::flows
