// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>

#include <QHash>

#include "amazon/Api.h"
#include "netsuite/Api.h"

namespace causeway::tests {

/// Amazon as a list of prepared pages; keeps what was asked.
class FakeAmazon final : public amazon::Api
{
public:
    [[nodiscard]] Result<amazon::OrderPage> searchOrders(const amazon::OrderSearch& search, const StopToken&) override
    {
        searches.push_back(search);
        if (pages.empty())
            return amazon::OrderPage();
        auto page = pages.front();
        pages.pop_front();
        return page;
    }
    [[nodiscard]] Result<std::optional<amazon::Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken&) override
    {
        asked += orderId;
        lastIncluded = includedData;
        for (const amazon::Order& order : orders) {
            if (order.orderId == orderId)
                return std::optional<amazon::Order>(order);
        }
        return std::optional<amazon::Order>();
    }
    [[nodiscard]] Result<std::vector<amazon::Participation>> getMarketplaceParticipations(const StopToken&) override
    {
        return std::vector<amazon::Participation>();
    }
    [[nodiscard]] Result<void> confirmShipment(const QString& orderId, const QString& marketplaceId,
                                               const amazon::ShipmentPackage& package, const StopToken&) override
    {
        confirmed.push_back({orderId, marketplaceId, package});
        if (refusal)
            return fail(*refusal);
        show(orderId, package);
        return {};
    }
    /// Amazon shows this package from now on; the same reference again replaces it.
    void show(const QString& orderId, const amazon::ShipmentPackage& package)
    {
        for (amazon::Order& order : orders) {
            if (order.orderId != orderId)
                continue;
            amazon::Package shown;
            shown.packageReferenceId = package.packageReferenceId;
            shown.carrier = package.carrierCode;
            shown.trackingNumber = package.trackingNumber;
            shown.shipTimeMs = package.shipDateMs;
            shown.createdTimeMs = nowMs;
            for (const auto& item : package.items)
                shown.items.push_back({item.orderItemId, item.quantity, {}, {}});
            std::erase_if(order.packages, [&](const auto& p) { return p.packageReferenceId == shown.packageReferenceId; });
            order.packages.push_back(std::move(shown));
        }
    }
    [[nodiscard]] Result<amazon::FeedDocument> createFeedDocument(const QByteArray&, const StopToken&) override
    {
        return amazon::FeedDocument{QStringLiteral("doc-%1").arg(uploads.size() + 1), QStringLiteral("https://x.amazonaws.com/")};
    }
    [[nodiscard]] Result<void> uploadFeedDocument(const amazon::FeedDocument& document, const QByteArray&,
                                                  const QByteArray& content, const StopToken&) override
    {
        uploads[document.id] = content;
        return {};
    }
    [[nodiscard]] Result<QString> createFeed(const QString& feedType, const QStringList&, const QString& documentId,
                                             const StopToken&) override
    {
        if (refusal)
            return fail(*refusal);
        amazon::Feed feed;
        feed.id = QString::number(feeds.size() + 1);
        feed.type = feedType;
        feed.status = QStringLiteral("IN_QUEUE");
        feed.createdMs = nowMs;
        feedInputs[feed.id] = documentId;
        feeds.push_back(feed);
        if (lostAnswer)
            return fail(*lostAnswer);
        return feed.id;
    }
    [[nodiscard]] Result<std::optional<amazon::Feed>> getFeed(const QString& feedId, const StopToken&) override
    {
        for (const amazon::Feed& feed : feeds) {
            if (feed.id == feedId)
                return std::optional<amazon::Feed>(feed);
        }
        return std::optional<amazon::Feed>();
    }
    [[nodiscard]] Result<std::vector<amazon::Feed>> getFeeds(const amazon::FeedSearch& search, const StopToken&) override
    {
        std::vector<amazon::Feed> found;
        for (const amazon::Feed& feed : feeds) {
            if (search.types.contains(feed.type) && feed.createdMs >= search.createdSinceMs)
                found.insert(found.begin(), feed);
        }
        return found;
    }
    [[nodiscard]] Result<QString> createReport(const amazon::ReportRequest& request, const StopToken&) override
    {
        amazon::Report report;
        report.id = QString::number(reports.size() + 1);
        report.type = request.type;
        report.status = QStringLiteral("IN_QUEUE");
        report.marketplaceIds = request.marketplaceIds;
        report.startMs = request.startMs;
        report.endMs = request.endMs;
        reports.push_back(report);
        return report.id;
    }
    [[nodiscard]] Result<std::optional<amazon::Report>> getReport(const QString& reportId, const StopToken&) override
    {
        for (const amazon::Report& report : reports) {
            if (report.id == reportId)
                return std::optional<amazon::Report>(report);
        }
        return std::optional<amazon::Report>();
    }
    [[nodiscard]] Result<std::vector<amazon::Report>> getReports(const amazon::ReportSearch& search, const StopToken&) override
    {
        std::vector<amazon::Report> found;
        for (const amazon::Report& report : reports) {
            if (search.types.contains(report.type) && report.createdMs >= search.createdSinceMs)
                found.insert(found.begin(), report);
        }
        return found;
    }
    [[nodiscard]] Result<QByteArray> readReportDocument(const QString& documentId, const StopToken&) override
    {
        reportDocumentsRead << documentId;
        return reportDocuments.value(documentId);
    }
    [[nodiscard]] Result<void> saveReportDocument(const QString& documentId, QFileDevice& file, const StopToken&) override
    {
        reportDocumentsRead << documentId;
        file.write(reportDocuments.value(documentId));
        return {};
    }
    [[nodiscard]] Result<amazon::TransactionPage> listTransactions(const amazon::TransactionSearch& search,
                                                                   const StopToken&) override
    {
        transactionSearches.push_back(search);
        if (transactionPages.empty())
            return amazon::TransactionPage();
        auto page = transactionPages.front();
        transactionPages.pop_front();
        return page;
    }
    [[nodiscard]] Result<QByteArray> readFeedDocument(const QString& documentId, const StopToken&) override
    {
        const auto content = uploads.find(documentId);
        if (content == uploads.end())
            return fail(ErrorKind::Rejected, QStringLiteral("no such document"), {}, QStringLiteral("not-found"));
        return content->second;
    }

    struct Confirmed
    {
        QString orderId, marketplaceId;
        amazon::ShipmentPackage package;
    };
    std::vector<Confirmed> confirmed;
    std::optional<Error> refusal;          ///< answers every write
    std::optional<Error> lostAnswer;       ///< the feed is made, its answer is this
    std::map<QString, QByteArray> uploads; ///< by document id; result documents too
    std::map<QString, QString> feedInputs; ///< feed id -> input document
    std::vector<amazon::Feed> feeds;
    qint64 nowMs = 0; ///< creation time of the next feed

    std::vector<amazon::Report> reports;
    QHash<QString, QByteArray> reportDocuments;
    QStringList reportDocumentsRead;
    std::vector<amazon::TransactionSearch> transactionSearches;
    std::deque<Result<amazon::TransactionPage>> transactionPages;
    std::vector<amazon::OrderSearch> searches;
    std::deque<Result<amazon::OrderPage>> pages;
    std::vector<amazon::Order> orders;
    QStringList asked, lastIncluded;
};

/// NetSuite as one function for queries and one for writes; keeps what was asked.
class FakeNetSuite final : public netsuite::Api
{
public:
    using Rows = std::vector<netsuite::SuiteQlRow>;
    struct Query
    {
        QString text;
        QStringList values;
    };
    struct Write
    {
        QString operation, type, id;
        Json body;
    };

    [[nodiscard]] Result<netsuite::CreatedRecord> create(const QString& type, const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("create"), type, {}, body});
        if (refusal)
            return fail(*refusal);
        return netsuite::CreatedRecord{QString::number(++lastId)};
    }
    [[nodiscard]] Result<netsuite::CreatedRecord> transform(const QString& fromType, const QString& fromId, const QString& type,
                                                            const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("transform:") + fromType, type, fromId, body});
        if (refusal)
            return fail(*refusal);
        return netsuite::CreatedRecord{QString::number(++lastId)};
    }
    [[nodiscard]] Result<void> patch(const QString& type, const QString& id, const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("patch"), type, id, body});
        if (refusal)
            return fail(*refusal);
        return {};
    }
    [[nodiscard]] Result<std::optional<Json>> get(const QString& type, const QString& id, bool, const StopToken&) override
    {
        const auto found = records.find(type + u'/' + id);
        return found == records.end() ? std::optional<Json>() : std::optional<Json>(found->second);
    }
    [[nodiscard]] Result<Rows> suiteQl(const QString& query, const QStringList& values, const StopToken&) override
    {
        queries.push_back({query, values});
        return answer ? answer(query, values) : Result<Rows>(Rows());
    }
    [[nodiscard]] Result<Json> readCatalogue(const StopToken&) override { return Json(); }
    [[nodiscard]] Result<std::vector<netsuite::PermissionCheck>> checkPermissions(const StopToken&) override
    {
        return std::vector<netsuite::PermissionCheck>();
    }

    std::function<Result<Rows>(const QString&, const QStringList&)> answer;
    std::optional<Error> refusal;
    std::vector<Query> queries;
    std::vector<Write> writes;
    std::map<QString, Json> records; ///< "type/id"
    int lastId = 4710;
};

/// A row from "name=value" pairs.
inline netsuite::SuiteQlRow row(const std::vector<std::pair<const char*, const char*>>& columns)
{
    netsuite::SuiteQlRow result;
    for (const auto& [name, value] : columns)
        result[QString::fromLatin1(name)] = QString::fromUtf8(value);
    return result;
}

} // namespace causeway::tests
