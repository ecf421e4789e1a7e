// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

namespace causeway::mapping {

/// Settings of the flow `refunds`, with their defaults.
struct RefundSettings
{
    enum class PayOut
    {
        CustomerRefund, ///< credit memo, paid out from the account mapped as "clearing"
        OpenInvoice     ///< credit memo, applied to the invoice as far as that is open
    };
    PayOut payOut = PayOut::CustomerRefund;
    int firstRunDays = 30;
    int overlapHours = 72; ///< Finances lists orders of the last 48 hours late
    int sweepDays = 14;
    int waitDays = 14; ///< for the order's invoice or cash sale, before it becomes an error

    [[nodiscard]] static RefundSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
