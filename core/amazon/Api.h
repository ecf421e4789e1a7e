// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDevice>

#include "amazon/Feeds.h"
#include "amazon/Finances.h"
#include "amazon/Order.h"
#include "amazon/Reports.h"
#include "amazon/Shipment.h"
#include "base/Result.h"
#include "base/StopSource.h"

namespace causeway::amazon {

/// Which orders to read: exactly one of the two times (spapi.md section 4.1).
struct OrderSearch
{
    std::optional<qint64> lastUpdatedAfterMs;
    std::optional<qint64> lastUpdatedBeforeMs; ///< at least two minutes before now
    std::optional<qint64> createdAfterMs;
    std::optional<qint64> createdBeforeMs;
    QStringList marketplaceIds;
    QStringList fulfillmentStatuses; ///< empty = all
    QString fulfilledBy;             ///< "MERCHANT", "AMAZON" or empty
    QStringList includedData;        ///< BUYER, RECIPIENT, PROCEEDS, …
    int maxResultsPerPage = 100;
    QString paginationToken;
};

struct OrderPage
{
    std::vector<Order> orders;
    QString nextToken;                         ///< empty on the last page
    std::optional<qint64> lastUpdatedBeforeMs; ///< the next watermark
    /// Orders that could not be decoded. The others are not held up.
    struct Undecodable
    {
        QString orderId; ///< empty when not even that was readable
        Error error;
        Json source;
    };
    std::vector<Undecodable> undecodable;
};

struct Participation
{
    QString marketplaceId, marketplaceName, countryCode, currency, language, domain;
    bool isParticipating = false, hasSuspendedListings = false;
};

/// Amazon Selling Partner API for one store (one refresh token, one region). Interface so that flows can be tested
/// without HTTP; the real one is amazon/Client. Thread-safe; blocks the calling worker.
/// Errors: RateLimited (with retryAtMs), Auth, Unavailable, Rejected, Unclear (writes), Invalid (unreadable answer).
class Api
{
public:
    virtual ~Api() = default;
    [[nodiscard]] virtual Result<OrderPage> searchOrders(const OrderSearch& search, const StopToken& stop) = 0;
    /// Empty optional: Amazon does not know the order (404).
    [[nodiscard]] virtual Result<std::optional<Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken& stop) = 0;
    [[nodiscard]] virtual Result<std::vector<Participation>> getMarketplaceParticipations(const StopToken& stop) = 0;

    /// Orders v0 confirmShipment: one package. The same packageReferenceId again edits that package. Rejected with Amazon's
    /// words; "not-found" when Amazon does not know the order.
    [[nodiscard]] virtual Result<void> confirmShipment(const QString& orderId, const QString& marketplaceId,
                                                       const ShipmentPackage& package, const StopToken& stop) = 0;

    /// Feeds 2021-06-30, steps 1 to 4 of spapi.md section 7.1. Neither a document nor its content has an effect before
    /// createFeed names it: only createFeed can be Unclear, and getFeeds is how it is looked up.
    [[nodiscard]] virtual Result<FeedDocument> createFeedDocument(const QByteArray& contentType, const StopToken& stop) = 0;
    [[nodiscard]] virtual Result<void> uploadFeedDocument(const FeedDocument& document, const QByteArray& contentType,
                                                          const QByteArray& content, const StopToken& stop) = 0;
    /// Answers the feed's id.
    [[nodiscard]] virtual Result<QString> createFeed(const QString& feedType, const QStringList& marketplaceIds,
                                                     const QString& documentId, const StopToken& stop) = 0;
    /// Empty optional: no such feed of this seller, or older than 90 days.
    [[nodiscard]] virtual Result<std::optional<Feed>> getFeed(const QString& feedId, const StopToken& stop) = 0;
    /// All pages, newest first.
    [[nodiscard]] virtual Result<std::vector<Feed>> getFeeds(const FeedSearch& search, const StopToken& stop) = 0;
    /// Content of a feed's result (or input) document, unpacked; at most 64 MB.
    [[nodiscard]] virtual Result<QByteArray> readFeedDocument(const QString& documentId, const StopToken& stop) = 0;

    /// Reports 2021-06-30 (spapi.md section 6.1). Answers the report's id. A repeat only costs quota, so an unclear one is asked
    /// for again after getReports does not show it.
    [[nodiscard]] virtual Result<QString> createReport(const ReportRequest& request, const StopToken& stop) = 0;
    /// Empty optional: no such report of this seller, or older than 90 days.
    [[nodiscard]] virtual Result<std::optional<Report>> getReport(const QString& reportId, const StopToken& stop) = 0;
    /// All pages, newest first.
    [[nodiscard]] virtual Result<std::vector<Report>> getReports(const ReportSearch& search, const StopToken& stop) = 0;
    /// Content of a report, unpacked; at most 512 MB.
    [[nodiscard]] virtual Result<QByteArray> readReportDocument(const QString& documentId, const StopToken& stop) = 0;
    /// The same straight into an empty file, in flat memory: for documents that may be large. What a failure wrote stays in it.
    [[nodiscard]] virtual Result<void> saveReportDocument(const QString& documentId, QFileDevice& file,
                                                          const StopToken& stop) = 0;

    /// Finances 2024-06-19 listTransactions (spapi.md section 5.3): one page. Orders of the last 48 hours may be missing, so a
    /// reader's ranges overlap. Invalid "bad-range" for what Amazon would answer with an empty list.
    [[nodiscard]] virtual Result<TransactionPage> listTransactions(const TransactionSearch& search, const StopToken& stop) = 0;
};

} // namespace causeway::amazon
