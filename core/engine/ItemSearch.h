// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Looks for NetSuite items by id, name or UPC, for choosers. One query; at most kMost answers.
class ItemSearch final
{
public:
    static constexpr int kMost = 50;
    explicit ItemSearch(const Session& session) : m_session(session) {}
    [[nodiscard]] Result<std::vector<Engine::ItemChoice>> find(const QString& text, const StopToken& stop) const;

private:
    const Session& m_session;
};

} // namespace causeway::engine
