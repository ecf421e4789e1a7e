// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// What NetSuite computed for sales orders: command key -> {"name","status","total","tax","shipping","shippingTax"} as texts (for
/// FBA orders also "type" and "lines", see readOrderLines), and
/// for documents made by another hand "taxLines" and "shippingLines" (lines of the items that stand for tax and shipping). One
/// query for all; a second one only when some were adopted.
class OrderReadBack final
{
public:
    explicit OrderReadBack(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<std::map<QString, Json>> read(std::span<const Command> commands,
                                                       const std::map<QString, Receipt>& receipts);

private:
    [[nodiscard]] Result<std::map<QString, Json>> totals(const QStringList& ids);
    [[nodiscard]] Result<void> addLines(const QStringList& ids, std::map<QString, Json>& byId);
    FlowContext& m_context;
};

} // namespace causeway::flows
