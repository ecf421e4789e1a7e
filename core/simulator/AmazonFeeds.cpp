// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonFeeds.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "simulator/AmazonCore.h"
#include "simulator/AmazonDocuments.h"
#include "simulator/AmazonFulfillmentFeed.h"
#include "simulator/AmazonShipments.h"
#include "simulator/Gzip.h"

namespace causeway::simulator {
namespace {

const QString kFulfillment = QStringLiteral("POST_ORDER_FULFILLMENT_DATA");
constexpr qsizetype kCompressedFrom = 4000; ///< bytes: short results come as they are, long ones as gzip

QString lastPart(const HttpCall& call)
{
    return call.path.mid(call.path.lastIndexOf(QLatin1Char('/')) + 1);
}

QString url(const HttpCall& call, const QString& target)
{
    return QStringLiteral("http://%1%2").arg(QString::fromLatin1(call.header("Host")), target);
}

} // namespace

AmazonFeeds::AmazonFeeds(AmazonCore& core, AmazonDocuments& documents, AmazonShipments& shipments)
    : m_core(core), m_documents(documents), m_shipments(shipments)
{
}

HttpAnswer AmazonFeeds::createDocument(const HttpCall& call, const CompanyStore& seller)
{
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    const QString contentType = body[QStringLiteral("contentType")].toString();
    if (contentType.isEmpty() || body.size() != 1)
        return m_core.invalid(call, QStringLiteral("contentType is required and the only member."));
    const std::lock_guard lock(m_core.mutex);
    const QString id = QStringLiteral("amzn1.tortuga.4.%1.%2").arg(seller.region, m_core.dice.digits(20));
    const QString target = m_documents.expectUpload(contentType.toUtf8());
    m_files[id] = {seller.id, target, {}};
    return m_core.ok(call, {{QStringLiteral("feedDocumentId"), id}, {QStringLiteral("url"), url(call, target)}}, 201);
}

HttpAnswer AmazonFeeds::create(const HttpCall& call, const CompanyStore& seller)
{
    static const QStringList kMembers{QStringLiteral("feedType"), QStringLiteral("marketplaceIds"),
                                      QStringLiteral("inputFeedDocumentId"), QStringLiteral("feedOptions")};
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (!kMembers.contains(it.key()))
            return m_core.invalid(call, QStringLiteral("%1 is not known.").arg(it.key()));
    }
    Feed feed;
    feed.store = seller.id;
    feed.type = body[QStringLiteral("feedType")].toString();
    feed.inputId = body[QStringLiteral("inputFeedDocumentId")].toString();
    for (const QJsonValue& id : body[QStringLiteral("marketplaceIds")].toArray())
        feed.marketplaceIds += id.toString();
    if (feed.type != kFulfillment)
        return m_core.invalid(call, QStringLiteral("feedType %1 is not valid.").arg(feed.type));
    if (feed.marketplaceIds.isEmpty() || feed.marketplaceIds.size() > 25)
        return m_core.invalid(call, QStringLiteral("marketplaceIds must have 1 to 25 values."));
    if (feed.marketplaceIds != QStringList{seller.marketplaceId})
        return m_core.forbidden(call, {});
    const std::lock_guard lock(m_core.mutex);
    const auto file = m_files.find(feed.inputId);
    if (file == m_files.end() || file->second.store != seller.id || file->second.target.isEmpty())
        return m_core.invalid(call, QStringLiteral("inputFeedDocumentId is not valid."));
    feed.progress.createdMs = m_core.now();
    feed.id = m_core.dice.digits(12);
    const QString id = feed.id;
    m_feeds.insert_or_assign(id, std::move(feed));
    return m_core.ok(call, {{QStringLiteral("feedId"), id}}, 202);
}

void AmazonFeeds::look(Feed& feed)
{
    if (feed.progress.look(m_core.now()))
        process(feed);
}

void AmazonFeeds::process(Feed& feed)
{
    const CompanyStore& seller = *m_core.store(feed.store);
    const auto content = m_documents.uploaded(m_files.at(feed.inputId).target);
    FulfillmentFeed read = readFulfillmentFeed(content.value_or(QByteArray()));
    if (!content)
        read.fault = QStringLiteral("Nothing was uploaded.");
    else if (read.fault.isEmpty() && read.merchantId != seller.sellerId)
        read.fault = QStringLiteral("MerchantIdentifier is not yours.");
    std::vector<FeedResult> errors;
    if (read.fault.isEmpty()) {
        for (const FulfillmentMessage& message : read.messages) {
            if (const QString why = carryOut(message, feed.store); !why.isEmpty())
                errors.push_back({message.messageId, QStringLiteral("18028"), why, message.orderId});
        }
    } else {
        m_core.log.violation(QStringLiteral("createFeed: %1").arg(read.fault));
    }
    feed.resultId = QStringLiteral("amzn1.tortuga.result.4.%1.%2").arg(seller.region, m_core.dice.digits(20));
    m_files[feed.resultId] = {
        feed.store, {}, processingReport(feed.id, seller.sellerId, static_cast<int>(read.messages.size()), errors, read.fault)};
    feed.progress.end(m_core.now(), read.fault.isEmpty() ? QStringLiteral("DONE") : QStringLiteral("FATAL"));
}

QString AmazonFeeds::carryOut(const FulfillmentMessage& message, const QString& store)
{
    const auto found = m_core.orders.find(message.orderId);
    if (found == m_core.orders.end() || found->second.store != store)
        return QStringLiteral("The order %1 does not belong to your account.").arg(message.orderId);
    AmazonOrder& order = found->second;
    SimPackage package = message.package;
    if (package.carrierCode.isEmpty() && !package.carrierName.isEmpty())
        package.carrierCode = QStringLiteral("Other");
    if (package.referenceId.isEmpty()) {
        qint64 highest = 0;
        for (const SimPackage& known : order.packages)
            highest = std::max(highest, known.referenceId.toLongLong());
        package.referenceId = QString::number(highest + 1);
    }
    const auto left = [&](const SimOrderItem& item) {
        qint64 quantity = item.cancelledBy.isEmpty() ? item.quantity : 0;
        for (const SimPackage& other : order.packages) {
            for (const SimPackageItem& packed : other.items)
                quantity -=
                    packed.orderItemId == item.orderItemId && other.referenceId != package.referenceId ? packed.quantity : 0;
        }
        return quantity;
    };
    if (package.items.empty()) {
        for (const SimOrderItem& item : order.items) {
            if (const qint64 quantity = left(item); quantity > 0)
                package.items.push_back({item.orderItemId, quantity});
        }
    }
    for (SimPackageItem& packed : package.items) {
        const auto item = std::find_if(order.items.begin(), order.items.end(),
                                       [&](const SimOrderItem& i) { return i.orderItemId == packed.orderItemId; });
        if (packed.quantity == 0 && item != order.items.end())
            packed.quantity = left(*item);
    }
    return m_shipments.apply(order, package, true).value_or(QString());
}

QJsonObject AmazonFeeds::json(const Feed& feed) const
{
    QJsonObject json{{QStringLiteral("feedId"), feed.id},
                     {QStringLiteral("feedType"), feed.type},
                     {QStringLiteral("marketplaceIds"), QJsonArray::fromStringList(feed.marketplaceIds)}};
    feed.progress.tell(json);
    if (!feed.resultId.isEmpty())
        json.insert(QStringLiteral("resultFeedDocumentId"), feed.resultId);
    return json;
}

HttpAnswer AmazonFeeds::get(const HttpCall& call, const CompanyStore& seller)
{
    const std::lock_guard lock(m_core.mutex);
    const auto found = m_feeds.find(lastPart(call));
    if (found == m_feeds.end() || found->second.store != seller.id)
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The feed was not found."));
    look(found->second);
    return m_core.ok(call, json(found->second));
}

HttpAnswer AmazonFeeds::list(const HttpCall& call, const CompanyStore& seller)
{
    JobFilter filter;
    const std::lock_guard lock(m_core.mutex);
    if (const auto token = call.parameter(QStringLiteral("nextToken"))) {
        const auto page = m_pages.find(*token);
        if (call.query.size() != 1)
            return m_core.invalid(call, QStringLiteral("nextToken must be the only parameter."));
        if (page == m_pages.end() || page->second.first != seller.id)
            return m_core.invalid(call, QStringLiteral("nextToken is not valid."));
        filter = page->second.second;
    } else if (const QString why = readJobFilter(call, QStringLiteral("feedTypes"), m_core.now(), filter); !why.isEmpty()) {
        return m_core.invalid(call, why);
    }
    std::vector<const Feed*> found;
    for (auto& [id, feed] : m_feeds) {
        if (feed.store != seller.id || !filter.types.contains(feed.type) || feed.progress.createdMs < filter.sinceMs ||
            feed.progress.createdMs > filter.untilMs)
            continue;
        look(feed);
        if (filter.statuses.isEmpty() || filter.statuses.contains(feed.progress.status))
            found.push_back(&feed);
    }
    std::sort(found.begin(), found.end(), [](const Feed* a, const Feed* b) {
        return std::pair(a->progress.createdMs, a->id) > std::pair(b->progress.createdMs, b->id);
    });
    QJsonArray feeds;
    size_t index = filter.offset;
    for (; index < found.size() && feeds.size() < filter.pageSize; ++index)
        feeds.append(json(*found[index]));
    QJsonObject body{{QStringLiteral("feeds"), feeds}};
    if (index < found.size()) {
        filter.offset = index;
        const QString token = m_core.dice.digits(24);
        m_pages.insert_or_assign(token, std::pair(seller.id, filter));
        body.insert(QStringLiteral("nextToken"), token);
    }
    return m_core.ok(call, body);
}

HttpAnswer AmazonFeeds::document(const HttpCall& call, const CompanyStore& seller)
{
    const std::lock_guard lock(m_core.mutex);
    const QString id = lastPart(call);
    const auto found = m_files.find(id);
    if (found == m_files.end() || found->second.store != seller.id || !found->second.target.isEmpty())
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The feed document was not found."));
    const QByteArray& result = found->second.result;
    const bool isCompressed = result.size() >= kCompressedFrom;
    const bool saysGzip =
        isCompressed && call.parameter(QStringLiteral("enableContentEncodingUrlHeader")) == QStringLiteral("true");
    const QString target = m_documents.publish(isCompressed ? gzip(result) : result, "text/xml; charset=UTF-8", saysGzip);
    QJsonObject body{{QStringLiteral("feedDocumentId"), id}, {QStringLiteral("url"), url(call, target)}};
    if (isCompressed)
        body.insert(QStringLiteral("compressionAlgorithm"), QStringLiteral("GZIP"));
    return m_core.ok(call, body);
}

int AmazonFeeds::count() const
{
    const std::lock_guard lock(m_core.mutex);
    return static_cast<int>(m_feeds.size());
}

} // namespace causeway::simulator
