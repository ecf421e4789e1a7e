// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "settlement/Category.h"

namespace causeway::settlement {

/// The shipped grouping of the known vocabulary (resources/settlement/groups.tsv). It names groups, never accounts. Thread-safe
/// once made.
class Groups final
{
public:
    /// Reads the shipped table; what it cannot be is a defect of the program, found by its test.
    Groups();
    /// Empty for a category nobody knows.
    [[nodiscard]] QString of(const Category& category) const;
    [[nodiscard]] QStringList names() const;

private:
    struct Line
    {
        QString transactionType, amountType, amountDescription, group; ///< loose; "*" fits everything
    };
    std::vector<Line> m_lines;
};

} // namespace causeway::settlement
