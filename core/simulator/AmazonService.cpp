// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonService.h"

#include <algorithm>

#include <QJsonArray>
#include <QRegularExpression>

#include "simulator/AmazonRoutes.h"
#include "simulator/AmazonSearch.h"

namespace causeway::simulator {
namespace {

constexpr int kMaxUserAgent = 500;

/// "AppName/Version (Language=C++/20; …)": spapi.md section 2.
bool isGoodUserAgent(const QByteArray& text)
{
    static const QRegularExpression kForm(QStringLiteral(R"(^[^/\s()]+(\s[^/\s()]+)*/\S+ \((.*;\s*)?Language=[^;]+(;.*)?\)$)"));
    return text.size() <= kMaxUserAgent && kForm.match(QString::fromUtf8(text)).hasMatch();
}

/// Empty: every application may.
QString roleOf(const QString& operation)
{
    // Reports ask for a role each by its type.
    if (operation == QStringLiteral("getMarketplaceParticipations") || operation.contains(u"Report"))
        return {};
    return operation == QStringLiteral("listTransactions") ? role::kFinance : role::kOrders;
}

} // namespace

AmazonService::AmazonService(AmazonCore& core)
    : m_core(core),
      m_tokens(core.settings.seed, core.stores),
      m_buckets(qMax(1, core.settings.rateSpeed)),
      m_documents(core),
      m_shipments(core),
      m_settlements(core),
      m_reports(core, m_documents, m_settlements),
      m_finances(core, m_settlements),
      m_feeds(core, m_documents, m_shipments)
{
}

HttpAnswer AmazonService::handle(const HttpCall& call)
{
    const QString operation = operationOf(call);
    m_core.log.count(operation);
    if (operation == QStringLiteral("token"))
        return call.method == "POST" ? m_tokens.grant(call, m_core.now()) : HttpAnswer{405, {}, {}, {}};
    if (operation == QStringLiteral("document"))
        return m_documents.handle(call);
    if (operation == QStringLiteral("unknown"))
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("Resource not found."));
    return guarded(call, operation);
}

HttpAnswer AmazonService::serverError(const HttpCall& call, int status)
{
    if (isSignIn(call))
        return {status,
                "application/json",
                R"({"error":"server_error","error_description":"The authorization server encountered an unexpected condition"})",
                {}};
    return status == 503 ? m_core.error(call, 503, QStringLiteral("ServiceUnavailable"),
                                        QStringLiteral("Service is temporarily unavailable. Please try again later."))
                         : m_core.error(call, 500, QStringLiteral("InternalFailure"),
                                        QStringLiteral("We encountered an internal error. Please try again."));
}

HttpAnswer AmazonService::throttled(const HttpCall& call)
{
    m_core.log.count(operationOf(call));
    m_core.log.countThrottled();
    return m_core.error(call, 429, QStringLiteral("QuotaExceeded"),
                        QStringLiteral("You exceeded your quota for the requested resource."));
}

void AmazonService::expireToken(const HttpCall& call)
{
    m_tokens.expire(QString::fromUtf8(call.header("x-amz-access-token")));
}

bool AmazonService::isSignIn(const HttpCall& call) const
{
    return operationOf(call) == QStringLiteral("token");
}

HttpAnswer AmazonService::guarded(const HttpCall& call, const QString& operation)
{
    if (!call.hasHeader("x-amz-access-token"))
        return m_core.error(call, 403, QStringLiteral("MissingAuthenticationToken"),
                            QStringLiteral("Missing Authentication Token"));
    if (!isGoodUserAgent(call.header("User-Agent"))) {
        m_core.log.violation(
            QStringLiteral("%1: User-Agent is missing or not of the form App/Version (Language=…)").arg(operation));
        return m_core.error(call, 400, QStringLiteral("InvalidInput"),
                            QStringLiteral("The User-Agent header is missing or malformed."));
    }
    const LwaTokens::Owner owner = m_tokens.owner(QString::fromUtf8(call.header("x-amz-access-token")), m_core.now());
    if (owner.state == LwaTokens::State::Unknown)
        return m_core.forbidden(call, QStringLiteral("The access token you provided is revoked, malformed or invalid."));
    if (owner.state == LwaTokens::State::Expired)
        return m_core.forbidden(call, QStringLiteral("The access token you provided has expired."));
    const CompanyStore& seller = *m_core.store(owner.store);
    if (m_core.settings.enforceRates && !m_buckets.take(seller.sellerId, operation, m_core.now())) {
        m_core.log.violation(
            QStringLiteral("%1 for seller %2: called more often than the usage plan allows").arg(operation, seller.sellerId));
        m_core.log.countThrottled();
        return m_core.error(call, 429, QStringLiteral("QuotaExceeded"),
                            QStringLiteral("You exceeded your quota for the requested resource."));
    }
    if (call.method != methodOf(operation))
        return m_core.error(call, 400, QStringLiteral("InvalidInput"),
                            QStringLiteral("The HTTP method is not supported for this resource."));
    {
        const std::lock_guard lock(m_core.mutex);
        if (m_core.missingRoles.contains(roleOf(operation)))
            return m_core.forbidden(call, {});
    }
    return operate(call, operation, seller);
}

HttpAnswer AmazonService::operate(const HttpCall& call, const QString& operation, const CompanyStore& seller)
{
    if (operation == QStringLiteral("getMarketplaceParticipations"))
        return participations(call, seller);
    if (operation == QStringLiteral("searchOrders"))
        return search(call, seller);
    if (operation == QStringLiteral("getOrder"))
        return getOrder(call, seller);
    if (operation == QStringLiteral("confirmShipment"))
        return m_shipments.confirm(call, seller);
    if (operation == QStringLiteral("createReport"))
        return m_reports.create(call, seller);
    if (operation == QStringLiteral("getReport"))
        return m_reports.get(call, seller);
    if (operation == QStringLiteral("getReports"))
        return m_reports.list(call, seller);
    if (operation == QStringLiteral("getReportDocument"))
        return m_reports.document(call, seller);
    if (operation == QStringLiteral("listTransactions"))
        return m_finances.listTransactions(call, seller);
    if (operation == QStringLiteral("createFeedDocument"))
        return m_feeds.createDocument(call, seller);
    if (operation == QStringLiteral("createFeed"))
        return m_feeds.create(call, seller);
    if (operation == QStringLiteral("getFeed"))
        return m_feeds.get(call, seller);
    if (operation == QStringLiteral("getFeeds"))
        return m_feeds.list(call, seller);
    if (operation == QStringLiteral("getFeedDocument"))
        return m_feeds.document(call, seller);
    return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("Resource not found."));
}

HttpAnswer AmazonService::participations(const HttpCall& call, const CompanyStore& seller) const
{
    const QJsonObject marketplace{{QStringLiteral("id"), seller.marketplaceId},
                                  {QStringLiteral("name"), seller.marketplaceName},
                                  {QStringLiteral("countryCode"), seller.country},
                                  {QStringLiteral("defaultCurrencyCode"), seller.currency},
                                  {QStringLiteral("defaultLanguageCode"), seller.language},
                                  {QStringLiteral("domainName"), seller.domain}};
    const QJsonObject entry{{QStringLiteral("marketplace"), marketplace},
                            {QStringLiteral("storeName"), QStringLiteral("Northfield Outdoor")},
                            {QStringLiteral("participation"), QJsonObject{{QStringLiteral("isParticipating"), true},
                                                                          {QStringLiteral("hasSuspendedListings"), false}}}};
    return m_core.ok(call, QJsonObject{{QStringLiteral("payload"), QJsonArray{entry}}});
}

OrderView AmazonService::viewFor(const QStringList& included, const CompanyStore& seller) const
{
    OrderView view;
    view.included = QSet<QString>(included.begin(), included.end());
    view.mayShowRecipient = !m_core.missingRoles.contains(role::kAddress);
    view.mayShowBuyer = !m_core.missingRoles.contains(role::kBuyer);
    view.nowMs = m_core.now();
    view.marketplaceName = seller.marketplaceName;
    return view;
}

HttpAnswer AmazonService::search(const HttpCall& call, const CompanyStore& seller)
{
    const auto query = readSearch(call, m_core.now(), m_core.settings.seed);
    if (!query) {
        m_core.log.violation(QStringLiteral("searchOrders: %1").arg(query.error()));
        return m_core.error(call, 400, QStringLiteral("InvalidInput"), query.error());
    }
    for (const QString& id : query->marketplaceIds) {
        // A marketplace of another region or of nobody: the same answer as a missing role.
        if (id != seller.marketplaceId)
            return m_core.forbidden(call, {});
    }
    const std::lock_guard lock(m_core.mutex);
    std::vector<AmazonOrder*> found;
    for (auto& [id, order] : m_core.orders) {
        if (order.store != seller.id || !matches(order, *query))
            continue;
        if (order.hiddenFromSearch)
            continue;
        if (order.publishAfterPolls > 0 && query->paginationKey.first == 0) {
            --order.publishAfterPolls;
            continue;
        }
        found.push_back(&order);
    }
    const auto key = [&](const AmazonOrder& o) { return std::pair(query->byCreated ? o.createdMs : o.updatedMs, o.orderId); };
    std::sort(found.begin(), found.end(), [&](const AmazonOrder* a, const AmazonOrder* b) { return key(*a) < key(*b); });
    const OrderView view = viewFor(query->includedData, seller);
    QJsonArray orders;
    QJsonObject body;
    std::pair<qint64, QString> last = query->paginationKey;
    for (const AmazonOrder* order : found) {
        if (key(*order) <= query->paginationKey)
            continue;
        if (orders.size() == query->pageSize) {
            body.insert(
                QStringLiteral("pagination"),
                QJsonObject{{QStringLiteral("nextToken"), makePageToken(*query, last, m_core.now(), m_core.settings.seed)}});
            break;
        }
        orders.append(orderJson(*order, view));
        last = key(*order);
    }
    body.insert(QStringLiteral("orders"), orders);
    body.insert(query->byCreated ? QStringLiteral("createdBefore") : QStringLiteral("lastUpdatedBefore"),
                isoTime(query->beforeMs));
    return m_core.ok(call, body);
}

HttpAnswer AmazonService::getOrder(const HttpCall& call, const CompanyStore& seller)
{
    static const QRegularExpression kForm(QStringLiteral("^[0-9A-Z]{3}-[0-9]{7}-[0-9]{7}$"));
    const QString id = call.path.mid(QStringLiteral("/orders/2026-01-01/orders/").size());
    const QStringList included = call.listParameter(QStringLiteral("includedData"));
    if (!kForm.match(id).hasMatch())
        return m_core.error(call, 400, QStringLiteral("InvalidInput"), QStringLiteral("The order id is malformed."));
    if (const QString wrong = unknownIncludedData(included); !wrong.isEmpty())
        return m_core.error(call, 400, QStringLiteral("InvalidInput"),
                            QStringLiteral("includedData contains an unknown value: %1").arg(wrong));
    const std::lock_guard lock(m_core.mutex);
    const auto found = m_core.orders.find(id);
    if (found == m_core.orders.end() || found->second.store != seller.id)
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The requested order was not found."));
    return m_core.ok(call, QJsonObject{{QStringLiteral("order"), orderJson(found->second, viewFor(included, seller))}});
}

} // namespace causeway::simulator
