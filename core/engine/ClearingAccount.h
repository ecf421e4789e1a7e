// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/SettlementView.h"
#include "netsuite/Api.h"

/// Does the clearing account tie out: what settlements put on it, what left it to the bank, and what NetSuite shows.
namespace causeway::engine {

/// What one settlement's documents do on the account "clearing". Debits are positive: money that Amazon owes.
struct ClearingLine
{
    RecordId record;
    QString key, store;
    Money total;     ///< of the report; zero without one
    Money booked;    ///< by its journals, reversals and customer payments
    Money deposited; ///< taken to the account "bank" by its deposit
    Money received;  ///< of it, by bank lines in its currency
    Money elsewhere; ///< cash sales less refunds of its orders, which their own flows book
    bool isPosted = false;
    /// What is still there: not paid out, or (without deposits in NetSuite) not seen at the bank. A debt that the next settlement
    /// carries over stands against that one's.
    [[nodiscard]] Result<Money> open() const;
};

/// account: internal id of "clearing". Pure; Defect on overflow.
[[nodiscard]] Result<ClearingLine> clearingLineOf(const SettlementView& view, const QString& account, const Money& received);

/// The documents in one currency on the account, as NetSuite has them. Stores of several currencies may share the account: what
/// is in another one is not theirs. Amounts are those of the books, so they compare where the books are kept in that currency.
struct ClearingBalance
{
    Money all;
    Money ofSettlements; ///< documents of settlements: AMZ-JE, AMZ-PAY, AMZ-DEP
    Money ofOrders;      ///< other documents of this program: cash sales and refunds
    Money others;        ///< of people and other programs
};
/// Errors: of calls; Rejected when the account's lines may not be read.
[[nodiscard]] Result<ClearingBalance> readClearingBalance(netsuite::Api& netsuite, const QString& account,
                                                          const QString& currency, const StopToken& stop);

} // namespace causeway::engine
