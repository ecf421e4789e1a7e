// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Plans one order: customer, sales order, and once the sales order exists an amendment when something differs. Pure.
[[nodiscard]] Result<Plan> planOrder(const Record& record, const PlanContext& context);

} // namespace causeway::flows
