// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Order.h"
#include "flows/Flow.h"

namespace causeway::flows {

/// The address of a customer of ours follows the newest order (setting customerAddress = each-order). NetSuite documents
/// "internalId" as the key of the sublist addressBook (x-ns-sublistkey of its OpenAPI description): a PATCH that names it changes
/// that line, one that does not adds a line. So the line is read first and named.

/// Key of the buyer's customer whose address is to follow this order; empty: none is.
[[nodiscard]] QString followedBuyer(const amazon::Order& order, const config::Store& store,
                                    const config::Configuration& configuration, const config::FlowSettings& flow);
/// Adds the change of the address to the plan of an order that is written, when lookUp() shows that it is due
/// (mapping::addressLineChange). Conflict "address-not-taken" when NetSuite showed another address after it was sent. Pure.
[[nodiscard]] Result<void> addCustomerAddress(Plan& plan, const amazon::Order& order, const PlanContext& context);
/// What the address book shows after a change: {"taken":…} by command key; commands of other kinds are left out.
[[nodiscard]] Result<std::map<QString, Json>>
readCustomerAddresses(std::span<const Command> commands, const std::map<QString, Receipt>& receipts, FlowContext& context);

} // namespace causeway::flows
