// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "db/Connection.h"

namespace causeway::db {

/// The one row that says which profile this is.
struct InstanceRow
{
    QString installId;
    qint64 epoch = 0;
    QString secretsMode = QStringLiteral("keychain"); ///< keychain, file
    QByteArray keyMark;                               ///< of the master key, not secret
    bool cleanStop = true;
    qint64 checkedAt = 0;             ///< last good quick_check
    std::optional<qint64> restoredAt; ///< a backup was put back: look up before every send
    bool demo = false;
    qint64 createdAt = 0;
};

class InstanceReads
{
public:
    explicit InstanceReads(Connection& connection) : m_connection(connection) {}
    /// Storage "damaged" when the row is missing.
    [[nodiscard]] Result<InstanceRow> load() const;

private:
    Connection& m_connection;
};

class InstanceTable
{
public:
    explicit InstanceTable(Transaction& tx) : m_tx(tx) {}

    /// A new database file with this row, under its name only when it is complete. Storage "exists", "disk-full", "read-only".
    [[nodiscard]] static Result<void> createProfile(const QString& file, const InstanceRow& instance);
    [[nodiscard]] Result<void> create(const InstanceRow& instance);

    /// Epoch + 1 and clean_stop = 0: this process now owns everything that is running. Returns the new epoch.
    [[nodiscard]] Result<qint64> nextEpoch();
    [[nodiscard]] Result<void> setCleanStop(bool clean);
    [[nodiscard]] Result<void> setCheckedAt(qint64 at);
    [[nodiscard]] Result<void> setRestoredAt(std::optional<qint64> at);
    [[nodiscard]] Result<void> setKey(const QString& secretsMode, const QByteArray& keyMark);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
