// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "flows/Flow.h"

namespace causeway::flows {

/// An order as the engine stores it: content, facts without personal data, and whether there is anything to do yet. Orders that
/// the other side fulfils are skipped, pending ones wait, cancelled ones are skipped unless something was written before.
[[nodiscard]] SourceItem orderSource(const amazon::Order& order, const QString& fulfilledBy, const config::Retention& retention);
/// An order that could not be read becomes a record too: its plan fails with the reason, the other orders go on.
[[nodiscard]] SourceItem brokenOrderSource(const amazon::OrderPage::Undecodable& order);

} // namespace causeway::flows
