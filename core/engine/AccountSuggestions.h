// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Proposes an account for every group of settlement categories that was seen in this profile and has none, and for the special
/// keys that are missing: from the accounts of the books, by name and type. One query.
class AccountSuggestions final
{
public:
    AccountSuggestions(db::Database& database, const Session& session) : m_database(database), m_session(session) {}
    [[nodiscard]] Result<std::vector<Engine::MappingSuggestion>> suggest(const StopToken& stop) const;

private:
    [[nodiscard]] Result<QStringList> missingKeys() const;
    db::Database& m_database;
    const Session& m_session;
};

} // namespace causeway::engine
