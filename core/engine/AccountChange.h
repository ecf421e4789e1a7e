// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "base/Result.h"
#include "config/Configuration.h"
#include "db/Database.h"

namespace causeway::engine {

/// What a change of the configuration would tear apart. Records say what was written to one NetSuite account for one seller;
/// under another account their orders would count as written there, and keys that find documents again are made of both
/// (reliability.md section e). So a profile with records keeps its account, and a store with records stays and keeps its seller
/// and region. Returns every problem with its path; empty: nothing is in the way. sections: those that are changed, as for
/// Engine::applyConfiguration.
[[nodiscard]] Result<std::vector<Error>> accountChangeProblems(db::Connection& connection, const config::Configuration& before,
                                                               const config::Configuration& now, const QStringList& sections);

/// The connections ("netsuite", "amazon:<store>") that lead elsewhere now, or sign in otherwise: what was noted of them counts no
/// more. Pure.
[[nodiscard]] QStringList changedConnections(const config::Configuration& before, const config::Configuration& now,
                                             const QStringList& sections);

} // namespace causeway::engine
