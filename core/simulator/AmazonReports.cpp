// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonReports.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "simulator/AmazonCore.h"
#include "simulator/AmazonDocuments.h"
#include "simulator/AmazonReportFiles.h"
#include "simulator/AmazonSettlements.h"
#include "simulator/Gzip.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kDayMs = 86'400'000;

QString lastPart(const HttpCall& call)
{
    return call.path.mid(call.path.lastIndexOf(QLatin1Char('/')) + 1);
}

/// The role without which this report type is refused.
QString roleOf(const QString& type)
{
    if (type == reporttype::kSettlement)
        return role::kFinance;
    return type == reporttype::kFbaReturns ? role::kFulfillment : role::kOrders;
}

} // namespace

AmazonReports::AmazonReports(AmazonCore& core, AmazonDocuments& documents, AmazonSettlements& settlements)
    : m_core(core), m_documents(documents), m_settlements(settlements)
{
}

QString AmazonReports::newId(int digits)
{
    return m_core.dice.digits(digits);
}

HttpAnswer AmazonReports::create(const HttpCall& call, const CompanyStore& seller)
{
    static const QStringList kMembers{QStringLiteral("reportOptions"), QStringLiteral("reportType"),
                                      QStringLiteral("dataStartTime"), QStringLiteral("dataEndTime"),
                                      QStringLiteral("marketplaceIds")};
    static const QStringList kTypes{reporttype::kOrdersByUpdate, reporttype::kOrdersByDate, reporttype::kFbaReturns,
                                    reporttype::kMerchantReturns};
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (!kMembers.contains(it.key()))
            return m_core.invalid(call, QStringLiteral("%1 is not known.").arg(it.key()));
    }
    Report report;
    report.store = seller.id;
    report.type = body[QStringLiteral("reportType")].toString();
    if (report.type == reporttype::kSettlement)
        return m_core.invalid(call, QStringLiteral("Request for report type %1 is not allowed at this time").arg(report.type));
    if (!kTypes.contains(report.type))
        return m_core.invalid(call, QStringLiteral("reportType %1 is not valid.").arg(report.type));
    for (const QJsonValue& id : body[QStringLiteral("marketplaceIds")].toArray())
        report.marketplaceIds += id.toString();
    if (report.marketplaceIds.isEmpty() || report.marketplaceIds.size() > 25)
        return m_core.invalid(call, QStringLiteral("marketplaceIds must have 1 to 25 values."));
    const std::lock_guard lock(m_core.mutex);
    if (report.marketplaceIds != QStringList{seller.marketplaceId} || m_core.missingRoles.contains(roleOf(report.type)))
        return m_core.forbidden(call, {});
    report.fromMs = report.toMs = m_core.now();
    for (auto [name, time] : {std::pair("dataStartTime", &report.fromMs), std::pair("dataEndTime", &report.toMs)}) {
        const QJsonValue value = body[QLatin1String(name)];
        if (value.isUndefined())
            continue;
        const auto given = isoMs(value.toString());
        if (!given)
            return m_core.invalid(call, QStringLiteral("%1 is not an ISO 8601 date.").arg(QLatin1String(name)));
        if (*given > m_core.now())
            return m_core.invalid(call, QStringLiteral("%1 is in the future.").arg(QLatin1String(name)));
        *time = *given;
    }
    if (report.fromMs > report.toMs)
        return m_core.invalid(call, QStringLiteral("dataStartTime is after dataEndTime."));
    report.progress.createdMs = m_core.now();
    report.id = newId(12);
    const QString id = report.id;
    m_reports.insert_or_assign(id, std::move(report));
    return m_core.ok(call, {{QStringLiteral("reportId"), id}}, 202);
}

QString AmazonReports::addSettlement(const CompanyStore& seller, const QByteArray& bytes, bool isPacked)
{
    const qint64 now = m_core.now();
    Report report{newId(12), seller.id, reporttype::kSettlement, {}, {seller.marketplaceId}, now, now, {}};
    report.documentId = QStringLiteral("amzn1.spdoc.1.4.%1.%2").arg(seller.region, newId(20));
    report.progress.createdMs = now;
    report.progress.end(now, QStringLiteral("DONE"));
    m_files[report.documentId] = {seller.id, bytes, "text/plain; charset=UTF-8", isPacked};
    QString id = report.id;
    m_reports.insert_or_assign(id, std::move(report));
    return id;
}

void AmazonReports::look(Report& report)
{
    const qint64 now = m_core.now();
    if (!report.progress.look(now) && (!m_core.reportsAtOnce || report.progress.isEnded()))
        return;
    const int days = longestRangeDays(report.type);
    if (days > 0 && report.toMs - report.fromMs > days * kDayMs + kDayMs / 24) {
        m_core.log.violation(QStringLiteral("createReport: %1 over more than %2 days").arg(report.type).arg(days));
        report.progress.end(now, QStringLiteral("FATAL"));
        return;
    }
    const ReportFile file = reportFile(m_core, *m_core.store(report.store), report.type, report.fromMs, report.toMs);
    if (file.rows == 0) {
        report.progress.end(now, QStringLiteral("CANCELLED")); // Amazon's way to say that there is no data
        return;
    }
    report.documentId = QStringLiteral("amzn1.spdoc.1.4.%1.%2").arg(m_core.store(report.store)->region, newId(20));
    m_files[report.documentId] = {report.store, gzip(file.bytes), file.contentType, true};
    report.progress.end(now, QStringLiteral("DONE"));
}

QJsonObject AmazonReports::json(const Report& report) const
{
    QJsonObject json{{QStringLiteral("reportId"), report.id},
                     {QStringLiteral("reportType"), report.type},
                     {QStringLiteral("marketplaceIds"), QJsonArray::fromStringList(report.marketplaceIds)},
                     {QStringLiteral("dataStartTime"), isoTime(report.fromMs)},
                     {QStringLiteral("dataEndTime"), isoTime(report.toMs)}};
    report.progress.tell(json);
    if (!report.documentId.isEmpty())
        json.insert(QStringLiteral("reportDocumentId"), report.documentId);
    return json;
}

HttpAnswer AmazonReports::get(const HttpCall& call, const CompanyStore& seller)
{
    const std::lock_guard lock(m_core.mutex);
    const auto found = m_reports.find(lastPart(call));
    if (found == m_reports.end() || found->second.store != seller.id)
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The report was not found."));
    look(found->second);
    return m_core.ok(call, json(found->second));
}

std::vector<const AmazonReports::Report*> AmazonReports::matching(const CompanyStore& seller, const JobFilter& filter)
{
    m_settlements.closeDue(seller);
    for (const SimSettlement& settlement : m_settlements.of(seller.id)) {
        if (m_reports.contains(settlement.reportId))
            continue;
        Report report{settlement.reportId,        seller.id,          reporttype::kSettlement, settlement.documentId,
                      {settlement.marketplaceId}, settlement.startMs, settlement.endMs,        {}};
        report.progress.createdMs = settlement.createdMs;
        report.progress.end(settlement.createdMs, QStringLiteral("DONE"));
        m_reports.insert_or_assign(report.id, report);
        m_files[settlement.documentId] = {seller.id, settlement.file, "text/plain; charset=UTF-8", false};
    }
    std::vector<const Report*> list;
    for (auto& [id, report] : m_reports) {
        if (report.store != seller.id || !filter.types.contains(report.type) || report.progress.createdMs < filter.sinceMs ||
            report.progress.createdMs > filter.untilMs)
            continue;
        look(report);
        if ((filter.statuses.isEmpty() || filter.statuses.contains(report.progress.status)) &&
            (filter.marketplaceIds.isEmpty() || filter.marketplaceIds.contains(report.marketplaceIds.value(0))))
            list.push_back(&report);
    }
    std::sort(list.begin(), list.end(), [](const Report* a, const Report* b) {
        return std::pair(a->progress.createdMs, a->id) > std::pair(b->progress.createdMs, b->id);
    });
    return list;
}

HttpAnswer AmazonReports::list(const HttpCall& call, const CompanyStore& seller)
{
    JobFilter filter;
    const std::lock_guard lock(m_core.mutex);
    if (const auto token = call.parameter(QStringLiteral("nextToken"))) {
        const auto page = m_pages.find(*token);
        if (call.query.size() != 1)
            return m_core.invalid(call, QStringLiteral("nextToken must be the only parameter."));
        if (page == m_pages.end() || page->second.first != seller.id)
            return m_core.invalid(call, QStringLiteral("nextToken is not valid."));
        filter = page->second.second;
    } else if (const QString why = readJobFilter(call, QStringLiteral("reportTypes"), m_core.now(), filter); !why.isEmpty()) {
        return m_core.invalid(call, why);
    }
    for (const QString& type : filter.types) {
        if (m_core.missingRoles.contains(roleOf(type)))
            return m_core.forbidden(call, {});
    }
    const std::vector<const Report*> found = matching(seller, filter);
    QJsonArray reports;
    size_t index = filter.offset;
    for (; index < found.size() && reports.size() < filter.pageSize; ++index)
        reports.append(json(*found[index]));
    QJsonObject body{{QStringLiteral("reports"), reports}};
    if (index < found.size()) {
        JobFilter rest = filter;
        rest.offset = index;
        const QString token = newId(24);
        m_pages.insert_or_assign(token, std::pair(seller.id, rest));
        body.insert(QStringLiteral("nextToken"), token);
    }
    return m_core.ok(call, body);
}

HttpAnswer AmazonReports::document(const HttpCall& call, const CompanyStore& seller)
{
    const std::lock_guard lock(m_core.mutex);
    const QString id = lastPart(call);
    const auto found = m_files.find(id);
    if (found == m_files.end() || found->second.store != seller.id)
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The report document was not found."));
    const File& file = found->second;
    const bool saysGzip =
        file.isCompressed && call.parameter(QStringLiteral("enableContentEncodingUrlHeader")) == QStringLiteral("true");
    QJsonObject body{{QStringLiteral("reportDocumentId"), id},
                     {QStringLiteral("url"), QStringLiteral("http://%1%2")
                                                 .arg(QString::fromLatin1(call.header("Host")),
                                                      m_documents.publish(file.bytes, file.contentType, saysGzip))}};
    if (file.isCompressed)
        body.insert(QStringLiteral("compressionAlgorithm"), QStringLiteral("GZIP"));
    return m_core.ok(call, body);
}

} // namespace causeway::simulator
