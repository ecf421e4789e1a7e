// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/SettlementView.h"

/// Settlements in the shapes of docs/interface.md section 4.
namespace causeway::app::cli {

[[nodiscard]] Json settlementJson(const engine::SettlementView& view);
/// {"settlement","journals":[{"externalId","date","lines":[…],"debits","credits"}],"unmapped":[…]}
[[nodiscard]] Json previewJson(const engine::SettlementView& view);
[[nodiscard]] Json breakJson(const settlement::ChainBreak& one);
[[nodiscard]] Json proofJson(const engine::SettlementView& view);

} // namespace causeway::app::cli
