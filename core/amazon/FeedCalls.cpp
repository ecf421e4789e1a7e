// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/FeedCalls.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

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
constexpr int kMostPages = 20; ///< of 100 feeds each; a seller makes a few feeds a day

/// A feed type asks for the role of its subject; these are the ones of shipments.
const QStringList& feedRoles()
{
    static const QStringList kRoles{QStringLiteral("Inventory and Order Tracking"),
                                    QStringLiteral("Direct-to-Consumer Shipping")};
    return kRoles;
}

/// Ids come from Amazon and stand in a path.
bool isId(const QString& text)
{
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._~-]{0,200}$"));
    return kForm.match(text).hasMatch();
}

tl::unexpected<Error> unreadable()
{
    return fail(ErrorKind::Invalid, Words::tr("Amazon's answer about a feed cannot be read."),
                Words::tr("Update the program; if this is the newest version, send a support bundle."),
                QStringLiteral("unreadable"));
}

Result<Feed> readFeed(const Json& json)
{
    Feed feed;
    feed.id = json[u"feedId"].toString();
    feed.type = json[u"feedType"].toString();
    feed.status = json[u"processingStatus"].toString();
    feed.resultDocumentId = json[u"resultFeedDocumentId"].toString();
    const auto created = fromIso8601(json[u"createdTime"].toString());
    if (feed.id.isEmpty() || feed.type.isEmpty() || feed.status.isEmpty() || !created)
        return unreadable();
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
        return unreadable();
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
    if (!isId(feedId))
        return std::optional<Feed>();
    const auto json = m_caller.get(usage_plans::getFeed(), kFeeds + u'/' + feedId, {}, feedRoles(), stop);
    if (!json) {
        if (json.error().httpStatus == 404)
            return std::optional<Feed>();
        return fail(json.error());
    }
    auto feed = readFeed(*json);
    if (!feed)
        return fail(feed.error());
    return std::optional<Feed>(std::move(*feed));
}

Result<std::vector<Feed>> FeedCalls::list(const FeedSearch& search, const StopToken& stop)
{
    std::vector<Feed> feeds;
    QString token;
    for (int page = 0; page < kMostPages; ++page) {
        QUrlQuery query;
        if (token.isEmpty()) {
            addToQuery(query, QStringLiteral("feedTypes"), search.types.join(u','));
            addToQuery(query, QStringLiteral("pageSize"), QStringLiteral("100"));
            if (search.createdSinceMs > 0)
                addToQuery(query, QStringLiteral("createdSince"), toIso8601(search.createdSinceMs));
        } else {
            addToQuery(query, QStringLiteral("nextToken"), token); // alone: with others the call fails
        }
        const auto json = m_caller.get(usage_plans::getFeeds(), kFeeds, query, feedRoles(), stop);
        if (!json)
            return fail(json.error());
        if (!(*json)[u"feeds"].isArray())
            return unreadable();
        for (const Json& item : (*json)[u"feeds"].items()) {
            auto feed = readFeed(item);
            if (!feed)
                return fail(feed.error());
            feeds.push_back(std::move(*feed));
        }
        const QString next = (*json)[u"nextToken"].toString();
        if (next.isEmpty() || next == token)
            break;
        token = next;
    }
    std::stable_sort(feeds.begin(), feeds.end(), [](const Feed& a, const Feed& b) { return a.createdMs > b.createdMs; });
    return feeds;
}

Result<QByteArray> FeedCalls::readDocument(const QString& documentId, const StopToken& stop)
{
    if (!isId(documentId))
        return fail(ErrorKind::Rejected, Words::tr("Amazon does not know the document."), {}, QStringLiteral("not-found"));
    const auto json = m_caller.get(usage_plans::getFeedDocument(), kDocuments + u'/' + documentId, {}, feedRoles(), stop);
    if (!json)
        return fail(json.error());
    const QString url = (*json)[u"url"].toString();
    const QString packed = (*json)[u"compressionAlgorithm"].toString();
    if (url.isEmpty() || (!packed.isEmpty() && packed != QStringLiteral("GZIP")))
        return unreadable();
    return m_caller.download(QStringLiteral("feeds.download"), url, !packed.isEmpty(), kLargestDocument, stop);
}

} // namespace causeway::amazon
