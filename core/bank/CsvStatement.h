// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bank/Statement.h"

namespace causeway::bank::csv {

/// A CSV statement. The header line is found by its names (English, German, French, Spanish) within the first 40 lines, whatever
/// stands before it; delimiter comma, semicolon or tab; decimal sign and the order of day and month are decided per file, never
/// per line. Amount in one signed column, in one with a column for debit or credit, or in two. See readStatement().
[[nodiscard]] Result<Statement> read(const QByteArray& bytes, const QString& account, const QString& currency);

} // namespace causeway::bank::csv
