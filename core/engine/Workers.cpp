// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Workers.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include <QCoreApplication>

#include "db/RecordTable.h"
#include "db/ViewTables.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::Workers)
};
} // namespace

void Workers::start(int threads)
{
    if (isRunning())
        return;
    m_stop = StopSource();
    m_threadCount = std::max(1, threads);
    for (int i = 0; i < m_threadCount; ++i)
        m_threads.emplace_back([this] { loop(); });
}

void Workers::stop(int deadlineMs)
{
    Q_UNUSED(deadlineMs) // the transport answers a stop within its own limits; nothing is waited for beyond that
    m_stop.requestStop();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& run : m_runs)
            run->requestStop();
    }
    wakeUp();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
    std::vector<std::shared_ptr<FlowRun>> open;
    {
        const std::lock_guard lock(m_mutex);
        open.swap(m_runs);
    }
    for (const auto& run : open) {
        run->requestStop();
        const auto closed = run->finish();
        static_cast<void>(closed); // otherwise the next start marks it interrupted
    }
}

void Workers::loop()
{
    while (!m_stop.stopRequested()) {
        const qint64 wait = step();
        if (wait <= 0)
            continue;
        std::unique_lock lock(m_mutex);
        const quint64 seen = m_wakeUps;
        m_wake.wait_for(lock, std::chrono::milliseconds(wait), [&] { return m_wakeUps != seen || m_stop.stopRequested(); });
    }
}

void Workers::wakeUp()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakeUps;
    }
    m_wake.notify_all();
}

qint64 Workers::step()
{
    try {
        auto worked = work();
        if (!worked) {
            storageFailed(worked.error());
            return kTroubleMs;
        }
        return *worked ? 0 : kIdleMs;
    } catch (const std::exception& exception) {
        m_workshop.log().write(LogLevel::Error, "worker.exception", {{"message", QString::fromLatin1(exception.what())}});
        return kTroubleMs;
    }
}

void Workers::storageFailed(const Error& error)
{
    m_workshop.log().write(LogLevel::Error, "worker.storage", {{"code", error.code}, {"kind", toString(error.kind)}});
    const std::lock_guard lock(m_mutex);
    m_fenced = m_fenced || error.code == QStringLiteral("fenced");
    m_troubleAt = m_workshop.clock().monotonicMs();
}

Result<bool> Workers::work()
{
    bool trouble = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_fenced)
            return false; // another process owns the profile now: nothing more is done here
        if (m_troubleAt && m_workshop.clock().monotonicMs() - *m_troubleAt < kTroubleMs)
            return false;
        trouble = m_troubleAt.has_value();
    }
    if (trouble) {
        // The disk was full or failed: rows of this process may hang in "running". With nobody at work, recover as after a crash.
        const std::unique_lock alone(m_healing);
        if (auto healed = m_heal(); !healed)
            return fail(healed.error());
        const std::lock_guard lock(m_mutex);
        m_troubleAt.reset();
    }
    const std::shared_lock together(m_healing);
    auto kept = housekeeping();
    if (!kept)
        return kept;
    auto stepped = stepRuns();
    if (!stepped || *stepped)
        return stepped;
    if (!isPaused()) {
        auto background = stepBackground();
        if (!background || *background)
            return background;
    }
    return notify();
}

Result<bool> Workers::stepRuns()
{
    std::vector<std::shared_ptr<FlowRun>> runs;
    int threads = 1;
    {
        const std::lock_guard lock(m_mutex);
        runs = m_runs;
        threads = m_threadCount;
    }
    for (const auto& run : runs) {
        auto step = run->step(threads);
        if (!step)
            return fail(step.error());
        if (*step == FlowRun::Step::Worked)
            return true;
        if (!run->isQuiet())
            continue;
        if (!run->stopRequested()) {
            auto due = run->wakesAt();
            if (!due)
                return fail(due.error());
            if (*due) {
                if (**due <= m_workshop.clock().nowMs())
                    run->wake();
                continue;
            }
        }
        {
            const std::lock_guard lock(m_mutex);
            if (std::erase(m_runs, run) == 0)
                continue; // another worker closes it
        }
        auto closed = run->finish();
        m_onActivity();
        if (!closed)
            return fail(closed.error());
        {
            const std::lock_guard lock(m_mutex);
            m_notifiedAt.reset();
        }
        if (auto noted = m_onFinished(run->request(), *closed); !noted)
            return fail(noted.error());
        return true;
    }
    return false;
}

/// Records that became due by themselves, or that a person made ready, of flows that are on.
Result<bool> Workers::stepBackground()
{
    struct Candidate
    {
        QString flow, store;
    };
    auto candidates = m_workshop.database().read([&](db::Connection& connection) -> Result<std::vector<Candidate>> {
        auto states = db::ConfigurationReads(connection).flowStates();
        if (!states)
            return fail(states.error());
        std::vector<Candidate> due;
        for (const db::FlowStateRow& state : *states) {
            if (!state.enabled || !m_workshop.flows().find(state.flow))
                continue;
            auto next = db::RecordReads(connection).nextDue(state.flow, state.store);
            if (!next)
                return fail(next.error());
            if (*next && **next <= m_workshop.clock().nowMs())
                due.push_back({state.flow, state.store});
        }
        return due;
    });
    if (!candidates)
        return fail(candidates.error());
    bool worked = false;
    for (const Candidate& candidate : *candidates) {
        Workshop::Batch batch;
        batch.flow = candidate.flow;
        batch.store = candidate.store;
        batch.workers = m_threadCount;
        auto progress = m_workshop.workBatch(batch, m_stop.token());
        if (!progress)
            return fail(progress.error());
        worked = worked || progress->claimed > 0;
    }
    return worked;
}

Result<bool> Workers::housekeeping()
{
    const qint64 now = m_workshop.clock().monotonicMs();
    {
        const std::lock_guard lock(m_mutex);
        if (m_housekeeping || (m_housekeptAt && now - *m_housekeptAt < kHousekeepingMs))
            return false;
        m_housekeeping = true;
    }
    Result<bool> outcome = [&]() -> Result<bool> {
        auto configuration =
            m_workshop.database().read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
        if (!configuration)
            return fail(configuration.error());
        if (!isPaused()) {
            auto due = Scheduler(m_workshop.database(), m_workshop.clock()).tick(*configuration);
            if (!due)
                return fail(due.error());
            for (const Scheduler::Due& one : *due) {
                RunRequest request;
                request.flow = one.flow;
                request.store = one.store;
                request.trigger = one.trigger;
                auto added = add(request);
                if (!added && added.error().kind == ErrorKind::Storage)
                    return fail(added.error());
                // At it already: that run reads what this one would have read.
            }
        }
        if (auto purged = Retention(m_workshop.database(), m_workshop.clock()).daily(configuration->retention.personalDataDays);
            !purged)
            return fail(purged.error());
        return false;
    }();
    const std::lock_guard lock(m_mutex);
    m_housekeeping = false;
    m_housekeptAt = m_workshop.clock().monotonicMs();
    return outcome;
}

Result<void> Workers::reserve(const std::pair<QString, QString>& place)
{
    const std::lock_guard lock(m_mutex);
    const bool running = std::any_of(m_runs.begin(), m_runs.end(), [&](const auto& run) {
        return run->request().flow == place.first && run->request().store == place.second;
    });
    if (running || !m_starting.insert(place).second)
        return fail(ErrorKind::Conflict, Words::tr("This flow is running already."), {}, QStringLiteral("already-running"));
    return {};
}

Result<void> Workers::whileIdle(const QString& flow, const QString& store, const std::function<Result<void>()>& action)
{
    const std::pair<QString, QString> place(flow, store);
    if (auto reserved = reserve(place); !reserved)
        return reserved;
    Result<void> outcome = action();
    const std::lock_guard lock(m_mutex);
    m_starting.erase(place);
    return outcome;
}

std::vector<std::shared_ptr<FlowRun>> Workers::runs() const
{
    const std::lock_guard lock(m_mutex);
    return m_runs;
}

/// With nothing else to do: mails never hold up work.
Result<bool> Workers::notify()
{
    const qint64 now = m_workshop.clock().monotonicMs();
    {
        const std::lock_guard lock(m_mutex);
        if (m_notifying || (m_notifiedAt && now - *m_notifiedAt < kNotifyMs))
            return false;
        m_notifying = true;
        m_notifiedAt = now;
    }
    const auto told = m_notifier.tell(m_stop.token());
    const std::lock_guard lock(m_mutex);
    m_notifying = false;
    if (!told)
        return fail(told.error());
    return false;
}

Result<RunId> Workers::add(const RunRequest& request)
{
    const std::pair<QString, QString> place(request.flow, request.store);
    if (auto reserved = reserve(place); !reserved)
        return fail(reserved.error());
    auto run = FlowRun::begin(m_workshop, request, m_stop.token()); // outside the lock: it tells listeners
    {
        const std::lock_guard lock(m_mutex);
        m_starting.erase(place);
        if (run)
            m_runs.push_back(*run);
    }
    if (!run)
        return fail(run.error());
    wakeUp();
    m_onActivity();
    return (*run)->id();
}

Result<void> Workers::stopRun(RunId id)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto run = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& r) { return r->id() == id; });
        if (run == m_runs.end())
            return fail(ErrorKind::Invalid, Words::tr("This run is not running any more."), {}, QStringLiteral("not-running"));
        (*run)->requestStop();
    }
    wakeUp();
    return {};
}

void Workers::setPaused(std::optional<qint64> untilMs, bool paused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
        m_pausedUntil = untilMs;
    }
    wakeUp();
    m_onActivity();
}

bool Workers::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused && (!m_pausedUntil || *m_pausedUntil > m_workshop.clock().nowMs());
}

Workers::State Workers::state() const
{
    State state;
    state.paused = isPaused();
    const std::lock_guard lock(m_mutex);
    state.running = static_cast<int>(m_runs.size());
    if (state.paused)
        state.pausedUntilMs = m_pausedUntil;
    return state;
}

} // namespace causeway::engine
