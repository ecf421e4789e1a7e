// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// Looks at what a store's SKU match would stumble over before an order does: items whose names differ in letter case only, and
/// aliases that lead nowhere or hide an item. Reads NetSuite, writes nothing.
class SkuCheck final
{
public:
    /// The session is the one of this store; stays alive as long as the check.
    explicit SkuCheck(const Session& session) : m_session(session) {}
    [[nodiscard]] Result<Engine::SkuReport> check(const StopToken& stop) const;

private:
    [[nodiscard]] Result<void> addSpellings(Engine::SkuReport& report, const QString& field, const StopToken& stop) const;
    [[nodiscard]] Result<void> addAliases(Engine::SkuReport& report, const StopToken& stop) const;

    const Session& m_session;
};

} // namespace causeway::engine
