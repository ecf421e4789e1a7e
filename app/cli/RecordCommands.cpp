// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "base/Nearest.h"
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
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RecordCommands)
};

Result<db::RecordState> stateNamed(const QString& text)
{
    if (const auto state = db::recordStateFromString(text))
        return *state;
    const QStringList states{QStringLiteral("ready"),  QStringLiteral("running"), QStringLiteral("waiting"),
                             QStringLiteral("review"), QStringLiteral("error"),   QStringLiteral("done"),
                             QStringLiteral("skipped")};
    const QString near = nearest(text, states);
    return fail(usageError(Words::tr("There is no state \"%1\".").arg(elided(safeText(text), 40)),
                           (near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"? ").arg(near)) +
                               Words::tr("States: %1.").arg(states.join(QStringLiteral(", ")))));
}

Result<db::RecordFilter> filterFrom(const Arguments& arguments, Composition& composition)
{
    db::RecordFilter filter;
    filter.flow = arguments.value(QStringLiteral("--flow"));
    filter.store = arguments.value(QStringLiteral("--store"));
    filter.search = arguments.value(QStringLiteral("--search"));
    if (!filter.flow.isEmpty()) {
        if (const auto flow = flowNamed(composition, filter.flow); !flow)
            return fail(flow.error());
    }
    if (!filter.store.isEmpty()) {
        if (const auto store = storeNamed(composition, filter.store); !store)
            return fail(store.error());
    }
    if (arguments.has(QStringLiteral("--state"))) {
        const auto state = stateNamed(arguments.value(QStringLiteral("--state")));
        if (!state)
            return fail(state.error());
        filter.state = *state;
    }
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, 1'000'000);
    if (!limit)
        return fail(limit.error());
    filter.limit = *limit;
    return filter;
}

Result<int> list(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto filter = filterFrom(arguments, **composition);
    if (!filter)
        return fail(filter.error());
    const auto records = session.read([&](db::Connection& connection) { return db::RecordReads(connection).list(*filter); });
    if (!records)
        return fail(records.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::RecordRow& record : *records) {
        array.append(recordJson(record));
        rows.push_back({QString::number(record.id.value()), record.flow, record.store, record.key, toString(record.state),
                        record.reason, timeText(record.updatedAt),
                        record.error ? elided(record.error->message, 90) : targetText(record.targets)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("ID"), Words::tr("FLOW"), Words::tr("STORE"), Words::tr("KEY"), Words::tr("STATE"),
                             Words::tr("REASON"), Words::tr("UPDATED"), Words::tr("RESULT")},
                            rows, Words::tr("There is no such record."));
    return exitCode::kDone;
}

void printRecord(const db::RecordRow& record, Output& out)
{
    out.pairs({{Words::tr("record"), QString::number(record.id.value())},
               {Words::tr("flow"), record.flow},
               {Words::tr("store"), record.store},
               {Words::tr("key"), record.key},
               {Words::tr("state"),
                toString(record.state) + (record.reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(record.reason))},
               {Words::tr("amount"), moneyText(record.amount)},
               {Words::tr("attempts"), QString::number(record.attempts)},
               {Words::tr("due"), timeText(record.dueAt)},
               {Words::tr("updated"), timeText(record.updatedAt)},
               {Words::tr("target"), targetText(record.targets)}});
    if (!record.note.isEmpty())
        out.text(Words::tr("note: %1").arg(record.note));
    if (record.error)
        out.text(Words::tr("error: %1 %2").arg(record.error->message, record.error->remedy));
    for (const auto& [name, amount] : record.variance.members())
        out.text(Words::tr("variance %1: %2").arg(name, amount.toString()));
}

Result<int> show(const Arguments& arguments, Session& session)
{
    const auto shown = recordToShow(arguments, session);
    if (!shown)
        return fail(shown.error());
    const db::RecordRow& record = shown->record;
    const auto attempts =
        session.read([&](db::Connection& connection) { return db::RecordReads(connection).attempts(record.id); });
    if (!attempts)
        return fail(attempts.error());
    if (session.out().isJson()) {
        Json tries = Json::array();
        for (const db::AttemptRow& attempt : *attempts)
            tries.append(attemptJson(attempt));
        Json json = recordJson(record);
        json.set(QStringLiteral("commands"), shown->commands);
        json.set(QStringLiteral("tries"), tries);
        session.out().document(json);
        return exitCode::kDone;
    }
    printRecord(record, session.out());
    printCommands(shown->commands, session.out());
    std::vector<QStringList> rows;
    for (const db::AttemptRow& attempt : *attempts)
        rows.push_back({timeText(attempt.startedAt), attempt.step,
                        attempt.outcome.isEmpty() ? Words::tr("no answer") : attempt.outcome,
                        attempt.httpStatus != 0 ? QString::number(attempt.httpStatus) : QStringLiteral("-"), attempt.requestId});
    session.out().text(QString());
    session.out().table(
        {Words::tr("TRIED"), Words::tr("STEP"), Words::tr("OUTCOME"), Words::tr("STATUS"), Words::tr("REQUEST ID")}, rows,
        Words::tr("It was not tried yet."));
    return exitCode::kDone;
}

/// Which records "retry" means; exactly one way of saying it.
Result<int> retryWanted(const Arguments& arguments, Session& session, engine::Engine& engine)
{
    const bool all = arguments.has(QStringLiteral("--all"));
    const bool like = arguments.has(QStringLiteral("--like"));
    if ((all ? 1 : 0) + (like ? 1 : 0) + (arguments.words.isEmpty() ? 0 : 1) != 1)
        return fail(usageError(Words::tr("Say which records: ids, or --all, or --like ID."),
                               Words::tr("See causeway-cli records retry --help.")));
    if (arguments.has(QStringLiteral("--flow")) && !all)
        return fail(usageError(Words::tr("--flow belongs to --all.")));
    if (all)
        return engine.retryAll(arguments.value(QStringLiteral("--flow")), Session::actor());
    if (like) {
        bool isNumber = false;
        const qint64 id = arguments.value(QStringLiteral("--like")).toLongLong(&isNumber);
        if (!isNumber || id <= 0)
            return fail(usageError(Words::tr("--like needs the id of a record.")));
        return engine.retryAlike(RecordId(id), Session::actor());
    }
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    std::vector<RecordId> records, setAside;
    for (const qint64 id : *ids) {
        const auto record = recordWithId(session, id);
        if (!record)
            return fail(record.error());
        const bool byPerson = record->state == db::RecordState::Skipped &&
                              (record->reason == QStringLiteral("dismissed") || record->reason == QStringLiteral("rejected"));
        (byPerson ? setAside : records).emplace_back(id);
    }
    if (auto back = engine.undismiss(setAside, Session::actor()); !back)
        return fail(back.error());
    auto queued = engine.retry(records, Session::actor());
    if (!queued)
        return queued;
    return *queued + static_cast<int>(setAside.size());
}

Result<int> retry(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (arguments.has(QStringLiteral("--flow"))) {
        if (const auto flow = flowNamed(**composition, arguments.value(QStringLiteral("--flow"))); !flow)
            return fail(flow.error());
    }
    const Result<int> queued = retryWanted(arguments, session, (*composition)->engine());
    if (!queued)
        return fail(queued.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("queued"), *queued}}));
    else
        session.out().text(Words::tr("%n record(s) are ready again; the next run works on them.", nullptr, *queued));
    return exitCode::kDone;
}

Result<int> edit(const Arguments& arguments, Session& session)
{
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    if (!arguments.has(QStringLiteral("--body")))
        return fail(usageError(Words::tr("--body FILE is missing."),
                               Words::tr("FILE holds the fields to change as JSON; null removes one.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const QString file = arguments.value(QStringLiteral("--body"));
    const Result<QByteArray> bytes = readInput(file);
    if (!bytes)
        return fail(bytes.error());
    const Result<Json> patch = Json::parse(*bytes);
    if (!patch) {
        Error error = patch.error();
        error.path = QStringLiteral("%1: %2").arg(file, error.path);
        return fail(std::move(error));
    }
    if (!patch->isObject())
        return fail(usageError(Words::tr("The file must hold one JSON object with the fields to change.")));
    if (auto saved = (*composition)->engine().edit(RecordId(ids->front()), *patch, Session::actor()); !saved)
        return fail(saved.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("edited"), ids->front()}}));
    else
        session.out().text(Words::tr("Saved; the next run sends the record with these changes."));
    return exitCode::kDone;
}

Result<int> dismiss(const Arguments& arguments, Session& session)
{
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    const QString reason = arguments.value(QStringLiteral("--reason")).trimmed();
    if (reason.isEmpty())
        return fail(usageError(Words::tr("--reason TEXT is missing."),
                               Words::tr("Say why nothing has to be done; the text is kept with the record.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (auto saved = (*composition)->engine().dismiss({RecordId(ids->front())}, reason, Session::actor()); !saved)
        return fail(saved.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("dismissed"), ids->front()}}));
    else
        session.out().text(Words::tr("The record is skipped: %1").arg(reason));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> recordCommands()
{
    const Option limit{QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (200)")};
    return {{QStringLiteral("records list"),
             Words::tr("list records, newest first"),
             {},
             {{QStringLiteral("--flow"), QStringLiteral("F"), Words::tr("only this flow")},
              {QStringLiteral("--store"), QStringLiteral("S"), Words::tr("only this store")},
              {QStringLiteral("--state"), QStringLiteral("STATE"),
               Words::tr("ready, running, waiting, review, error, done or skipped")},
              {QStringLiteral("--search"), QStringLiteral("TEXT"), Words::tr("beginning of the key or order id")},
              limit},
             {},
             list},
            {QStringLiteral("records show"),
             Words::tr("show one record with its commands and tries; buyer data is masked"),
             {{QStringLiteral("ID")}},
             {},
             {},
             show},
            {QStringLiteral("records retry"),
             Words::tr("make records ready again"),
             {{QStringLiteral("ID"), false, true}},
             {{QStringLiteral("--all"), {}, Words::tr("all records in error")},
              {QStringLiteral("--flow"), QStringLiteral("F"), Words::tr("with --all: only of this flow")},
              {QStringLiteral("--like"), QStringLiteral("ID"), Words::tr("all records with the same cause as this one")}},
             Words::tr("Sends nothing itself; the next run or the running engine does."),
             retry},
            {QStringLiteral("records edit"),
             Words::tr("change the fields that will be sent"),
             {{QStringLiteral("ID")}},
             {{QStringLiteral("--body"), QStringLiteral("FILE"),
               Words::tr("a JSON merge patch (RFC 7396) over the planned body; - is standard input"), false, true}},
             Words::tr("Amounts, quantities and keys cannot be changed. Sends nothing itself."),
             edit},
            {QStringLiteral("records dismiss"),
             Words::tr("skip a record for good"),
             {{QStringLiteral("ID")}},
             {{QStringLiteral("--reason"), QStringLiteral("TEXT"), Words::tr("why (needed)")}},
             {},
             dismiss}};
}

} // namespace causeway::app::cli
