// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QStringList>

#include "db/Connection.h"

namespace causeway::db {

struct SightedOrder
{
    QString orderId;
    QString channel;        ///< MFN, FBA; empty: not known, what is stored stays
    qint64 purchasedAt = 0; ///< 0: not known, what is stored stays
    QString status;         ///< as Amazon's report tells it; empty: what is stored stays
};

/// Which of Amazon's list, Amazon's report and NetSuite showed an order (003_completeness.sql). Reads take any connection, writes
/// a Transaction. Times are UTC ms.
class OrderSightingTable
{
public:
    OrderSightingTable(Connection& connection, QString store) : m_connection(connection), m_store(std::move(store)) {}

    /// Orders of this channel that the report showed and the flow has no record of, oldest purchase first; each once for every
    /// time that the report showed it.
    [[nodiscard]] Result<QStringList> unknown(const QString& flow, const QString& channel, int limit) const;

    enum class Source
    {
        List,
        Report,
        Asked
    };
    [[nodiscard]] static Result<void> note(Transaction& tx, const QString& store, const SightedOrder& order, Source source,
                                           qint64 now);

    struct Document
    {
        QString orderId, type, id, name;
    };
    /// What NetSuite shows now of orders purchased since then; what it showed before is forgotten. Orders that nobody saw at
    /// Amazon are left out.
    [[nodiscard]] static Result<void> setDocuments(Transaction& tx, const QString& store, qint64 fromMs,
                                                   const std::vector<Document>& documents, qint64 now);
    /// NetSuite was asked, for orders purchased since then.
    [[nodiscard]] static Result<void> noteCheck(Transaction& tx, const QString& store, qint64 fromMs, qint64 netsuiteAt,
                                                qint64 now);

private:
    Connection& m_connection;
    QString m_store;
};

} // namespace causeway::db
