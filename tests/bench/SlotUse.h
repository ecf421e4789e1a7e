// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/Measurement.h"

namespace causeway::bench {

/// Imports orders over HTTP while every NetSuite call takes a fixed time: how much of the account's concurrent slots is used, and
/// what a thousand orders cost in calls. The limit: calls x service time / slots.
[[nodiscard]] Measurements slotUse(int orders, int serviceMs, int slotCount);

} // namespace causeway::bench
