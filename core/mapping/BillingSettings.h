// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Json.h"
#include "mapping/OrderDocument.h"

namespace causeway::mapping {

/// Settings of the flow "billing", with their defaults.
struct BillingSettings
{
    OrderDocument document = OrderDocument::Invoice; ///< or CashSale
    bool dateOfFulfillment = false;                  ///< otherwise the day of billing
    bool fulfillmentBills = false;                   ///< the account has no Advanced Shipping
    QString cashAccount;                             ///< see setCashAccount
    int firstRunDays = 30;
    int overlapHours = 24;
    int sweepDays = 30;

    [[nodiscard]] static BillingSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
