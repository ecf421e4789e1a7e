// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"

namespace causeway::config {

/// The whole configuration as a file of version 1: what "config export" prints. Reading it into an empty profile gives an equal
/// configuration. Holds no secret, because a Configuration holds none. Pure.
[[nodiscard]] Json writeConfiguration(const Configuration& configuration);

} // namespace causeway::config
