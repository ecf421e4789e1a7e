// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>

#include "engine/Engine.h"
#include "engine/RunPace.h"
#include "engine/Workshop.h"

namespace causeway::engine {

/// One run of one flow for one store: pages first, batches as soon as there are records, until nothing is due. Several workers
/// may step the same run; pages are read by one at a time. Thread-safe.
class FlowRun final
{
public:
    /// Inserts the run row. Invalid: no such flow or store.
    [[nodiscard]] static Result<std::shared_ptr<FlowRun>> begin(Workshop& workshop, const RunRequest& request, StopToken stop);
    FlowRun(Workshop& workshop, RunRequest request, RunId id, StopToken stop);

    enum class Step
    {
        Worked,
        Idle ///< nothing to do for this worker now
    };
    /// One page or one batch. Errors are the profile's own (Storage).
    [[nodiscard]] Result<Step> step(int workers);
    /// One page; false when everything that there is to read was read.
    [[nodiscard]] Result<bool> fetchStep();
    /// Nobody works on it and nothing is due.
    [[nodiscard]] bool isQuiet();
    /// When something of it becomes due by itself: at once, or as long as the request's waiting time covers it.
    [[nodiscard]] Result<std::optional<qint64>> wakesAt();
    /// Fetches again what a quota had stopped, when its time has come.
    void wake();
    /// Waits a moment for another worker's step to end.
    void waitForOthers();
    /// Closes the run row.
    [[nodiscard]] Result<RunResult> finish();

    /// How far it is; due: records of its flow and store that are ready or being worked on, nullopt when that is not known.
    [[nodiscard]] RunProgress progress(std::optional<qint64> due);

    [[nodiscard]] RunId id() const { return m_id; }
    [[nodiscard]] const RunRequest& request() const { return m_request; }
    /// Ends it soon: what is on the wire is answered, the rest stays a row.
    void requestStop() { m_ownStop.requestStop(); }
    [[nodiscard]] bool stopRequested() const { return m_outerStop.stopRequested() || m_ownStop.stopRequested(); }

private:
    enum class Fetch
    {
        ByKey,
        Main,
        Check, ///< the slower streams of FlowSpec::checks that are due, one after the other
        Gaps,  ///< orders that only the report showed, by their ids
        Done
    };
    [[nodiscard]] Result<void> fetchPage();
    [[nodiscard]] Result<void> afterPage(const Fetch stage, bool more);
    /// The next check that is due from this one on, or the gaps.
    [[nodiscard]] Result<void> goToCheck(std::size_t from);
    [[nodiscard]] Result<bool> checkIsDue(const flows::SourceCheck& check);
    [[nodiscard]] Result<void> noteCheck(const QString& stream);
    [[nodiscard]] Result<void> goToGaps();
    /// The main stream was read a moment ago and a check is under way: it goes on, so that it is not starved of its quota.
    [[nodiscard]] Result<bool> checkGoesFirst();
    [[nodiscard]] const std::vector<flows::SourceCheck>& checks() const;
    [[nodiscard]] Result<void> fetchFailed(const Error& error);
    [[nodiscard]] Result<void> workBatch(int workers);
    void stopFetching();

    static constexpr int kTroublesInARow = 3;
    static constexpr qint64 kAfterTroubleMs = 5'000; ///< before a run that may wait tries a system out of reach again
    static constexpr qint64 kMomentMs = 1'000;       ///< what waits for another worker is waited for by every run
    static constexpr qint64 kHourMs = 3'600'000;
    static constexpr qint64 kFreshMs = 10LL * 60'000; ///< the main stream was read so lately that a check may go first
    static constexpr int kKeysAtOnce = 10;            ///< things asked for by key and saved together: a quota costs no more
    static constexpr int kMostGaps = 500;             ///< of one run

    Workshop& m_workshop;
    const RunRequest m_request;
    const RunId m_id;
    const StopToken m_outerStop;
    StopSource m_ownStop;
    StopToken m_stop; ///< what the work sees
    const qint64 m_startedAt;
    const db::RunCalls m_callsBefore;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    Fetch m_fetch;
    Fetch m_resume; ///< where a quota had stopped it
    std::size_t m_check = 0;
    qsizetype m_keysRead = 0;
    QStringList m_gaps; ///< still to be asked for
    bool m_fetching = false;
    int m_busy = 0;
    bool m_idle = false; ///< the newest claim found nothing
    qint64 m_finished = 0;
    RunPace m_pace;
    int m_troubles = 0; ///< batches in a row that ended in a quota or an outage
    QStringList m_seenKeys;
    flows::Cursor m_keyCursor;
    std::optional<qint64> m_fetchDueAt;
    std::optional<Error> m_fetchError, m_workError;
};

} // namespace causeway::engine
