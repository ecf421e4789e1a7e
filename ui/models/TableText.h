// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "models/Cell.h"

/// Rows as plain text for the clipboard and for exports: digits without grouping, ASCII minus, amount and currency apart, times
/// with year; no marks that only isolate text on screen. Links and icons without words are left out.
namespace causeway::ui::table_text {

[[nodiscard]] QStringList titles(const std::vector<Column>& columns);
[[nodiscard]] QStringList line(const std::vector<Column>& columns, const TableRow& row);
/// The words of the strip: "Amazon done, NetSuite waiting, Bank not yet".
[[nodiscard]] QString words(const std::vector<Step>& steps);

} // namespace causeway::ui::table_text
