// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Workshop.h"

#include <algorithm>

#include <QCoreApplication>

#include "db/RecordTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::Workshop)
};
} // namespace

Result<flows::Flow*> Workshop::flow(const QString& id) const
{
    if (flows::Flow* found = m_flows.find(id))
        return found;
    return fail(ErrorKind::Invalid, Words::tr("There is no flow \"%1\".").arg(id), Words::tr("\"flows list\" shows them all."),
                QStringLiteral("no-flow"));
}

Result<FlowScope> Workshop::scope(const QString& flowId, const QString& store)
{
    if (auto known = flow(flowId); !known)
        return fail(known.error());
    auto session = m_connections.session(store);
    if (!session)
        return fail(session.error());
    FlowScope scope;
    scope.session = std::move(*session);
    scope.settings.flow = flowId;
    scope.settings.store = store;
    if (const config::FlowSettings* settings = scope.session->configuration.flow(flowId, store))
        scope.settings = *settings;
    scope.refunds = std::make_shared<RefundBook>(m_database, store, m_clock);
    scope.settlements = std::make_shared<SettlementBook>(m_database, scope.session->store);
    scope.temporary = TemporaryFolder::ofProfile(m_database.file());
    return scope;
}

Result<RecordRunner::Progress> Workshop::workBatch(const Batch& batch, const StopToken& stop)
{
    auto known = flow(batch.flow);
    if (!known)
        return fail(known.error());
    auto scope = this->scope(batch.flow, batch.store);
    if (!scope)
        return fail(scope.error());

    RecordRunner::Progress none;
    struct Queue
    {
        qint64 ready = 0, done = 0;
        std::optional<qint64> due;
    };
    auto queue = m_database.read([&](db::Connection& connection) -> Result<Queue> {
        const db::RecordReads reads(connection);
        Queue found;
        auto due = reads.nextDue(batch.flow, batch.store);
        auto ready = reads.count(db::RecordState::Ready, batch.flow, batch.store);
        auto done = reads.count(db::RecordState::Done, batch.flow, batch.store);
        if (!due || !ready || !done)
            return fail(!due ? due.error() : !ready ? ready.error() : done.error());
        found.due = *due;
        found.ready = *ready;
        found.done = *done;
        return found;
    });
    if (!queue)
        return fail(queue.error());
    if (!queue->due || *queue->due > m_clock.nowMs())
        return none;
    if (const auto paused = m_connections.health().paused(kNetSuiteConnection)) {
        none.trouble = paused;
        return none;
    }
    if (auto space = m_database.checkSpace(); !space)
        return fail(space.error()); // stop before sending: the answer could not be stored
    auto account = m_connections.account(*scope->session, stop);
    if (!account) {
        none.trouble = account.error();
        return none;
    }
    scope->account = std::move(*account);

    RecordRunner::Scope runScope;
    runScope.run = batch.run;
    runScope.planOnly = batch.planOnly;
    // Half of an equal share: the last batches are small, so that all workers end at about the same time.
    const qint64 share = std::min<qint64>(queue->ready / (qint64(2) * std::max(1, batch.workers)) + 1, (*known)->spec().batch);
    const int most = (*known)->spec().batch;
    runScope.limit = std::clamp(static_cast<int>(share), std::min(kSmallestBatch, most), most);
    if ((*known)->spec().sendTogether > 1)
        runScope.limit = most; // many that are due at once can go as one feed only when one worker has them all
    flows::FlowContext context = scope->context(m_clock, stop);
    RecordRunner runner(m_ledger, **known, context, runScope, queue->done);
    auto progress = runner.run();
    if (progress && !progress->records.empty())
        m_news.records(progress->records);
    return progress;
}

} // namespace causeway::engine
