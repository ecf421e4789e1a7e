// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "engine/FlowScope.h"
#include "engine/Ledger.h"
#include "engine/Payloads.h"
#include "engine/RecordRunner.h"

namespace causeway::engine {

/// What every worker needs, made once by the engine. Thread-safe.
class Workshop final
{
public:
    struct News ///< told from worker threads
    {
        std::function<void(const std::vector<qint64>&)> records = [](const auto&) {};
        std::function<void(RunId)> run = [](RunId) {};
    };
    Workshop(db::Database& database, const security::Vault& vault, Connections& connections, Clock& clock, const Log& log,
             const flows::Registry& flows)
        : m_database(database),
          m_payloads(vault),
          m_ledger(database, vault, clock),
          m_connections(connections),
          m_clock(clock),
          m_log(log),
          m_flows(flows)
    {
    }

    /// Invalid: no such flow or store.
    [[nodiscard]] Result<FlowScope> scope(const QString& flow, const QString& store);
    [[nodiscard]] Result<flows::Flow*> flow(const QString& id) const;

    struct Batch
    {
        QString flow, store;
        RunId run; ///< 0: background
        bool planOnly = false;
        int workers = 1; ///< that share what is due
    };
    /// One batch of due records. What keeps the remote system out of reach is in Progress::trouble; an error is the database's.
    [[nodiscard]] Result<RecordRunner::Progress> workBatch(const Batch& batch, const StopToken& stop);

    [[nodiscard]] db::Database& database() const { return m_database; }
    [[nodiscard]] const Payloads& payloads() const { return m_payloads; }
    [[nodiscard]] Ledger& ledger() { return m_ledger; }
    [[nodiscard]] Connections& connections() const { return m_connections; }
    [[nodiscard]] Clock& clock() const { return m_clock; }
    [[nodiscard]] const Log& log() const { return m_log; }
    [[nodiscard]] const flows::Registry& flows() const { return m_flows; }
    [[nodiscard]] News& news() { return m_news; }

private:
    static constexpr int kSmallestBatch = 20;
    db::Database& m_database;
    Payloads m_payloads;
    Ledger m_ledger;
    Connections& m_connections;
    Clock& m_clock;
    Log m_log;
    const flows::Registry& m_flows;
    News m_news;
};

} // namespace causeway::engine
