// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Plans the bills of one sales order: those made before, and one more when goods are fulfilled that no bill has. NetSuite itself
/// takes what is fulfilled and not billed (netsuite.md section 6.3). Key: AMZ-INV-<S>-<order>, then -2, -3, … Pure.
[[nodiscard]] Result<Plan> planBilling(const Record& record, const PlanContext& context);

} // namespace causeway::flows
