// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentOrders.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "base/Clock.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentOrders)
};

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kEndBeforeNowMs = 125'000; // Amazon refuses an end less than two minutes ago
constexpr qint64 kOpenOrdersMs = 60 * kDayMs;
constexpr int kMostPages = 12;

const QString kJapan = QStringLiteral("A1VC38T7YXB528");

/// How the buyer pays matters in Japan alone.
QStringList includedData(const config::Store& store)
{
    QStringList data{QStringLiteral("CANCELLATION"), QStringLiteral("FULFILLMENT"), QStringLiteral("PACKAGES")};
    if (store.marketplaces.contains(kJapan))
        data += QStringLiteral("PAYMENT");
    return data;
}

bool isPaidOnDelivery(const amazon::Order& order)
{
    const auto& payments = order.source[u"payment"][u"paymentExecutions"].items();
    return order.marketplaceId == kJapan && std::any_of(payments.begin(), payments.end(), [](const Json& payment) {
               return payment[u"paymentMethod"].toString() == QStringLiteral("CashOnDelivery");
           });
}

bool isQuota(const Error& error)
{
    return error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Unavailable;
}

/// Order item id -> quantity, of {"88": 2} or of [{"orderItemId","quantity"}].
std::map<QString, qint64> quantities(const Json& items)
{
    std::map<QString, qint64> result;
    for (const auto& [id, quantity] : items.members())
        result[id] += quantity.toInteger().value_or(0);
    for (const Json& item : items.items())
        result[item[u"orderItemId"].toString()] += item[u"quantity"].toInteger().value_or(0);
    return result;
}
} // namespace

Result<std::map<QString, std::optional<amazon::Order>>> ShipmentOrders::read(const QStringList& orderIds, Search search,
                                                                             qint64 sinceMs)
{
    std::map<QString, std::optional<amazon::Order>> orders;
    QStringList wanted = orderIds;
    wanted.removeDuplicates();
    if (wanted.size() > kOneByOne) {
        if (auto listed = list(search, sinceMs, wanted, orders); !listed && !isQuota(listed.error()))
            return fail(listed.error());
    }
    int asked = 0;
    for (const QString& id : wanted) {
        if (orders.contains(id))
            continue;
        if (asked++ >= kOneByOne)
            break;
        auto order = m_context.amazon->getOrder(id, includedData(m_context.store), m_context.stop);
        if (!order) {
            if (isQuota(order.error()) && !orders.empty())
                break; // the others come with the next batch
            return fail(order.error());
        }
        orders[id] = std::move(*order);
    }
    return orders;
}

Result<void> ShipmentOrders::list(Search search, qint64 sinceMs, const QStringList& wanted,
                                  std::map<QString, std::optional<amazon::Order>>& orders)
{
    const qint64 now = m_context.clock.nowMs();
    const QSet<QString> missing(wanted.begin(), wanted.end());
    amazon::OrderSearch query;
    query.marketplaceIds = m_context.store.marketplaces;
    query.fulfilledBy = QStringLiteral("MERCHANT");
    query.includedData = includedData(m_context.store);
    if (search == Search::Unshipped) {
        query.createdAfterMs = now - kOpenOrdersMs;
        query.fulfillmentStatuses = {QStringLiteral("UNSHIPPED"), QStringLiteral("PARTIALLY_SHIPPED")};
    } else {
        query.lastUpdatedAfterMs = std::min(sinceMs, now - 2 * kEndBeforeNowMs);
    }
    for (int page = 0; page < kMostPages; ++page) {
        auto read = m_context.amazon->searchOrders(query, m_context.stop);
        if (!read)
            return fail(read.error());
        for (amazon::Order& order : read->orders) {
            if (missing.contains(order.orderId))
                orders[order.orderId] = std::move(order);
        }
        if (read->nextToken.isEmpty() || orders.size() >= static_cast<std::size_t>(missing.size()))
            return {};
        query.paginationToken = read->nextToken;
    }
    return {};
}

Error cancelledAtAmazon()
{
    return Error::make(ErrorKind::Rejected, Words::tr("Amazon cancelled the order, but it was shipped."),
                       Words::tr("Stop the parcel or take the goods back, then dismiss this record."),
                       QStringLiteral("cancelled-at-amazon"));
}

Json packageFacts(const amazon::Package& package)
{
    Json items = Json::object();
    for (const amazon::Package::Item& item : package.items)
        items.set(item.orderItemId, items[item.orderItemId].toInteger().value_or(0) + item.quantity);
    Json facts = Json::object();
    facts.set(QStringLiteral("reference"), package.packageReferenceId);
    facts.setIfPresent(QStringLiteral("carrier"), package.carrier);
    facts.setIfPresent(QStringLiteral("tracking"), package.trackingNumber);
    if (package.shipTimeMs)
        facts.set(QStringLiteral("shipped"), *package.shipTimeMs);
    if (package.createdTimeMs)
        facts.set(QStringLiteral("created"), *package.createdTimeMs);
    facts.set(QStringLiteral("items"), std::move(items));
    return facts;
}

Json shipmentOrderFacts(const amazon::Order& order)
{
    Json requested = Json::array();
    Json items = Json::object();
    for (const amazon::OrderItem& item : order.items) {
        if (item.cancellationRequested() && item.cancelledBy.isNull())
            requested.append(item.orderItemId);
        Json one = Json::object();
        one.set(QStringLiteral("sku"), item.sellerSku);
        one.set(QStringLiteral("ordered"), item.quantityOrdered);
        if (!item.cancelledBy.isNull())
            one.set(QStringLiteral("cancelled"), true);
        if (item.quantityUnfulfilled)
            one.set(QStringLiteral("unfulfilled"), *item.quantityUnfulfilled);
        items.set(item.orderItemId, std::move(one));
    }
    Json packages = Json::array();
    for (const amazon::Package& package : order.packages)
        packages.append(packageFacts(package));
    Json facts = Json::object();
    facts.set(QStringLiteral("marketplace"), order.marketplaceId);
    facts.set(QStringLiteral("created"), order.createdTimeMs);
    facts.setIfPresent(QStringLiteral("status"), order.fulfillmentStatus);
    facts.setIfPresent(QStringLiteral("fulfilledBy"), order.fulfilledBy);
    if (isPaidOnDelivery(order))
        facts.set(QStringLiteral("paidOnDelivery"), true);
    facts.set(QStringLiteral("cancelRequested"), std::move(requested));
    facts.set(QStringLiteral("items"), std::move(items));
    facts.set(QStringLiteral("packages"), std::move(packages));
    return facts;
}

bool showsPackage(const Json& facts, const Json& packageDetail)
{
    return facts[u"tracking"].toString() == packageDetail[u"trackingNumber"].toString() &&
           quantities(facts[u"items"]) == quantities(packageDetail[u"orderItems"]);
}

} // namespace causeway::flows
