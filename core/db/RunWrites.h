// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// Runs of flows. Bound to one Transaction.
class RunWrites
{
public:
    explicit RunWrites(Transaction& tx) : m_tx(tx) {}

    /// trigger: schedule, by-hand, catch-up, demo. options: what a person asked for (no personal data).
    [[nodiscard]] Result<RunId> start(const QString& flow, const QString& store, const QString& trigger, const Json& options,
                                      qint64 now);
    /// Adds to the number of source things read.
    [[nodiscard]] Result<void> addFetched(RunId id, qint64 count);
    [[nodiscard]] Result<void> addCalls(RunId id, const RunCalls& calls);
    [[nodiscard]] Result<void> setFetchDueAt(RunId id, std::optional<qint64> at);
    /// Counts done, skipped, waiting, review and error anew from the records of this run.
    [[nodiscard]] Result<RunCounts> refreshCounts(RunId id);
    /// state: done, done_with_errors, failed, cancelled. Refreshes the counts first.
    [[nodiscard]] Result<void> finish(RunId id, const QString& state, const std::optional<Error>& error, qint64 now);
    /// After a crash: everything that still seems to run. Returns how many.
    [[nodiscard]] Result<qint64> interruptAll(qint64 now);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
