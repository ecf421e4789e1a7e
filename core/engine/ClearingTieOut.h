// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/ClearingAccount.h"
#include "engine/Engine.h"

namespace causeway::engine {

/// One store's side of the clearing account: what is known here, and what NetSuite shows.
struct ClearingSide
{
    config::Store store;
    QString account; ///< internal id
    Money booked, deposited, received, elsewhere, open;
    std::vector<std::pair<ClearingLine, Money>> lines; ///< with what is open of each
    std::optional<ClearingBalance> netSuite;
};

/// The sums over the store's settlements, without NetSuite. Errors: of Engine::clearing.
[[nodiscard]] Result<ClearingSide> clearingSide(Engine& engine, const config::Store& store);
/// What NetSuite should show of documents of settlements on own's account, over all stores that share it. Defect on overflow.
[[nodiscard]] Result<Money> expectedInNetSuite(const std::vector<ClearingSide>& sides, const ClearingSide& own);

} // namespace causeway::engine
