// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/Session.h"
#include "settlement/Chain.h"

namespace causeway::app::cli {

/// The record of the settlement that the first argument names, whatever its store. Invalid "usage": none, or one in several
/// stores.
[[nodiscard]] Result<db::RecordRow> settlementNamed(Session& session, const Arguments& arguments);
/// What does not fit between two settlements, as a sentence.
[[nodiscard]] QString describeBreak(const settlement::ChainBreak& one);

} // namespace causeway::app::cli
