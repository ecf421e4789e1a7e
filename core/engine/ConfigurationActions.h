// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// What people do with mappings, flows, the configuration and secrets: each action is one transaction with its audit row, and
/// errors that a new mapping cures become ready in the same one. Thread-safe.
class ConfigurationActions final
{
public:
    ConfigurationActions(db::Database& database, Connections& connections, security::SecretSource& secrets, Clock& clock,
                         const flows::Registry& flows)
        : m_database(database), m_connections(connections), m_secrets(secrets), m_clock(clock), m_flows(flows)
    {
    }
    struct Cured
    {
        int records = 0;
        bool changed = false;
    };
    [[nodiscard]] Result<Cured> setMappings(const std::vector<config::Mapping>& mappings, const Actor& actor);
    [[nodiscard]] Result<void> removeMapping(const QString& kind, const QString& store, const QString& key, const Actor& actor);
    [[nodiscard]] Result<void> setFlow(const config::FlowSettings& flow, const Actor& actor);
    /// False when nothing was different. What a form says is held against the same rules as a configuration file: Invalid with
    /// the first problem and its JSON path otherwise.
    [[nodiscard]] Result<bool> apply(const config::Configuration& configuration, const QStringList& sections, const Actor& actor);
    [[nodiscard]] Result<void> setSecret(const QString& name, const security::Secret& value, const Actor& actor);
    [[nodiscard]] Result<void> removeSecret(const QString& name, const Actor& actor);

private:
    [[nodiscard]] Result<int> cure(db::Transaction& tx, const std::vector<config::Mapping>& mappings);
    /// Records that NetSuite refused because of the id that stood here before (or because of a store's default that was
    /// corrected) are ready again.
    [[nodiscard]] Result<std::size_t> cureReplaced(db::Transaction& tx, const std::vector<config::Mapping>& before,
                                                   const config::Mapping& mapping);
    [[nodiscard]] Result<void> cureCorrectedStores(db::Transaction& tx, const config::Configuration& before,
                                                   const config::Configuration& now);
    [[nodiscard]] static Result<void> checkSections(const config::Configuration& configuration, const QStringList& sections);
    [[nodiscard]] Result<void> checkFlow(const config::FlowSettings& flow) const;
    [[nodiscard]] Result<void> noteSecret(const QString& name, const QString& action, const Actor& actor);
    void resumeAfterSecret(const QString& name);

    db::Database& m_database;
    Connections& m_connections;
    security::SecretSource& m_secrets;
    Clock& m_clock;
    const flows::Registry& m_flows;
};

} // namespace causeway::engine
