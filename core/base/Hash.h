// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace causeway {

[[nodiscard]] QByteArray sha256(const QByteArray& bytes);
[[nodiscard]] QString sha256Hex(const QByteArray& bytes);
/// RFC 4648 base32, upper case, without padding: letters and digits only, so it fits NetSuite external ids.
[[nodiscard]] QString base32(const QByteArray& bytes);

} // namespace causeway
