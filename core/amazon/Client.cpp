// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Client.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "amazon/AnswerCheck.h"
#include "amazon/Endpoints.h"
#include "amazon/UsagePlans.h"
#include "amazon/UserAgent.h"
#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Client)
};

const QStringList kOrderRoles{QStringLiteral("Inventory and Order Tracking"), QStringLiteral("Direct-to-Consumer Shipping")};

/// QUrlQuery leaves '+' alone, and servers read it as a blank; page tokens contain it.
void add(QUrlQuery& query, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value, ":,")));
}

void addTime(QUrlQuery& query, const QString& name, const std::optional<qint64>& time)
{
    if (time)
        add(query, name, toIso8601(*time));
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
    : m_endpoint(store.endpoint.isEmpty() ? regionEndpoint(store.region) : store.endpoint),
      m_store(store.id),
      m_region(store.region),
      m_rateConnection(QStringLiteral("amazon:%1:%2").arg(store.region, store.sellerId)),
      m_http(http),
      m_limiter(limiter),
      m_counters(counters),
      m_auth(store.id, application.clientId, QUrl(application.tokenUrl.isEmpty() ? defaultTokenUrl() : application.tokenUrl),
             http, tokens, secrets, counters)
{
    while (m_endpoint.endsWith(u'/'))
        m_endpoint.chop(1);
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
    add(query, QStringLiteral("marketplaceIds"), search.marketplaceIds.join(u','));
    add(query, QStringLiteral("fulfillmentStatuses"), search.fulfillmentStatuses.join(u','));
    add(query, QStringLiteral("fulfilledBy"), search.fulfilledBy);
    add(query, QStringLiteral("maxResultsPerPage"), QString::number(search.maxResultsPerPage));
    add(query, QStringLiteral("includedData"), search.includedData.join(u','));
    add(query, QStringLiteral("paginationToken"), search.paginationToken);
    const auto json = get(usage_plans::searchOrders(), QStringLiteral("/orders/2026-01-01/orders"), query, kOrderRoles, stop);
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
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z0-9-]{1,40}$"));
    if (!kForm.match(orderId).hasMatch())
        return std::optional<Order>(); // Amazon cannot know it, and it must not reach the path
    QUrlQuery query;
    add(query, QStringLiteral("includedData"), includedData.join(u','));
    const auto json =
        get(usage_plans::getOrder(), QStringLiteral("/orders/2026-01-01/orders/") + orderId, query, kOrderRoles, stop);
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
    const auto json = get(usage_plans::marketplaceParticipations(), QStringLiteral("/sellers/v1/marketplaceParticipations"), {},
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

Result<Json> Client::get(const http::UsagePlan& plan, const QString& path, const QUrlQuery& query, const QStringList& roles,
                         const StopToken& stop)
{
    QUrl url(m_endpoint + path, QUrl::StrictMode);
    if (m_endpoint.isEmpty() || !url.isValid())
        return fail(ErrorKind::Invalid, Words::tr("The store “%1” has no valid Amazon region or endpoint.").arg(m_store),
                    Words::tr("Choose the region na, eu or fe."), QStringLiteral("endpoint"));
    url.setQuery(query);
    auto token = m_auth.token(stop);
    if (!token)
        return fail(token.error());
    auto response = once(plan, url, *token, stop);
    if (response && answer_check::isTokenRefused(*response)) {
        m_auth.drop(*token);
        token = m_auth.token(stop);
        if (!token)
            return fail(token.error());
        response = once(plan, url, *token, stop);
    }
    if (!response)
        return fail(response.error());
    auto json = answer_check::read(*response, {m_store, m_region, roles});
    if (!json && json.error().kind == ErrorKind::RateLimited)
        json.error().retryAtMs = m_limiter.throttled(m_rateConnection, plan);
    return json;
}

Result<http::HttpResponse> Client::once(const http::UsagePlan& plan, const QUrl& url, const security::AccessToken& token,
                                        const StopToken& stop)
{
    if (const auto allowed = m_limiter.acquire(m_rateConnection, plan, stop); !allowed)
        return fail(allowed.error());
    http::HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}, {"User-Agent", userAgent()}, {"x-amz-access-token", token.value.reveal()}};
    auto response = m_http.send(plan.operation, request, m_counters, stop);
    if (response) {
        if (const QByteArray rate = response->header("x-amzn-RateLimit-Limit"); !rate.isEmpty())
            m_limiter.learn(m_rateConnection, plan, rate);
    }
    return response;
}

} // namespace causeway::amazon
