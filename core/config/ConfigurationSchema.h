// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "base/Json.h"

namespace causeway::config {

/// What the configuration needs to know of a flow of this program; config is below flows and cannot ask them itself.
struct KnownFlow
{
    QString id;
    Json settings; ///< flows::FlowSpec::settings: name -> {"type", "default", "description", "enum"?}
};

/// The JSON Schema (draft 2020-12) of the configuration file with every flow and its settings: what "config schema" prints, and
/// what ConfigurationReader checks the structure with, so that the two cannot disagree.
[[nodiscard]] Json configurationSchema(const std::vector<KnownFlow>& flows);
/// The schema of one flow's "settings".
[[nodiscard]] Json settingsSchema(const KnownFlow& flow);

} // namespace causeway::config
