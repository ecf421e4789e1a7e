// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/Measurement.h"

namespace causeway::bench {

/// The Orders tab of one settlement of a year with many: what it counts and its first page, each against the same number of bare
/// rows of that settlement. Other settlements and the commands of all other orders must cost nothing.
[[nodiscard]] Measurements settlementOrders(qint64 orders, qint64 settlements);

} // namespace causeway::bench
