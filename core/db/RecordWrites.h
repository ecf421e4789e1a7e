// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "base/Error.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// What fetch saw of one source thing. The content itself is a payload (PayloadTable) made before.
struct SourceRow
{
    QString key, order;
    QString revision; ///< hash of the content
    qint64 sourceUpdatedAt = 0;
    PayloadId payload; ///< none: keep the stored one (see RecordWrites::known)
    std::optional<Money> amount;
    QString waitingReason;                   ///< not empty: waits for the source, never due by itself
    QString origin = QStringLiteral("list"); ///< kept of the first sighting: list, sweep, month, report, asked
    QString skipReason; ///< not empty: skipped, unless commands exist already (then ready, so that the plan deals with it)
};

enum class Seen
{
    New,
    Changed,
    Unchanged
};

struct UpsertedRecord
{
    RecordId id;
    Seen seen = Seen::New;
    RecordState state = RecordState::Ready;
    bool editDropped = false; ///< a hand edit was made on another revision and is gone
};

/// What is stored of a source key, so that fetch seals a payload only when it is needed.
struct KnownRecord
{
    RecordId id;
    QString revision;
    bool payloadKept = false; ///< false: none or erased; store the content again
    bool needsPayload(const QString& newRevision) const { return revision != newRevision || !payloadKept; }
};

/// Moves of the record state machine (docs/architecture.md section 5). Bound to one Transaction.
/// A record that is being worked on belongs to the process that claimed it: every move out of Running names its epoch, and when
/// another process has taken over nothing changes and Storage "fenced" comes back: stop working. A record whose source changed
/// while it was running becomes ready again instead of done, review, error, skipped or waiting (except waiting "checking").
class RecordWrites
{
public:
    explicit RecordWrites(Transaction& tx) : m_tx(tx) {}

    // --- fetch
    [[nodiscard]] Result<std::optional<KnownRecord>> known(const QString& flow, const QString& store, const QString& key);
    /// Unchanged: only "last seen" moves (and a payload given replaces an erased one). Changed: ready, waiting or skipped again;
    /// a running one is worked off first, one that is "checking" keeps its look-up times.
    [[nodiscard]] Result<UpsertedRecord> upsertSource(const QString& flow, const QString& store, const SourceRow& source,
                                                      RunId run, qint64 now);

    // --- claim
    /// Takes up to limit records that are ready or waiting and due, oldest first, in one statement. ids: only among these.
    /// run: the run they are counted in (none: keeps the one they have). Targets of the rows are filled.
    [[nodiscard]] Result<std::vector<RecordRow>> claim(const QString& flow, const QString& store, qint64 epoch, int limit,
                                                       qint64 now, RunId run = {}, std::span<const RecordId> ids = {});

    // --- moves out of Running, guarded by the epoch
    /// Clears error and waiting. Defect "constraint" while a command of it has no receipt.
    [[nodiscard]] Result<void> done(RecordId id, qint64 epoch, const QString& reason, qint64 now);
    struct Wait
    {
        QString reason;              ///< quota, retry, not-yet, checking, auth, or the source's own
        std::optional<qint64> dueAt; ///< none: until the source changes
        std::optional<Error> error;  ///< shown meanwhile; uses an attempt when its kind says so
        int checks = 0;              ///< look-ups since the outcome became unknown; stored as given
    };
    /// waiting_since stays as long as the reason stays the same.
    [[nodiscard]] Result<void> wait(RecordId id, qint64 epoch, const Wait& wait, qint64 now);
    /// Stores the error and its cause (flow, kind, code, key).
    [[nodiscard]] Result<void> error(RecordId id, qint64 epoch, const Error& error, qint64 now);
    /// The plan waits for a person. note: why it waits. An approval of the same plan hash that arrived meanwhile makes it ready.
    [[nodiscard]] Result<void> review(RecordId id, qint64 epoch, const QString& planHash, const QString& reason,
                                      const QString& note, qint64 now);
    [[nodiscard]] Result<void> skip(RecordId id, qint64 epoch, const QString& reason, qint64 now);
    /// Gives it back, due at that time (stop, sign-in paused).
    [[nodiscard]] Result<void> release(RecordId id, qint64 epoch, qint64 dueAt, qint64 now);
    /// Hash of the newest plan; state stays Running.
    [[nodiscard]] Result<void> setPlan(RecordId id, qint64 epoch, const QString& planHash, qint64 now);
    /// Json() clears it; state stays Running.
    [[nodiscard]] Result<void> setVariance(RecordId id, qint64 epoch, const Json& variance, bool over, qint64 now);

    // --- a person. Each returns false when the record is in no state for it (nothing changes then).
    /// Review -> Ready when planHash is the plan that waits.
    [[nodiscard]] Result<bool> approve(RecordId id, const QString& planHash, qint64 now);
    /// Review -> Skipped.
    [[nodiscard]] Result<bool> reject(RecordId id, const QString& reason, qint64 now);
    /// Error or Waiting -> Ready. One that is "checking" is only looked up sooner, and one that waits for the source is left
    /// alone.
    [[nodiscard]] Result<bool> retry(RecordId id, qint64 now);
    /// Ready, Waiting, Review or Error -> Skipped (reason "dismissed"); the sentence is its note.
    [[nodiscard]] Result<bool> dismiss(RecordId id, const QString& note, qint64 now);
    /// Skipped -> Ready.
    [[nodiscard]] Result<bool> undismiss(RecordId id, qint64 now);
    /// The patch as a payload, made on the present revision; Ready again unless Running (then after it). None: drops the edit.
    [[nodiscard]] Result<bool> setEdit(RecordId id, PayloadId patch, qint64 now);

    // --- many
    /// Errors of a cause become ready. Returns their ids.
    [[nodiscard]] Result<std::vector<RecordId>> retryCause(CauseId cause, qint64 now);
    /// All errors of a flow (empty: of all flows) become ready.
    [[nodiscard]] Result<std::vector<RecordId>> retryAll(const QString& flow, qint64 now);
    /// Causes with open errors of kind Unmapped, for Flow::cures(); then retryCause() (or readyByCause with a store).
    [[nodiscard]] Result<std::vector<CauseRow>> unmappedCauses();
    /// Errors of one cause become ready. Empty flow or store: all.
    [[nodiscard]] Result<std::vector<RecordId>> readyByCause(const QString& flow, const QString& store, const QString& kind,
                                                             const QString& code, const QString& key, qint64 now);
    /// Errors because NetSuite refused exactly this internal id in some field become ready: the mapping that named it was
    /// changed.
    [[nodiscard]] Result<std::vector<RecordId>> readyByRefusedId(const QString& store, const QString& id, qint64 now);
    /// What a run that only plans put off because it is approved already becomes due: the next run sends it.
    [[nodiscard]] Result<void> endPlanning(RunId run, qint64 now);
    /// Waiting -> Ready now for one reason (e.g. "auth" after the sign-in was repaired). Empty flow or store: all.
    [[nodiscard]] Result<int> wake(const QString& flow, const QString& store, const QString& reason, qint64 now);

    /// After a crash, once, before any work: Running of other epochs -> Ready, or waiting "checking" (due now) when a command of
    /// theirs was on the wire; those commands -> checking; open attempts -> "interrupted"; running runs -> interrupted.
    struct Recovered
    {
        qint64 ready = 0, checking = 0, commands = 0, runs = 0;
    };
    [[nodiscard]] Result<Recovered> recoverOrphans(qint64 epoch, qint64 now);

private:
    [[nodiscard]] Result<void> settle(RecordId id, qint64 epoch, const QString& set, QVariantList values);
    [[nodiscard]] Result<void> settleAndPlanAgain(RecordId id, qint64 epoch, const QString& set, QVariantList values, qint64 now);
    [[nodiscard]] Result<bool> wasChanged(RecordId id);
    [[nodiscard]] Result<void> makeReadyIfChanged(RecordId id, bool changed, qint64 now);
    [[nodiscard]] Result<std::vector<RecordId>> makeReady(const QString& where, const QVariantList& values, qint64 now);

    Transaction& m_tx;
};

} // namespace causeway::db
