// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::FlowCommands)
};

/// A flow for one store, whether it was ever set or not.
db::FlowStateRow stateOf(const std::vector<db::FlowStateRow>& states, const QString& flow, const QString& store)
{
    for (const db::FlowStateRow& state : states) {
        if (state.flow == flow && state.store == store)
            return state;
    }
    db::FlowStateRow state;
    state.flow = flow;
    state.store = store;
    state.mode = toString(config::FlowMode::Preview);
    state.schedule = QStringLiteral("manual");
    return state;
}

Result<Json> counts(db::Connection& connection, const QString& flow, const QString& store)
{
    Json json = Json::object();
    const db::RecordReads records(connection);
    for (const db::RecordState state :
         {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
          db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped}) {
        const Result<qint64> count = records.count(state, flow, store);
        if (!count)
            return fail(count.error());
        json.set(db::toString(state), *count);
    }
    return json;
}

Result<std::optional<db::RunRow>> newestRun(Session& session, const db::FlowStateRow& state)
{
    return session.read([&](db::Connection& connection) { return db::RunReads(connection).newest(state.flow, state.store); });
}

/// With how it ended, unless it went well.
QString lastRunText(const db::FlowStateRow& state, const std::optional<db::RunRow>& newest)
{
    const QString time = timeText(state.lastRunAt);
    return newest && newest->state != QLatin1StringView("done") ? time + u' ' + newest->state : time;
}

Json stateJson(const db::FlowStateRow& state, const std::optional<db::RunRow>& newest, const QString& title)
{
    Json json = Json::object();
    json.set(QStringLiteral("flow"), state.flow);
    json.set(QStringLiteral("title"), title);
    json.set(QStringLiteral("store"), state.store);
    json.set(QStringLiteral("enabled"), state.enabled);
    json.set(QStringLiteral("mode"), state.mode);
    json.set(QStringLiteral("schedule"), state.schedule);
    json.set(QStringLiteral("settings"), state.settings.isObject() ? state.settings : Json::object());
    json.set(QStringLiteral("rules"), state.rules.isObject() ? state.rules : Json::object());
    json.set(QStringLiteral("lastRunAt"), timeJson(state.lastRunAt));
    json.set(QStringLiteral("lastRunState"), newest ? Json(newest->state) : Json());
    json.set(QStringLiteral("nextRunAt"), timeJson(state.nextRunAt));
    json.set(QStringLiteral("fetchDueAt"), timeJson(state.fetchDueAt));
    return json;
}

Result<int> list(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 1'000, 1, 100'000);
    if (!limit)
        return fail(limit.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    const auto states = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).flowStates(); });
    if (!states)
        return fail(states.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const auto& flow : (*composition)->flows().all()) {
        for (const config::Store& store : configuration->stores) {
            if (static_cast<int>(rows.size()) >= *limit)
                break;
            const db::FlowStateRow state = stateOf(*states, flow->spec().id, store.id);
            const auto records =
                session.read([&](db::Connection& connection) { return counts(connection, state.flow, state.store); });
            if (!records)
                return fail(records.error());
            const auto newest = newestRun(session, state);
            if (!newest)
                return fail(newest.error());
            const auto readUpTo = (*composition)->engine().readUpTo(state.flow, state.store);
            if (!readUpTo)
                return fail(readUpTo.error());
            Json json = stateJson(state, *newest, flow->spec().title);
            json.set(QStringLiteral("readUpTo"), timeJson(*readUpTo));
            json.set(QStringLiteral("records"), *records);
            array.append(json);
            rows.push_back({state.flow, state.store, state.enabled ? Words::tr("on") : Words::tr("off"), state.mode,
                            state.schedule, lastRunText(state, *newest), timeText(state.nextRunAt),
                            QString::number((*records)[u"error"].toInteger().value_or(0))});
        }
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("FLOW"), Words::tr("STORE"), Words::tr("ON"), Words::tr("MODE"), Words::tr("SCHEDULE"),
                             Words::tr("LAST RUN"), Words::tr("NEXT RUN"), Words::tr("ERRORS")},
                            rows, Words::tr("No store is configured: see \"causeway-cli config import\"."));
    return exitCode::kDone;
}

Result<config::FlowSettings> wanted(const Arguments& arguments, Composition& composition, const flows::FlowSpec& spec,
                                    const QString& store)
{
    const auto configuration = composition.configuration();
    if (!configuration)
        return fail(configuration.error());
    config::FlowSettings settings;
    if (const config::FlowSettings* present = configuration->flow(spec.id, store); present != nullptr) {
        settings = *present;
    } else {
        settings.flow = spec.id;
        settings.store = store;
    }
    const QString enabled = arguments.value(QStringLiteral("--enabled"));
    if (arguments.has(QStringLiteral("--enabled")) && enabled != QStringLiteral("on") && enabled != QStringLiteral("off"))
        return fail(usageError(Words::tr("--enabled takes on or off.")));
    if (!enabled.isEmpty())
        settings.enabled = enabled == QStringLiteral("on");
    if (arguments.has(QStringLiteral("--mode"))) {
        const auto mode = config::flowModeFromString(arguments.value(QStringLiteral("--mode")));
        if (!mode)
            return fail(usageError(Words::tr("--mode takes preview, guarded or auto.")));
        settings.mode = *mode;
    }
    settings.schedule = arguments.value(QStringLiteral("--schedule"), settings.schedule);
    return settings;
}

Result<int> set(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto flow = flowNamed(**composition, arguments.words.first());
    if (!flow)
        return fail(flow.error());
    if (!arguments.has(QStringLiteral("--store")))
        return fail(usageError(Words::tr("--store ID is missing.")));
    const auto store = storeNamed(**composition, arguments.value(QStringLiteral("--store")));
    if (!store)
        return fail(store.error());
    if (arguments.options.size() < 2)
        return fail(usageError(Words::tr("Nothing to set is given."), Words::tr("Use --enabled, --schedule or --mode.")));
    const auto settings = wanted(arguments, **composition, (*flow)->spec(), store->id);
    if (!settings)
        return fail(settings.error());
    if (auto saved = (*composition)->engine().setFlow(*settings, Session::actor()); !saved)
        return fail(saved.error());
    const auto states = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).flowStates(); });
    if (!states)
        return fail(states.error());
    const db::FlowStateRow state = stateOf(*states, settings->flow, settings->store);
    const auto newest = newestRun(session, state);
    if (!newest)
        return fail(newest.error());
    if (session.out().isJson())
        session.out().document(stateJson(state, *newest, (*flow)->spec().title));
    else
        session.out().text(
            Words::tr("%1 of %2: %3, mode %4, %5.")
                .arg(state.flow, state.store, state.enabled ? Words::tr("on") : Words::tr("off"), state.mode, state.schedule));
    return exitCode::kDone;
}

/// Moves the place that a flow has reached in its source.
Result<int> readFrom(const Arguments& arguments, Session& session)
{
    const Result<qint64> at = timeOf(arguments.words.at(1));
    if (!at)
        return fail(at.error());
    if (!arguments.has(QStringLiteral("--store")))
        return fail(usageError(Words::tr("--store ID is missing.")));
    if (arguments.value(QStringLiteral("--reason")).trimmed().isEmpty())
        return fail(usageError(Words::tr("--reason TEXT is missing."), Words::tr("It is kept in the audit log.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto flow = flowNamed(**composition, arguments.words.first());
    if (!flow)
        return fail(flow.error());
    const auto store = storeNamed(**composition, arguments.value(QStringLiteral("--store")));
    if (!store)
        return fail(store.error());
    const QString id = (*flow)->spec().id;
    engine::Engine& engine = (*composition)->engine();
    const auto before = engine.readUpTo(id, store->id);
    if (!before)
        return fail(before.error());
    if (auto moved = engine.setReadUpTo(id, store->id, *at, arguments.value(QStringLiteral("--reason")), Session::actor());
        !moved)
        return fail(moved.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("flow"), Json(id)},
                                             {QStringLiteral("store"), Json(store->id)},
                                             {QStringLiteral("before"), timeJson(*before)},
                                             {QStringLiteral("readUpTo"), timeJson(*at)}}));
    else
        session.out().text(Words::tr("The next run of %1 for %2 reads from %3.").arg(id, store->id, timeText(*at)));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> flowCommands()
{
    return {
        {QStringLiteral("flows list"),
         Words::tr("list the flows of every store"),
         {},
         {{QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many")}},
         {},
         list},
        {QStringLiteral("flows set"),
         Words::tr("switch a flow on or off, set its schedule and mode"),
         {{QStringLiteral("FLOW")}},
         {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store (needed)"), false, true},
          {QStringLiteral("--enabled"), QStringLiteral("on|off"), Words::tr("whether the schedule runs")},
          {QStringLiteral("--schedule"), QStringLiteral("TEXT"),
           Words::tr("\"every 15 minutes\", hourly, \"daily 06:00\", \"weekly MON,THU 06:00\", manual, …")},
          {QStringLiteral("--mode"), QStringLiteral("preview|guarded|auto"), Words::tr("what waits for review")}},
         {},
         set},
        {QStringLiteral("flows read-from"),
         Words::tr("move the place until which a flow has read its source"),
         {{QStringLiteral("FLOW")}, {QStringLiteral("TIME")}},
         {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store (needed)"), false, true},
          {QStringLiteral("--reason"), QStringLiteral("TEXT"), Words::tr("why (needed); kept in the audit log"), false, true}},
         Words::tr("Back: what changed since is read again, what is done already stays done. Forward: what was not read is left "
                   "out. \"run --days N\" reads again without moving it."),
         readFrom}};
}

} // namespace causeway::app::cli
