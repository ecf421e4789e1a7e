// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"

/// The sections of a configuration as JSON, in the shapes of the configuration file (docs/interface.md section 5). Used by the
/// file writer and by the database, which keeps the same JSON in its rows. Pure.
namespace causeway::config {

[[nodiscard]] Json toJson(const NetSuiteSettings& settings);
[[nodiscard]] Json toJson(const AmazonSettings& settings);
[[nodiscard]] Json toJson(const Store& store);
[[nodiscard]] Json toJson(const Mapping& mapping); ///< {"store"?,"key","value"}: the kind is the section's name
[[nodiscard]] Json toJson(const FlowSettings& flow);
[[nodiscard]] Json toJson(const Retention& retention);

// Lenient: for JSON that was validated before (ConfigurationReader) or that this program wrote. Missing members keep their
// defaults.
[[nodiscard]] NetSuiteSettings netSuiteFromJson(const Json& json);
[[nodiscard]] AmazonSettings amazonFromJson(const Json& json);
[[nodiscard]] Store storeFromJson(const Json& json);
[[nodiscard]] Mapping mappingFromJson(const QString& kind, const Json& json);
[[nodiscard]] FlowSettings flowFromJson(const Json& json);
[[nodiscard]] Retention retentionFromJson(const Json& json);

} // namespace causeway::config
