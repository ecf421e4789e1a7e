// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/Cell.h"
#include "pages/Page.h"

/// Database rows as table rows, used by several pages.
namespace causeway::ui::rows {

[[nodiscard]] Cell text(const QString& words, std::optional<Token> token = {});
[[nodiscard]] Cell state(db::RecordState value, const QString& word = {}, const QString& tooltip = {});
[[nodiscard]] Cell money(const std::optional<Money>& amount, bool withCurrency = true);
/// Sums in one cell; of several currencies the first and how many more, all of them in tooltip and copies.
[[nodiscard]] Cell sums(const std::vector<Money>& amounts);
[[nodiscard]] Cell age(qint64 atMs, qint64 nowMs);
[[nodiscard]] Cell time(qint64 atMs, qint64 nowMs); ///< "12 Nov 14:21"
[[nodiscard]] Cell number(qint64 value, bool blankWhenZero = false);
[[nodiscard]] Cell action(const QString& word);
/// What a flow does now, or how its newest run ended, with the same words wherever flows are listed.
[[nodiscard]] Cell flowState(const db::FlowStateRow& flow, const std::optional<db::RunRow>& newest, qint64 nowMs);
/// Plain title of a flow, e.g. "Orders: merchant-fulfilled"; the id when it is unknown.
[[nodiscard]] QString flowTitle(const flows::Registry& flows, const QString& id);
[[nodiscard]] QString flowGroup(const flows::Registry& flows, const QString& id);

[[nodiscard]] std::vector<Column> attemptColumns(const QString& prefix);
[[nodiscard]] std::vector<TableRow> attempts(const std::vector<db::AttemptRow>& attempts);
[[nodiscard]] std::vector<Column> timelineColumns(const QString& prefix);
[[nodiscard]] std::vector<TableRow> timeline(const std::vector<db::TraceEntry>& trace, qint64 nowMs);

} // namespace causeway::ui::rows
