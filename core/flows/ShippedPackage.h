// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "mapping/PackageContents.h"

namespace causeway::flows {

/// A package of an item fulfillment as NetSuite tells of it now.
struct ShippedPackage
{
    int number = 0;
    mapping::Parcel parcel;
    Json facts; ///< {"tracking","carrier","items"} as NetSuite says now
};

/// A package that went out already: its newest body and what NetSuite said then.
struct SentPackage
{
    Json body;  ///< null when its retention time is over
    Json facts; ///< of the body, else of what Amazon showed
    int corrections = 0;
    QString newestKey;
};

} // namespace causeway::flows
