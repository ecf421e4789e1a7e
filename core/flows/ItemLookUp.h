// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "flows/Flow.h"

namespace causeway::flows {

/// NetSuite's items with one of these SKUs in the store's match fields (letter case does not matter here: SkuMatcher tells), or
/// with one of these ids: rows for mapping::SkuMatcher. Invalid "sku-field" when a match field cannot be a column.
/// asins: looked for in the match fields "asin:…".
[[nodiscard]] Result<Json> readItems(const QStringList& skus, const QStringList& ids, FlowContext& context,
                                     const QStringList& asins = {});

} // namespace causeway::flows
