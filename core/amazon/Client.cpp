// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Client.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "amazon/UsagePlans.h"
#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Client)
};

const QStringList kOrderRoles{QStringLiteral("Inventory and Order Tracking"), QStringLiteral("Direct-to-Consumer Shipping")};

/// What may stand in a path.
bool isOrderId(const QString& text)
{
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z0-9-]{1,40}$"));
    return kForm.match(text).hasMatch();
}

void addTime(QUrlQuery& query, const QString& name, const std::optional<qint64>& time)
{
    if (time)
        addToQuery(query, name, toIso8601(*time));
}

Result<OrderPage> readPage(const Json& json)
{
    const Json* orders = json.find(u"orders");
    if (orders == nullptr || !orders->isArray())
        return fail(ErrorKind::Invalid, Words::tr("Amazon's list of orders cannot be read."), {}, QStringLiteral("unreadable"));
    OrderPage page;
    page.orders.reserve(orders->size());
    for (const Json& item : orders->items()) {
        auto order = decodeOrder(item);
        if (order)
            page.orders.push_back(std::move(*order));
        else
            page.undecodable.push_back({item[u"orderId"].toString(), order.error(), item});
    }
    page.nextToken = json[u"pagination"][u"nextToken"].toString();
    if (const Json* before = json.find(u"lastUpdatedBefore"))
        page.lastUpdatedBeforeMs = fromIso8601(before->toString());
    return page;
}
} // namespace

Client::Client(const config::AmazonSettings& application, const config::Store& store, http::HttpClient& http,
               http::RateLimiter& limiter, security::TokenCache& tokens, const security::SecretSource& secrets,
               http::CallCounters& counters)
    : m_caller(application, store, http, limiter, tokens, secrets, counters),
      m_feeds(m_caller),
      m_reports(m_caller),
      m_finances(m_caller)
{
}

Result<OrderPage> Client::searchOrders(const OrderSearch& search, const StopToken& stop)
{
    const bool byUpdate = search.lastUpdatedAfterMs.has_value();
    if (byUpdate == search.createdAfterMs.has_value())
        return fail(ErrorKind::Defect, Words::tr("Orders must be asked for by one of two times."));
    QUrlQuery query;
    addTime(query, QStringLiteral("lastUpdatedAfter"), search.lastUpdatedAfterMs);
    addTime(query, QStringLiteral("createdAfter"), search.createdAfterMs);
    addTime(query, byUpdate ? QStringLiteral("lastUpdatedBefore") : QStringLiteral("createdBefore"),
            byUpdate ? search.lastUpdatedBeforeMs : search.createdBeforeMs);
    addToQuery(query, QStringLiteral("marketplaceIds"), search.marketplaceIds.join(u','));
    addToQuery(query, QStringLiteral("fulfillmentStatuses"), search.fulfillmentStatuses.join(u','));
    addToQuery(query, QStringLiteral("fulfilledBy"), search.fulfilledBy);
    addToQuery(query, QStringLiteral("maxResultsPerPage"), QString::number(search.maxResultsPerPage));
    addToQuery(query, QStringLiteral("includedData"), search.includedData.join(u','));
    addToQuery(query, QStringLiteral("paginationToken"), search.paginationToken);
    const auto json =
        m_caller.get(usage_plans::searchOrders(), QStringLiteral("/orders/2026-01-01/orders"), query, kOrderRoles, stop);
    if (!json)
        return fail(json.error());
    auto page = readPage(*json);
    if (page && !page->nextToken.isEmpty() && page->nextToken == search.paginationToken)
        return fail(ErrorKind::Invalid, Words::tr("Amazon named the same page of orders twice; reading was stopped."),
                    Words::tr("The next run begins this period again."), QStringLiteral("page-repeated"));
    return page;
}

Result<std::optional<Order>> Client::getOrder(const QString& orderId, const QStringList& includedData, const StopToken& stop)
{
    if (!isOrderId(orderId))
        return std::optional<Order>(); // Amazon cannot know it, and it must not reach the path
    QUrlQuery query;
    addToQuery(query, QStringLiteral("includedData"), includedData.join(u','));
    const auto json =
        m_caller.get(usage_plans::getOrder(), QStringLiteral("/orders/2026-01-01/orders/") + orderId, query, kOrderRoles, stop);
    if (!json) {
        // An id of the wrong form is answered with 400, one of the right form that nobody has with 404.
        static const QRegularExpression kAmazonId(QStringLiteral("^[0-9]{3}-[0-9]{7}-[0-9]{7}$"));
        if (json.error().httpStatus == 404 ||
            (json.error().httpStatus == 400 && json.error().kind == ErrorKind::Rejected && !kAmazonId.match(orderId).hasMatch()))
            return std::optional<Order>();
        return fail(json.error());
    }
    auto order = decodeOrder((*json)[u"order"]);
    if (!order)
        return fail(order.error().at(QStringLiteral("order")));
    return std::optional<Order>(std::move(*order));
}

Result<std::vector<Participation>> Client::getMarketplaceParticipations(const StopToken& stop)
{
    const auto json =
        m_caller.get(usage_plans::marketplaceParticipations(), QStringLiteral("/sellers/v1/marketplaceParticipations"), {},
                     {Words::tr("Selling Partner Insights")}, stop);
    if (!json)
        return fail(json.error());
    const Json& payload = (*json)[u"payload"];
    if (!payload.isArray())
        return fail(ErrorKind::Invalid, Words::tr("Amazon's list of marketplaces cannot be read."), {},
                    QStringLiteral("unreadable"));
    std::vector<Participation> result;
    for (const Json& entry : payload.items()) {
        const Json& marketplace = entry[u"marketplace"];
        const Json& state = entry[u"participation"];
        Participation participation;
        participation.marketplaceId = marketplace[u"id"].toString();
        participation.marketplaceName = marketplace[u"name"].toString();
        participation.countryCode = marketplace[u"countryCode"].toString();
        participation.currency = marketplace[u"defaultCurrencyCode"].toString();
        participation.language = marketplace[u"defaultLanguageCode"].toString();
        participation.domain = marketplace[u"domainName"].toString();
        participation.isParticipating = state[u"isParticipating"].toBool();
        participation.hasSuspendedListings = state[u"hasSuspendedListings"].toBool();
        result.push_back(std::move(participation));
    }
    return result;
}

Result<void> Client::confirmShipment(const QString& orderId, const QString& marketplaceId, const ShipmentPackage& package,
                                     const StopToken& stop)
{
    if (!isOrderId(orderId))
        return fail(ErrorKind::Rejected, Words::tr("Amazon does not know the order."), {}, QStringLiteral("not-found"));
    Json body = Json::object();
    body.set(QStringLiteral("marketplaceId"), marketplaceId);
    body.set(QStringLiteral("packageDetail"), packageJson(package));
    if (package.isPaidOnDelivery)
        body.set(QStringLiteral("codCollectionMethod"), kPaidOnDelivery);
    const auto answer =
        m_caller.post(usage_plans::confirmShipment(), QStringLiteral("/orders/v0/orders/%1/shipmentConfirmation").arg(orderId),
                      body, kOrderRoles, stop);
    if (!answer)
        return fail(answer.error());
    return {};
}

} // namespace causeway::amazon
