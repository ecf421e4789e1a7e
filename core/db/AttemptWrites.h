// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// The append-only list of tries. Bound to one Transaction. Holds no personal data in clear: bodies are payloads.
class AttemptWrites
{
public:
    explicit AttemptWrites(Transaction& tx) : m_tx(tx) {}

    struct Start
    {
        QString step; ///< fetch, look-up, plan, find, send, read-back
        RecordId record;
        CommandId command;
        RunId run;
        PayloadId request;
        qint64 epoch = 0;
    };
    [[nodiscard]] Result<AttemptId> start(const Start& start, qint64 now);
    struct Finish
    {
        QString outcome; ///< ok, adopted, absent, or an error kind
        int httpStatus = 0;
        QString requestId, message;
        PayloadId reply;
    };
    /// Once only; Storage "fenced" when it was closed by a recovery.
    [[nodiscard]] Result<void> finish(AttemptId id, const Finish& finish, qint64 now);
    /// Start and finish in one row, for steps that leave no trace outside (plan).
    [[nodiscard]] Result<AttemptId> note(const Start& start, const Finish& finish, qint64 now);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
