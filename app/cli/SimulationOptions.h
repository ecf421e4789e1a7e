// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/Result.h"
#include "simulator/Faults.h"

namespace causeway::app::cli {

/// "lost-answer=20,reset=5,server-error=10": per mille of requests. Invalid (code "usage") for unknown names and numbers out of
/// range.
[[nodiscard]] Result<simulator::FaultPlan> faultPlanFrom(const QString& text);
/// The names that --faults takes.
[[nodiscard]] QStringList faultNames();

} // namespace causeway::app::cli
