// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Scheduler.h"

#include <algorithm>
#include <map>

#include "config/Schedule.h"
#include "db/ConfigurationWrites.h"
#include "db/StateTables.h"
#include "db/ViewTables.h"

namespace causeway::engine {

Result<std::vector<Scheduler::Due>> Scheduler::tick(const config::Configuration& configuration)
{
    auto states = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).flowStates(); });
    if (!states)
        return fail(states.error());
    const qint64 now = m_clock.nowMs();
    std::vector<Due> due;
    for (const db::FlowStateRow& state : *states) {
        const config::FlowSettings* flow = configuration.flow(state.flow, state.store);
        const config::Store* store = configuration.store(state.store);
        if (!flow || !store || !flow->enabled)
            continue;
        const auto schedule = config::Schedule::parse(flow->schedule);
        if (!schedule)
            continue; // refused when it was set; a file edited by other means must not stop the other flows
        auto found = schedule->kind() == config::Schedule::Kind::After ? afterFlow(*flow, *store, schedule->afterFlow())
                                                                       : bySchedule(*flow, *store, state.nextRunAt);
        if (!found)
            return fail(found.error());
        if (*found)
            due.push_back(**found);
        else if (state.fetchDueAt && *state.fetchDueAt <= now)
            due.push_back({state.flow, state.store, QStringLiteral("schedule"), *state.fetchDueAt}); // a quota had cut it short
    }
    return due;
}

Result<std::optional<Scheduler::Due>> Scheduler::bySchedule(const config::FlowSettings& flow, const config::Store& store,
                                                            std::optional<qint64> plannedAt)
{
    const std::optional<Due> none;
    const qint64 now = m_clock.nowMs();
    const QTimeZone zone(store.timeZone.toUtf8());
    const auto schedule = config::Schedule::parse(flow.schedule);
    if (!schedule || !zone.isValid())
        return none;
    const auto next = schedule->next(now, zone);
    if (!plannedAt || *plannedAt > now) {
        // First look, another schedule, or a clock that was set back: plan from now on. Slots that ran are rows and stay taken.
        if (next != plannedAt) {
            auto planned = m_database.write(
                [&](db::Transaction& tx) { return db::ConfigurationWrites(tx).setNextRun(flow.flow, store.id, next); });
            if (!planned)
                return fail(planned.error());
        }
        return none;
    }
    auto taken = take(flow.flow, store.id, *plannedAt, next);
    if (!taken)
        return fail(taken.error());
    if (!*taken)
        return none;
    const bool late = now - *plannedAt > kCatchUpMs;
    return Due{flow.flow, store.id, late ? QStringLiteral("catch-up") : QStringLiteral("schedule"), *plannedAt};
}

Result<std::optional<Scheduler::Due>> Scheduler::afterFlow(const config::FlowSettings& flow, const config::Store& store,
                                                           const QString& upstream)
{
    const std::optional<Due> none;
    const qint64 now = m_clock.nowMs();
    const auto schedule = config::Schedule::parse(flow.schedule);
    if (!schedule || !schedule->allows(now, QTimeZone(store.timeZone.toUtf8())))
        return none; // quiet hours: the newest end of the other flow is still there when they are over
    auto runs =
        m_database.read([&](db::Connection& connection) { return db::RunReads(connection).list(upstream, store.id, 10); });
    if (!runs)
        return fail(runs.error());
    const auto ended = std::find_if(runs->begin(), runs->end(), [](const db::RunRow& run) {
        return run.finishedAt && (run.state == QStringLiteral("done") || run.state == QStringLiteral("done_with_errors"));
    });
    if (ended == runs->end())
        return none;
    auto newest = m_database.write([&](db::Transaction& tx) { return db::ScheduleSlotTable(tx).newest(flow.flow, store.id); });
    if (!newest)
        return fail(newest.error());
    if (*newest && **newest >= *ended->finishedAt)
        return none;
    auto taken = take(flow.flow, store.id, *ended->finishedAt, std::nullopt);
    if (!taken)
        return fail(taken.error());
    return *taken ? std::optional(Due{flow.flow, store.id, QStringLiteral("schedule"), *ended->finishedAt}) : none;
}

Result<bool> Scheduler::take(const QString& flow, const QString& store, qint64 slotAt, std::optional<qint64> next)
{
    return m_database.write([&](db::Transaction& tx) -> Result<bool> {
        if (auto planned = db::ConfigurationWrites(tx).setNextRun(flow, store, next); !planned)
            return fail(planned.error());
        return db::ScheduleSlotTable(tx).take(flow, store, slotAt, {}, m_clock.nowMs() - kKeepSlotsMs);
    });
}

} // namespace causeway::engine
