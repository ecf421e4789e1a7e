// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

/// How far a run is, in one sentence for the window and the command line. Pure.
namespace causeway::engine::run_words {

/// "312 of 1,200 records, 90 a minute, about 10 minutes left"; only what is known.
[[nodiscard]] QString progress(const RunProgress& progress);
/// "about 4 minutes left", "less than a minute left", "about 3 hours left".
[[nodiscard]] QString timeLeft(qint64 ms);

} // namespace causeway::engine::run_words
