// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "db/Rows.h"
#include "flows/SettlementPlan.h"

namespace causeway::engine {

/// A settlement as people see it: what the file says, what the mappings make of it now, what was posted. Command line and window
/// show the same. Reflects mapping changes at once, before any run.
struct SettlementView
{
    struct CategoryLine
    {
        settlement::CategorySum sum;
        QString account; ///< internal id; empty: unmapped
        QString from;    ///< key of the mapping that says so
        QString group;   ///< shipped group, may be empty
    };
    struct Step
    {
        QString name, state; ///< read, mapped, matched, approve, post, paid; done, ready, error, waiting
    };
    struct Proof
    {
        Money reportTotal, sumOfRows, posted, parked, difference;
        bool hasTotal = false;
    };

    db::RecordRow record;
    settlement::Content content;
    QString state, reason;        ///< of the record, or what planning it now would find
    std::optional<Error> trouble; ///< why it cannot be posted now
    std::vector<Step> steps;
    std::vector<CategoryLine> categories;
    std::vector<settlement::Category> unmapped;
    flows::SettlementDraft draft;
    std::vector<db::CommandRow> documents; ///< journal entries that have a receipt
    Proof proof;

    [[nodiscard]] bool isPosted() const { return record.state == db::RecordState::Done && !documents.empty(); }
};

/// commands of the record and their bodies by key (bodies that were erased may be missing). Pure. Defect on overflow only.
[[nodiscard]] Result<SettlementView> settlementView(db::RecordRow record, settlement::Content content,
                                                    const std::vector<db::CommandRow>& commands,
                                                    const std::map<QString, Json>& bodies,
                                                    const config::Configuration& configuration);

} // namespace causeway::engine
