// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <span>

#include "base/Clock.h"
#include "db/Database.h"
#include "engine/Batch.h"
#include "engine/Payloads.h"

namespace causeway::engine {

/// The commit points of the work on records: each function is one transaction, and together they are the crash safety of the
/// program (architecture.md section 8): planned, attempt, call, receipt. Every commit after a call carries the process epoch; a
/// row that another epoch has taken over makes it fail with Storage "fenced". Thread-safe.
class Ledger final
{
public:
    Ledger(db::Database& database, const security::Vault& vault, Clock& clock, qint64 epoch = 0)
        : m_database(database), m_payloads(vault), m_clock(clock), m_epoch(epoch)
    {
    }

    struct Claim
    {
        QString flow, store;
        RunId run; ///< 0: keeps the run each record had
        int limit = 50;
    };
    /// Takes records that are ready, or waiting and due; each to one worker only. Reads what plan() needs from their rows.
    [[nodiscard]] Result<std::vector<RecordWork>> claim(const Claim& claim);

    /// Saves newest plans: commands never sent take the new body; frozen ones keep theirs. Fills batch.commands and receipts.
    [[nodiscard]] Result<void> commitPlans(Batch& batch, std::span<RecordWork* const> records);

    struct Sighting
    {
        CommandWork* command = nullptr;
        RecordWork* owner = nullptr;
        std::optional<flows::Found> found; ///< empty: absent
    };
    /// What find() saw: found and equal becomes done; everything is written to the attempts.
    [[nodiscard]] Result<void> recordSightings(std::span<const Sighting> sightings, qint64 startedAtMs);
    /// A failed read of the remote system, in the attempts of these records.
    [[nodiscard]] Result<void> recordFailure(std::span<RecordWork* const> records, const QString& step, const Error& error,
                                             qint64 startedAtMs);

    struct Send
    {
        CommandWork* command = nullptr;
        RecordWork* owner = nullptr;
        AttemptId attempt; ///< set by begin; 0: another worker was faster
        qint64 startedAtMs = 0;
        std::optional<flows::Outcome> outcome;
    };
    /// One transaction: receipts and errors of what was sent, endings of records they decide, then the intent of what is sent
    /// next. Nothing of `next` may leave the computer before this returned.
    [[nodiscard]] Result<void> exchange(std::span<Send> ended, std::span<Send> next);

    [[nodiscard]] Result<void> recordObserved(Batch& batch, const std::map<QString, Json>& observed);
    /// Writes the endings; a record whose source changed meanwhile becomes ready again instead.
    [[nodiscard]] Result<void> finish(std::span<RecordWork* const> records);

    [[nodiscard]] qint64 epoch() const { return m_epoch; }
    /// Of a recovery; no batch may be at work then.
    void setEpoch(qint64 epoch) { m_epoch = epoch; }
    [[nodiscard]] Clock& clock() const { return m_clock; }

private:
    [[nodiscard]] Result<void> load(db::Connection& connection, RecordWork& work) const;
    [[nodiscard]] Result<void> commitPlan(db::Transaction& tx, Batch& batch, RecordWork& work, qint64 now);
    [[nodiscard]] Result<void> storeOutcome(db::Transaction& tx, const Send& send, qint64 now);
    [[nodiscard]] Result<void> storeIntent(db::Transaction& tx, Send& send, qint64 now);
    [[nodiscard]] Result<void> storeEnding(db::Transaction& tx, const RecordWork& work, qint64 now);
    db::Database& m_database;
    Payloads m_payloads;
    Clock& m_clock;
    std::atomic<qint64> m_epoch;
};

} // namespace causeway::engine
