// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RecordDetails.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/RecordTable.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::PlanCommands)
};

Json planJson(const db::RecordRow& record)
{
    Json json = recordJson(record);
    json.set(QStringLiteral("planHash"), record.planHash);
    return json;
}

Result<int> list(const Arguments& arguments, Session& session)
{
    db::RecordFilter filter;
    filter.state = db::RecordState::Review;
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, 1'000'000);
    if (!limit)
        return fail(limit.error());
    filter.limit = *limit;
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto records = session.read([&](db::Connection& connection) { return db::RecordReads(connection).list(filter); });
    if (!records)
        return fail(records.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::RecordRow& record : *records) {
        array.append(planJson(record));
        rows.push_back({QString::number(record.id.value()), record.flow, record.store, record.key, moneyText(record.amount),
                        record.note.isEmpty() ? record.reason : elided(record.note, 60), timeText(record.updatedAt)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("ID"), Words::tr("FLOW"), Words::tr("STORE"), Words::tr("KEY"), Words::tr("AMOUNT"),
                             Words::tr("WHY"), Words::tr("SINCE")},
                            rows, Words::tr("Nothing waits for review."));
    return exitCode::kDone;
}

Result<int> show(const Arguments& arguments, Session& session)
{
    const auto shown = recordToShow(arguments, session);
    if (!shown)
        return fail(shown.error());
    const db::RecordRow& record = shown->record;
    if (session.out().isJson()) {
        Json json = planJson(record);
        json.set(QStringLiteral("commands"), shown->commands);
        session.out().document(json);
        return exitCode::kDone;
    }
    session.out().text(Words::tr("Plan of record %1, %2 %3: %4%5")
                           .arg(record.id.value())
                           .arg(record.flow, record.key, toString(record.state),
                                record.reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(record.reason)));
    if (!record.note.isEmpty())
        session.out().text(record.note);
    printCommands(shown->commands, session.out());
    return exitCode::kDone;
}

Result<engine::Engine::ApprovalResult> approveWanted(const Arguments& arguments, Session& session, Composition& composition)
{
    if (arguments.has(QStringLiteral("--all"))) {
        if (!arguments.words.isEmpty())
            return fail(usageError(Words::tr("Give ids or --all, not both.")));
        if (!arguments.has(QStringLiteral("--flow")))
            return fail(usageError(Words::tr("--all needs --flow F.")));
        if (const auto flow = flowNamed(composition, arguments.value(QStringLiteral("--flow"))); !flow)
            return fail(flow.error());
        return composition.engine().approveAll(arguments.value(QStringLiteral("--flow")), Session::actor());
    }
    if (arguments.has(QStringLiteral("--flow")))
        return fail(usageError(Words::tr("--flow belongs to --all.")));
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    if (ids->empty())
        return fail(
            usageError(Words::tr("Say which plans: ids, or --all --flow F."), Words::tr("See \"causeway-cli plans list\".")));
    std::vector<engine::Engine::Approval> approvals;
    for (const qint64 id : *ids) {
        const auto record = recordWithId(session, id);
        if (!record)
            return fail(record.error());
        if (record->state != db::RecordState::Review)
            return fail(
                usageError(Words::tr("Record %1 does not wait for review; it is %2.").arg(id).arg(toString(record->state)),
                           Words::tr("Nothing was approved.")));
        approvals.push_back({record->id, record->planHash});
    }
    return composition.engine().approve(approvals, Session::actor());
}

Result<int> approve(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto result = approveWanted(arguments, session, **composition);
    if (!result)
        return fail(result.error());
    if (session.out().isJson())
        session.out().document(
            Json::object({{QStringLiteral("approved"), result->approved}, {QStringLiteral("changed"), result->changed}}));
    else
        session.out().text(
            Words::tr("Approved %1; the next run sends them.").arg(result->approved) +
            (result->changed > 0
                 ? QStringLiteral("\n") + Words::tr("%1 changed meanwhile and wait for review again.").arg(result->changed)
                 : QString()));
    return result->changed > 0 ? exitCode::kNeedsPerson : exitCode::kDone;
}

Result<int> reject(const Arguments& arguments, Session& session)
{
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    const QString reason = arguments.value(QStringLiteral("--reason")).trimmed();
    if (reason.isEmpty())
        return fail(usageError(Words::tr("--reason TEXT is missing."),
                               Words::tr("Say why it must not be sent; the text is kept with the record.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto record = recordWithId(session, ids->front());
    if (!record)
        return fail(record.error());
    if (record->state != db::RecordState::Review)
        return fail(usageError(
            Words::tr("Record %1 does not wait for review; it is %2.").arg(ids->front()).arg(toString(record->state))));
    if (auto rejected = (*composition)->engine().reject(record->id, reason, Session::actor()); !rejected)
        return fail(rejected.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("rejected"), ids->front()}}));
    else
        session.out().text(Words::tr("The plan is rejected and will not be sent: %1").arg(reason));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> planCommands()
{
    return {{QStringLiteral("plans list"),
             Words::tr("list what waits for review"),
             {},
             {{QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (200)")}},
             {},
             list},
            {QStringLiteral("plans show"),
             Words::tr("show what would be sent; buyer data is masked"),
             {{QStringLiteral("ID")}},
             {},
             {},
             show},
            {QStringLiteral("plans approve"),
             Words::tr("let plans be sent"),
             {{QStringLiteral("ID"), false, true}},
             {{QStringLiteral("--all"), {}, Words::tr("all plans of a flow")},
              {QStringLiteral("--flow"), QStringLiteral("F"), Words::tr("with --all: the flow")}},
             Words::tr("An approval holds for exactly the plan as it is now. Sends nothing itself; the next run or the running "
                       "engine does."),
             approve},
            {QStringLiteral("plans reject"),
             Words::tr("do not send a plan"),
             {{QStringLiteral("ID")}},
             {{QStringLiteral("--reason"), QStringLiteral("TEXT"), Words::tr("why (needed)")}},
             {},
             reject}};
}

} // namespace causeway::app::cli
