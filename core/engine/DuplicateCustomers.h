// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Finds customers that stand for the same buyer: made by hand, by another tool, or before Causeway. An order takes one of them
/// (its own by external id, else the oldest), so that the buyer's history is spread over several. Customers of different
/// subsidiaries are none: NetSuite needs one for each. Reads NetSuite, writes nothing.
class DuplicateCustomers final
{
public:
    /// Stays alive as long as this. account: netsuite::Catalogue as JSON.
    DuplicateCustomers(const Session& session, const Json& account) : m_session(session), m_account(account) {}
    [[nodiscard]] Result<std::vector<Engine::DuplicateCustomers>> find(const StopToken& stop) const;

private:
    [[nodiscard]] Result<void> addSalesOrders(std::vector<Engine::DuplicateCustomers>& all, const StopToken& stop) const;

    const Session& m_session;
    const Json& m_account;
};

} // namespace causeway::engine
