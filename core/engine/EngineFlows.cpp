// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "db/AuditTable.h"
#include "db/RecordTable.h"
#include "db/StateTables.h"
#include "db/ViewTables.h"
#include "engine/DuplicateCustomers.h"
#include "engine/EngineImpl.h"
#include "mapping/OrderMapper.h"

/// The part of Engine about how far flows are: progress of runs, the mark up to which a source was read; and duplicate customers.
namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::EngineFlows)
};
const QString kMain = QStringLiteral("main");
constexpr int kLookedAt = 50; ///< newest records among which a sample is chosen
} // namespace

std::vector<RunProgress> Engine::progress() const
{
    std::vector<std::shared_ptr<FlowRun>> runs = m_impl->workers.runs();
    {
        const std::lock_guard lock(m_impl->foregroundMutex);
        if (m_impl->foreground)
            runs.push_back(m_impl->foreground);
    }
    std::vector<RunProgress> all;
    for (const auto& run : runs) {
        // A progress line: what cannot be counted now is left out.
        const auto due = m_impl->parts.database.read([&](db::Connection& connection) -> Result<qint64> {
            const db::RecordReads records(connection);
            const auto ready = records.count(db::RecordState::Ready, run->request().flow, run->request().store);
            const auto running = records.count(db::RecordState::Running, run->request().flow, run->request().store);
            if (!ready || !running)
                return fail(!ready ? ready.error() : running.error());
            return *ready + *running;
        });
        all.push_back(run->progress(due ? std::optional<qint64>(*due) : std::nullopt));
    }
    return all;
}

Result<std::optional<qint64>> Engine::readUpTo(const QString& flow, const QString& store) const
{
    const flows::Flow* known = m_impl->parts.flows.find(flow);
    if (!known)
        return fail(ErrorKind::Invalid, Words::tr("There is no flow \"%1\".").arg(flow), {}, QStringLiteral("no-flow"));
    auto cursor = m_impl->parts.database.read(
        [&](db::Connection& connection) { return db::CursorTable(connection).load(flow, store, kMain); });
    if (!cursor)
        return fail(cursor.error());
    return known->readUpTo(*cursor);
}

Result<void> Engine::setReadUpTo(const QString& flow, const QString& store, qint64 atMs, const QString& reason,
                                 const Actor& actor)
{
    const flows::Flow* known = m_impl->parts.flows.find(flow);
    if (!known)
        return fail(ErrorKind::Invalid, Words::tr("There is no flow \"%1\".").arg(flow), {}, QStringLiteral("no-flow"));
    const qint64 now = m_impl->parts.clock.nowMs();
    const QString why = reason.simplified();
    if (why.isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("A reason is needed: it is kept in the audit log."),
                    Words::tr("Say why the place is moved."), QStringLiteral("no-reason"));
    if (atMs > now)
        return fail(ErrorKind::Invalid, Words::tr("This time lies ahead: nothing can have been read until then."),
                    Words::tr("Choose a time that is over."), QStringLiteral("time-ahead"));
    auto moved = m_impl->workers.whileIdle(flow, store, [&] {
        return m_impl->parts.database.write([&](db::Transaction& tx) -> Result<void> {
            const auto configuration = db::ConfigurationReads(tx).load();
            if (!configuration)
                return fail(configuration.error());
            if (!configuration->store(store))
                return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(store), {},
                            QStringLiteral("no-store"));
            const auto cursor = db::CursorTable(tx).load(flow, store, kMain);
            if (!cursor)
                return fail(cursor.error());
            const auto next = known->movedTo(*cursor, atMs);
            if (!next)
                return fail(ErrorKind::Invalid,
                            Words::tr("This flow lists everything that there is each time; it has no place to move."), {},
                            QStringLiteral("no-mark"));
            const auto before = known->readUpTo(*cursor);
            if (before == atMs)
                return {};
            if (auto saved = db::CursorTable::save(tx, flow, store, kMain, *next, now); !saved)
                return saved;
            return db::AuditWrites(tx).append(
                actor.name, QStringLiteral("read-up-to-set"), QStringLiteral("flow/%1/%2").arg(flow, store),
                QStringLiteral("%1 -> %2: %3").arg(before ? toIso8601(*before) : QStringLiteral("-"), toIso8601(atMs), why), now);
        });
    });
    if (moved)
        Q_EMIT flowsChanged();
    return moved;
}

Result<std::optional<Engine::OrderSample>> Engine::orderSample(const QString& flow, const QString& store)
{
    struct Stored
    {
        config::Configuration configuration;
        std::vector<db::RecordRow> records;
    };
    auto stored = m_impl->parts.database.read([&](db::Connection& connection) -> Result<Stored> {
        auto configuration = db::ConfigurationReads(connection).load();
        if (!configuration)
            return fail(configuration.error());
        db::RecordFilter filter;
        filter.flow = flow;
        filter.store = store;
        filter.limit = kLookedAt;
        auto records = db::RecordReads(connection).list(filter);
        if (!records)
            return fail(records.error());
        return Stored{std::move(*configuration), std::move(*records)};
    });
    if (!stored)
        return fail(stored.error());
    const config::Store* of = stored->configuration.store(store);
    if (!of)
        return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(store), {}, QStringLiteral("no-store"));
    const mapping::MappingSnapshot mappings(stored->configuration, *of);
    const db::RecordRow* best = nullptr;
    OrderSample sample;
    for (const db::RecordRow& record : stored->records) {
        // One that was written shows what every field became; one that was only read shows what the rules would make.
        if (best != nullptr && (!best->targets.empty() || record.targets.empty()))
            continue;
        const auto bytes = payload(record.payload);
        if (!bytes || !*bytes)
            continue; // erased meanwhile
        const auto json = Json::parse(**bytes);
        const auto order = json ? amazon::decodeOrder(*json) : Result<amazon::Order>(fail(json.error()));
        if (!order)
            continue;
        best = &record;
        sample = {record.id, mapping::OrderMapper::fieldFacts(*order, *of, mappings)};
    }
    return best != nullptr ? std::optional(sample) : std::nullopt;
}

Result<std::vector<Engine::DuplicateCustomers>> Engine::duplicateCustomers(const StopToken& stop)
{
    const auto configuration =
        m_impl->parts.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    if (configuration->stores.empty())
        return fail(ErrorKind::Invalid, Words::tr("No store is configured yet."), {}, QStringLiteral("no-store"));
    // All stores write into the same NetSuite account: any session reads it.
    auto session = m_impl->connections.session(configuration->stores.front().id);
    if (!session)
        return fail(session.error());
    const auto account = m_impl->connections.account(**session, stop);
    if (!account)
        return fail(account.error());
    return engine::DuplicateCustomers(**session, *account).find(stop);
}

} // namespace causeway::engine
