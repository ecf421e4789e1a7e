// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Creates and patches NetSuite records one by one; one outcome per command. "It exists already" becomes Unclear, so that it is
/// looked up instead of being believed. Stops at the first shared trouble: the rest gets the same error, nothing was sent for it.
[[nodiscard]] std::vector<Outcome> sendToNetSuite(std::span<const Command> commands, FlowContext& context);

} // namespace causeway::flows
