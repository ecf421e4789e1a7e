// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <span>

#include "flows/Flow.h"
#include "flows/SettlementFacts.h"

namespace causeway::flows {

/// Reads what the plans of these settlements need: {"readAt": ms, "periods": […] (AccountingPeriods), "settlements": {record key:
/// {"sums", "refunds", "settledBefore"}} when posting is not a summary, "documents": {order: [… as readOrderDocuments]},
/// "payments": {external id: amount that NetSuite has}}. One or few queries for all.
[[nodiscard]] Result<Json> lookUpSettlements(std::span<const Record> records, FlowContext& context);

/// Sums by order as lookups carry them, and back.
[[nodiscard]] Json settledSumsJson(const std::vector<SettledSum>& sums);
[[nodiscard]] Result<std::vector<SettledSum>> settledSumsOf(const Json& json, const QString& currency);

/// External id of the customer payment of one order of a settlement.
[[nodiscard]] QString settlementPaymentKey(const QString& keyPart, const QString& settlementId, const QString& orderId);

} // namespace causeway::flows
