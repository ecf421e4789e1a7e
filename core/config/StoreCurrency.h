// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"

namespace causeway::config {

/// Gives a store another currency. A tolerance that it cannot express (a cent, in JPY) becomes one of its smallest units. Pure.
void setCurrency(StoreDefaults& defaults, const QString& currency);

/// The one currency of these marketplaces; empty when they have several, or none is known. Pure.
[[nodiscard]] QString currencyOf(const QStringList& marketplaces);

} // namespace causeway::config
