// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// Reads of the record table (and its joins). For ui and cli; bound to one Connection.
class RecordReads
{
public:
    explicit RecordReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::vector<RecordRow>> list(const RecordFilter& filter) const; ///< newest first
    [[nodiscard]] Result<std::optional<RecordRow>> find(RecordId id) const;
    [[nodiscard]] Result<std::optional<RecordRow>> find(const QString& flow, const QString& store, const QString& key) const;
    [[nodiscard]] Result<std::vector<CauseRow>> openCauses(const QString& store = {}) const;
    /// Count by state from the kept counters; empty flow or store = all.
    [[nodiscard]] Result<qint64> count(RecordState state, const QString& flow = {}, const QString& store = {}) const;
    [[nodiscard]] Result<std::vector<CommandRow>> commands(RecordId id) const; ///< in order of position
    /// What is still to be written for each of these records, in order of position; one read for a whole list.
    struct OpenWrite
    {
        RecordId record;
        QString operation, type;
    };
    [[nodiscard]] Result<std::vector<OpenWrite>> openWrites(const std::vector<RecordId>& records) const;
    [[nodiscard]] Result<std::vector<AttemptRow>> attempts(RecordId id, int limit = 200) const; ///< newest first
    [[nodiscard]] Result<std::vector<std::pair<QString, QString>>> origins(CommandId id) const; ///< field -> source
    [[nodiscard]] Result<std::optional<qint64>> nextDue(const QString& flow, const QString& store) const;

private:
    Connection& m_connection;
};

} // namespace causeway::db
