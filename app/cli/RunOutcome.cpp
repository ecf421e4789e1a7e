// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/RunOutcome.h"

#include <QCoreApplication>

#include "base/Text.h"
#include "cli/RowJson.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RunOutcome)
};
} // namespace

int exitCodeOf(const engine::RunResult& result)
{
    // A quota that is used up is waiting, not failing: the run carries fetchDueAt. Who stops a run does not want to know what it
    // was about to wait for; only a profile that cannot be used is told in any case.
    const bool isStopped = result.run.state == QStringLiteral("cancelled");
    const bool isOfProfile = result.fatal && exitCodeOf(*result.fatal) == exitCode::kProfile;
    if (result.fatal && (!isStopped || isOfProfile) && result.fatal->kind != ErrorKind::RateLimited &&
        result.fatal->kind != ErrorKind::Cancelled)
        return exitCodeOf(*result.fatal);
    const db::RunCounts& counts = result.run.counts;
    const bool needsPerson = counts.error > 0 || counts.review > 0 || !result.unknownOrders.isEmpty();
    return needsPerson ? exitCode::kNeedsPerson : exitCode::kDone;
}

Json runResultJson(const engine::RunResult& result)
{
    Json json = runJson(result.run);
    if (result.unknownOrders.isEmpty())
        return json;
    Json unknown = Json::array();
    for (const QString& order : result.unknownOrders)
        unknown.append(order);
    json.set(QStringLiteral("unknownOrders"), unknown);
    return json;
}

void printRun(const engine::RunResult& result, Output& out)
{
    const db::RunRow& run = result.run;
    out.text(Words::tr("Run %1 of %2 for %3: %4").arg(run.id.value()).arg(run.flow, run.store, run.state));
    out.pairs({{Words::tr("  fetched"), QString::number(run.counts.fetched)},
               {Words::tr("  done"), QString::number(run.counts.done)},
               {Words::tr("  skipped"), QString::number(run.counts.skipped)},
               {Words::tr("  waiting"), QString::number(run.counts.waiting)},
               {Words::tr("  to review"), QString::number(run.counts.review)},
               {Words::tr("  in error"), QString::number(run.counts.error)},
               {Words::tr("  calls"), Words::tr("Amazon %1, NetSuite %2, throttled %3")
                                          .arg(run.calls.amazon)
                                          .arg(run.calls.netsuite)
                                          .arg(run.calls.throttled)}});
    if (run.fetchDueAt)
        out.text(Words::tr("Amazon's quota is used up; the next page may be read at %1.").arg(timeText(run.fetchDueAt)));
    if (run.counts.error > 0)
        out.text(Words::tr("See \"causeway-cli records list --state error\"."));
    if (run.counts.review > 0)
        out.text(Words::tr("See \"causeway-cli plans list\"."));
}

} // namespace causeway::app::cli
