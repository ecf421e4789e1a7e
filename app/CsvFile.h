// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArrayView>
#include <QStringList>

#include "base/Result.h"

namespace causeway::app {

struct CsvRow
{
    int line = 0; ///< of the row's first character, counted from 1
    QStringList cells;
};

/// Reads a CSV file (RFC 4180): UTF-8 with or without byte order mark, CRLF or LF, quoted cells with doubled quotes and line
/// breaks; the separator is a comma, or a semicolon when only that stands in the first row (Excel in many countries). Blank lines
/// are left out. Invalid with the line's number. Pure.
[[nodiscard]] Result<std::vector<CsvRow>> readCsv(QByteArrayView utf8);

} // namespace causeway::app
