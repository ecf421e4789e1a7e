// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Key of the document that this order was written as: a sales order, or an invoice or cash sale, whatever the setting says now.
[[nodiscard]] std::optional<QString> writtenDocument(const QString& orderId, const config::Store& store,
                                                     const config::Configuration& configuration,
                                                     const std::map<QString, Receipt>& receipts);
/// Plans one order: customer, sales order (or invoice, or cash sale), for FBA the item fulfillments, and once the document exists
/// an amendment when something differs. Pure.
[[nodiscard]] Result<Plan> planOrder(const Record& record, const PlanContext& context);

} // namespace causeway::flows
