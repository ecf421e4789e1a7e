// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "engine/Batch.h"
#include "engine/Ledger.h"
#include "engine/ReviewGate.h"

namespace causeway::engine {

/// Works one batch of records through a flow: claim, look up, plan, commit, review, find, send, read back, plan again … finish.
/// Every step can be resumed from rows alone. One object per batch, one thread.
class RecordRunner final
{
public:
    struct Scope
    {
        RunId run; ///< 0: background work, each record keeps its run
        int limit = 50;
        bool planOnly = false;
    };
    struct Progress
    {
        int claimed = 0;
        int finished = 0; ///< done or skipped
        std::vector<qint64> records;
        std::optional<Error> trouble; ///< what stopped all of them: sign-in, unreachable, disk
    };

    RecordRunner(Ledger& ledger, flows::Flow& flow, flows::FlowContext& context, const Scope& scope, qint64 recordsDone)
        : m_ledger(ledger), m_flow(flow), m_context(context), m_scope(scope), m_gate(context.flow, scope.planOnly, recordsDone)
    {
    }
    /// Claims and works one batch. An error is the database's only; remote trouble is in Progress and in the records.
    [[nodiscard]] Result<Progress> run();

private:
    static constexpr int kRounds =
        8; ///< adopt, create, amend, each planned anew, and some; a plan that does not settle by then is a defect

    [[nodiscard]] Result<void> work();
    [[nodiscard]] Result<void> restoreContent();
    [[nodiscard]] Result<void> settleChecks();
    [[nodiscard]] Result<bool> lookUp();
    void plan(RecordWork& work);
    void applyEdit(RecordWork& work);
    void review(RecordWork& work);
    [[nodiscard]] bool followsFromTotals(const RecordWork& work, std::span<const flows::Command> unsent) const;
    [[nodiscard]] std::vector<flows::Command> commandsNeedingApproval(const RecordWork& work) const;
    [[nodiscard]] Result<void> find();
    [[nodiscard]] Result<void> search(std::vector<Ledger::Sighting> sightings);
    [[nodiscard]] Result<bool> readBack();
    void settle(RecordWork& work);
    void endAll(const Error& error);
    [[nodiscard]] flows::PlanContext planContext(const RecordWork& work, const std::map<QString, Json>& observed) const;
    [[nodiscard]] Result<flows::Plan> planOnce(const RecordWork& work, const std::map<QString, Json>& observed) const;

    Ledger& m_ledger;
    flows::Flow& m_flow;
    flows::FlowContext& m_context;
    Scope m_scope;
    ReviewGate m_gate;
    Batch m_batch;
    Progress m_progress;
};

} // namespace causeway::engine
