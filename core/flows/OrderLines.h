// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "flows/Flow.h"

namespace causeway::flows {

/// Item lines of transactions, one query for many: internal id -> [{"line","item","orderItem","quantity","fulfilled","billed",
/// "amount","closed"}]. Quantities are positive numbers, amounts texts with the sign of the document; what the account does not
/// show is 0. "orderItem": custcol_amz_order_item_id, empty when the account lacks it.
[[nodiscard]] Result<std::map<QString, Json>> readOrderLines(const QStringList& ids, FlowContext& context);

} // namespace causeway::flows
