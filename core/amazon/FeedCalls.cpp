// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/FeedCalls.h"

#include <algorithm>

#include <QCoreApplication>

#include "amazon/Listing.h"
#include "amazon/UsagePlans.h"
#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::FeedCalls)
};

const QString kFeeds = QStringLiteral("/feeds/2021-06-30/feeds");
const QString kDocuments = QStringLiteral("/feeds/2021-06-30/documents");
constexpr qint64 kLargestDocument = 64LL * 1024 * 1024;

/// A feed type asks for the role of its subject; these are the ones of shipments.
const QStringList& feedRoles()
{
    static const QStringList kRoles{QStringLiteral("Inventory and Order Tracking"),
                                    QStringLiteral("Direct-to-Consumer Shipping")};
    return kRoles;
}

const QString kSubject = QStringLiteral("feeds");

Result<Feed> readFeed(const Json& json)
{
    Feed feed;
    feed.id = json[u"feedId"].toString();
    feed.type = json[u"feedType"].toString();
    feed.status = json[u"processingStatus"].toString();
    feed.resultDocumentId = json[u"resultFeedDocumentId"].toString();
    const auto created = fromIso8601(json[u"createdTime"].toString());
    if (feed.id.isEmpty() || feed.type.isEmpty() || feed.status.isEmpty() || !created)
        return fail(listing::unreadable(kSubject));
    feed.createdMs = *created;
    feed.endedMs = fromIso8601(json[u"processingEndTime"].toString());
    return feed;
}
} // namespace

Result<FeedDocument> FeedCalls::createDocument(const QByteArray& contentType, const StopToken& stop)
{
    Json body = Json::object();
    body.set(QStringLiteral("contentType"), QString::fromLatin1(contentType));
    const auto json = m_caller.post(usage_plans::createFeedDocument(), kDocuments, body, feedRoles(), stop);
    if (!json) {
        Error error = json.error();
        if (error.kind == ErrorKind::Unclear)
            error.kind = ErrorKind::Unavailable; // an empty document that nobody names has no effect
        return fail(std::move(error));
    }
    FeedDocument document{(*json)[u"feedDocumentId"].toString(), (*json)[u"url"].toString()};
    if (document.id.isEmpty() || document.url.isEmpty())
        return fail(listing::unreadable(kSubject));
    return document;
}

Result<QString> FeedCalls::create(const QString& feedType, const QStringList& marketplaceIds, const QString& documentId,
                                  const StopToken& stop)
{
    Json marketplaces = Json::array();
    for (const QString& id : marketplaceIds)
        marketplaces.append(id);
    Json body = Json::object();
    body.set(QStringLiteral("feedType"), feedType);
    body.set(QStringLiteral("marketplaceIds"), std::move(marketplaces));
    body.set(QStringLiteral("inputFeedDocumentId"), documentId);
    const auto json = m_caller.post(usage_plans::createFeed(), kFeeds, body, feedRoles(), stop);
    if (!json)
        return fail(json.error());
    const QString id = (*json)[u"feedId"].toString();
    if (id.isEmpty())
        return fail(ErrorKind::Unclear, Words::tr("Amazon took a feed but did not say its number; it is looked up."));
    return id;
}

Result<std::optional<Feed>> FeedCalls::get(const QString& feedId, const StopToken& stop)
{
    auto json = listing::one(m_caller, {usage_plans::getFeed(), kFeeds, feedRoles(), kSubject}, feedId, stop);
    if (!json)
        return fail(json.error());
    if (!*json)
        return std::optional<Feed>();
    auto feed = readFeed(**json);
    if (!feed)
        return fail(feed.error());
    return std::optional<Feed>(std::move(*feed));
}

Result<std::vector<Feed>> FeedCalls::list(const FeedSearch& search, const StopToken& stop)
{
    QUrlQuery query;
    addToQuery(query, QStringLiteral("feedTypes"), search.types.join(u','));
    addToQuery(query, QStringLiteral("pageSize"), QStringLiteral("100"));
    if (search.createdSinceMs > 0)
        addToQuery(query, QStringLiteral("createdSince"), toIso8601(search.createdSinceMs));
    const auto items = listing::all(m_caller, {usage_plans::getFeeds(), kFeeds, feedRoles(), kSubject}, query, u"feeds", stop);
    if (!items)
        return fail(items.error());
    std::vector<Feed> feeds;
    for (const Json& item : *items) {
        auto feed = readFeed(item);
        if (!feed)
            return fail(feed.error());
        feeds.push_back(std::move(*feed));
    }
    std::stable_sort(feeds.begin(), feeds.end(), [](const Feed& a, const Feed& b) { return a.createdMs > b.createdMs; });
    return feeds;
}

Result<QByteArray> FeedCalls::readDocument(const QString& documentId, const StopToken& stop)
{
    return listing::document(m_caller, {usage_plans::getFeedDocument(), kDocuments, feedRoles(), kSubject}, documentId,
                             kLargestDocument, stop);
}

} // namespace causeway::amazon
