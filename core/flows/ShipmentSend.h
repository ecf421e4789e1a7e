// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Confirmations to Amazon, one by one or, from that many on, as one feed (then each is Accepted); markers to NetSuite.
[[nodiscard]] std::vector<Outcome> sendShipments(std::span<const Command> commands, int feedFrom, FlowContext& context);

/// Confirmations among them.
[[nodiscard]] int countConfirmations(std::span<const Command> commands);

} // namespace causeway::flows
