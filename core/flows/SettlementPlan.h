// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "settlement/Content.h"
#include "settlement/Journal.h"

namespace causeway::flows {

/// One journal entry as NetSuite gets it.
struct PlannedJournal
{
    QString key; ///< external id: AMZ-JE-<S>-<settlement>-<part>
    settlement::Journal journal;
    QString date; ///< tranDate, "2026-06-30"
};

struct SettlementDraft
{
    std::vector<PlannedJournal> journals;
    std::vector<settlement::Category> unmapped;
    Money posted; ///< on accounts that say what it is
    Money parked; ///< on the account "suspense"
};

/// The settlement's journal entries by the mappings as they are now. Errors say why it cannot be posted: Rejected
/// ("differs-from-total", "no-total", "bad-lines"), Conflict ("other-currency", "reissue"), Unmapped (a special account).
/// Categories without an account are no error here: they are listed, and there are no journals. Pure.
[[nodiscard]] Result<SettlementDraft> draftSettlement(const settlement::Content& content, const PlanContext& context);

/// The same as commands. Unmapped: the key of the first category without an account, and how many there are.
[[nodiscard]] Result<Plan> planSettlement(const Record& record, const PlanContext& context);

} // namespace causeway::flows
