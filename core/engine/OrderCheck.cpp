// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/OrderCheck.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>
#include <QVariant>

#include "base/Text.h"
#include "config/LocalTime.h"
#include "db/OrderSightingTable.h"
#include "engine/Fetcher.h"
#include "netsuite/Api.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::OrderCheck)
};

constexpr int kMarginDays = 2; ///< NetSuite's day of an order may be one of another zone

QString cell(const netsuite::SuiteQlRow& row, const char* column)
{
    const auto it = row.find(QString::fromLatin1(column));
    return it == row.end() ? QString() : it->second;
}
} // namespace

Result<void> OrderCheck::check(const QString& store, int days, const StopToken& stop)
{
    if (auto report = readReport(store, stop); !report)
        return report;
    return readNetSuite(store, days, stop);
}

/// Either order flow reads the report of both; one that is switched on is configured as the person wants it.
Result<QString> OrderCheck::orderFlow(const QString& store)
{
    auto session = m_workshop.connections().session(store);
    if (!session)
        return fail(session.error());
    QString chosen;
    for (const auto& flow : m_workshop.flows().all()) {
        if (!flow->spec().readsOrders)
            continue;
        const config::FlowSettings* settings = (*session)->configuration.flow(flow->spec().id, store);
        if (settings && settings->enabled)
            return flow->spec().id;
        if (chosen.isEmpty())
            chosen = flow->spec().id;
    }
    return chosen;
}

Result<void> OrderCheck::readReport(const QString& store, const StopToken& stop)
{
    const auto id = orderFlow(store);
    if (!id)
        return fail(id.error());
    if (const auto paused = m_workshop.connections().health().paused(amazonConnection(store)))
        return fail(*paused);
    auto flow = m_workshop.flow(*id);
    auto scope = m_workshop.scope(*id, store);
    if (!flow || !scope)
        return fail(!flow ? flow.error() : scope.error());
    flows::FetchRequest request;
    request.stream = QStringLiteral("report");
    Fetcher fetcher(m_workshop.database(), m_workshop.payloads(), m_workshop.clock(), m_workshop.ledger().epoch());
    Clock& clock = m_workshop.clock();
    const qint64 startedAt = clock.nowMs();
    for (qint64 pause = kFirstPauseMs; !stop.stopRequested();) {
        auto page = fetcher.page(**flow, *scope, request, {}, RunId(), stop);
        if (page && !page->more)
            return {};
        if (page)
            continue;
        const bool isInTheMaking = page.error().code == QStringLiteral("report-not-ready");
        if (!isInTheMaking || clock.nowMs() - startedAt > kLongestMs)
            return fail(page.error());
        if (!clock.sleep(pause, stop))
            break;
        pause = std::min(2 * pause, kLongestPauseMs); // a look costs little
    }
    return fail(ErrorKind::Cancelled, Words::tr("Stopped."));
}

Result<void> OrderCheck::readNetSuite(const QString& store, int days, const StopToken& stop)
{
    auto session = m_workshop.connections().session(store);
    if (!session)
        return fail(session.error());
    if (!(*session)->netsuite)
        return fail(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                    Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    if (const auto paused = m_workshop.connections().health().paused(kNetSuiteConnection))
        return fail(*paused);
    const qint64 askedAt = m_workshop.clock().nowMs();
    const config::LocalTime local(QTimeZone((*session)->store.timeZone.toUtf8()));
    const QDate first = local.at(askedAt).date.addDays(1 - std::max(1, days));
    // An order's own document is older than the invoice made of it, so the first one of an order is it.
    auto rows = (*session)->netsuite->suiteQl(
        QStringLiteral(
            "SELECT t.id, t.tranid, t.type, t.otherrefnum FROM transaction t WHERE t.type IN ('SalesOrd', 'CustInvc', "
            "'CashSale') AND (t.otherrefnum LIKE '___-_______-_______' OR t.externalid LIKE 'AMZ-%') AND t.trandate >= "
            "TO_DATE(?, 'YYYY-MM-DD') ORDER BY t.id"),
        {first.addDays(-kMarginDays).toString(Qt::ISODate)}, stop);
    if (!rows)
        return fail(rows.error());
    std::vector<db::OrderSightingTable::Document> documents;
    for (const netsuite::SuiteQlRow& row : *rows)
        documents.push_back(
            {cell(row, "otherrefnum").trimmed(), cell(row, "type"), cell(row, "id"), elided(safeText(cell(row, "tranid")), 60)});
    return m_workshop.database().write([&](db::Transaction& tx) -> Result<void> {
        const qint64 fromMs = local.instant(first, 0);
        if (auto set = db::OrderSightingTable::setDocuments(tx, store, fromMs, documents, askedAt); !set)
            return set;
        return db::OrderSightingTable::noteCheck(tx, store, fromMs, askedAt, m_workshop.clock().nowMs());
    });
}

} // namespace causeway::engine
