// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "mail/Mailer.h"

namespace causeway::mail {

/// The bytes of a mail as SMTP's DATA takes them: RFC 5322 headers, an RFC 2047 encoded subject, a quoted-printable UTF-8 body
/// (RFC 2045), lines of at most 76 characters ending with CRLF. Pure. Invalid "mail-address" when an address is not plain ASCII
/// "name@host": nothing that could end a header line or begin another one gets into a header.
[[nodiscard]] Result<QByteArray> toBytes(const Message& message);

/// "name@host" of plain ASCII without blanks, control characters, brackets, quotes, commas or semicolons.
[[nodiscard]] bool isPlainAddress(QStringView address);
/// A header value of any text: as it is when it is short ASCII, else encoded words (RFC 2047, base64) folded over several lines.
/// Control characters become blanks. firstColumn: what stands before it on its line.
[[nodiscard]] QByteArray encodedWords(const QString& text, qsizetype firstColumn);
/// Quoted-printable with CRLF line ends.
[[nodiscard]] QByteArray quotedPrintable(const QString& text);
/// "Tue, 01 Dec 2026 08:00:00 +0000", English whatever the locale.
[[nodiscard]] QByteArray dateText(qint64 utcMs);

} // namespace causeway::mail
