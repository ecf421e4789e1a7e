// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bank/Statement.h"

namespace causeway::bank::ofx {

/// An OFX statement: SGML 1.x (elements without end tags) and XML 2.x read by the same rules; of each STMTTRN the DTPOSTED,
/// TRNAMT, FITID, NAME and MEMO, of the statement CURDEF (OFX 2.2, sections 11.4.2 and 11.4.4). See readStatement().
[[nodiscard]] Result<Statement> read(const QByteArray& bytes, const QString& account, const QString& currency);

} // namespace causeway::bank::ofx
