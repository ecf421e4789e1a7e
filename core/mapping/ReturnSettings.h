// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// Settings of the flow `returns`, with their defaults.
struct ReturnSettings
{
    bool readsFba = true, readsMerchant = true;
    int firstRunDays = 30;
    bool receivesMerchant = true; ///< the item receipt of a merchant return is made when Amazon says it was delivered
    QString sellableLocation;     ///< empty: where the store's goods leave from (FBA orders: the FBA location)
    QString unsellableLocation;   ///< empty: received without going back into stock
    int waitDays = 14;            ///< for the order's documents, before a return becomes an error

    [[nodiscard]] static ReturnSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
