// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/SettlementPlan.h"

/// The documents of a settlement as commands (netsuite.md sections 6.7 to 6.9). Pure.
namespace causeway::flows::settlement_documents {

inline const QString kJournal = QStringLiteral("journalEntry");
inline const QString kPayment = QStringLiteral("customerPayment");
inline const QString kDeposit = QStringLiteral("deposit");
/// Made of sums and the report's own words only.
[[nodiscard]] inline bool holdsNoBuyer(const QString& type)
{
    return type == kJournal || type == kDeposit;
}
/// Fingerprint member of journals: what cash sales and refunds of the settlement's orders book, as amount text.
inline const QString kElsewhere = QStringLiteral("elsewhere");

[[nodiscard]] Command journal(const PlannedJournal& planned, const settlement::Head& head, const Money& elsewhere,
                              const PlanContext& context);
/// clearing: internal id of the account that stands for the balance at Amazon.
[[nodiscard]] Command payment(const OrderPayment& planned, const QString& key, const settlement::Head& head, const QString& date,
                              const QString& clearing, const PlanContext& context);
[[nodiscard]] Command deposit(const Money& amount, const QString& key, const settlement::Head& head, const QString& date,
                              const QString& clearing, const QString& bank, const PlanContext& context);
/// The same journal with its sides changed.
[[nodiscard]] Command reversal(const QString& key, const Json& body, const settlement::Head& head, const QString& date,
                               const QString& reason);
/// How many journals the settlement has, as this one's memo ends with "2/3"; 1 without.
[[nodiscard]] int partsOf(const Json& journalBody);
/// A journal as its body says: what was sent or planned, whatever the mappings say now. Defect: no journal body.
[[nodiscard]] Result<PlannedJournal> journalOf(const QString& key, const Json& body, const settlement::Head& head);
/// What the lines of a journal body book beside clearing and carry: credits less debits.
[[nodiscard]] Result<Money> bookedBy(const Json& body, const QString& currency);
/// The same, only lines on this account; zero without one.
[[nodiscard]] Result<Money> bookedBy(const Json& body, const QString& currency, const QString& account);

} // namespace causeway::flows::settlement_documents
