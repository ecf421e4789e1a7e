// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

namespace causeway::engine {

/// A copy of an order or of a body for NetSuite in which everything about a person (name, e-mail, address, phone, gift message,
/// purchase order number) is masked: "J•••". So is a custom field under the account's own name. Inside address-like objects every
/// text is masked but country, state and ids. Pure.
[[nodiscard]] Json maskPersonalData(const Json& body);

} // namespace causeway::engine
