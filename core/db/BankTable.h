// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "base/Ids.h"
#include "base/Money.h"
#include "db/Connection.h"

namespace causeway::db {

using BankLineId = Id<struct BankLineTag>;

/// A booking of a bank account. dayAt: midnight UTC of its value date.
struct BankLineRow
{
    BankLineId id;
    QString account, key;
    qint64 dayAt = 0;
    Money amount; ///< positive: received
    QString memo; ///< only where it names Amazon
    QString fileSha256;
    qint64 fileLine = 0, importedAt = 0;

    struct Match
    {
        RecordId record;
        QString store, settlementKey; ///< of the settlement's record
        QString reason, by;
        qint64 at = 0;
    };
    std::optional<Match> match;
};

/// A settlement that should have been paid out and has no bank line.
struct UnpaidRow
{
    RecordId record;
    QString store, key, settlementId;
    qint64 depositAt = 0;
    Money total;
};

/// Bank lines and what they pay (005_bank.sql). Reads take any connection, writes a Transaction. Errors: Storage.
class BankTable
{
public:
    explicit BankTable(Connection& connection) : m_connection(connection) {}

    struct Filter
    {
        bool onlyOpen = false; ///< money received that pays no settlement yet
        QString account;       ///< empty: all
        RecordId record;       ///< invalid: any; else the lines that pay this settlement
        int limit = 200;
    };
    /// Newest day first.
    [[nodiscard]] Result<std::vector<BankLineRow>> list(const Filter& filter) const;
    [[nodiscard]] Result<std::optional<BankLineRow>> find(BankLineId line) const;
    /// What the bank lines of a settlement sum to; nullopt without any. Sums only lines of its currency.
    struct Paid
    {
        qint64 lines = 0;
        Money sum;
    };
    [[nodiscard]] Result<Paid> paid(RecordId record, const QString& currency) const;
    /// With a positive total and a deposit date, without re-issues; oldest deposit first.
    [[nodiscard]] Result<std::vector<UnpaidRow>> unpaid() const;

    /// False when the account has this line already.
    [[nodiscard]] static Result<bool> insert(Transaction& tx, const BankLineRow& line);
    [[nodiscard]] static Result<void> match(Transaction& tx, BankLineId line, const BankLineRow::Match& match);
    /// False when it was not matched.
    [[nodiscard]] static Result<bool> unmatch(Transaction& tx, BankLineId line);

private:
    Connection& m_connection;
};

} // namespace causeway::db
