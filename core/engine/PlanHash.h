// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::engine {

/// Hash of one body: equal content gives an equal hash, whatever the order of its members.
[[nodiscard]] QString bodyHash(const Json& body);
/// What an approval is bound to: keys, operations and bodies of these commands, in order.
[[nodiscard]] QString planHash(std::span<const flows::Command> commands);

} // namespace causeway::engine
