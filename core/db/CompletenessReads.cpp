// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/CompletenessReads.h"

#include <algorithm>
#include <map>

#include <QVariant>

#include "config/LocalTime.h"
#include "db/SourcePassTable.h"
#include "db/ViewTables.h"

namespace causeway::db {

namespace {
/// The main stream ends two minutes ago, or by its overlap earlier: what is younger was perhaps not shown yet.
constexpr qint64 kYoungestMs = 20LL * 60'000;

const QString kFba = QStringLiteral("FBA");

QString flowOf(const QString& channel)
{
    return channel == kFba ? QStringLiteral("orders-fba") : QStringLiteral("orders-mfn");
}

void later(std::optional<qint64>& time, std::optional<qint64> other)
{
    if (other && (!time || *other > *time))
        time = other;
}
} // namespace

std::vector<CompletenessGap> Completeness::gaps() const
{
    std::vector<CompletenessGap> all;
    for (const CompletenessDay& day : days)
        all.insert(all.end(), day.gaps.begin(), day.gaps.end());
    return all;
}

Result<std::vector<CompletenessReads::Flow>> CompletenessReads::flows(Completeness& result) const
{
    std::vector<Flow> flows(2);
    flows[0].channel = QStringLiteral("MFN");
    flows[1].channel = kFba;
    const auto states = ConfigurationReads(m_connection).flowStates();
    if (!states)
        return fail(states.error());
    const auto passes = SourcePassTable(m_connection).list({}, result.store);
    if (!passes)
        return fail(passes.error());
    for (Flow& flow : flows) {
        for (const FlowStateRow& state : *states)
            flow.enabled = flow.enabled || (state.flow == flowOf(flow.channel) && state.store == result.store && state.enabled);
        for (const SourcePassRow& pass : *passes) {
            if (pass.flow != flowOf(flow.channel) || !pass.lastEndedAt)
                continue;
            if (pass.stream == QStringLiteral("main")) {
                flow.listedTo = pass.lastBegunAt.value_or(*pass.lastEndedAt) - kYoungestMs;
                later(result.listAt, pass.lastEndedAt);
            } else if (pass.stream == QStringLiteral("report") && pass.untilAt) {
                flow.reportedFrom = pass.fromAt;
                flow.reportedTo = pass.untilAt;
                later(result.reportAt, pass.lastEndedAt);
            }
        }
    }
    return flows;
}

Result<Completeness> CompletenessReads::compare(const QString& store, const QTimeZone& zone, int days, qint64 nowMs) const
{
    Completeness result;
    result.store = store;
    const auto flows = this->flows(result);
    if (!flows)
        return fail(flows.error());
    auto checked = m_connection.query(QStringLiteral("SELECT netsuite_at FROM completeness WHERE store = ?"), {store},
                                      [&](const Row& row) { result.netsuiteAt = row.integer(0); });
    if (!checked)
        return fail(checked.error());

    // A report of either flow shows the orders of both.
    std::optional<qint64> reportedFrom, reportedTo, listedTo;
    for (const Flow& flow : *flows) {
        if (flow.reportedTo && (!reportedTo || *flow.reportedTo > *reportedTo)) {
            reportedTo = flow.reportedTo;
            reportedFrom = flow.reportedFrom;
        }
        if (flow.enabled && flow.listedTo && (!listedTo || *flow.listedTo < *listedTo))
            listedTo = flow.listedTo;
    }
    if (!listedTo)
        return result;
    result.untilMs = *listedTo;
    const config::LocalTime local(zone);
    const QDate today = local.at(nowMs).date;
    const QDate first = today.addDays(1 - std::max(1, days));
    result.fromMs = local.instant(first, 0);

    std::map<QDate, CompletenessDay> byDay;
    for (QDate day = first; day <= today; day = day.addDays(1)) {
        CompletenessDay& row = byDay[day];
        row.day = day;
        const qint64 end = std::min(local.instant(day.addDays(1), 0), *result.untilMs);
        row.reportKnown = reportedTo && reportedFrom && local.instant(day, 0) >= *reportedFrom && end <= *reportedTo;
    }
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT s.order_id, s.channel, s.status, s.purchased_at, s.listed_at, s.reported_at, s.netsuite_at,
               r.id, r.state, r.updated_at,
               EXISTS(SELECT 1 FROM settlement_row f JOIN settlement b ON b.record_id = f.record_id
                      WHERE f.order_id = s.order_id AND f.order_id <> '' AND b.store = s.store AND b.is_reissue = 0)
        FROM order_sighting s LEFT JOIN record r ON r.flow = CASE s.channel WHEN 'FBA' THEN 'orders-fba' ELSE 'orders-mfn' END
          AND r.store = s.store AND r.key = s.order_id
        WHERE s.store = ? AND s.purchased_at >= ? AND s.purchased_at <= ? ORDER BY s.purchased_at, s.order_id)"),
                                   {store, *result.fromMs, *result.untilMs}, [&](const Row& row) {
                                       const auto day = byDay.find(local.at(row.integer(3)).date);
                                       if (day == byDay.end())
                                           return;
                                       const std::optional<qint64> listed = row.optionalInteger(4);
                                       const std::optional<qint64> reported = row.optionalInteger(5);
                                       const std::optional<qint64> record = row.optionalInteger(7);
                                       if (!listed && !reported && !record)
                                           return; // asked for by its id, and Amazon does not know it
                                       CompletenessDay& counts = day->second;
                                       ++counts.orders;
                                       counts.list += listed ? 1 : 0;
                                       counts.report += reported ? 1 : 0;
                                       const bool inNetSuite = row.optionalInteger(6).has_value();
                                       counts.netsuite += inNetSuite ? 1 : 0;
                                       counts.settled += row.integer(10);
                                       CompletenessGap gap{row.text(0),
                                                           row.text(1),
                                                           {},
                                                           row.text(2),
                                                           row.integer(3),
                                                           listed.has_value(),
                                                           reported.has_value(),
                                                           RecordId(record.value_or(0))};
                                       const auto flow = std::find_if(flows->begin(), flows->end(), [&](const Flow& one) {
                                           return one.channel == gap.channel;
                                       });
                                       const QString state = row.text(8);
                                       const bool isOff = flow == flows->end() || !flow->enabled;
                                       if (!record && isOff) {
                                           counts.skipped += inNetSuite ? 0 : 1;
                                       } else if (!record) {
                                           gap.kind = QStringLiteral("not-fetched");
                                       } else if (!inNetSuite && state == QStringLiteral("skipped")) {
                                           ++counts.skipped;
                                       } else if (!inNetSuite && state == QStringLiteral("done") && result.netsuiteAt &&
                                                  row.integer(9) < *result.netsuiteAt) {
                                           gap.kind = QStringLiteral("not-in-netsuite");
                                       } else if (!inNetSuite) {
                                           ++counts.open; // not done, or written since NetSuite was last asked
                                       }
                                       if (!gap.kind.isEmpty())
                                           counts.gaps.push_back(std::move(gap));
                                   });
    if (!read)
        return fail(read.error());
    for (auto day = byDay.rbegin(); day != byDay.rend(); ++day)
        result.days.push_back(std::move(day->second));
    if (auto added = addSettledOnly(result, nowMs); !added)
        return fail(added.error());
    return result;
}

Result<void> CompletenessReads::addSettledOnly(Completeness& result, qint64 nowMs) const
{
    auto read = m_connection.query(QStringLiteral("SELECT max(end_at) FROM settlement WHERE store = ? AND is_reissue = 0"),
                                   {result.store}, [&](const Row& row) { result.settledTo = row.optionalInteger(0); });
    if (!read || !result.fromMs)
        return read;
    return m_connection.query(QStringLiteral(R"(
        SELECT f.order_id, b.settlement_id, max(f.posted_at) AS posted FROM settlement b
        JOIN settlement_row f ON f.record_id = b.record_id AND f.order_id <> ''
        WHERE b.store = ? AND b.is_reissue = 0 AND coalesce(b.end_at, ?) >= ? AND f.posted_at >= ?
          AND NOT EXISTS(SELECT 1 FROM order_sighting s WHERE s.store = b.store AND s.order_id = f.order_id)
          AND NOT EXISTS(SELECT 1 FROM order_fact o WHERE o.store = b.store AND o.order_id = f.order_id)
        GROUP BY f.order_id ORDER BY posted DESC, f.order_id)"),
                              {result.store, nowMs, *result.fromMs, *result.fromMs}, [&](const Row& row) {
                                  result.settledOnly.push_back({row.text(0), row.text(1), row.integer(2)});
                              });
}

} // namespace causeway::db
