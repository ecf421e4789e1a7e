// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "flows/Flow.h"
#include "mapping/OrderSettings.h"

namespace causeway::flows {

/// Why an order is not written (yet). Both empty: it can be.
struct OrderHold
{
    QString skip, wait;
};
/// Orders that the other side fulfils are skipped, cancelled ones and those of other channels too; pending ones wait, and of
/// Amazon's own those that it has not shipped: they become documents once the goods are gone.
[[nodiscard]] OrderHold orderHold(const amazon::Order& order, const mapping::OrderSettings& settings);
/// An order as the engine stores it: content, facts without personal data, and whether there is anything to do yet.
[[nodiscard]] SourceItem orderSource(const amazon::Order& order, const mapping::OrderSettings& settings,
                                     const config::Retention& retention);
/// An order that could not be read becomes a record too: its plan fails with the reason, the other orders go on.
[[nodiscard]] SourceItem brokenOrderSource(const amazon::OrderPage::Undecodable& order);

} // namespace causeway::flows
