// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

namespace causeway::mapping {

/// Settings of the flow `shipments`, with their defaults.
struct ShipmentSettings
{
    enum class OnCancelRequest
    {
        Hold,
        Review,
        Send
    };
    int firstRunDays = 30;
    int overlapMinutes = 1440; ///< NetSuite does not say in which zone a query's time is read
    int sweepHours = 168;
    bool automaticCarrier = false; ///< use a recognised carrier without a mapping
    bool withoutTracking = false;
    bool spreadContents = true; ///< otherwise several packages of unknown contents wait for a person
    OnCancelRequest onCancelRequest = OnCancelRequest::Hold;
    bool reviewCorrections = true;
    bool writeMarker = true;
    int feedFrom = 300;

    [[nodiscard]] static ShipmentSettings read(const Json& settings);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema();
};

} // namespace causeway::mapping
