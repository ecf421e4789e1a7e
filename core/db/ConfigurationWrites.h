// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// Stored configuration and the run-time columns beside it. Bound to one Transaction. Audit rows are the caller's.
class ConfigurationWrites
{
public:
    explicit ConfigurationWrites(Transaction& tx) : m_tx(tx) {}

    /// Replaces the named sections (config::sections: "netsuite", "stores", "mappings.sku", "flows", …). Invalid when a store
    /// that has records would go. Run-time columns of flows that stay are kept. Returns false when nothing was different.
    [[nodiscard]] Result<bool> apply(const config::Configuration& configuration, const QStringList& sections,
                                     const QString& actor, qint64 now);

    /// False when the value was the same.
    [[nodiscard]] Result<bool> setMapping(const config::Mapping& mapping, const QString& actor, qint64 now);
    [[nodiscard]] Result<bool> removeMapping(const QString& kind, const QString& store, const QString& key);
    [[nodiscard]] Result<void> setFlow(const config::FlowSettings& flow);
    /// Null removes it.
    [[nodiscard]] Result<void> setSetting(const QString& name, const Json& value, qint64 now);

    // Run-time columns of flow_state; the row is made when it is missing.
    [[nodiscard]] Result<void> setLastRun(const QString& flow, const QString& store, qint64 at);
    [[nodiscard]] Result<void> setNextRun(const QString& flow, const QString& store, std::optional<qint64> at);
    [[nodiscard]] Result<void> setFetchDue(const QString& flow, const QString& store, std::optional<qint64> at);

private:
    [[nodiscard]] Result<bool> replaceStores(const std::vector<config::Store>& stores, qint64 now);
    [[nodiscard]] Result<bool> replaceMappings(const QString& kind, const std::vector<config::Mapping>& mappings,
                                               const QString& actor, qint64 now);
    [[nodiscard]] Result<bool> replaceFlows(const std::vector<config::FlowSettings>& flows);
    [[nodiscard]] Result<bool> saveFlow(const config::FlowSettings& flow);
    [[nodiscard]] Result<bool> replaceSetting(const QString& name, const Json& value, qint64 now);
    [[nodiscard]] Result<void> setFlowColumn(const QString& column, const QString& flow, const QString& store,
                                             const QVariant& value);

    Transaction& m_tx;
};

} // namespace causeway::db
