// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"

namespace causeway::engine {

/// A person's change to a planned body: a JSON merge patch (RFC 7396) that may not touch money, keys or lines. Pure.
class HandEdit final
{
public:
    /// Invalid, with the JSON path, when the patch touches what must not be edited. body: what it is for; null when not known
    /// yet.
    [[nodiscard]] static Result<void> check(const Json& patch, const Json& body);
    /// RFC 7396: objects merge, null removes, everything else replaces.
    [[nodiscard]] static Json merge(const Json& body, const Json& patch);
};

} // namespace causeway::engine
