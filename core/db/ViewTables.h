// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "db/Connection.h"
#include "db/Rows.h"

/// Read-only views for ui and cli. Each class is bound to one Connection inside Database::read.
namespace causeway::db {

class OrderReads
{
public:
    explicit OrderReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::vector<OrderRow>> list(const OrderFilter& filter) const; ///< newest purchase first
    [[nodiscard]] Result<std::vector<OrderRow>> find(const QString& orderId) const;    ///< one per store
    /// When these orders have to leave (UTC ms), by order id; one read for a whole list. Unknown ones are left out.
    [[nodiscard]] Result<std::vector<std::pair<QString, qint64>>> shipBy(const QStringList& orderIds) const;
    [[nodiscard]] Result<std::vector<OrderLineRow>> lines(const QString& orderId, const QString& store) const;
    /// How far an order has come behind its document: shipments to Amazon, settlements, the bank.
    struct Progress
    {
        struct Shipment
        {
            RecordState state = RecordState::Ready;
            qint64 updatedAt = 0;
        };
        struct Settled
        {
            RecordId record;
            QString key; ///< of the settlement's record
            Money net;   ///< what buyer and fees leave of the order there
            std::optional<qint64> depositAt;
            bool isAtBank = false; ///< a bank line pays the settlement
        };
        std::vector<Shipment> shipments;
        std::vector<Settled> settled; ///< oldest period first
    };
    [[nodiscard]] Result<Progress> progress(const QString& orderId, const QString& store) const;
    /// Every fact about one order in time order, oldest first.
    [[nodiscard]] Result<std::vector<TraceEntry>> trace(const QString& orderId) const;
    /// Order records per UTC day and state, newest day last.
    struct DayCount
    {
        qint64 dayStartMs = 0;
        qint64 done = 0, skipped = 0, error = 0;
    };
    [[nodiscard]] Result<std::vector<DayCount>> perDay(int days, qint64 nowMs) const;

private:
    Connection& m_connection;
};

class RunReads
{
public:
    explicit RunReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<std::vector<RunRow>> list(const QString& flow, const QString& store, int limit) const; ///< newest first
    [[nodiscard]] Result<std::optional<RunRow>> find(RunId id) const;
    [[nodiscard]] Result<std::optional<RunRow>> newest(const QString& flow, const QString& store) const; ///< running or ended
    /// 24 cells, oldest first: records finished per hour and errors, for Home.
    struct HourCount
    {
        qint64 done = 0, skipped = 0, error = 0;
    };
    [[nodiscard]] Result<std::vector<HourCount>> lastHours(const QString& flow, const QString& store, int hours,
                                                           qint64 nowMs) const;

private:
    Connection& m_connection;
};

class ConfigurationReads
{
public:
    explicit ConfigurationReads(Connection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<config::Configuration> load() const;
    [[nodiscard]] Result<std::vector<FlowStateRow>> flowStates() const;
    [[nodiscard]] Result<std::vector<config::Mapping>> mappings(const QString& kind) const;
    [[nodiscard]] Result<std::vector<SkuRow>> skus(const QString& store, const QString& searchPrefix, bool unmappedOnly,
                                                   int limit, const QString& afterSku = {}) const;
    [[nodiscard]] Result<qint64> unmappedSkuCount() const;
    [[nodiscard]] Result<std::vector<ConnectionRow>> connections() const;
    /// One row for each connection of the configuration, NetSuite first; "untested" when nothing was noted of it yet.
    [[nodiscard]] Result<std::vector<ConnectionRow>> connectionsOf(const config::Configuration& configuration) const;
    struct SecretInfo
    {
        QString name;
        qint64 updatedAt = 0;
    };
    [[nodiscard]] Result<std::vector<SecretInfo>> secrets() const; ///< names of secrets sealed in this database
    [[nodiscard]] Result<std::vector<AuditRow>> audit(int limit, qint64 beforeId = 0) const;
    [[nodiscard]] Result<Json> setting(const QString& name) const; ///< null when not set
    [[nodiscard]] Result<bool> isDemo() const;

private:
    Connection& m_connection;
};

} // namespace causeway::db
