// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

#include <QString>

namespace causeway::settlement {

/// What a row is for. Amazon publishes no list of these labels and changes them (spapi.md section 6.3).
struct Category
{
    QString transactionType, amountType, amountDescription;

    /// "Order|ItemPrice|Principal": the key of the mapping kind "account". An empty description leaves the last bar.
    [[nodiscard]] QString key() const;
    /// Without letter case, blanks, dashes and underscores: equal for what is the same category.
    [[nodiscard]] QString looseKey() const;

    friend std::strong_ordering operator<=>(const Category&, const Category&) = default;
};

/// The same for one label, or for a key that a person wrote.
[[nodiscard]] QString loose(QStringView label);

} // namespace causeway::settlement
