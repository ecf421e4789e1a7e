// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "config/Configuration.h"
#include "db/Connection.h"

namespace causeway::db {

/// Something that goes wrong silently: no record is in error for it.
struct Alarm
{
    QString kind;        ///< stale, check-overdue, gaps, unclear, unreachable, late-shipment, settlement-late, settlement-gap,
                         ///< settlement-reserve, mail
    QString flow, store; ///< flow empty: of the store as a whole; both empty: of the program
    std::optional<qint64> since;
    qint64 count = 0; ///< of orders or records, when it counts any
    QString message, remedy;
    QStringList orders = {}; ///< some of them, the most urgent first
};

/// Alarms of the status command and of Home; local only.
class AlarmReads
{
public:
    explicit AlarmReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::vector<Alarm>> list(qint64 nowMs) const;

private:
    using Alarms = std::vector<Alarm>;
    /// Flows that are switched on and were not read whole for three of their own intervals; checks that did not end.
    [[nodiscard]] Result<void> addStale(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const;
    [[nodiscard]] Result<void> addGaps(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const;
    [[nodiscard]] Result<void> addWaiting(qint64 nowMs, Alarms& alarms) const;
    [[nodiscard]] Result<void> addLateShipments(qint64 nowMs, Alarms& alarms) const;
    /// Between one settlement and the next: a missing period, a reserve that was not released as it was held.
    [[nodiscard]] Result<void> addSettlementBreaks(Alarms& alarms) const;
    /// Mails that the mail server does not take.
    [[nodiscard]] Result<void> addMail(Alarms& alarms) const;
    [[nodiscard]] Result<void> addSettlements(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const;

    Connection& m_connection;
};

} // namespace causeway::db
