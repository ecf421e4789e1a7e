// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/StopSource.h"
#include "http/HttpMessage.h"

namespace causeway::netsuite {

/// Gives a request the right to be answered. Implementations: OAuth2Auth, TbaAuth. Thread-safe.
class Authorizer
{
public:
    virtual ~Authorizer() = default;
    /// The headers to add to this very request (method and URL must be final). Errors: Auth with a remedy (secret missing,
    /// sign-in refused), RateLimited, Unavailable, Cancelled. Never Unclear.
    [[nodiscard]] virtual Result<http::Headers> authorize(const http::HttpRequest& request, const StopToken& stop) = 0;
    /// NetSuite answered 401 to a request with these headers. True: authorize() may do better now, try once more.
    [[nodiscard]] virtual bool refused(const http::Headers& given) = 0;
};

} // namespace causeway::netsuite
