// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Json.h"
#include "http/HttpMessage.h"

namespace causeway::tests {

/// Checks a captured request against a Swagger 2 model: path, verb, names, required ones, types, enumerations, list sizes, dates.
/// Empty when it fits, otherwise what does not.
[[nodiscard]] QString requestFault(const http::HttpRequest& request, const Json& model);

} // namespace causeway::tests
