// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FlowRun.h"

#include <algorithm>
#include <chrono>

#include "db/ConfigurationWrites.h"
#include "db/OrderSightingTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "db/RunWrites.h"
#include "db/SourcePassTable.h"
#include "db/ViewTables.h"
#include "engine/Fetcher.h"

namespace causeway::engine {

namespace {
QString checkSetting(const QString& stream, const RunRequest& request)
{
    return QStringLiteral("%1/%2/%3").arg(stream, request.flow, request.store);
}

/// The order flow's own share of a report that shows the orders of both.
QString channelOf(const QString& flow)
{
    return flow == QStringLiteral("orders-fba") ? QStringLiteral("FBA") : QStringLiteral("MFN");
}

db::RunCalls difference(const db::RunCalls& now, const db::RunCalls& before)
{
    return {now.amazon - before.amazon, now.netsuite - before.netsuite, now.throttled - before.throttled};
}
} // namespace

Result<std::shared_ptr<FlowRun>> FlowRun::begin(Workshop& workshop, const RunRequest& request, StopToken stop)
{
    if (auto scope = workshop.scope(request.flow, request.store); !scope)
        return fail(scope.error());
    Json options = Json::object();
    if (!request.orders.isEmpty()) {
        Json orders = Json::array();
        for (const QString& order : request.orders)
            orders.append(Json(order));
        options.set(QStringLiteral("orders"), std::move(orders));
    }
    if (request.sinceMs)
        options.set(QStringLiteral("since"), Json(toIso8601(*request.sinceMs)));
    if (request.planOnly)
        options.set(QStringLiteral("planOnly"), Json(true));
    if (!request.fetch)
        options.set(QStringLiteral("fetch"), Json(false));
    auto id = workshop.database().write([&](db::Transaction& tx) -> Result<RunId> {
        const qint64 now = workshop.clock().nowMs();
        if (auto noted = db::ConfigurationWrites(tx).setLastRun(request.flow, request.store, now); !noted)
            return fail(noted.error());
        return db::RunWrites(tx).start(request.flow, request.store, request.trigger, options, now);
    });
    if (!id)
        return fail(id.error());
    workshop.log().info("run.started", {{"run", id->value()}, {"flow", request.flow}, {"store", request.store}});
    workshop.news().run(*id);
    return std::make_shared<FlowRun>(workshop, request, *id, std::move(stop));
}

FlowRun::FlowRun(Workshop& workshop, RunRequest request, RunId id, StopToken stop)
    : m_workshop(workshop),
      m_request(std::move(request)),
      m_id(id),
      m_outerStop(std::move(stop)),
      m_stop(m_ownStop.token()),
      m_startedAt(workshop.clock().nowMs()),
      m_callsBefore(workshop.connections().calls(m_request.store)),
      m_fetch(!m_request.fetch              ? Fetch::Done
              : !m_request.orders.isEmpty() ? Fetch::ByKey
                                            : Fetch::Main),
      m_resume(m_fetch)
{
}

Result<FlowRun::Step> FlowRun::step(int workers)
{
    if (m_outerStop.stopRequested())
        m_ownStop.requestStop();
    bool fetch = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stop.stopRequested())
            m_fetch = Fetch::Done;
        fetch = m_fetch != Fetch::Done && !m_fetching;
        if (!fetch && (m_idle || m_workError || m_stop.stopRequested())) {
            m_idle = true; // until somebody's page or batch brings more: asking again meanwhile would only keep it busy
            return Step::Idle;
        }
        m_fetching = m_fetching || fetch;
        ++m_busy;
    }
    auto worked = fetch ? fetchPage() : workBatch(workers);
    bool idle = false;
    {
        const std::lock_guard lock(m_mutex);
        --m_busy;
        if (fetch)
            m_fetching = m_idle = false;
        idle = !fetch && m_idle;
    }
    m_changed.notify_all();
    if (!worked)
        return fail(worked.error());
    return idle ? Step::Idle : Step::Worked;
}

Result<bool> FlowRun::fetchStep()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_fetch == Fetch::Done || m_fetching)
            return false;
    }
    auto stepped = step(1);
    if (!stepped)
        return fail(stepped.error());
    return true;
}

const std::vector<flows::SourceCheck>& FlowRun::checks() const
{
    static const std::vector<flows::SourceCheck> kNone;
    const auto flow = m_workshop.flow(m_request.flow);
    return flow ? (*flow)->spec().checks : kNone;
}

Result<void> FlowRun::fetchPage()
{
    Fetch stage = Fetch::Done;
    flows::FetchRequest request;
    flows::Cursor cursor;
    {
        const std::lock_guard lock(m_mutex);
        stage = m_fetch;
        cursor = m_keyCursor;
        if (stage == Fetch::Check)
            request.stream = checks().at(m_check).stream;
        if (stage == Fetch::Gaps) {
            request.stream = QStringLiteral("report");
            request.keys = m_gaps.mid(0, kKeysAtOnce);
        }
    }
    if (stage == Fetch::Main) {
        auto first = checkGoesFirst();
        if (!first)
            return fail(first.error());
        if (*first)
            return goToCheck(0);
        request.sinceMs = m_request.sinceMs;
    }
    if (stage == Fetch::ByKey)
        request.keys = m_request.orders.mid(m_keysRead, kKeysAtOnce);
    auto flow = m_workshop.flow(m_request.flow);
    auto scope = m_workshop.scope(m_request.flow, m_request.store);
    if (!flow || !scope) {
        stopFetching();
        return fail(!flow ? flow.error() : scope.error());
    }
    const bool readsNetSuite = (*flow)->spec().source == flows::Source::NetSuite;
    if (const auto paused =
            m_workshop.connections().health().paused(readsNetSuite ? kNetSuiteConnection : amazonConnection(m_request.store)))
        return fetchFailed(*paused);
    if (readsNetSuite) {
        auto account = m_workshop.connections().account(*scope->session, m_stop);
        if (!account)
            return fetchFailed(account.error());
        scope->account = std::move(*account);
    }
    Fetcher fetcher(m_workshop.database(), m_workshop.payloads(), m_workshop.clock(), m_workshop.ledger().epoch());
    auto page = fetcher.page(**flow, *scope, request, cursor, m_id, m_stop);
    if (!page) {
        // What a check cannot have holds up nothing else: the list was read. It is tried again with the next run.
        const bool isRefused = page.error().kind == ErrorKind::Rejected || page.error().kind == ErrorKind::Invalid;
        if (stage == Fetch::Check && isRefused) {
            m_workshop.log().warning("check.failed", {{"run", m_id.value()}, {"name", request.stream}});
            return goToCheck(m_check + 1);
        }
        return fetchFailed(page.error());
    }
    {
        const std::lock_guard lock(m_mutex);
        m_seenKeys << page->keys;
        m_keyCursor = page->next;
        if (stage == Fetch::Gaps)
            m_gaps.remove(0, std::min<qsizetype>(kKeysAtOnce, m_gaps.size()));
    }
    if (!page->changed.empty())
        m_workshop.news().records(page->changed);
    return afterPage(stage, page->more);
}

Result<void> FlowRun::afterPage(Fetch stage, bool more)
{
    if (more)
        return {};
    if (stage == Fetch::Main && !m_request.sinceMs)
        return goToCheck(0);
    if (stage == Fetch::Check) {
        if (auto noted = noteCheck(checks().at(m_check).stream); !noted)
            return noted;
        return goToCheck(m_check + 1);
    }
    const std::lock_guard lock(m_mutex);
    if (stage == Fetch::ByKey) {
        m_keysRead += kKeysAtOnce;
        m_keyCursor = {};
    }
    const bool isLeft = stage == Fetch::Gaps ? !m_gaps.isEmpty() : stage == Fetch::ByKey && m_keysRead < m_request.orders.size();
    m_fetch = isLeft ? stage : Fetch::Done;
    return {};
}

Result<void> FlowRun::goToCheck(std::size_t from)
{
    for (std::size_t i = from; i < checks().size(); ++i) {
        auto due = checkIsDue(checks()[i]);
        if (!due)
            return fail(due.error());
        if (!*due)
            continue;
        const std::lock_guard lock(m_mutex);
        m_check = i;
        m_fetch = Fetch::Check;
        return {};
    }
    return goToGaps();
}

/// The slower streams find what Amazon published late or its list never showed.
Result<bool> FlowRun::checkIsDue(const flows::SourceCheck& check)
{
    auto last = m_workshop.database().read([&](db::Connection& connection) {
        return db::ConfigurationReads(connection).setting(checkSetting(check.stream, m_request));
    });
    if (!last)
        return fail(last.error());
    if (const auto at = (*last)[u"at"].toInteger())
        return m_workshop.clock().nowMs() - *at >= check.everyHours * kHourMs;
    if (auto noted = noteCheck(check.stream); !noted) // the very first run reads far enough back by itself
        return fail(noted.error());
    return false;
}

Result<void> FlowRun::noteCheck(const QString& stream)
{
    const qint64 now = m_workshop.clock().nowMs();
    return m_workshop.database().write([&](db::Transaction& tx) {
        return db::ConfigurationWrites(tx).setSetting(checkSetting(stream, m_request),
                                                      Json::object({{QStringLiteral("at"), Json(now)}}), now);
    });
}

Result<void> FlowRun::goToGaps()
{
    QStringList gaps;
    const auto flow = m_workshop.flow(m_request.flow);
    if (flow && (*flow)->spec().readsOrders) {
        auto unknown = m_workshop.database().read([&](db::Connection& connection) {
            return db::OrderSightingTable(connection, m_request.store)
                .unknown(m_request.flow, channelOf(m_request.flow), kMostGaps);
        });
        if (!unknown)
            return fail(unknown.error());
        gaps = std::move(*unknown);
    }
    const std::lock_guard lock(m_mutex);
    m_gaps = std::move(gaps);
    m_fetch = m_gaps.isEmpty() ? Fetch::Done : Fetch::Gaps;
    return {};
}

Result<bool> FlowRun::checkGoesFirst()
{
    if (m_request.sinceMs || m_request.trigger == QStringLiteral("by-hand"))
        return false;
    const auto passes = m_workshop.database().read(
        [&](db::Connection& connection) { return db::SourcePassTable(connection).list(m_request.flow, m_request.store); });
    if (!passes)
        return fail(passes.error());
    bool isUnderWay = false, isFresh = false;
    for (const db::SourcePassRow& pass : *passes) {
        if (pass.stream != QStringLiteral("main"))
            isUnderWay = isUnderWay || pass.begunAt;
        else
            isFresh = !pass.begunAt && pass.lastEndedAt && m_workshop.clock().nowMs() - *pass.lastEndedAt < kFreshMs;
    }
    return isUnderWay && isFresh;
}

void FlowRun::stopFetching()
{
    const std::lock_guard lock(m_mutex);
    m_fetch = Fetch::Done;
}

Result<void> FlowRun::fetchFailed(const Error& error)
{
    if (error.kind == ErrorKind::Storage) {
        stopFetching();
        return fail(error);
    }
    if (error.kind == ErrorKind::RateLimited) {
        const qint64 dueAt = error.retryAtMs.value_or(m_workshop.clock().nowMs() + 60'000);
        {
            const std::lock_guard lock(m_mutex);
            m_fetchDueAt = dueAt;
            m_resume = m_fetch;
            m_fetch = Fetch::Done;
        }
        return m_workshop.database().write([&](db::Transaction& tx) -> Result<void> {
            if (auto set = db::RunWrites(tx).setFetchDueAt(m_id, dueAt); !set)
                return set;
            return db::ConfigurationWrites(tx).setFetchDue(m_request.flow, m_request.store, dueAt);
        });
    }
    const std::lock_guard lock(m_mutex);
    m_fetch = Fetch::Done;
    if (error.kind != ErrorKind::Cancelled)
        m_fetchError = error;
    return {};
}

Result<void> FlowRun::workBatch(int workers)
{
    Workshop::Batch batch;
    batch.flow = m_request.flow;
    batch.store = m_request.store;
    batch.run = m_id;
    batch.planOnly = m_request.planOnly;
    batch.workers = workers;
    {
        const std::lock_guard lock(m_mutex);
        m_pace.note(m_workshop.clock().nowMs(), m_finished);
    }
    auto progress = m_workshop.workBatch(batch, m_stop);
    const std::lock_guard lock(m_mutex);
    if (!progress) {
        m_workError = progress.error();
        m_idle = true;
        return fail(progress.error());
    }
    m_finished += progress->finished;
    m_pace.note(m_workshop.clock().nowMs(), m_finished);
    m_idle = progress->claimed == 0;
    if (!progress->trouble) {
        m_troubles = progress->claimed > 0 ? 0 : m_troubles;
        return {};
    }
    // One refused call is chance and its records wait; several batches in a row are an outage. A refused sign-in stops all at
    // once.
    const ErrorKind kind = progress->trouble->kind;
    const bool mayPass = kind == ErrorKind::RateLimited || kind == ErrorKind::Unavailable;
    ++m_troubles;
    if (kind != ErrorKind::Cancelled && (!mayPass || progress->claimed == 0 || m_troubles >= kTroublesInARow))
        m_workError = progress->trouble;
    if (m_workError)
        m_idle = true;
    return {};
}

RunProgress FlowRun::progress(std::optional<qint64> due)
{
    const qint64 now = m_workshop.clock().nowMs();
    const std::lock_guard lock(m_mutex);
    RunProgress progress;
    progress.run = m_id;
    progress.flow = m_request.flow;
    progress.store = m_request.store;
    progress.isReading = m_fetch != Fetch::Done;
    progress.isStopping = m_outerStop.stopRequested() || m_ownStop.stopRequested();
    progress.resumesAtMs = m_fetchDueAt;
    progress.done = m_finished;
    progress.perHour = m_pace.perHour(now);
    // What is not read yet, or not read because of a quota, is work of unknown size: an estimate would be too short.
    if (due && !progress.isReading && !m_fetchDueAt) {
        progress.total = m_finished + *due;
        if (!progress.isStopping)
            progress.msLeft = m_pace.msFor(*due, now);
    }
    return progress;
}

bool FlowRun::isQuiet()
{
    const std::lock_guard lock(m_mutex);
    return m_busy == 0 && m_idle && m_fetch == Fetch::Done;
}

void FlowRun::waitForOthers()
{
    std::unique_lock lock(m_mutex);
    if (m_busy > 0)
        m_changed.wait_for(lock, std::chrono::milliseconds(50));
}

Result<std::optional<qint64>> FlowRun::wakesAt()
{
    std::optional<qint64> due, notBefore;
    const qint64 now = m_workshop.clock().nowMs();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stop.stopRequested() ||
            (m_workError && (m_request.waitSeconds <= 0 || dispositionOf(m_workError->kind).pausesConnection)))
            return due;
        due = m_fetchDueAt;
        if (m_workError)
            notBefore = now + kAfterTroubleMs;
    }
    auto next = m_workshop.database().read(
        [&](db::Connection& connection) { return db::RecordReads(connection).nextDue(m_request.flow, m_request.store); });
    if (!next)
        return fail(next.error());
    if (*next && (!due || **next < *due))
        due = *next;
    if (due && notBefore)
        due = std::max(*due, *notBefore);
    if (due && *due > std::max(now + kMomentMs, m_startedAt + m_request.waitSeconds * 1000LL))
        due.reset();
    return due;
}

void FlowRun::wake()
{
    const std::lock_guard lock(m_mutex);
    m_idle = false;
    m_troubles = 0;
    m_workError.reset();
    if (m_fetchDueAt && *m_fetchDueAt <= m_workshop.clock().nowMs()) {
        m_fetchDueAt.reset();
        m_fetch = m_resume;
    }
}

Result<RunResult> FlowRun::finish()
{
    RunResult result;
    {
        const std::lock_guard lock(m_mutex);
        // Records that wait for a system out of reach go on by themselves; a run that got nothing done because of it did not
        // work.
        const bool waits = m_workError && (m_workError->kind == ErrorKind::RateLimited ||
                                           (m_workError->kind == ErrorKind::Unavailable && m_finished > 0));
        if (m_workError && !waits)
            result.fatal = m_workError;
        if (m_fetchError)
            result.fatal = m_fetchError;
        if (!m_request.orders.isEmpty() && !m_fetchError && !m_fetchDueAt && !stopRequested()) {
            for (const QString& order : m_request.orders) {
                if (!m_seenKeys.contains(order) && !result.unknownOrders.contains(order))
                    result.unknownOrders << order;
            }
        }
    }
    auto& database = m_workshop.database();
    auto closed = database.write([&](db::Transaction& tx) -> Result<void> {
        db::RunWrites runs(tx);
        if (auto calls = runs.addCalls(m_id, difference(m_workshop.connections().calls(m_request.store), m_callsBefore)); !calls)
            return calls;
        auto counts = runs.refreshCounts(m_id);
        if (!counts)
            return fail(counts.error());
        if (m_request.planOnly) {
            if (auto due = db::RecordWrites(tx).endPlanning(m_id, m_workshop.clock().nowMs()); !due)
                return due;
        }
        QString state = QStringLiteral("done");
        if (stopRequested())
            state = QStringLiteral("cancelled");
        else if (result.fatal)
            state = QStringLiteral("failed");
        else if (counts->error > 0 || counts->review > 0 || !result.unknownOrders.isEmpty())
            state = QStringLiteral("done_with_errors");
        return runs.finish(m_id, state, result.fatal, m_workshop.clock().nowMs());
    });
    if (!closed)
        return fail(closed.error());
    auto row = database.read([&](db::Connection& connection) { return db::RunReads(connection).find(m_id); });
    if (!row)
        return fail(row.error());
    if (*row)
        result.run = **row;
    m_workshop.log().info("run.finished", {{"run", m_id.value()}, {"state", result.run.state}});
    m_workshop.news().run(m_id);
    return result;
}

} // namespace causeway::engine
