// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Sales orders and their bills as NetSuite shows them; each function is one or two queries for many.
class BillingDocuments final
{
public:
    explicit BillingDocuments(FlowContext& context) : m_context(context) {}

    /// For plan(): sales order id -> {"toBill": bool, "known": bills of ours when it was read,
    /// "bills":[{"id","name","key"}]}. toBill: some goods are fulfilled and not billed.
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records);
    /// By external id; a bill made from the same sales order by another hand since the look-up is a conflict.
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands);
    /// Command key -> {"name","status","total","billed","expected"}: what all bills of the sales order come to without tax and
    /// shipping, and what its fulfilled and billed lines say.
    [[nodiscard]] Result<std::map<QString, Json>> readBack(std::span<const Command> commands,
                                                           const std::map<QString, Receipt>& receipts);

private:
    /// Rows {id, tranid, type, status, externalid, foreigntotal, salesorder} of all bills of these sales orders.
    [[nodiscard]] Result<std::vector<std::map<QString, QString>>> billsOf(const QStringList& salesOrders);

    FlowContext& m_context;
};

} // namespace causeway::flows
