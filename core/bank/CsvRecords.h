// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>

#include "base/Result.h"

namespace causeway::bank {

/// One record of a CSV file: RFC 4180 with any delimiter; quoted fields may hold delimiters, line ends and doubled quotes.
struct CsvRecord
{
    qint64 line = 0; ///< where it begins, the first is 1
    std::vector<QByteArray> fields;
};

/// Splits the whole file; line ends LF, CR LF or CR. A quotation mark inside an unquoted field is data. Invalid with the line
/// when a quotation mark is never closed. Empty lines are left out.
[[nodiscard]] Result<std::vector<CsvRecord>> csvRecords(QByteArrayView bytes, char delimiter);

} // namespace causeway::bank
