// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "db/BookAccountTable.h"
#include "netsuite/Api.h"

namespace causeway::engine {

/// All accounts of the books, one query, names safe to show. Closed ones are marked. A role that may not see accounts sees none.
/// Blocks. Errors: those of netsuite::Api.
[[nodiscard]] Result<std::vector<db::BookAccountRow>> readChartOfAccounts(netsuite::Api& netsuite, const StopToken& stop);

} // namespace causeway::engine
