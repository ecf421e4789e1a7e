// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "mapping/Draft.h"
#include "mapping/MappingSnapshot.h"

namespace causeway::mapping {

/// Where the money of a cash sale goes: setting empty = the account mapped as "clearing"; "undeposited-funds"; or "account:ID".
/// Errors: Unmapped "no-account" with causeKey "clearing"; Invalid "cash-account". Source: netsuite.md section 6.4.
[[nodiscard]] Result<void> setCashAccount(Draft& draft, const QString& setting, const MappingSnapshot& mappings);

} // namespace causeway::mapping
