// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QByteArray>
#include <QStringList>

#include "simulator/AmazonJobs.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

struct AmazonCore;
struct AmazonOrder;
struct CompanyStore;
struct FulfillmentMessage;
class AmazonDocuments;
class AmazonShipments;

/// Feeds API 2021-06-30 (spapi.md section 7) with POST_ORDER_FULFILLMENT_DATA: a feed does its work when it ends, each message
/// for itself, with the same effects as confirmShipment. DONE does not mean success: the processing report says what failed.
class AmazonFeeds final
{
public:
    AmazonFeeds(AmazonCore& core, AmazonDocuments& documents, AmazonShipments& shipments);

    [[nodiscard]] HttpAnswer createDocument(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer create(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer get(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer list(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer document(const HttpCall& call, const CompanyStore& seller);

    /// createFeed calls that were accepted. Locks.
    [[nodiscard]] int count() const;

private:
    struct Feed
    {
        QString id, store, type, inputId, resultId;
        QStringList marketplaceIds;
        JobProgress progress;
    };
    struct Document
    {
        QString store;
        QString target;    ///< where it is put; empty for a result
        QByteArray result; ///< of a result
    };
    void look(Feed& feed);
    void process(Feed& feed);
    /// The sentence why not; empty when done.
    QString carryOut(const FulfillmentMessage& message, const QString& store);
    QJsonObject json(const Feed& feed) const;

    AmazonCore& m_core; ///< its lock guards all below
    AmazonDocuments& m_documents;
    AmazonShipments& m_shipments;
    std::map<QString, Feed> m_feeds;
    std::map<QString, Document> m_files;
    std::map<QString, std::pair<QString, JobFilter>> m_pages;
};

} // namespace causeway::simulator
