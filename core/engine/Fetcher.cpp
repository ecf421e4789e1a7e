// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Fetcher.h"

#include <algorithm>

#include "base/Hash.h"
#include "db/AttemptWrites.h"
#include "db/ConfigurationWrites.h"
#include "db/OrderFactWrites.h"
#include "db/OrderSightingTable.h"
#include "db/RecordWrites.h"
#include "db/RunWrites.h"
#include "db/SourcePassTable.h"
#include "db/StateTables.h"

namespace causeway::engine {

namespace {
constexpr qint64 kDayMs = 86'400'000;

/// How a record of this request was seen (003_completeness.sql).
QString originOf(const flows::FetchRequest& request)
{
    const bool isMain = request.stream == QStringLiteral("main");
    if (!request.keys.isEmpty())
        return isMain ? QStringLiteral("asked") : request.stream;
    return isMain || request.sinceMs ? QStringLiteral("list") : request.stream;
}
} // namespace

Result<Fetcher::Page> Fetcher::page(flows::Flow& flow, const FlowScope& scope, const flows::FetchRequest& request,
                                    const flows::Cursor& cursor, RunId run, const StopToken& stop)
{
    const QString& flowId = flow.spec().id;
    const QString& store = scope.session->store.id;
    const bool movesCursor = request.keys.isEmpty();
    flows::Cursor from = cursor;
    if (movesCursor) {
        auto stored = m_database.read([&](db::Connection& c) { return db::CursorTable(c).load(flowId, store, request.stream); });
        if (!stored)
            return fail(stored.error());
        from = std::move(*stored);
    }

    flows::FlowContext context = scope.context(m_clock, stop);
    const qint64 startedAt = m_clock.nowMs();
    auto read = flow.fetch(from, request, context);
    if (!read) {
        const Error& error = read.error();
        auto noted = m_database.write([&](db::Transaction& tx) {
            return db::AttemptWrites(tx).note({QStringLiteral("fetch"), {}, {}, run, {}, m_epoch},
                                              {toString(error.kind), error.httpStatus, error.requestId, error.message, {}},
                                              startedAt);
        });
        if (!noted)
            return fail(noted.error());
        return fail(error);
    }

    auto settlements = readSettlements(read->items, scope.session->store);
    if (!settlements)
        return fail(settlements.error());
    Page page;
    page.next = read->next;
    page.more = read->more;
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        const qint64 now = m_clock.nowMs();
        for (std::size_t i = 0; i < read->items.size(); ++i) {
            const flows::SourceItem& item = read->items[i];
            if (auto& imported = (*settlements)[i]) {
                if (auto kept = saveSettlement(tx, scope.session->store, item, *imported, run, page); !kept)
                    return kept;
                continue;
            }
            page.keys << item.key;
            if (auto one = saveItem(tx, scope, item, originOf(request), run, now, page); !one)
                return fail(one.error());
        }
        if (auto sighted = saveSightings(tx, flow, store, request, *read, page.found, now); !sighted)
            return sighted;
        if (movesCursor) {
            if (auto moved = db::CursorTable::save(tx, flowId, store, request.stream, page.next, now); !moved)
                return moved;
            if (auto cleared = db::ConfigurationWrites(tx).setFetchDue(flowId, store, std::nullopt); !cleared)
                return cleared;
        }
        auto noted = db::AttemptWrites(tx).note({QStringLiteral("fetch"), {}, {}, run, {}, m_epoch},
                                                {QStringLiteral("ok"), 0, {}, {}, {}}, startedAt);
        if (!noted)
            return fail(noted.error());
        if (!run.isValid())
            return {};
        return db::RunWrites(tx).addFetched(run, static_cast<qint64>(read->items.size()));
    });
    if (!saved)
        return fail(saved.error());
    return page;
}

Result<std::vector<std::optional<SettlementImport::Imported>>> Fetcher::readSettlements(std::span<flows::SourceItem> items,
                                                                                        const config::Store& store)
{
    const SettlementImport import(m_database, m_payloads, m_clock);
    std::vector<std::optional<SettlementImport::Imported>> settlements(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!items[i].settlementFile)
            continue;
        auto imported = import.read(*items[i].settlementFile, store);
        if (imported) {
            settlements[i] = std::move(*imported);
            continue;
        }
        if (imported.error().kind == ErrorKind::Storage)
            return fail(imported.error());
        // A report that is no settlement stops only itself: it becomes a record whose plan says why.
        items[i].content = Json::object({{QStringLiteral("unreadable"), imported.error().message}}).toBytes();
    }
    return settlements;
}

Result<void> Fetcher::saveSettlement(db::Transaction& tx, const config::Store& store, const flows::SourceItem& item,
                                     SettlementImport::Imported& imported, RunId run, Page& page)
{
    const bool isNew = !imported.isKnown;
    if (auto saved = SettlementImport(m_database, m_payloads, m_clock).save(tx, *item.settlementFile, imported, store, run);
        !saved)
        return saved;
    page.keys << imported.key;
    if (isNew)
        page.changed.push_back(imported.record.value());
    return {};
}

Result<void> Fetcher::saveSightings(db::Transaction& tx, const flows::Flow& flow, const QString& store,
                                    const flows::FetchRequest& request, const flows::Page& read, qint64 found, qint64 now)
{
    using Sightings = db::OrderSightingTable;
    if (flow.spec().readsOrders) {
        for (const QString& key : request.keys) { // also one that Amazon does not know: it is not asked for again and again
            if (auto noted = Sightings::note(tx, store, {key.trimmed(), {}, 0, {}}, Sightings::Source::Asked, now); !noted)
                return noted;
        }
        const auto source = request.keys.isEmpty() ? Sightings::Source::List : Sightings::Source::Asked;
        for (const flows::SourceItem& item : read.items) {
            if (item.orderId.isEmpty() || item.key != item.orderId)
                continue;
            db::SightedOrder order{item.orderId, {}, 0, {}};
            if (item.order) {
                order.channel = item.order->type == QStringLiteral("FBA") ? item.order->type : QStringLiteral("MFN");
                order.purchasedAt = item.order->purchasedAtMs;
            }
            if (auto noted = Sightings::note(tx, store, order, source, now); !noted)
                return noted;
        }
        for (const flows::ReportedOrder& order : read.reported) {
            auto noted = Sightings::note(tx, store, {order.orderId, order.channel, order.purchasedAtMs, order.status},
                                         Sightings::Source::Report, now);
            if (!noted)
                return noted;
        }
    }
    if (!request.keys.isEmpty() || request.sinceMs)
        return {};
    const auto seen = static_cast<qint64>(read.items.size()) + static_cast<qint64>(read.reported.size());
    return db::SourcePassTable::add(tx, flow.spec().id, store, request.stream, {seen, found, !read.more, read.covered}, now);
}

Result<db::RecordState> Fetcher::saveItem(db::Transaction& tx, const FlowScope& scope, const flows::SourceItem& item,
                                          const QString& origin, RunId run, qint64 now, Page& page)
{
    const QString& flow = scope.settings.flow;
    const QString& store = scope.session->store.id;
    const config::Retention& retention = scope.session->configuration.retention;
    db::RecordWrites records(tx);
    db::SourceRow source;
    source.key = item.key;
    source.order = item.orderId;
    source.revision = sha256Hex(item.content);
    source.sourceUpdatedAt = item.updatedAtMs;
    source.amount = item.amount;
    source.waitingReason = item.waitingReason;
    source.skipReason = item.skipReason;
    source.origin = origin;

    auto known = records.known(flow, store, item.key);
    if (!known)
        return fail(known.error());
    if (!*known || (*known)->needsPayload(source.revision)) {
        const int days = item.personal ? retention.personalDataDays + kUnshippedDays : retention.payloadDays;
        const qint64 purgeAt = item.purgeAtMs.value_or(now + days * kDayMs);
        auto payload = m_payloads.put(tx, item.content, item.personal, purgeAt, now);
        if (!payload)
            return fail(payload.error());
        source.payload = *payload;
    }
    auto record = records.upsertSource(flow, store, source, run, now);
    if (!record)
        return fail(record.error());
    if (record->seen != db::Seen::Unchanged)
        page.changed.push_back(record->id.value());
    if (record->seen == db::Seen::New)
        ++page.found;
    if (item.personal && item.purgeAtMs) {
        if (auto dated = db::PayloadTable(tx).setPurgeAtOfRecord(record->id, *item.purgeAtMs); !dated)
            return fail(dated.error());
    }
    if (item.order) {
        if (auto facts = saveFacts(tx, store, *item.order, record->id, now); !facts)
            return fail(facts.error());
    }
    return record->state;
}

Result<void> Fetcher::saveFacts(db::Transaction& tx, const QString& store, const flows::OrderFacts& facts, RecordId record,
                                qint64 now)
{
    db::OrderRow order;
    order.orderId = facts.orderId;
    order.store = store;
    order.type = facts.type;
    order.marketplace = facts.marketplace;
    order.status = facts.status;
    order.purchasedAt = facts.purchasedAtMs;
    order.updatedAt = facts.updatedAtMs;
    order.shipBy = facts.shipByMs;
    order.total = facts.total;
    order.isBusiness = facts.isBusiness;
    order.isReplacement = facts.isReplacement;
    order.cancelRequested = facts.cancelRequested;
    order.record = record;
    std::vector<db::OrderLineRow> lines;
    for (const flows::OrderFacts::Line& line : facts.lines) {
        order.items += static_cast<int>(line.quantity);
        lines.push_back({facts.orderId, store, line.itemId, line.sku, line.asin, line.title, line.quantity, line.amount, line.tax,
                         line.shipping, line.discount});
    }
    return db::OrderFactWrites(tx).save(order, lines, now);
}

} // namespace causeway::engine
