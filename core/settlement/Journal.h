// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <vector>

#include "base/Result.h"
#include "settlement/Accounts.h"
#include "settlement/Settlement.h"

namespace causeway::settlement {

/// Class, location and department of a journal line: ids in NetSuite, empty for none.
struct Dimensions
{
    QString classId, location, department;
    friend std::strong_ordering operator<=>(const Dimensions&, const Dimensions&) = default;
};

/// Rows of one category that belong together in the books.
struct CategorySum
{
    Category category;
    QString marketplace; ///< as in the file; may be empty
    QString month;       ///< of posting, "2026-06" in the time zone of the books; empty when the row has no date
    QString utcMonth;    ///< the same in UTC
    QString detail;      ///< order id or row, in detailed journals; otherwise empty
    qint64 rows = 0;
    Money sum; ///< the seller's view: positive is money earned
};

struct JournalLine
{
    QString account;
    Money amount; ///< positive: credit, negative: debit
    Dimensions dimensions;
    QString memo; ///< categories in the words of the report; no personal data
    friend bool operator==(const JournalLine&, const JournalLine&) = default;
};

struct JournalSettings
{
    bool splitMonths = false;                     ///< needs the account "carry"
    bool monthsInUtc = false;                     ///< CategorySum::utcMonth instead of month
    bool detailed = false;                        ///< a line per category and detail instead of one per account
    int mostLines = 1'000;                        ///< of one journal entry, the balancing one included
    std::map<QString, Dimensions> perMarketplace; ///< key: marketplace name in lower case
    Dimensions otherwise;                         ///< rows without a marketplace, and marketplaces without an entry
    /// What no category stands for: differences from invoices. Counts towards the total, in the last month.
    std::vector<JournalLine> extra = {};
};

/// Memos of the lines that no category stands behind.
inline const QString kClearingMemo = QStringLiteral("clearing");
inline const QString kCarryMemo = QStringLiteral("carry");

/// One journal entry. Its amounts sum to zero.
struct Journal
{
    int part = 1;  ///< stable: the external id is built from it
    QString month; ///< empty when months are not split
    std::vector<JournalLine> lines;
    friend bool operator==(const Journal&, const Journal&) = default;
};

struct JournalPlan
{
    std::vector<Journal> journals;
    std::vector<Category> unmapped; ///< not empty: there are no journals; nothing is posted until each is mapped or parked
    Money posted;                   ///< what the clearing account gets: the settlement's total
    Money parked;                   ///< of that, on "suspense"
};

/// Plans the journal entries of a settlement. Deterministic: neither the order of the sums nor of the mappings matters. The
/// clearing account takes the other side, once per journal. Invalid: a needed special account ("clearing", "carry", "suspense")
/// is not mapped. Defect: the sums do not make the total. Pure.
[[nodiscard]] Result<JournalPlan> planJournals(const Head& head, const std::vector<CategorySum>& sums, const Accounts& accounts,
                                               const JournalSettings& settings);

} // namespace causeway::settlement
