// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "config/Configuration.h"
#include "mapping/OrderDocument.h"

namespace causeway::mapping {

/// What happens to open lines when Amazon cancelled them after import.
enum class CancelPolicy
{
    CloseLines,
    FlagOnly,
    Ask
};

/// Settings of the order flows, with their defaults.
struct OrderSettings
{
    int firstRunDays = 30;
    int overlapMinutes = 15;
    int sweepHours = 48;
    int checkDays = 30;                        ///< weekly check; 0 = off
    int reportDays = 30;                       ///< Amazon's order report, daily; 0 = off
    QString orderStatus = QStringLiteral("B"); ///< A pending approval, B pending fulfillment
    bool discountPerLine = true;
    bool customerAddress = false;        ///< write the ship-to address into a new customer's address book too
    bool followsCustomerAddress = false; ///< the next order of the buyer updates it there
    CancelPolicy cancelledOrder = CancelPolicy::CloseLines, cancelledItem = CancelPolicy::CloseLines;
    QString fields;            ///< rules of the merchant's own for further fields (mapping/FieldRules.h)
    bool updateAddress = true; ///< a ship-to address changed at Amazon changes the sales order

    // orders-fba only
    bool isFba = false;
    OrderDocument document = OrderDocument::SalesOrder;
    QString cashAccount; ///< empty: the mapping account "clearing"; "undeposited-funds"; or "account:ID"
    bool importMultiChannel = false;

    [[nodiscard]] static OrderSettings read(const config::FlowSettings& flow);
    /// name -> JSON Schema with default and description: FlowSpec::settings.
    [[nodiscard]] static Json schema(bool isFba = false);
};

} // namespace causeway::mapping
