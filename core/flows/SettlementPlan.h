// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "flows/SettlementPayments.h"
#include "settlement/Content.h"
#include "settlement/Journal.h"

namespace causeway::flows {

/// One journal entry as NetSuite gets it.
struct PlannedJournal
{
    QString key; ///< external id: AMZ-JE-<S>-<settlement>-<part>, later generations with -G<n>
    settlement::Journal journal;
    QString date;  ///< tranDate, "2026-06-30"
    int parts = 1; ///< of the whole settlement
    QString note;  ///< why it is posted on another day than its own; empty
};

struct SettlementDraft
{
    std::vector<PlannedJournal> journals;
    std::vector<settlement::Category> unmapped;
    Money posted; ///< on accounts that say what it is; payments and what is booked elsewhere included
    Money parked; ///< on the account "suspense"
    std::optional<SettlementPayments> payments; ///< when it is posted by payments
    std::optional<Money> deposit;               ///< from "clearing" to "bank"
    QString depositDate;
    QString date;  ///< the settlement's own posting day
    QString holds; ///< why it has to wait although everything is mapped: a closed period, orders without an invoice; may be empty
};

/// The settlement's documents by the mappings as they are now. Errors say why it cannot be posted: Rejected
/// ("differs-from-total", "no-total", "bad-lines"), Conflict ("other-currency", "reissue"), Unmapped (a special account).
/// Categories without an account are no error here: they are listed, and there are no journals. Pure.
[[nodiscard]] Result<SettlementDraft> draftSettlement(const QString& recordKey, const settlement::Content& content,
                                                      const PlanContext& context);

/// The same as commands, or the reversal of what was posted when a person asked for it. Unmapped: the key of the first category
/// without an account, and how many there are.
[[nodiscard]] Result<Plan> planSettlement(const Record& record, const PlanContext& context);

/// "AMZ-JE-<S>-<settlement>-<part>" of a generation.
[[nodiscard]] QString settlementJournalKey(const QString& keyPart, const QString& settlementId, int part, int generation);
/// External id of the journal that takes this one back.
[[nodiscard]] QString reversalKey(const QString& journalKey);

} // namespace causeway::flows
