// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "netsuite/Api.h"

namespace causeway::netsuite {

/// One page of a SuiteQL answer.
struct SuiteQlPage
{
    std::vector<SuiteQlRow> rows;
    bool hasMore = false;

    /// Every value becomes text: numbers as written, true and false as NetSuite's T and F; null columns and "links" are absent.
    /// Invalid when it is no such page.
    [[nodiscard]] static Result<SuiteQlPage> decode(const Json& json);
};

} // namespace causeway::netsuite
