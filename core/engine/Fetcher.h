// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/FlowScope.h"
#include "engine/Ledger.h"
#include "engine/Payloads.h"
#include "engine/SettlementImport.h"

namespace causeway::engine {

/// Reads one page of a source and saves it: sealed contents, records, order facts, SKUs, sightings, cursor and counts in one
/// transaction, so that the cursor never passes anything unsaved. One thread at a time per flow and store.
class Fetcher final
{
public:
    Fetcher(db::Database& database, const Payloads& payloads, Clock& clock, qint64 epoch)
        : m_database(database), m_payloads(payloads), m_clock(clock), m_epoch(epoch)
    {
    }
    struct Page
    {
        QStringList keys;            ///< seen on it
        std::vector<qint64> changed; ///< records that are new or different
        flows::Cursor next;
        bool more = false;
        qint64 found = 0; ///< unknown before
    };
    /// run: the one that counts it; none: a look that belongs to no run.
    /// cursor: of a fetch by key, which leaves the stored one alone; otherwise the stored one is read and moved.
    [[nodiscard]] Result<Page> page(flows::Flow& flow, const FlowScope& scope, const flows::FetchRequest& request,
                                    const flows::Cursor& cursor, RunId run, const StopToken& stop);

private:
    /// While nobody knows when an order will have shipped, its data goes this long after it was seen changed.
    static constexpr int kUnshippedDays = 60;
    /// Settlement files are read before the transaction: it must not wait for them.
    [[nodiscard]] Result<std::vector<std::optional<SettlementImport::Imported>>>
    readSettlements(std::span<flows::SourceItem> items, const config::Store& store);
    [[nodiscard]] Result<void> saveSettlement(db::Transaction& tx, const config::Store& store, const flows::SourceItem& item,
                                              SettlementImport::Imported& imported, RunId run, Page& page);
    [[nodiscard]] Result<db::RecordState> saveItem(db::Transaction& tx, const FlowScope& scope, const flows::SourceItem& item,
                                                   const QString& origin, RunId run, qint64 now, Page& page);
    /// What a page says about which source shows which orders, and how far the stream was read.
    [[nodiscard]] static Result<void> saveSightings(db::Transaction& tx, const flows::Flow& flow, const QString& store,
                                                    const flows::FetchRequest& request, const flows::Page& read, qint64 found,
                                                    qint64 now);
    [[nodiscard]] Result<void> saveFacts(db::Transaction& tx, const QString& store, const flows::OrderFacts& facts,
                                         RecordId record, qint64 now);

    db::Database& m_database;
    const Payloads& m_payloads;
    Clock& m_clock;
    qint64 m_epoch;
};

} // namespace causeway::engine
