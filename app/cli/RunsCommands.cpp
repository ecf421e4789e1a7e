// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RunsCommands)
};

Result<int> list(const Arguments& arguments, Session& session)
{
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 50, 1, 100'000);
    if (!limit)
        return fail(limit.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto runs = session.read([&](db::Connection& connection) {
        return db::RunReads(connection)
            .list(arguments.value(QStringLiteral("--flow")), arguments.value(QStringLiteral("--store")), *limit);
    });
    if (!runs)
        return fail(runs.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::RunRow& stored : *runs) {
        const db::RunRow run = (*composition)->asItStands(stored);
        array.append(runJson(run));
        rows.push_back({QString::number(run.id.value()), run.flow, run.store, run.trigger, run.state, timeText(run.startedAt),
                        timeText(run.finishedAt), QString::number(run.counts.fetched), QString::number(run.counts.done),
                        QString::number(run.counts.error)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("RUN"), Words::tr("FLOW"), Words::tr("STORE"), Words::tr("STARTED BY"), Words::tr("STATE"),
                             Words::tr("STARTED"), Words::tr("FINISHED"), Words::tr("FETCHED"), Words::tr("DONE"),
                             Words::tr("ERRORS")},
                            rows, Words::tr("There was no run yet."));
    return exitCode::kDone;
}

Result<int> show(const Arguments& arguments, Session& session)
{
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto run = session.read([&](db::Connection& connection) { return db::RunReads(connection).find(RunId(ids->front())); });
    if (!run)
        return fail(run.error());
    if (!*run)
        return fail(usageError(Words::tr("There is no run %1.").arg(ids->front()), Words::tr("See \"causeway-cli runs list\".")));
    const db::RunRow row = (*composition)->asItStands(**run);
    if (session.out().isJson()) {
        session.out().document(runJson(row));
        return exitCode::kDone;
    }
    session.out().pairs({{Words::tr("run"), QString::number(row.id.value())},
                         {Words::tr("flow"), row.flow},
                         {Words::tr("store"), row.store},
                         {Words::tr("started by"), row.trigger},
                         {Words::tr("state"), row.state},
                         {Words::tr("started"), timeText(row.startedAt)},
                         {Words::tr("finished"), timeText(row.finishedAt)},
                         {Words::tr("fetched"), QString::number(row.counts.fetched)},
                         {Words::tr("done"), QString::number(row.counts.done)},
                         {Words::tr("skipped"), QString::number(row.counts.skipped)},
                         {Words::tr("waiting"), QString::number(row.counts.waiting)},
                         {Words::tr("to review"), QString::number(row.counts.review)},
                         {Words::tr("in error"), QString::number(row.counts.error)},
                         {Words::tr("calls"), Words::tr("Amazon %1, NetSuite %2, throttled %3")
                                                  .arg(row.calls.amazon)
                                                  .arg(row.calls.netsuite)
                                                  .arg(row.calls.throttled)}});
    if (row.error)
        session.out().text(row.error->message + u' ' + row.error->remedy);
    return exitCode::kDone;
}
} // namespace

std::vector<Command> runsCommands()
{
    return {{QStringLiteral("runs list"),
             Words::tr("list runs, newest first"),
             {},
             {{QStringLiteral("--flow"), QStringLiteral("F"), Words::tr("only this flow")},
              {QStringLiteral("--store"), QStringLiteral("S"), Words::tr("only this store")},
              {QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (50)")}},
             {},
             list},
            {QStringLiteral("runs show"), Words::tr("show one run"), {{QStringLiteral("RUN")}}, {}, {}, show}};
}

} // namespace causeway::app::cli
