// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// A mail that tells people.
struct NotificationRow
{
    qint64 id = 0;
    QString kind; ///< failure, digest
    QString messageId, subject, body;
    QString state; ///< planned, sending, sent, dropped
    int tries = 0, refused = 0;
    std::optional<Error> error;
    qint64 createdAt = 0;
};

/// Records in error for one cause in one store, or a run that failed as a whole; nobody was told yet.
struct FailureGroup
{
    QString flow, store;
    CauseId cause; ///< 0: a failed run
    QString kind, code, key, message, remedy;
    qint64 records = 0;
};

/// What happened in one flow of one store since a moment, and how its records stand now.
struct FlowActivity
{
    QString flow, store;
    qint64 done = 0, skipped = 0;              ///< since then
    qint64 waiting = 0, review = 0, error = 0; ///< now
    std::optional<qint64> lastRunAt;
};

/// Reads of notifications. Bound to one Connection.
class NotificationReads
{
public:
    explicit NotificationReads(Connection& connection) : m_connection(connection) {}
    /// Groups nobody was told about, of flows that are not in the middle of a run. Largest first.
    [[nodiscard]] Result<std::vector<FailureGroup>> untold() const;
    [[nodiscard]] Result<bool> hasResolved() const; ///< told failures that are resolved now
    [[nodiscard]] Result<std::optional<NotificationRow>> nextDue(qint64 nowMs) const;
    [[nodiscard]] Result<bool> hasOpen() const; ///< something is still to be sent
    /// Mails that were tried and not taken yet, oldest first.
    [[nodiscard]] Result<std::vector<NotificationRow>> failing() const;
    [[nodiscard]] Result<std::optional<NotificationRow>> newestSent() const;
    [[nodiscard]] Result<std::optional<qint64>> newestDigest() const; ///< its planned instant
    [[nodiscard]] Result<std::vector<FlowActivity>> activity(qint64 sinceMs) const;
    [[nodiscard]] Result<std::optional<qint64>> settingSince(const QString& name) const; ///< when a setting was saved
    [[nodiscard]] Result<std::vector<NotificationRow>> all() const;                      ///< oldest first

private:
    Connection& m_connection;
};

/// Writes of notifications. Bound to one Transaction.
class NotificationWrites
{
public:
    explicit NotificationWrites(Transaction& tx) : m_tx(tx) {}
    /// Forgets told failures that are resolved (they are told again when they come back) and adds new records to those that are
    /// not; forgets mails older than keepAfter.
    [[nodiscard]] Result<void> refreshTold(qint64 keepAfterMs);
    [[nodiscard]] Result<void> addFailures(const NotificationRow& mail, const std::vector<FailureGroup>& groups, qint64 nowMs);
    /// An unsent digest before it is dropped: nobody wants two. False when this slot has one.
    [[nodiscard]] Result<bool> addDigest(const NotificationRow& mail, qint64 slotMs, qint64 nowMs);
    /// The intent: from here on it may have been sent. again: when it is tried again should no answer be stored.
    [[nodiscard]] Result<void> setSending(qint64 id, qint64 againMs);
    [[nodiscard]] Result<void> setSent(qint64 id, int refused, qint64 nowMs);
    [[nodiscard]] Result<void> setFailed(qint64 id, const Error& error, qint64 dueMs);
    [[nodiscard]] Result<void> dropOpen();            ///< nobody is to be told any more
    [[nodiscard]] Result<void> makeDue(qint64 nowMs); ///< the mail server works again

private:
    [[nodiscard]] Result<qint64> add(const NotificationRow& mail, std::optional<qint64> slotMs, qint64 nowMs);
    Transaction& m_tx;
};

} // namespace causeway::db
