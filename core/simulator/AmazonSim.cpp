// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonSim.h"

#include <algorithm>
#include <mutex>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include "base/Clock.h"
#include "simulator/AmazonOrderJson.h"
#include "simulator/AmazonSearch.h"
#include "simulator/CallLog.h"
#include "simulator/Company.h"
#include "simulator/Dice.h"
#include "simulator/Faults.h"
#include "simulator/HttpServer.h"
#include "simulator/LwaTokens.h"
#include "simulator/TokenBuckets.h"

namespace causeway::simulator {
namespace {

const QString kOrdersRole = QStringLiteral("Inventory and Order Tracking");
const QString kAddressRole = QStringLiteral("Direct-to-Consumer Shipping");
const QString kBuyerRole = QStringLiteral("Tax Invoicing");
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDocumentLifeMs = 5 * kMinuteMs;
constexpr int kMaxUserAgent = 500;

QString operationOf(const HttpCall& call)
{
    if (call.path == QStringLiteral("/auth/o2/token"))
        return QStringLiteral("token");
    if (call.path == QStringLiteral("/orders/2026-01-01/orders"))
        return QStringLiteral("searchOrders");
    if (call.path.startsWith(u"/orders/2026-01-01/orders/"))
        return QStringLiteral("getOrder");
    if (call.path == QStringLiteral("/sellers/v1/marketplaceParticipations"))
        return QStringLiteral("getMarketplaceParticipations");
    if (call.path.startsWith(u"/documents/"))
        return QStringLiteral("document");
    return QStringLiteral("unknown");
}

/// "AppName/Version (Language=C++/20; …)": spapi.md section 2.
bool isGoodUserAgent(const QByteArray& text)
{
    static const QRegularExpression kForm(QStringLiteral(R"(^[^/\s()]+(\s[^/\s()]+)*/\S+ \((.*;\s*)?Language=[^;]+(;.*)?\)$)"));
    return text.size() <= kMaxUserAgent && kForm.match(QString::fromUtf8(text)).hasMatch();
}

} // namespace

class AmazonSim::Impl final : public HttpService
{
public:
    Impl(Settings settings, Faults& faults, const std::vector<CompanyStore>& stores)
        : m_settings(settings),
          m_faults(faults),
          m_stores(stores),
          m_tokens(settings.seed, stores),
          m_buckets(qMax(1, settings.rateSpeed)),
          m_dice(settings.seed ^ 0xa11a)
    {
    }

    HttpAnswer handle(const HttpCall& call) override
    {
        const QString operation = operationOf(call);
        m_log.count(operation);
        if (operation == QStringLiteral("token"))
            return call.method == "POST" ? m_tokens.grant(call, now()) : HttpAnswer{405, {}, {}, {}};
        if (operation == QStringLiteral("document"))
            return document(call);
        if (operation == QStringLiteral("unknown"))
            return error(call, 404, QStringLiteral("NotFound"), QStringLiteral("Resource not found."));
        return guarded(call, operation);
    }

    HttpAnswer serverError(const HttpCall& call, int status) override
    {
        if (isSignIn(call))
            return {
                status,
                "application/json",
                R"({"error":"server_error","error_description":"The authorization server encountered an unexpected condition"})",
                {}};
        return status == 503 ? error(call, 503, QStringLiteral("ServiceUnavailable"),
                                     QStringLiteral("Service is temporarily unavailable. Please try again later."))
                             : error(call, 500, QStringLiteral("InternalFailure"),
                                     QStringLiteral("We encountered an internal error. Please try again."));
    }

    HttpAnswer throttled(const HttpCall& call) override
    {
        m_log.count(operationOf(call));
        m_log.countThrottled();
        return error(call, 429, QStringLiteral("QuotaExceeded"),
                     QStringLiteral("You exceeded your quota for the requested resource."));
    }

    void expireToken(const HttpCall& call) override { m_tokens.expire(QString::fromUtf8(call.header("x-amz-access-token"))); }
    bool isSignIn(const HttpCall& call) const override { return operationOf(call) == QStringLiteral("token"); }

    qint64 now() const { return m_settings.clock->nowMs(); }
    /// Amazon shows changes two minutes late; an edit made now is stamped so that it shows at once (lateness: publishAfterPolls).
    qint64 editTime() const { return now() - 2 * kMinuteMs - 1000; }

    const CompanyStore* store(const QString& id) const
    {
        const auto found = std::find_if(m_stores.begin(), m_stores.end(), [&](const CompanyStore& s) { return s.id == id; });
        return found == m_stores.end() ? nullptr : &*found;
    }

    HttpAnswer error(const HttpCall& call, int status, const QString& code, const QString& message,
                     const QString& details = {}) const
    {
        const QJsonObject body{{QStringLiteral("errors"), QJsonArray{QJsonObject{{QStringLiteral("code"), code},
                                                                                 {QStringLiteral("message"), message},
                                                                                 {QStringLiteral("details"), details}}}}};
        return finish(call, {status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {}});
    }

    HttpAnswer finish(const HttpCall& call, HttpAnswer answer) const
    {
        answer.headers.emplace_back("x-amzn-RequestId", requestId());
        // Only on 2xx, 400 and 404 (spapi.md section 3).
        if (answer.status < 300 || answer.status == 400 || answer.status == 404) {
            if (const auto plan = TokenBuckets::plan(operationOf(call)))
                answer.headers.emplace_back("x-amzn-RateLimit-Limit",
                                            QByteArray::number(plan->perSecond * qMax(1, m_settings.rateSpeed), 'g', 6));
        }
        return answer;
    }

    QByteArray requestId() const
    {
        const QByteArray hex = QByteArray::number(m_faults.draw(), 16).rightJustified(16, '0') +
                               QByteArray::number(m_faults.draw(), 16).rightJustified(16, '0');
        return hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20, 12);
    }

    HttpAnswer forbidden(const HttpCall& call, const QString& details) const
    {
        return error(call, 403, QStringLiteral("Unauthorized"), QStringLiteral("Access to requested resource is denied."),
                     details);
    }

    /// Everything that is checked before an operation does its work.
    HttpAnswer guarded(const HttpCall& call, const QString& operation)
    {
        if (!call.hasHeader("x-amz-access-token"))
            return error(call, 403, QStringLiteral("MissingAuthenticationToken"), QStringLiteral("Missing Authentication Token"));
        if (!isGoodUserAgent(call.header("User-Agent"))) {
            m_log.violation(
                QStringLiteral("%1: User-Agent is missing or not of the form App/Version (Language=…)").arg(operation));
            return error(call, 400, QStringLiteral("InvalidInput"),
                         QStringLiteral("The User-Agent header is missing or malformed."));
        }
        const LwaTokens::Owner owner = m_tokens.owner(QString::fromUtf8(call.header("x-amz-access-token")), now());
        if (owner.state == LwaTokens::State::Unknown)
            return forbidden(call, QStringLiteral("The access token you provided is revoked, malformed or invalid."));
        if (owner.state == LwaTokens::State::Expired)
            return forbidden(call, QStringLiteral("The access token you provided has expired."));
        const CompanyStore& seller = *store(owner.store);
        if (m_settings.enforceRates && !m_buckets.take(seller.sellerId, operation, now())) {
            m_log.violation(
                QStringLiteral("%1 for seller %2: called more often than the usage plan allows").arg(operation, seller.sellerId));
            m_log.countThrottled();
            return error(call, 429, QStringLiteral("QuotaExceeded"),
                         QStringLiteral("You exceeded your quota for the requested resource."));
        }
        if (call.method != "GET")
            return error(call, 400, QStringLiteral("InvalidInput"),
                         QStringLiteral("The HTTP method is not supported for this resource."));
        if (operation == QStringLiteral("getMarketplaceParticipations"))
            return participations(call, seller);
        {
            const std::lock_guard lock(m_mutex);
            if (m_missingRoles.contains(kOrdersRole))
                return forbidden(call, {});
        }
        return operation == QStringLiteral("searchOrders") ? search(call, seller) : getOrder(call, seller);
    }

    HttpAnswer participations(const HttpCall& call, const CompanyStore& seller) const
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
        return ok(call, QJsonObject{{QStringLiteral("payload"), QJsonArray{entry}}});
    }

    HttpAnswer ok(const HttpCall& call, const QJsonObject& body) const
    {
        return finish(call, {200, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {}});
    }

    OrderView viewFor(const QStringList& included, const CompanyStore& seller) const
    {
        OrderView view;
        view.included = QSet<QString>(included.begin(), included.end());
        view.mayShowRecipient = !m_missingRoles.contains(kAddressRole);
        view.mayShowBuyer = !m_missingRoles.contains(kBuyerRole);
        view.nowMs = now();
        view.marketplaceName = seller.marketplaceName;
        return view;
    }

    HttpAnswer search(const HttpCall& call, const CompanyStore& seller)
    {
        const auto query = readSearch(call, now(), m_settings.seed);
        if (!query) {
            m_log.violation(QStringLiteral("searchOrders: %1").arg(query.error()));
            return error(call, 400, QStringLiteral("InvalidInput"), query.error());
        }
        for (const QString& id : query->marketplaceIds) {
            // A marketplace of another region or of nobody: the same answer as a missing role.
            if (id != seller.marketplaceId)
                return forbidden(call, {});
        }
        const std::lock_guard lock(m_mutex);
        std::vector<AmazonOrder*> found;
        for (auto& [id, order] : m_orders) {
            if (order.store != seller.id || !matches(order, *query))
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
                body.insert(QStringLiteral("pagination"),
                            QJsonObject{{QStringLiteral("nextToken"), makePageToken(*query, last, now(), m_settings.seed)}});
                break;
            }
            orders.append(orderJson(*order, view));
            last = key(*order);
        }
        body.insert(QStringLiteral("orders"), orders);
        body.insert(query->byCreated ? QStringLiteral("createdBefore") : QStringLiteral("lastUpdatedBefore"),
                    isoTime(query->beforeMs));
        return ok(call, body);
    }

    HttpAnswer getOrder(const HttpCall& call, const CompanyStore& seller)
    {
        static const QRegularExpression kForm(QStringLiteral("^[0-9]{3}-[0-9]{7}-[0-9]{7}$"));
        const QString id = call.path.mid(QStringLiteral("/orders/2026-01-01/orders/").size());
        const QStringList included = call.listParameter(QStringLiteral("includedData"));
        if (!kForm.match(id).hasMatch())
            return error(call, 400, QStringLiteral("InvalidInput"), QStringLiteral("The order id is malformed."));
        if (const QString wrong = unknownIncludedData(included); !wrong.isEmpty())
            return error(call, 400, QStringLiteral("InvalidInput"),
                         QStringLiteral("includedData contains an unknown value: %1").arg(wrong));
        const std::lock_guard lock(m_mutex);
        const auto found = m_orders.find(id);
        if (found == m_orders.end() || found->second.store != seller.id)
            return error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The requested order was not found."));
        return ok(call, QJsonObject{{QStringLiteral("order"), orderJson(found->second, viewFor(included, seller))}});
    }

    /// A presigned address carries its own signature; any further sign-in header is refused, as the real store does.
    HttpAnswer document(const HttpCall& call)
    {
        const auto refuse = [](int status, const char* code, const char* message) {
            return HttpAnswer{status,
                              "application/xml",
                              QByteArray("<Error><Code>") + code + "</Code><Message>" + message + "</Message></Error>",
                              {}};
        };
        if (call.hasHeader("Authorization")) {
            m_log.violation(QStringLiteral("document: an Authorization header was sent to a presigned address"));
            return refuse(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        if (call.hasHeader("x-amz-access-token")) {
            m_log.violation(QStringLiteral("document: the access token was sent to a presigned address"));
            return refuse(403, "SignatureDoesNotMatch", "There were headers present in the request which were not signed");
        }
        const std::lock_guard lock(m_mutex);
        const auto found = m_documents.find(QString::fromLatin1(call.target));
        if (found == m_documents.end())
            return refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");
        if (now() > found->second.second)
            return refuse(403, "AccessDenied", "Request has expired");
        return {200, "application/octet-stream", found->second.first, {}};
    }

    template<class Edit>
    bool edit(const QString& orderId, Edit change)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_orders.find(orderId);
        if (found == m_orders.end())
            return false;
        change(found->second);
        found->second.updatedMs = std::max(found->second.updatedMs + 1000, editTime());
        return true;
    }

    Settings m_settings;
    Faults& m_faults;
    std::vector<CompanyStore> m_stores;
    LwaTokens m_tokens;
    TokenBuckets m_buckets;
    CallLog m_log;
    mutable std::mutex m_mutex;
    std::map<QString, AmazonOrder> m_orders;
    std::set<QString> m_missingRoles;
    std::map<QString, std::pair<QByteArray, qint64>> m_documents; ///< target -> bytes, end of life
    Dice m_dice;
};

AmazonSim::AmazonSim(Settings settings, Faults& faults, const std::vector<CompanyStore>& stores)
    : m_impl(std::make_unique<Impl>(settings, faults, stores))
{
}
AmazonSim::~AmazonSim() = default;

AmazonOrder AmazonSim::makeOrder(const QString& storeId, const QStringList& skus) const
{
    const CompanyStore* store = m_impl->store(storeId);
    const std::vector<Product> products = companyProducts();
    AmazonOrder order;
    order.store = storeId;
    order.buyerName = QStringLiteral("Ada Byron");
    order.buyerEmail = QStringLiteral("ada.byron@marketplace.amazon.com");
    order.address = SimAddress{order.buyerName,
                               {},
                               QStringLiteral("1 Main Street"),
                               {},
                               {},
                               QStringLiteral("Austin"),
                               {},
                               QStringLiteral("TX"),
                               QStringLiteral("78701"),
                               store ? store->country : QStringLiteral("US"),
                               QStringLiteral("+1 512 555 0100"),
                               QStringLiteral("RESIDENTIAL")};
    for (const QString& sku : skus) {
        SimOrderItem item;
        item.sku = sku;
        const auto product = std::find_if(products.begin(), products.end(), [&](const Product& p) { return p.sku == sku; });
        item.title = product == products.end() ? sku : product->title;
        item.asin = product == products.end() ? QStringLiteral("B0N0000000") : product->asin;
        const qint64 cents = product == products.end() ? 1999 : product->price;
        item.unitPrice = store ? priceIn(*store, cents) : cents;
        order.items.push_back(item);
    }
    return order;
}

QString AmazonSim::addOrder(AmazonOrder order)
{
    const std::lock_guard lock(m_impl->m_mutex);
    if (const CompanyStore* store = m_impl->store(order.store)) {
        if (order.sellerId.isEmpty())
            order.sellerId = store->sellerId;
        if (order.marketplaceId.isEmpty())
            order.marketplaceId = store->marketplaceId;
        if (order.currency.isEmpty())
            order.currency = store->currency;
        while (order.orderId.isEmpty() || (order.createdMs == 0 && m_impl->m_orders.contains(order.orderId)))
            order.orderId =
                QStringLiteral("%1-%2-%3").arg(store->orderPrefix, m_impl->m_dice.digits(7), m_impl->m_dice.digits(7));
    }
    if (order.createdMs == 0)
        order.createdMs = m_impl->editTime() - 10 * kMinuteMs;
    if (order.updatedMs == 0)
        order.updatedMs = std::max(order.createdMs, m_impl->editTime());
    for (SimOrderItem& item : order.items) {
        if (item.orderItemId.isEmpty())
            item.orderItemId = m_impl->m_dice.digits(14);
    }
    const QString id = order.orderId;
    m_impl->m_orders.insert_or_assign(id, std::move(order));
    return id;
}

std::vector<AmazonOrder> AmazonSim::orders(const QString& store) const
{
    const std::lock_guard lock(m_impl->m_mutex);
    std::vector<AmazonOrder> list;
    for (const auto& [id, order] : m_impl->m_orders) {
        if (store.isEmpty() || order.store == store)
            list.push_back(order);
    }
    return list;
}

std::optional<AmazonOrder> AmazonSim::order(const QString& orderId) const
{
    const std::lock_guard lock(m_impl->m_mutex);
    const auto found = m_impl->m_orders.find(orderId);
    return found == m_impl->m_orders.end() ? std::nullopt : std::optional(found->second);
}

bool AmazonSim::setStatus(const QString& orderId, const QString& status)
{
    return m_impl->edit(orderId, [&](AmazonOrder& order) {
        order.status = status;
        if (status == QStringLiteral("UNSHIPPED"))
            order.pricesHidden = false; // payment is authorised: the order is complete
        if (status == QStringLiteral("SHIPPED")) {
            for (SimOrderItem& item : order.items)
                item.fulfilled = item.quantity;
        }
    });
}

bool AmazonSim::changeAddress(const QString& orderId, const SimAddress& address)
{
    return m_impl->edit(orderId, [&](AmazonOrder& order) { order.address = address; });
}

bool AmazonSim::cancel(const QString& orderId, const QString& by)
{
    return m_impl->edit(orderId, [&](AmazonOrder& order) {
        order.status = QStringLiteral("CANCELLED");
        order.cancelledBy = by;
    });
}

bool AmazonSim::requestCancellation(const QString& orderId, const QString& reason)
{
    return m_impl->edit(orderId, [&](AmazonOrder& order) {
        for (SimOrderItem& item : order.items)
            item.cancellationRequest = reason;
    });
}

bool AmazonSim::touch(const QString& orderId)
{
    return m_impl->edit(orderId, [](AmazonOrder&) {});
}

bool AmazonSim::replaceOrder(const AmazonOrder& order)
{
    return m_impl->edit(order.orderId, [&](AmazonOrder& old) {
        const qint64 updatedMs = old.updatedMs;
        old = order;
        old.updatedMs = updatedMs;
    });
}

void AmazonSim::removeRole(const QString& role)
{
    const std::lock_guard lock(m_impl->m_mutex);
    m_impl->m_missingRoles.insert(role);
}

void AmazonSim::revoke(const QString& store)
{
    m_impl->m_tokens.revoke(store);
}

void AmazonSim::expireTokens()
{
    m_impl->m_tokens.expireAll();
}

QString AmazonSim::addDocument(const QByteArray& bytes)
{
    const std::lock_guard lock(m_impl->m_mutex);
    const QString target = QStringLiteral("/documents/%1?X-Amz-Expires=300&X-Amz-Signature=%2")
                               .arg(QString::number(m_impl->m_dice.next(), 16), QString::number(m_impl->m_dice.next(), 16));
    m_impl->m_documents[target] = {bytes, m_impl->now() + kDocumentLifeMs};
    return target;
}

std::map<QString, qint64> AmazonSim::calls() const
{
    return m_impl->m_log.calls();
}

qint64 AmazonSim::callCount() const
{
    return m_impl->m_log.total();
}

void AmazonSim::resetCalls()
{
    m_impl->m_log.reset();
}

QStringList AmazonSim::violations() const
{
    return m_impl->m_log.violations();
}

qint64 AmazonSim::throttled() const
{
    return m_impl->m_log.throttled();
}

HttpService& AmazonSim::service()
{
    return *m_impl;
}

} // namespace causeway::simulator
