// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/ReportCalls.h"

#include <algorithm>

#include <QCoreApplication>

#include "amazon/Listing.h"
#include "amazon/UsagePlans.h"
#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::ReportCalls)
};

const QString kReports = QStringLiteral("/reports/2021-06-30/reports");
const QString kDocuments = QStringLiteral("/reports/2021-06-30/documents");
constexpr qint64 kLargestDocument = 512LL * 1024 * 1024; ///< unpacked; a settlement of a million rows has about 200 MB

/// A report asks for the role of its subject: settlements for the first, orders for the second, returns of FBA for the third.
const QStringList& reportRoles()
{
    static const QStringList kRoles{QStringLiteral("Finance and Accounting"), QStringLiteral("Inventory and Order Tracking"),
                                    QStringLiteral("Amazon Fulfillment")};
    return kRoles;
}

const QString kSubject = QStringLiteral("reports");

Result<Report> readReport(const Json& json)
{
    Report report;
    report.id = json[u"reportId"].toString();
    report.type = json[u"reportType"].toString();
    report.status = json[u"processingStatus"].toString();
    report.documentId = json[u"reportDocumentId"].toString();
    for (const Json& id : json[u"marketplaceIds"].items())
        report.marketplaceIds << id.toString();
    const auto created = fromIso8601(json[u"createdTime"].toString());
    if (report.id.isEmpty() || report.type.isEmpty() || report.status.isEmpty() || !created)
        return fail(listing::unreadable(kSubject));
    report.createdMs = *created;
    report.startMs = fromIso8601(json[u"dataStartTime"].toString());
    report.endMs = fromIso8601(json[u"dataEndTime"].toString());
    return report;
}
} // namespace

Result<QString> ReportCalls::create(const ReportRequest& request, const StopToken& stop)
{
    Json marketplaces = Json::array();
    for (const QString& id : request.marketplaceIds)
        marketplaces.append(id);
    Json body = Json::object();
    body.set(QStringLiteral("reportType"), request.type);
    body.set(QStringLiteral("marketplaceIds"), std::move(marketplaces));
    if (request.startMs)
        body.set(QStringLiteral("dataStartTime"), toIso8601(*request.startMs));
    if (request.endMs)
        body.set(QStringLiteral("dataEndTime"), toIso8601(*request.endMs));
    const auto json = m_caller.post(usage_plans::createReport(), kReports, body, reportRoles(), stop);
    if (!json)
        return fail(json.error());
    const QString id = (*json)[u"reportId"].toString();
    if (id.isEmpty())
        return fail(ErrorKind::Unclear, Words::tr("Amazon took a report's request but did not say its number."));
    return id;
}

Result<std::optional<Report>> ReportCalls::get(const QString& reportId, const StopToken& stop)
{
    auto json = listing::one(m_caller, {usage_plans::getReport(), kReports, reportRoles(), kSubject}, reportId, stop);
    if (!json)
        return fail(json.error());
    if (!*json)
        return std::optional<Report>();
    auto report = readReport(**json);
    if (!report)
        return fail(report.error());
    return std::optional<Report>(std::move(*report));
}

Result<std::vector<Report>> ReportCalls::list(const ReportSearch& search, const StopToken& stop)
{
    QUrlQuery query;
    addToQuery(query, QStringLiteral("reportTypes"), search.types.join(u','));
    addToQuery(query, QStringLiteral("processingStatuses"), search.statuses.join(u','));
    addToQuery(query, QStringLiteral("pageSize"), QStringLiteral("100"));
    if (search.createdSinceMs > 0)
        addToQuery(query, QStringLiteral("createdSince"), toIso8601(search.createdSinceMs));
    const auto items =
        listing::all(m_caller, {usage_plans::getReports(), kReports, reportRoles(), kSubject}, query, u"reports", stop);
    if (!items)
        return fail(items.error());
    std::vector<Report> reports;
    for (const Json& item : *items) {
        auto report = readReport(item);
        if (!report)
            return fail(report.error());
        reports.push_back(std::move(*report));
    }
    std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return a.createdMs > b.createdMs; });
    return reports;
}

Result<QByteArray> ReportCalls::readDocument(const QString& documentId, const StopToken& stop)
{
    return listing::document(m_caller, {usage_plans::getReportDocument(), kDocuments, reportRoles(), kSubject}, documentId,
                             kLargestDocument, stop);
}

Result<void> ReportCalls::saveDocument(const QString& documentId, QFileDevice& file, const StopToken& stop)
{
    return listing::saveDocument(m_caller, {usage_plans::getReportDocument(), kDocuments, reportRoles(), kSubject}, documentId,
                                 kLargestDocument, file, stop);
}

} // namespace causeway::amazon
