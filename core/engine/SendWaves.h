// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Batch.h"
#include "engine/Ledger.h"

namespace causeway::engine {

/// Sends a batch's commands in waves: first those that depend on nothing, then those whose receipts have come. Before each call
/// its intent is committed; the outcome of one call and the intent of the next share a commit. One thread.
class SendWaves final
{
public:
    /// A command whose send ended with the process this often is not sent again by itself. Two can be chance: whoever kills a
    /// busy program twice hits the same order now and then.
    static constexpr int kPoisonCrashes = 3;
    static constexpr int kLongestRow = 3;         ///< refusals by quota or network before the rest of the batch is left alone
    static constexpr qint64 kOtherWorkerMs = 300; ///< look again at what another worker is sending

    SendWaves(Ledger& ledger, flows::Flow& flow, flows::FlowContext& context, Batch& batch)
        : m_ledger(ledger), m_flow(flow), m_context(context), m_batch(batch)
    {
    }
    [[nodiscard]] Result<void> run();
    /// What stopped the whole batch (quota, sign-in, network), if anything.
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }

private:
    [[nodiscard]] std::vector<Ledger::Send> nextWave();
    [[nodiscard]] bool isSendable(RecordWork& record, const QString& key);
    [[nodiscard]] Result<void> sendWave(std::vector<Ledger::Send> wave);
    void call(std::span<Ledger::Send> sends);
    void digest(Ledger::Send& send);
    void digestError(Ledger::Send& send, const Error& error);
    void putOff(RecordWork& record);

    Ledger& m_ledger;
    flows::Flow& m_flow;
    flows::FlowContext& m_context;
    Batch& m_batch;
    std::vector<Ledger::Send> m_ended; ///< outcomes not committed yet
    std::optional<Error> m_trouble;
    int m_inARow = 0;
};

} // namespace causeway::engine
