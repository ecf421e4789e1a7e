// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "base/Json.h"

namespace causeway::db {

/// An Error as it is kept in error_json columns.
[[nodiscard]] Json toJson(const Error& error);
[[nodiscard]] Error errorFromJson(const Json& json);

} // namespace causeway::db
