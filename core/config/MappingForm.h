// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/Result.h"
#include "config/Configuration.h"

namespace causeway::config {

/// "sku", "carrier", "shipMethod", "tax", "channel", "account", "item".
[[nodiscard]] const QStringList& mappingKinds();

/// Checks kind, key and value form of one mapping (interface.md section 7); the store is not looked at. Invalid with path "kind",
/// "key" or "value".
[[nodiscard]] Result<void> checkMapping(const Mapping& mapping);

/// Keys of a kind that count as one: letter case does not matter for ship methods, nor blanks, dashes and underscores for
/// accounts.
[[nodiscard]] bool isLooseKeyed(const QString& kind);
[[nodiscard]] QString comparableKey(const QString& kind, const QString& key);

} // namespace causeway::config
