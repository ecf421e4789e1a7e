// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"

namespace causeway::config {

/// Gives a store that is in the configuration what another one has: its defaults, its own mappings and the settings of its flows.
/// Flows come switched off; the sign-in, the marketplaces, and what was read so far are never copied (requirement R02). The
/// currency stays: it belongs to the marketplaces. Returns the sections that changed, for Engine::applyConfiguration. Pure.
[[nodiscard]] QStringList copyStoreSettings(Configuration& configuration, const QString& from, const QString& to);

} // namespace causeway::config
