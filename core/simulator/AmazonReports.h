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
struct CompanyStore;
class AmazonDocuments;
class AmazonSettlements;

/// Reports API 2021-06-30 (spapi.md section 6): requested reports are made when they end; settlements are only listed.
class AmazonReports final
{
public:
    AmazonReports(AmazonCore& core, AmazonDocuments& documents, AmazonSettlements& settlements);

    [[nodiscard]] HttpAnswer create(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer get(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer list(const HttpCall& call, const CompanyStore& seller);
    [[nodiscard]] HttpAnswer document(const HttpCall& call, const CompanyStore& seller);
    /// A settlement report with these bytes. The core's lock is held.
    QString addSettlement(const CompanyStore& seller, const QByteArray& bytes, bool isPacked);

private:
    struct Report
    {
        QString id, store, type, documentId;
        QStringList marketplaceIds;
        qint64 fromMs = 0, toMs = 0;
        JobProgress progress;
    };
    struct File
    {
        QString store;
        QByteArray bytes, contentType;
        bool isCompressed = false;
    };
    void look(Report& report);
    QJsonObject json(const Report& report) const;
    /// Also those of closed settlements, newest first.
    std::vector<const Report*> matching(const CompanyStore& seller, const JobFilter& filter);
    QString newId(int digits);

    AmazonCore& m_core; ///< its lock guards all below
    AmazonDocuments& m_documents;
    AmazonSettlements& m_settlements;
    std::map<QString, Report> m_reports;
    std::map<QString, File> m_files;                          ///< by document id
    std::map<QString, std::pair<QString, JobFilter>> m_pages; ///< next token -> store, rest of the query
};

} // namespace causeway::simulator
