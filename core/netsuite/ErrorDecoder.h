// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpMessage.h"
#include "netsuite/Redactor.h"

namespace causeway::netsuite {

/// Turns an answer that is not a success into an Error, by error_table. NetSuite's own words are kept, made safe, shortened and
/// without personal data. Answers that do not come from NetSuite (a proxy's page, a sign-in page of the network) are Unavailable
/// on reads and Unclear on writes: what happened behind them is unknown.
class ErrorDecoder final
{
public:
    struct Context
    {
        bool isWrite = false;
        QString account;          ///< as shown to people
        qint64 clockOffsetMs = 0; ///< server time minus ours
        const Redactor& redactor;
    };
    [[nodiscard]] static Error decode(const http::HttpResponse& response, const Context& context);
    /// A 2xx answer of the wrong form.
    [[nodiscard]] static Error unexpected(const http::HttpResponse& response, const Context& context);

    /// NetSuite says that the record asked for does not exist (as opposed to its record type).
    [[nodiscard]] static bool isMissing(const Error& error);
    [[nodiscard]] static bool isPermission(const Error& error);
    /// All slots of the account are taken: not executed.
    [[nodiscard]] static bool isSlotRefused(const http::HttpResponse& response);
};

} // namespace causeway::netsuite
