// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "engine/ProofSheet.h"

namespace causeway::app {

/// The proof sheet as PDF, made by the program causeway-pdf that lies beside this one: so a program without a window needs no GUI
/// module. Blocks for at most a minute. Invalid ("no-pdf-program", path = the program) when it is not installed or fails.
[[nodiscard]] Result<QByteArray> proofAsPdf(const engine::ProofSheet& sheet);

} // namespace causeway::app
