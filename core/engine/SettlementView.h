// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include "config/Configuration.h"
#include "db/Rows.h"
#include "db/SettlementTable.h"
#include "flows/SettlementPlan.h"
#include "settlement/Chain.h"

namespace causeway::engine {

/// What is stored around a settlement and its view needs.
struct SettlementSurroundings
{
    std::vector<db::CommandRow> commands; ///< of its record
    std::map<QString, Json> bodies;       ///< by key; bodies that were erased are missing
    db::SettlementTable::MatchCount matches;
    qint64 bankLines = 0;                       ///< that pay it
    std::vector<settlement::ChainBreak> breaks; ///< between it and its neighbours
    Json lookups = Json::object();              ///< sums by order when the settings post them one by one; of NetSuite when asked
    config::Configuration configuration;
    std::map<QString, QString> accountTitles; ///< internal id -> "4010 Amazon sales"
};

/// A settlement as people see it: what the file says, what the mappings make of it now, what was posted. Command line and window
/// show the same. Reflects mapping changes at once, before any run.
struct SettlementView
{
    struct CategoryLine
    {
        settlement::CategorySum sum;
        QString account;       ///< internal id; empty: unmapped
        QString from;          ///< key of the mapping that says so
        QString group;         ///< shipped group, may be empty
        QString parkedBecause; ///< reason of a person who parked it on the suspense account
    };
    struct Step
    {
        QString name, state; ///< read, mapped, matched, approve, post, paid; done, ready, error, waiting
    };
    struct Month
    {
        QString month; ///< "2026-06"; empty: rows without a date
        qint64 rows = 0;
        Money sum;
        std::optional<qint64> endMs; ///< midnight after its last day, in the time zone of the books
    };
    struct Proof
    {
        Money reportTotal, sumOfRows, posted, parked, difference;
        Money elsewhere; ///< of "posted": booked by cash sales and refunds of its orders
        bool hasTotal = false;
    };

    db::RecordRow record;
    settlement::Content content;
    QString state, reason;        ///< of the record, or what planning it now would find
    std::optional<Error> trouble; ///< why it cannot be posted now
    std::vector<Step> steps;
    std::vector<CategoryLine> categories;
    std::vector<settlement::Category> unmapped;
    std::vector<Month> months; ///< in order
    QDate depositDay;          ///< settlement::depositDay; invalid when the report names none
    settlement::Carried carried;
    std::vector<settlement::ChainBreak> breaks;
    db::SettlementTable::MatchCount matches;
    qint64 bankLines = 0; ///< that pay it
    /// What is posted or would be. Its journals are those in NetSuite once there are any; with posting by payments those of the
    /// newest plan, because only a plan knows the invoices.
    flows::SettlementDraft draft;
    bool needsPlan = false; ///< posted by payments, and neither planned nor looked up: which journal it becomes is not known yet
    std::vector<db::CommandRow> documents; ///< with a receipt: journals, payments, deposit, reversals
    std::vector<db::CommandRow> planned;   ///< the others, as the newest plan made them
    std::map<QString, Json> bodies;        ///< of all of them, by key; no personal data
    Proof proof;
    std::map<QString, QString> accountTitles; ///< internal id -> "4010 Amazon sales", of the accounts that NetSuite showed

    /// What people read instead of an internal id; the id itself while its name is not known.
    [[nodiscard]] QString accountTitle(const QString& id) const
    {
        const auto found = accountTitles.find(id);
        return found == accountTitles.end() ? id : found->second;
    }
    [[nodiscard]] bool isPosted() const
    {
        return record.state == db::RecordState::Done && !documents.empty() && !content.reversal;
    }
    [[nodiscard]] bool isReversed() const { return record.state == db::RecordState::Done && content.reversal.has_value(); }
};

/// Pure. Defect on overflow only; Invalid when its store is not configured any more.
[[nodiscard]] Result<SettlementView> settlementView(db::RecordRow record, settlement::Content content,
                                                    const SettlementSurroundings& around);

} // namespace causeway::engine
