// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "amazon/Order.h"
#include "base/Json.h"

namespace causeway::mapping {

/// Amazon's delivery address as NetSuite's address subrecord: addressee, attention, addr1–3, city, state, zip, country
/// {"id":"US"}, addrPhone. With a company the addressee is the company and the person stands in attention. Personal data.
[[nodiscard]] Json shipToAddress(const amazon::Address& address);
/// At most length characters; never splits a surrogate pair. Trims blanks.
[[nodiscard]] QString fitted(const QString& text, qsizetype length);
/// Empty unless NetSuite takes it: seven digits at least, 32 characters at most.
[[nodiscard]] QString usablePhone(const QString& phone);

} // namespace causeway::mapping
