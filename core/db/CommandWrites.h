// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// One write that a plan wants.
struct PlannedCommand
{
    QString target, key, operation, type;
    QString bodyHash;
    PayloadId body; ///< sealed body; none: keep the stored one (only when find() shows the same hash and a body that is kept)
    Json fingerprint = Json::object();
    int position = 0; ///< order within the record's plan
};

/// The outbox. Bound to one Transaction. Commands are unique by (target, key) for ever; several records may share one.
/// Moves of a command on the wire name the epoch of the process: Storage "fenced" when another one has taken over.
class CommandWrites
{
public:
    explicit CommandWrites(Transaction& tx) : m_tx(tx) {}

    [[nodiscard]] Result<std::optional<CommandRow>> find(const QString& target, const QString& key);
    [[nodiscard]] Result<std::optional<CommandRow>> find(CommandId id);
    /// New, or the one that exists, linked to the record. The body is replaced only while it cannot have reached the target
    /// (planned or refused; refused becomes planned again); a sent, checking or done command comes back as it is.
    /// Defect when the key is used for another operation or type.
    [[nodiscard]] Result<CommandRow> plan(RecordId record, const PlannedCommand& command, qint64 now);
    /// Changes of documents that the newest plan needs no more, and whose outcome nobody heard: what was sent up to sentBefore
    /// can take effect no more, and the plan was made from the document as it is now; they end as superseded. Returns when the
    /// last of the others was sent; nullopt when none is left.
    [[nodiscard]] Result<std::optional<qint64>> endSuperseded(RecordId record, qint64 sentBefore, qint64 now);
    /// The newest plan has exactly these commands: links to others that never reached the target (planned, refused) are removed.
    [[nodiscard]] Result<void> dropStaleLinks(RecordId record, std::span<const CommandId> newest);
    /// Where each field came from; replaces what was stored.
    [[nodiscard]] Result<void> setOrigins(CommandId id, const std::vector<std::pair<QString, QString>>& origins);

    /// planned or checking -> sent, committed before the first byte leaves. Returns those that this call marked; the others are
    /// on the wire of another worker, or have a receipt: do not send them.
    [[nodiscard]] Result<std::vector<CommandId>> markSent(std::span<const CommandId> ids, qint64 epoch, qint64 now);
    /// The target's answer, or an adopted document (outcome "created", "already-there", "updated"). Also from planned, checking
    /// or refused (adoption). The same receipt again is no error; another one is Conflict.
    [[nodiscard]] Result<void> receipt(CommandId id, qint64 epoch, const QString& remoteId, const QString& remoteName,
                                       const QString& outcome, qint64 now);
    /// sent -> planned: surely not executed (429, 401, connection refused).
    [[nodiscard]] Result<void> notExecuted(CommandId id, qint64 epoch, qint64 now);
    /// sent or planned -> refused: the target said no; a new body under the same key is allowed.
    [[nodiscard]] Result<void> refused(CommandId id, qint64 epoch, qint64 now);
    /// sent -> checking: the outcome is unknown.
    [[nodiscard]] Result<void> checking(CommandId id, qint64 epoch, qint64 now);
    /// checking -> refused: absent after the quiet time and no longer wanted (outcome "absent").
    [[nodiscard]] Result<void> absent(CommandId id, qint64 now);
    /// What readBack saw, without personal data. name: document number, when the receipt had none.
    [[nodiscard]] Result<void> setObserved(CommandId id, const Json& observed, const QString& name, qint64 now);

    /// Records that wait for this command besides the given one (two orders of one new customer).
    [[nodiscard]] Result<std::vector<RecordId>> otherRecords(CommandId id, RecordId except);

private:
    [[nodiscard]] Result<void> link(RecordId record, CommandId id, int position);
    [[nodiscard]] Result<void> leaveWire(CommandId id, qint64 epoch, const QString& state, const QString& from, qint64 now);
    [[nodiscard]] static tl::unexpected<Error> fenced();

    Transaction& m_tx;
};

} // namespace causeway::db
