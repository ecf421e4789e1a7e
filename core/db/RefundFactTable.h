// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "base/Money.h"
#include "db/Connection.h"

namespace causeway::db {

struct RefundFactRow
{
    qint64 id = 0;
    QString event;
    int line = 0;
    QString orderId, sku;
    Money amount;
    qint64 postedAt = 0;
    QString doubt;
    QStringList sources;        ///< that tell of it; none: it turned out to be another event
    std::vector<qint64> toldAt; ///< posted, as each of them says
    qint64 createdAt = 0;
    QString settlement; ///< source id of the settlement that shows it
};

/// Refunds and who tells of them (002_refund_facts.sql). Reads take any connection, writes a Transaction.
class RefundFactTable
{
public:
    RefundFactTable(Connection& connection, QString store) : m_connection(connection), m_store(std::move(store)) {}

    [[nodiscard]] Result<std::vector<RefundFactRow>> ofOrder(const QString& orderId) const; ///< by time, event and line
    [[nodiscard]] Result<std::vector<RefundFactRow>> ofSighting(const QString& source, const QString& sourceId) const;
    /// Orders with facts, entered since then, that this source tells and the other does not.
    [[nodiscard]] Result<QStringList> ordersKnownOnlyTo(const QString& source, const QString& other, qint64 createdSince) const;
    /// What became of the refunds that a settlement shows, by the records of flow "refunds"; those a person dismissed are left
    /// out.
    struct Booking
    {
        QString orderId;
        Money amount;
        bool isBooked = false;
        bool hasRecord = false;
    };
    [[nodiscard]] Result<std::vector<Booking>> bookingsOf(const QString& settlementKey) const;
    [[nodiscard]] Result<bool> hasRecord(const QString& event) const; ///< of the flow "refunds"
    /// Returns the id of the new fact.
    [[nodiscard]] static Result<qint64> insert(Transaction& tx, const QString& store, const RefundFactRow& fact, qint64 now);
    [[nodiscard]] static Result<void> addSighting(Transaction& tx, const QString& store, const QString& source,
                                                  const QString& sourceId, qint64 fact, qint64 postedAt, qint64 now);
    [[nodiscard]] static Result<void> setDoubt(Transaction& tx, qint64 fact, const QString& doubt);
    /// What is told of one fact is told of these others instead.
    [[nodiscard]] static Result<void> moveSightings(Transaction& tx, qint64 fact, const std::vector<qint64>& others);

private:
    [[nodiscard]] Result<std::vector<RefundFactRow>> select(const QString& where, const QVariantList& values) const;
    Connection& m_connection;
    QString m_store;
};

} // namespace causeway::db
