// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/Measurement.h"

namespace causeway::bench {

/// The Orders list over many orders: first page, a page far down and a search, each against the bare statement on the primary
/// key of the same table that reads as many rows.
[[nodiscard]] Measurements orderPaging(qint64 orders);

} // namespace causeway::bench
