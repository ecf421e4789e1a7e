// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/Command.h"
#include "cli/Output.h"
#include "engine/Engine.h"

namespace causeway::app::cli {

/// 0: done, or only waiting by itself. 1: errors, reviews or unknown orders. 3 and 4: the run could not do its work.
[[nodiscard]] int exitCodeOf(const engine::RunResult& result);
/// The result's shape of docs/interface.md section 4, with "unknownOrders".
[[nodiscard]] Json runResultJson(const engine::RunResult& result);
/// The same in words.
void printRun(const engine::RunResult& result, Output& out);

} // namespace causeway::app::cli
