// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "engine/ProofSheet.h"

namespace causeway::engine {

/// A proof sheet on its way to the program that prints it (paper/main.cpp). Amounts are minor units of the sheet's currency.
[[nodiscard]] Json toJson(const ProofSheet& sheet);
/// Invalid (path = the member) when something is missing or of another type.
[[nodiscard]] Result<ProofSheet> proofSheetFromJson(const Json& json);

} // namespace causeway::engine
