// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QString>

#include "settlement/Columns.h"

/// The amounts of one line of an old V1 file in the words of V2, after Amazon's own list of changes (spapi.md section 6.4, end):
/// the type column becomes the amount type, its value the description; rows without an order become "other-transaction".
namespace causeway::settlement::v1_amounts {

struct Part
{
    Column column = Column::OtherAmount; ///< that holds the amount
    int part = 0;
    QString transactionType, amountType, amountDescription;
    QString originalLabel;
};

/// Columns with an amount, in the order of the layout. text gives the decoded cell of the line that was split last.
[[nodiscard]] std::vector<Part> of(const Columns& columns, const std::function<QString(Column)>& text);

} // namespace causeway::settlement::v1_amounts
