// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FlowRun.h"

namespace causeway::engine {

/// Works a run off until it is quiet, with as many threads as are useful, this one among them. Blocks. Errors: the database's.
[[nodiscard]] Result<void> workTogether(Workshop& workshop, FlowRun& run, int threads);

} // namespace causeway::engine
