// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Signs in and looks what may be done there: participations at Amazon; account, custom fields and permissions in NetSuite.
/// Stores what it saw. Blocks; thread-safe.
class ConnectionTester final
{
public:
    ConnectionTester(db::Database& database, Connections& connections, const Clock& clock)
        : m_database(database), m_connections(connections), m_clock(clock)
    {
    }
    /// name: "netsuite", "amazon:<store>", a store's id, or empty for all. Invalid when it is none of them.
    [[nodiscard]] Result<std::vector<ConnectionTest>> test(const QString& name, const StopToken& stop);

private:
    [[nodiscard]] Result<ConnectionTest> testNetSuite(const StopToken& stop);
    [[nodiscard]] Result<ConnectionTest> testAmazon(const QString& store, const StopToken& stop);
    [[nodiscard]] Result<void> store(const ConnectionTest& test, const QString& accountName);
    /// Which of the application's roles answer: one page of orders, none of which is kept.
    static void checkRoles(ConnectionTest& test, amazon::Api& amazon, const config::Store& store, const Clock& clock,
                           const StopToken& stop);
    static void checkFields(ConnectionTest& test, const config::Configuration& configuration, const Json& catalogue);

    db::Database& m_database;
    Connections& m_connections;
    const Clock& m_clock;
};

} // namespace causeway::engine
