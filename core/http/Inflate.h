// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace causeway::http {

enum class InflateResult
{
    Whole,
    Broken, ///< not gzip, cut, wrong check sum, or bytes after its end
    TooLarge
};

/// Unpacks a whole gzip body, at most maxBytes. Our own and not Qt's: Qt 6.4 believes a compressed body that was cut before its
/// Content-Length (measured, tests/unit/TransportTest), while a raw one is reported.
[[nodiscard]] InflateResult inflateGzip(const QByteArray& packed, qint64 maxBytes, QByteArray& plain);
/// The same from device to device, in flat memory. Broken also when plain cannot be written; what was written until then stays.
[[nodiscard]] InflateResult inflateGzip(QIODevice& packed, qint64 maxBytes, QIODevice& plain);

} // namespace causeway::http
