// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QIODevice>

#include "base/Result.h"
#include "settlement/Settlement.h"

namespace causeway::settlement {

/// Gets every amount of the file in the order of the file. False stops reading.
using RowSink = std::function<bool(const Row&)>;

/// Reads a settlement flat file (V2, or an old V1 file) of any size in flat memory: once to learn its number format, dates and
/// encoding, once to give out its rows. Columns are found by name, in any order and number; unknown ones are passed over; short
/// rows are filled with nothing. Nothing is dropped in silence: what cannot be read is a LineProblem, and the sum is of what
/// could. The device must be seekable and stay unchanged. Errors: Invalid (no settlement report at all, or one that cannot be
/// read as a whole, with the reason and the line), Storage (the file broke while reading), Cancelled (the sink said stop).
[[nodiscard]] Result<Summary> readSettlement(QIODevice& device, const RowSink& sink);

} // namespace causeway::settlement
