// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "engine/ConnectionHealth.h"

namespace causeway::engine {

/// Tells ConnectionHealth how every call to one store's Amazon account went. Thread-safe.
class WatchedAmazon final : public amazon::Api
{
public:
    WatchedAmazon(amazon::Api& api, ConnectionHealth& health, QString name)
        : m_api(api), m_health(health), m_name(std::move(name))
    {
    }

    [[nodiscard]] Result<amazon::OrderPage> searchOrders(const amazon::OrderSearch& search, const StopToken& stop) override
    {
        return watch(m_api.searchOrders(search, stop));
    }
    [[nodiscard]] Result<std::optional<amazon::Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken& stop) override
    {
        return watch(m_api.getOrder(orderId, includedData, stop));
    }
    [[nodiscard]] Result<std::vector<amazon::Participation>> getMarketplaceParticipations(const StopToken& stop) override
    {
        return watch(m_api.getMarketplaceParticipations(stop));
    }
    [[nodiscard]] Result<void> confirmShipment(const QString& orderId, const QString& marketplaceId,
                                               const amazon::ShipmentPackage& package, const StopToken& stop) override
    {
        return watch(m_api.confirmShipment(orderId, marketplaceId, package, stop));
    }
    [[nodiscard]] Result<amazon::FeedDocument> createFeedDocument(const QByteArray& contentType, const StopToken& stop) override
    {
        return watch(m_api.createFeedDocument(contentType, stop));
    }
    [[nodiscard]] Result<void> uploadFeedDocument(const amazon::FeedDocument& document, const QByteArray& contentType,
                                                  const QByteArray& content, const StopToken& stop) override
    {
        return watch(m_api.uploadFeedDocument(document, contentType, content, stop));
    }
    [[nodiscard]] Result<QString> createFeed(const QString& feedType, const QStringList& marketplaceIds,
                                             const QString& documentId, const StopToken& stop) override
    {
        return watch(m_api.createFeed(feedType, marketplaceIds, documentId, stop));
    }
    [[nodiscard]] Result<std::optional<amazon::Feed>> getFeed(const QString& feedId, const StopToken& stop) override
    {
        return watch(m_api.getFeed(feedId, stop));
    }
    [[nodiscard]] Result<std::vector<amazon::Feed>> getFeeds(const amazon::FeedSearch& search, const StopToken& stop) override
    {
        return watch(m_api.getFeeds(search, stop));
    }
    [[nodiscard]] Result<QByteArray> readFeedDocument(const QString& documentId, const StopToken& stop) override
    {
        return watch(m_api.readFeedDocument(documentId, stop));
    }
    [[nodiscard]] Result<QString> createReport(const amazon::ReportRequest& request, const StopToken& stop) override
    {
        return watch(m_api.createReport(request, stop));
    }
    [[nodiscard]] Result<std::optional<amazon::Report>> getReport(const QString& reportId, const StopToken& stop) override
    {
        return watch(m_api.getReport(reportId, stop));
    }
    [[nodiscard]] Result<std::vector<amazon::Report>> getReports(const amazon::ReportSearch& search,
                                                                 const StopToken& stop) override
    {
        return watch(m_api.getReports(search, stop));
    }
    [[nodiscard]] Result<QByteArray> readReportDocument(const QString& documentId, const StopToken& stop) override
    {
        return watch(m_api.readReportDocument(documentId, stop));
    }
    [[nodiscard]] Result<void> saveReportDocument(const QString& documentId, QFileDevice& file, const StopToken& stop) override
    {
        return watch(m_api.saveReportDocument(documentId, file, stop));
    }
    [[nodiscard]] Result<amazon::TransactionPage> listTransactions(const amazon::TransactionSearch& search,
                                                                   const StopToken& stop) override
    {
        return watch(m_api.listTransactions(search, stop));
    }

private:
    template<class T>
    Result<T> watch(Result<T> result)
    {
        if (result)
            m_health.succeeded(m_name);
        else
            m_health.failed(m_name, result.error());
        return result;
    }
    amazon::Api& m_api;
    ConnectionHealth& m_health;
    QString m_name;
};

} // namespace causeway::engine
