// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "netsuite/Api.h"

namespace causeway::flows {

/// Are the planned documents in NetSuite already? One query for all sales orders (by external id or Amazon order id; for FBA
/// orders invoices and cash sales too), one for all customers (by external id or e-mail), one for all variance amendments (by
/// their fields), one for all item fulfillments (by external id or their sales order). Documents made by hand or by another tool
/// are adopted when order id and currency agree; a sales order of ours that another hand has fulfilled is a conflict.
class OrderFind final
{
public:
    explicit OrderFind(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands);

private:
    using Rows = std::vector<netsuite::SuiteQlRow>;
    using Commands = std::vector<const Command*>;
    [[nodiscard]] Result<void> findOrders(const Commands& commands, std::vector<Found>& found);
    [[nodiscard]] Result<void> findCustomers(const Commands& commands, std::vector<Found>& found);
    [[nodiscard]] Result<void> findFulfillments(const Commands& commands, std::vector<Found>& found);
    [[nodiscard]] Result<void> findAmendments(const Commands& commands, std::vector<Found>& found);
    [[nodiscard]] std::optional<Found> orderOf(const Command& command, const Rows& rows) const;
    [[nodiscard]] static std::optional<Found> customerOf(const Command& command, const Rows& rows);
    [[nodiscard]] QString orderIdField() const; ///< empty when the account lacks it

    FlowContext& m_context;
};

} // namespace causeway::flows
