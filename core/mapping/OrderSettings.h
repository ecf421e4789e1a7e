// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// Settings of the order flows, with their defaults.
struct OrderSettings
{
    int firstRunDays = 30;
    int overlapMinutes = 15;
    int sweepHours = 48;
    QString orderStatus = QStringLiteral("B"); ///< A pending approval, B pending fulfillment
    bool discountPerLine = true;
    bool customerAddress = false;    ///< write the ship-to address into a new customer's address book too
    bool closeCancelledLines = true; ///< otherwise only flagged
    bool updateAddress = true;       ///< a ship-to address changed at Amazon changes the sales order

    [[nodiscard]] static OrderSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
