// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <shared_mutex>
#include <thread>

#include "engine/FlowRun.h"
#include "engine/Notifier.h"
#include "engine/Retention.h"
#include "engine/Scheduler.h"

namespace causeway::engine {

/// The work of a started engine: the runs in progress, records that become due by themselves, schedules and retention. Its
/// threads loop over step(); tests call step() themselves. Thread-safe.
class Workers final
{
public:
    Workers(Workshop& workshop, Notifier& notifier, std::function<Result<void>()> heal)
        : m_workshop(workshop), m_notifier(notifier), m_heal(std::move(heal))
    {
    }
    ~Workers() { stop(0); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void start(int threads);
    /// Asks everything to stop and waits for the threads; what is on the wire after the deadline is cut off (and checked later).
    void stop(int deadlineMs);
    [[nodiscard]] bool isRunning() const { return !m_threads.empty(); }

    /// Does one thing; returns how long to wait before the next (0: there may be more). The one place that catches exceptions.
    [[nodiscard]] qint64 step();

    /// Conflict "already-running" when this flow and store are at it.
    [[nodiscard]] Result<RunId> add(const RunRequest& request);
    [[nodiscard]] Result<void> stopRun(RunId run);
    [[nodiscard]] std::vector<std::shared_ptr<FlowRun>> runs() const; ///< in progress
    /// Does it while no run of this flow and store is at it or can begin. Conflict "already-running" when one is.
    [[nodiscard]] Result<void> whileIdle(const QString& flow, const QString& store, const std::function<Result<void>()>& action);
    /// Something became due: look again now.
    void wakeUp();
    void setPaused(std::optional<qint64> untilMs, bool paused);

    struct State
    {
        int running = 0;
        bool paused = false;
        std::optional<qint64> pausedUntilMs;
    };
    [[nodiscard]] State state() const;
    void setOnActivity(std::function<void()> onActivity) { m_onActivity = std::move(onActivity); }
    /// Called on a worker after a run of its own was closed. Set before start().
    void setOnFinished(std::function<Result<void>(const RunRequest&, const RunResult&)> onFinished)
    {
        m_onFinished = std::move(onFinished);
    }
    [[nodiscard]] int threads() const { return m_threadCount; }

private:
    static constexpr qint64 kIdleMs = 500; ///< at most; schedules have minutes
    static constexpr qint64 kHousekeepingMs = 1'000;
    static constexpr qint64 kNotifyMs = 30'000; ///< between looks for something to tell; a run that ended is told at once
    static constexpr qint64 kTroubleMs = 5'000; ///< between tries to write again after a full or broken disk

    void loop();
    /// Keeps the place of a run to begin; Conflict "already-running" when it is taken.
    [[nodiscard]] Result<void> reserve(const std::pair<QString, QString>& place);
    [[nodiscard]] Result<bool> work();
    [[nodiscard]] Result<bool> stepRuns();
    [[nodiscard]] Result<bool> stepBackground();
    [[nodiscard]] Result<bool> housekeeping();
    [[nodiscard]] Result<bool> notify();
    [[nodiscard]] bool isPaused() const;
    void storageFailed(const Error& error);

    Workshop& m_workshop;
    Notifier& m_notifier;
    std::function<Result<void>()> m_heal;
    std::function<void()> m_onActivity = [] {};
    std::function<Result<void>(const RunRequest&, const RunResult&)> m_onFinished = [](const RunRequest&, const RunResult&) {
        return Result<void>();
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    quint64 m_wakeUps = 0;
    std::vector<std::shared_ptr<FlowRun>> m_runs;     // shared: a worker steps a run that another one may finish
    std::set<std::pair<QString, QString>> m_starting; ///< flow and store of runs being begun
    std::vector<std::thread> m_threads;
    int m_threadCount = 1;
    StopSource m_stop;
    bool m_paused = false;
    std::optional<qint64> m_pausedUntil;
    bool m_housekeeping = false;
    std::optional<qint64> m_housekeptAt;
    bool m_notifying = false; ///< a mail server may take its time: never more than one worker waits for it
    std::optional<qint64> m_notifiedAt;
    std::optional<qint64> m_troubleAt; ///< monotonic
    bool m_fenced = false;
    std::shared_mutex m_healing; ///< shared by steps, alone by healing
};

} // namespace causeway::engine
