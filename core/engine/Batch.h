// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "db/Rows.h"
#include "flows/Flow.h"

/// What one worker holds in memory while it works on a batch of records. Never the truth: everything here can be read again from
/// rows after a crash. Plain data.
namespace causeway::engine {

/// One command of the batch; several records may wait for the same one (two orders of one new customer).
struct CommandWork
{
    flows::Command command; ///< with the body that is (or was) sent
    QString bodyHash;
    PayloadId body;      ///< sealed copy of command.body
    db::CommandRow row;  ///< as committed
    bool absent = false; ///< looked for in this pass and not found

    [[nodiscard]] bool isDone() const { return row.state == db::CommandState::Done; }
    /// Its bytes may have reached the target: they are never changed again.
    [[nodiscard]] bool isFrozen() const
    {
        return isDone() || row.state == db::CommandState::Sent || row.state == db::CommandState::Checking;
    }
};

/// Where a record goes at the end of this pass.
struct Ending
{
    db::RecordState state = db::RecordState::Ready;
    QString reason;
    std::optional<qint64> dueAt;
    bool usesAttempt = false;
    std::optional<Error> error;
    QString note;
};

struct RecordWork
{
    db::RecordRow row;
    flows::Record record;
    std::optional<qint64> purgeAtMs; ///< of the source; bodies made from it go with it
    bool contentErased = false;
    std::vector<db::CommandRow> rows; ///< commands linked when it was claimed
    int crashes = 0;                  ///< sends of this record that ended with the process, since a person last looked at it
    bool isPoison = false;

    flows::Plan plan;
    QString planHash;
    std::vector<QString> keys; ///< of the plan's commands, in order
    std::map<QString, flows::Receipt> receipts;
    std::map<QString, Json> observed, sentBodies;
    std::size_t lookup = 0; ///< index in Batch::lookups
    bool mainWasDone = false, wrote = false;
    bool stale = true; ///< something is known that its plan has not seen
    std::optional<Ending> ending;
    bool isFinished = false; ///< the ending is committed

    [[nodiscard]] bool isActive() const { return !ending; }
};

struct Batch
{
    std::vector<RecordWork> records;
    std::map<QString, CommandWork> commands; ///< by key
    std::vector<Json> lookups;

    [[nodiscard]] std::vector<RecordWork*> active()
    {
        std::vector<RecordWork*> found;
        for (RecordWork& record : records) {
            if (record.isActive())
                found.push_back(&record);
        }
        return found;
    }
};

} // namespace causeway::engine
