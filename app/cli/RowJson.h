// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "base/Json.h"
#include "base/Money.h"
#include "db/BankTable.h"
#include "db/Rows.h"

/// The JSON shapes of docs/interface.md section 4. Keys may be added, never renamed.
namespace causeway::app::cli {

[[nodiscard]] Json timeJson(std::optional<qint64> utcMs); ///< null when not set or 0
[[nodiscard]] Json moneyJson(const std::optional<Money>& money);
[[nodiscard]] Json runJson(const db::RunRow& run);
[[nodiscard]] Json recordJson(const db::RecordRow& record);
[[nodiscard]] Json causeJson(const db::CauseRow& cause);
[[nodiscard]] Json orderJson(const db::OrderRow& order);
[[nodiscard]] Json traceJson(const db::TraceEntry& entry);
[[nodiscard]] Json attemptJson(const db::AttemptRow& attempt);
[[nodiscard]] Json bankLineJson(const db::BankLineRow& line);
[[nodiscard]] Json connectionJson(const db::ConnectionRow& connection);

[[nodiscard]] QString timeText(std::optional<qint64> utcMs);
[[nodiscard]] QString moneyText(const std::optional<Money>& money);
/// "salesOrder 4711 (SO-1001)", several separated by commas.
[[nodiscard]] QString targetText(const std::vector<db::TargetRow>& targets);

} // namespace causeway::app::cli
