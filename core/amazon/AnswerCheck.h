// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/Json.h"
#include "base/Result.h"
#include "http/HttpMessage.h"

/// Sorts Amazon's answers into our error kinds: the only place where status codes and codes are read (spapi.md section 3).
namespace causeway::amazon::answer_check {

/// Amazon says the access token is expired, revoked or malformed (403 "Unauthorized" with details, or 401): worth one new token.
[[nodiscard]] bool isTokenRefused(const http::HttpResponse& response);
/// 429, or 400 with a code that names a limit.
[[nodiscard]] bool isThrottled(const http::HttpResponse& response);

struct Context
{
    QString store, region;
    QStringList roles; ///< any of these gives the right to the operation
};
/// The JSON object of a good answer; otherwise Auth, RateLimited (without retryAtMs), Rejected, Unavailable or Invalid.
[[nodiscard]] Result<Json> read(const http::HttpResponse& response, const Context& context);
/// The answer to a write: its JSON object, or null when a 2xx has no body. What read() calls Unavailable because of a 5xx, and a
/// 2xx that cannot be read, are Unclear here: it may have been executed.
[[nodiscard]] Result<Json> readWrite(const http::HttpResponse& response, const Context& context);

} // namespace causeway::amazon::answer_check
