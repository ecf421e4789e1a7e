// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "db/Connection.h"
#include "db/Rows.h"

/// Column lists and their readers, shared by the table classes.
namespace causeway::db::row_sql {

/// Columns of record in the order recordOf() reads them; usable after SELECT and RETURNING.
[[nodiscard]] const QString& recordColumns();
[[nodiscard]] RecordRow recordOf(const Row& row); ///< without targets
/// Fills RecordRow::targets with one query.
[[nodiscard]] Result<void> addTargets(Connection& connection, std::vector<RecordRow>& records);

/// Columns of command in the order commandOf() reads them.
[[nodiscard]] const QString& commandColumns();
[[nodiscard]] CommandRow commandOf(const Row& row);

[[nodiscard]] Json jsonOf(const QString& text); ///< null when empty or unreadable
[[nodiscard]] std::optional<Money> moneyOf(const Row& row, int amountColumn, int currencyColumn);
[[nodiscard]] QVariant amountValue(const std::optional<Money>& money);   ///< NULL when none
[[nodiscard]] QVariant currencyValue(const std::optional<Money>& money); ///< NULL when none
[[nodiscard]] QVariant optionalValue(std::optional<qint64> value);       ///< NULL when none

template<class Tag>
[[nodiscard]] QVariant idValue(Id<Tag> id) ///< NULL when none
{
    return id.isValid() ? QVariant(id.value()) : QVariant();
}

/// "?,?,?"
[[nodiscard]] QString placeholders(std::size_t count);
/// First text behind all those that begin with the prefix, for "x >= prefix AND x < end"; empty prefix is not allowed.
[[nodiscard]] QString prefixEnd(const QString& prefix);

} // namespace causeway::db::row_sql
