// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/SettlementView.h"
#include "models/Cell.h"
#include "settlement/Waterfall.h"

/// A settlement in words, used by its list and its page.
namespace causeway::ui::settlement_words {

[[nodiscard]] QString period(std::optional<qint64> startMs, std::optional<qint64> endMs); ///< "28 Oct – 11 Nov 2026"
[[nodiscard]] QString date(std::optional<qint64> ms);                                     ///< "13 Nov 2026", or a dash
[[nodiscard]] QString date(std::optional<QDate> day);
[[nodiscard]] QString journalDate(const QString& isoDate); ///< "2026-10-31" -> "31 Oct 2026"
[[nodiscard]] QString bucket(settlement::Waterfall::Bucket bucket);
/// What the row is for first, then where it stands: "Principal · Order · ItemPrice". Remote text, made safe.
[[nodiscard]] QString category(const settlement::Category& category);
/// A memo of a journal line: the categories in it read like everywhere else, what is no category stays. What is sent to NetSuite
/// keeps Amazon's own words, which the mappings name.
[[nodiscard]] QString memo(const QString& memo);
[[nodiscard]] std::vector<Step> steps(const engine::SettlementView& view);
[[nodiscard]] db::RecordState state(const engine::SettlementView& view);

/// Why it cannot be approved and posted now; empty when it can.
[[nodiscard]] QString obstacle(const engine::SettlementView& view);
[[nodiscard]] bool isBalanced(const settlement::Journal& journal);
/// Debits and credits of a journal; both positive.
struct Sides
{
    Money debits, credits;
};
[[nodiscard]] Sides sides(const settlement::Journal& journal, const QString& currency);

} // namespace causeway::ui::settlement_words
