// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "amazon/Caller.h"
#include "amazon/FeedCalls.h"
#include "amazon/FinanceCalls.h"
#include "amazon/ReportCalls.h"

namespace causeway::amazon {

/// Api over HTTP for one store. Never retries, with one exception: when Amazon refuses the access token (403), it renews the
/// token once and repeats once. Thread-safe; keeps references, so what it is given must outlive it.
class Client final : public Api
{
public:
    Client(const config::AmazonSettings& application, const config::Store& store, http::HttpClient& http,
           http::RateLimiter& limiter, security::TokenCache& tokens, const security::SecretSource& secrets,
           http::CallCounters& counters);

    [[nodiscard]] Result<OrderPage> searchOrders(const OrderSearch& search, const StopToken& stop) override;
    [[nodiscard]] Result<std::optional<Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                        const StopToken& stop) override;
    [[nodiscard]] Result<std::vector<Participation>> getMarketplaceParticipations(const StopToken& stop) override;

    [[nodiscard]] Result<void> confirmShipment(const QString& orderId, const QString& marketplaceId,
                                               const ShipmentPackage& package, const StopToken& stop) override;
    [[nodiscard]] Result<FeedDocument> createFeedDocument(const QByteArray& contentType, const StopToken& stop) override
    {
        return m_feeds.createDocument(contentType, stop);
    }
    [[nodiscard]] Result<void> uploadFeedDocument(const FeedDocument& document, const QByteArray& contentType,
                                                  const QByteArray& content, const StopToken& stop) override
    {
        return m_caller.upload(QStringLiteral("feeds.upload"), document.url, contentType, content, stop);
    }
    [[nodiscard]] Result<QString> createFeed(const QString& feedType, const QStringList& marketplaceIds,
                                             const QString& documentId, const StopToken& stop) override
    {
        return m_feeds.create(feedType, marketplaceIds, documentId, stop);
    }
    [[nodiscard]] Result<std::optional<Feed>> getFeed(const QString& feedId, const StopToken& stop) override
    {
        return m_feeds.get(feedId, stop);
    }
    [[nodiscard]] Result<std::vector<Feed>> getFeeds(const FeedSearch& search, const StopToken& stop) override
    {
        return m_feeds.list(search, stop);
    }
    [[nodiscard]] Result<QByteArray> readFeedDocument(const QString& documentId, const StopToken& stop) override
    {
        return m_feeds.readDocument(documentId, stop);
    }
    [[nodiscard]] Result<QString> createReport(const ReportRequest& request, const StopToken& stop) override
    {
        return m_reports.create(request, stop);
    }
    [[nodiscard]] Result<std::optional<Report>> getReport(const QString& reportId, const StopToken& stop) override
    {
        return m_reports.get(reportId, stop);
    }
    [[nodiscard]] Result<std::vector<Report>> getReports(const ReportSearch& search, const StopToken& stop) override
    {
        return m_reports.list(search, stop);
    }
    [[nodiscard]] Result<QByteArray> readReportDocument(const QString& documentId, const StopToken& stop) override
    {
        return m_reports.readDocument(documentId, stop);
    }
    [[nodiscard]] Result<void> saveReportDocument(const QString& documentId, QFileDevice& file, const StopToken& stop) override
    {
        return m_reports.saveDocument(documentId, file, stop);
    }
    [[nodiscard]] Result<TransactionPage> listTransactions(const TransactionSearch& search, const StopToken& stop) override
    {
        return m_finances.list(search, stop);
    }

    /// Key of this seller's token buckets: Amazon counts per application and selling partner, so stores of one seller share.
    [[nodiscard]] const QString& rateConnection() const { return m_caller.rateConnection(); }

private:
    Caller m_caller;
    FeedCalls m_feeds;
    ReportCalls m_reports;
    FinanceCalls m_finances;
};

} // namespace causeway::amazon
