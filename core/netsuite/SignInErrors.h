// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "http/HttpMessage.h"

/// Words for a refused sign-in; used by the token request and by the record calls.
namespace causeway::netsuite::sign_in {

/// A clock this far off makes NetSuite refuse signatures; below it the clock is not mentioned.
inline constexpr qint64 kWorthSayingMs = 60'000;

/// " This computer's clock is 7 minutes behind NetSuite's." with the leading blank; empty below kWorthSayingMs. The offset is
/// server time minus ours.
[[nodiscard]] QString clockDifference(qint64 offsetMs);

/// NetSuite gives one code for every cause, so the remedy points to the place where it says more (netsuite.md 2.6).
[[nodiscard]] Error refused(const QString& account, const QString& code, qint64 clockOffsetMs);

/// X-N-OperationId and X-NetSuite-JobId, which NetSuite's support asks for.
[[nodiscard]] QString requestIdOf(const http::HttpResponse& response);

} // namespace causeway::netsuite::sign_in
