// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "bench/Measurement.h"

namespace causeway::bench {

/// Milliseconds of one call, the median of many. A call that says false ends the program.
[[nodiscard]] double median(const std::function<bool()>& call);
/// ours : bare, both in milliseconds.
[[nodiscard]] Measurement againstBareRows(const QString& what, double ours, double bare, double atMost);

} // namespace causeway::bench
