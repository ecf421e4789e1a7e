// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ReportJob.h"

#include <QCoreApplication>

#include "amazon/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ReportJob)
};
} // namespace

Result<ReportJob::Read> ReportJob::step(Json& pending, qint64 fromMs, qint64 toMs)
{
    const qint64 now = m_context.clock.nowMs();
    const qint64 askedAt = pending[u"at"].toInteger().value_or(0);
    if (!pending.isObject() || now - askedAt > kOldestMs || askedAt > now) {
        const auto id = m_context.amazon->createReport({m_type, m_context.store.marketplaces, fromMs, toMs}, m_context.stop);
        if (!id)
            return fail(id.error());
        pending = Json::object({{QStringLiteral("id"), *id},
                                {QStringLiteral("from"), fromMs},
                                {QStringLiteral("to"), toMs},
                                {QStringLiteral("at"), now}});
        return Read{};
    }
    const auto report = m_context.amazon->getReport(pending[u"id"].toString(), m_context.stop);
    if (!report)
        return fail(report.error());
    Read read;
    read.fromMs = pending[u"from"].toInteger().value_or(fromMs);
    read.toMs = pending[u"to"].toInteger().value_or(toMs);
    if (!*report) { // Amazon keeps reports for a time only
        pending = Json();
        return Read{};
    }
    if (!(*report)->isOver()) {
        Error error = Error::make(ErrorKind::RateLimited, Words::tr("Amazon is still making the report %1.").arg(m_type),
                                  Words::tr("It goes on by itself."), QStringLiteral("report-not-ready"));
        error.retryAtMs = now + kAskAgainMs;
        return fail(std::move(error));
    }
    if ((*report)->status == QStringLiteral("FATAL"))
        return fail(ErrorKind::Rejected, Words::tr("Amazon could not make the report %1.").arg(m_type),
                    Words::tr("It is asked for again after some hours; if it stays so, ask Amazon's seller support."),
                    QStringLiteral("report-failed"));
    if (!(*report)->documentId.isEmpty()) {
        auto file = m_context.amazon->readReportDocument((*report)->documentId, m_context.stop);
        if (!file)
            return fail(file.error());
        read.file = std::move(*file);
    }
    read.isOver = true;
    pending = Json();
    return read;
}

} // namespace causeway::flows
