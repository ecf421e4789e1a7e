// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// What plans of orders need to know from NetSuite, in few queries: {"items":[rows of SkuMatcher],
/// "orders":{Amazon order id: [{"id","name","status","lines":[{"line","closed"}]}]}}; orders only for those cancelled at Amazon.
class OrderLookUp final
{
public:
    explicit OrderLookUp(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records);

private:
    [[nodiscard]] Result<Json> items(const QStringList& skus, const QStringList& ids);
    [[nodiscard]] Result<Json> itemChunk(const QStringList& fields, const QStringList& skus, const QStringList& ids);
    [[nodiscard]] Result<Json> cancelledOrders(const QStringList& orderIds);
    FlowContext& m_context;
};

} // namespace causeway::flows
