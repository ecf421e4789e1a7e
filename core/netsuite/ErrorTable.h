// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "base/Error.h"

/// The one table of what NetSuite's refusals mean (netsuite.md 3.3). Most business failures come as USER_ERROR or INVALID_CONTENT
/// with the reason only in English text, so rules look at status, code and text; the first that fits counts.
namespace causeway::netsuite::error_table {

struct Rule
{
    const char* id;    ///< our own word for it; becomes Error::causeKey
    int status;        ///< 0 = any; 500 = 500 and above
    const char* codes; ///< alternatives divided by |, exact; "" = any
    const char* texts; ///< alternatives divided by |, parts of the detail in any letter case; "" = any
    ErrorKind onWrite;
    ErrorKind onRead;
    const char* message; ///< source texts of the translation context causeway::netsuite::ErrorTable
    const char* remedy;
};

[[nodiscard]] std::span<const Rule> rules();
/// Never null: the last rule takes everything. code and detail of the first of o:errorDetails.
[[nodiscard]] const Rule& ruleFor(int status, const QString& code, const QString& detail);
[[nodiscard]] QString message(const Rule& rule);
[[nodiscard]] QString remedy(const Rule& rule);

} // namespace causeway::netsuite::error_table
