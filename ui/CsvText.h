// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>

namespace causeway::ui {

/// CSV as RFC 4180 has it: UTF-8 with a byte order mark (spreadsheets need it), CR LF, quotes where needed. Text that a
/// spreadsheet would take for a formula gets a leading apostrophe; amounts stay numbers.
[[nodiscard]] QByteArray csvText(const std::vector<QStringList>& rows);
/// One line of it, for files that are written piece by piece after a csvText() with the titles.
[[nodiscard]] QByteArray csvLine(const QStringList& cells);
/// For the clipboard: cells between tabs, which no cell contains.
[[nodiscard]] QString tabText(const std::vector<QStringList>& rows);

} // namespace causeway::ui
