// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/ReportCalls.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

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
constexpr int kMostPages = 20;                           ///< of 100 reports each, over 90 days

/// A report asks for the role of its subject: settlements for the first, orders for the second, returns of FBA for the third.
const QStringList& reportRoles()
{
    static const QStringList kRoles{QStringLiteral("Finance and Accounting"), QStringLiteral("Inventory and Order Tracking"),
                                    QStringLiteral("Amazon Fulfillment")};
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
    return fail(ErrorKind::Invalid, Words::tr("Amazon's answer about a report cannot be read."),
                Words::tr("Update the program; if this is the newest version, send a support bundle."),
                QStringLiteral("unreadable"));
}

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
        return unreadable();
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
    if (!isId(reportId))
        return std::optional<Report>();
    const auto json = m_caller.get(usage_plans::getReport(), kReports + u'/' + reportId, {}, reportRoles(), stop);
    if (!json) {
        if (json.error().httpStatus == 404)
            return std::optional<Report>();
        return fail(json.error());
    }
    auto report = readReport(*json);
    if (!report)
        return fail(report.error());
    return std::optional<Report>(std::move(*report));
}

Result<std::vector<Report>> ReportCalls::list(const ReportSearch& search, const StopToken& stop)
{
    std::vector<Report> reports;
    QString token;
    for (int page = 0; page < kMostPages; ++page) {
        QUrlQuery query;
        if (token.isEmpty()) {
            addToQuery(query, QStringLiteral("reportTypes"), search.types.join(u','));
            addToQuery(query, QStringLiteral("processingStatuses"), search.statuses.join(u','));
            addToQuery(query, QStringLiteral("pageSize"), QStringLiteral("100"));
            if (search.createdSinceMs > 0)
                addToQuery(query, QStringLiteral("createdSince"), toIso8601(search.createdSinceMs));
        } else {
            addToQuery(query, QStringLiteral("nextToken"), token); // alone: with others the call fails
        }
        const auto json = m_caller.get(usage_plans::getReports(), kReports, query, reportRoles(), stop);
        if (!json)
            return fail(json.error());
        if (!(*json)[u"reports"].isArray())
            return unreadable();
        for (const Json& item : (*json)[u"reports"].items()) {
            auto report = readReport(item);
            if (!report)
                return fail(report.error());
            reports.push_back(std::move(*report));
        }
        const QString next = (*json)[u"nextToken"].toString();
        if (next.isEmpty() || next == token)
            break;
        token = next;
    }
    std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return a.createdMs > b.createdMs; });
    return reports;
}

Result<QByteArray> ReportCalls::readDocument(const QString& documentId, const StopToken& stop)
{
    if (!isId(documentId))
        return fail(ErrorKind::Rejected, Words::tr("Amazon does not know the document."), {}, QStringLiteral("not-found"));
    const auto json = m_caller.get(usage_plans::getReportDocument(), kDocuments + u'/' + documentId, {}, reportRoles(), stop);
    if (!json)
        return fail(json.error());
    const QString url = (*json)[u"url"].toString();
    const QString packed = (*json)[u"compressionAlgorithm"].toString();
    if (url.isEmpty() || (!packed.isEmpty() && packed != QStringLiteral("GZIP")))
        return unreadable();
    return m_caller.download(QStringLiteral("reports.download"), url, !packed.isEmpty(), kLargestDocument, stop);
}

} // namespace causeway::amazon
