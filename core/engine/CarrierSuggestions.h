// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Proposes a carrier for every active ship item of the NetSuite account that has no mapping yet, by its name. One query.
class CarrierSuggestions final
{
public:
    explicit CarrierSuggestions(const Session& session) : m_session(session) {}
    [[nodiscard]] Result<std::vector<Engine::MappingSuggestion>> suggest(const StopToken& stop) const;

private:
    const Session& m_session;
};

} // namespace causeway::engine
