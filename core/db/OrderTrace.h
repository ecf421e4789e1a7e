// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// Collects every stored fact about one order for OrderReads::trace. One use per object.
class OrderTrace final
{
public:
    OrderTrace(Connection& connection, QString orderId) : m_connection(connection), m_orderId(std::move(orderId)) {}
    [[nodiscard]] Result<std::vector<TraceEntry>> collect();

private:
    /// Facts of one instant are told in the order in which they follow from each other.
    enum class Rank
    {
        Source,
        Person,
        Record,
        Plan,
        Attempt,
        Receipt,
        Outcome
    };

    [[nodiscard]] Result<void> addSource();
    [[nodiscard]] Result<void> addEvents(RecordId record);
    [[nodiscard]] Result<void> addCommands(RecordId record);
    [[nodiscard]] Result<void> addAttempts(RecordId record);
    [[nodiscard]] Result<void> addAudit(RecordId record);
    [[nodiscard]] Result<void> addMappings();
    /// Who told of the order's refunds: Finances, settlements, the return report.
    [[nodiscard]] Result<void> addRefunds();
    void add(Rank rank, TraceEntry entry);

    Connection& m_connection;
    const QString m_orderId;
    std::vector<std::pair<Rank, TraceEntry>> m_entries;
};

} // namespace causeway::db
