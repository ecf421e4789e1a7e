// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"
#include "db/Rows.h"

/// Small tables of the engine's own state. Writers are bound to one Transaction, readers to one Connection.
namespace causeway::db {

/// A flow's place in its source; opaque.
class CursorTable
{
public:
    explicit CursorTable(Connection& connection) : m_connection(connection) {}
    /// Null when never read before.
    [[nodiscard]] Result<Json> load(const QString& flow, const QString& store, const QString& stream) const;
    /// UTC ms: everything that changed in the source until then was read. Flows that keep such a mark call it "confirmedTo".
    [[nodiscard]] Result<std::optional<qint64>> readUpTo(const QString& flow, const QString& store) const;
    [[nodiscard]] static Result<void> save(Transaction& tx, const QString& flow, const QString& store, const QString& stream,
                                           const Json& value, qint64 now);

private:
    Connection& m_connection;
};

/// Sealed secrets by name.
class SecretTable
{
public:
    explicit SecretTable(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::optional<QByteArray>> load(const QString& name) const; ///< sealed bytes
    [[nodiscard]] Result<QStringList> names() const;
    [[nodiscard]] static Result<void> save(Transaction& tx, const QString& name, const QByteArray& sealedBytes, qint64 now);
    /// False when there was none.
    [[nodiscard]] static Result<bool> remove(Transaction& tx, const QString& name);

private:
    Connection& m_connection;
};

struct RateBucketRow
{
    QString connection, operation;
    qint64 microTokens = 0, updatedAt = 0, periodUs = 0;
};

/// Token buckets that survive a restart.
class RateBucketTable
{
public:
    explicit RateBucketTable(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::optional<RateBucketRow>> load(const QString& connection, const QString& operation) const;
    [[nodiscard]] static Result<void> save(Transaction& tx, const RateBucketRow& bucket);

private:
    Connection& m_connection;
};

/// One row per planned instant, so that none runs twice.
class ScheduleSlotTable
{
public:
    explicit ScheduleSlotTable(Transaction& tx) : m_tx(tx) {}
    /// False when that slot was taken before. Slots older than keepAfter are forgotten.
    [[nodiscard]] Result<bool> take(const QString& flow, const QString& store, qint64 slotAt, RunId run, qint64 keepAfter);
    [[nodiscard]] Result<std::optional<qint64>> newest(const QString& flow, const QString& store) const;

private:
    Transaction& m_tx;
};

} // namespace causeway::db
