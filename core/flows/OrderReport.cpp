// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderReport.h"

#include <QSet>

#include "flows/ReportJob.h"
#include "flows/ReportRows.h"

namespace causeway::flows {

namespace {
constexpr qint64 kDayMs = 86'400'000;
const QString kOrderId = QStringLiteral("amazon-order-id");
const QString kPurchased = QStringLiteral("purchase-date");
const QString kStatus = QStringLiteral("order-status");
const QString kChannel = QStringLiteral("fulfillment-channel");
} // namespace

Result<Page> OrderReport::fetch(const Cursor& cursor, int days)
{
    Page page;
    page.next = cursor.isObject() ? cursor : Json::object();
    if (days <= 0)
        return page;
    const qint64 to = (m_context.clock.nowMs() - kYoungestMs) / 1000 * 1000;
    Json job = cursor[u"job"];
    auto report = ReportJob(amazon::kAllOrdersByDateReport, m_context).step(job, to - days * kDayMs, to);
    if (!report)
        return fail(report.error());
    page.next.remove(u"job");
    if (!job.isNull())
        page.next.set(QStringLiteral("job"), std::move(job));
    page.more = !report->isOver;
    if (!report->isOver)
        return page;
    if (!report->file.isEmpty()) {
        auto orders = read(report->file);
        if (!orders)
            return fail(orders.error());
        page.reported = std::move(*orders);
    }
    page.covered = std::pair(report->fromMs, report->toMs);
    return page;
}

Result<std::vector<ReportedOrder>> OrderReport::read(const QByteArray& file)
{
    const auto rows = ReportRows::read(file, {kOrderId, kPurchased, kStatus, kChannel});
    if (!rows)
        return fail(rows.error());
    std::vector<ReportedOrder> orders;
    QSet<QString> seen;
    for (std::size_t i = 0; i < rows->count(); ++i) {
        const QString id = rows->cell(i, kOrderId);
        if (id.isEmpty() || seen.contains(id))
            continue;
        seen.insert(id);
        const QString channel = rows->cell(i, kChannel);
        const bool isAmazons = channel.compare(QStringLiteral("Amazon"), Qt::CaseInsensitive) == 0 ||
                               channel.compare(QStringLiteral("AFN"), Qt::CaseInsensitive) == 0;
        orders.push_back({id, isAmazons ? QStringLiteral("FBA") : QStringLiteral("MFN"), rows->cell(i, kStatus),
                          fromIso8601(rows->cell(i, kPurchased)).value_or(0)});
    }
    return orders;
}

} // namespace causeway::flows
