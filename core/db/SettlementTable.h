// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "base/Ids.h"
#include "base/Money.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// What a settlement file says as a whole. Times are UTC ms, as the file has them.
struct SettlementRow
{
    RecordId record;
    QString store, settlementId;
    bool isReissue = false; ///< another file of a settlement that was read before; never posted
    QString currency;
    std::optional<qint64> startAt, endAt, depositAt;
    std::optional<Money> total; ///< empty: the file has none
    Money sum;                  ///< of its rows
    qint64 rows = 0, problems = 0;
    Money reserveIn, reserveOut, payable, charge;
    QString sha256;
};

/// One amount of a settlement.
struct SettlementFactRow
{
    qint64 line = 0;
    int part = 0;
    QString transactionType, amountType, amountDescription;
    Money amount;
    QString orderId;   ///< an Amazon order id, or empty
    QString reference; ///< what else stands in the order column
    QString sku, marketplace;
    std::optional<qint64> quantity, postedAt;
    bool postedHasTime = false;
    int party = 0; ///< settlement::Party
};

/// A settlement in a list, with the state of its record.
struct SettlementListRow
{
    SettlementRow settlement;
    QString key; ///< of the record
    RecordState state = RecordState::Ready;
    QString reason;
    qint64 journals = 0; ///< with a receipt
};

/// What one settlement says about one order.
struct SettledOrderRow
{
    QString orderId;
    qint64 rows = 0;
    Money paid;     ///< by the buyer
    Money refunded; ///< to the buyer; negative
    Money other;    ///< fees and everything else
    std::optional<qint64> postedAt;
    /// Document: NetSuite has one. Waiting: known here, not written yet. Unknown: never imported.
    enum class Match
    {
        Document,
        Waiting,
        Unknown
    };
    Match match = Match::Unknown;
    QString orderType;               ///< MFN, SFP, FBA; empty when unknown
    std::optional<Money> orderTotal; ///< as Amazon stated it with the order
    Money paidInAll;                 ///< by the buyer, in all settlements of the store
    /// Amazon settled so much more (positive) or less (negative) than the order's total; less until all of it is shipped.
    /// nullopt: the order is not known, or in another currency.
    [[nodiscard]] std::optional<Money> variance() const;
    RecordId orderRecord; ///< invalid when unknown
    QString documentType, documentId, documentName;
};

/// One order in one settlement, with what the settlement did for it in NetSuite.
struct OrderInSettlement
{
    RecordId record;
    QString store, key; ///< of the settlement's record
    std::optional<qint64> depositAt;
    qint64 rows = 0;
    Money paid, refunded, other;
    RecordState state = RecordState::Ready;
    QString documentType, documentId, documentName; ///< its own customer payment, else the settlement's first journal; empty
};

/// Settlements as facts (004_settlements.sql). Reads take any connection, writes a Transaction. Errors: Storage.
class SettlementTable
{
public:
    explicit SettlementTable(Connection& connection) : m_connection(connection) {}

    /// Newest period first. before: end and record of the last row of the page before. Empty store: all.
    struct ListPlace
    {
        qint64 endAt = 0;
        RecordId record;
    };
    [[nodiscard]] Result<std::vector<SettlementListRow>> list(const QString& store, std::optional<ListPlace> before,
                                                              int limit) const;
    [[nodiscard]] Result<std::optional<SettlementRow>> find(RecordId record) const;
    /// Of one store and currency without re-issues, by the beginning of their periods: the reserve chain and gaps.
    [[nodiscard]] Result<std::vector<SettlementRow>> chain(const QString& store, const QString& currency) const;
    /// Stores that have this settlement of Amazon's, the first one to have it first.
    [[nodiscard]] Result<std::vector<QString>> storesOf(const QString& settlementId) const;
    /// Settlement records whose facts were not taken out of their file yet.
    [[nodiscard]] Result<std::vector<RecordId>> withoutFacts(const QString& flow) const;

    /// Every category that was ever seen: transaction type, amount type, amount description.
    [[nodiscard]] Result<std::vector<std::array<QString, 3>>> labels() const;

    /// What each settlement says of one order, oldest period first, over all stores; re-issues left out.
    [[nodiscard]] Result<std::vector<OrderInSettlement>> ofOrder(const QString& orderId) const;

    /// Labels of the categories that fit; the comparison is the caller's.
    using LabelFits = std::function<bool(const QString& transactionType, const QString& amountType, const QString& description)>;
    [[nodiscard]] Result<std::vector<qint64>> labelIds(const LabelFits& fits) const;

    struct RowFilter
    {
        RecordId record;                           ///< invalid: of all settlements, then orderId must be set
        QString orderId;                           ///< exactly
        std::optional<std::vector<qint64>> labels; ///< only rows of these (labelIds)
        qint64 afterLine = 0;
        int afterPart = -1;
        int limit = 200;
    };
    /// In the order of the file (of the settlement, then of the file).
    [[nodiscard]] Result<std::vector<SettlementFactRow>> rows(const RowFilter& filter) const;
    /// Every row of a settlement, ordered by order id: for sums by order in flat memory.
    [[nodiscard]] Result<void> eachByOrder(RecordId record, const std::function<void(const SettlementFactRow&)>& onRow) const;

    /// What buyers paid for the orders of this settlement in earlier ones of the store, by order id.
    [[nodiscard]] Result<std::vector<std::pair<QString, Money>>> paidBefore(RecordId record) const;
    /// Orders of a settlement by id. onlyUnmatched: without a document.
    [[nodiscard]] Result<std::vector<SettledOrderRow>> orders(RecordId record, bool onlyUnmatched, const QString& afterOrderId,
                                                              int limit) const;
    struct MatchCount
    {
        qint64 orders = 0, withDocument = 0, waiting = 0, unknown = 0;
    };
    [[nodiscard]] Result<MatchCount> matches(RecordId record) const;

    struct RowSum
    {
        qint64 rows = 0;
        Money sum;
    };
    /// What the rows kept for search make.
    [[nodiscard]] Result<RowSum> sumOfRows(RecordId record, const QString& currency) const;

    [[nodiscard]] static Result<void> insert(Transaction& tx, const SettlementRow& settlement);
    /// The facts of a file that another one takes the place of.
    [[nodiscard]] static Result<void> remove(Transaction& tx, RecordId record);
    /// Adds rows; call it with some thousands at a time.
    class RowWriter
    {
    public:
        RowWriter(Transaction& tx, RecordId record) : m_tx(tx), m_record(record) {}
        [[nodiscard]] Result<void> add(const SettlementFactRow& row);
        [[nodiscard]] Result<void> flush();

    private:
        [[nodiscard]] Result<qint64> label(const SettlementFactRow& row);
        Transaction& m_tx;
        RecordId m_record;
        std::map<QString, qint64> m_labels;
        std::vector<QVariantList> m_rows;
    };

private:
    Connection& m_connection;
};

} // namespace causeway::db
