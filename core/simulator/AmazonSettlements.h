// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QByteArray>
#include <QString>

namespace causeway::simulator {

struct AmazonCore;
struct CompanyStore;

/// A closed settlement with its V2 flat file.
struct SimSettlement
{
    QString settlementId, groupId, reportId, documentId, store, currency, marketplaceId;
    qint64 startMs = 0, endMs = 0, depositMs = 0;
    qint64 createdMs = 0; ///< of its report
    qint64 total = 0, reserve = 0;
    QByteArray file;
};

/// Closes a settlement every 14 days from what was released (AmazonLedger), fees, reserves and carried balances; a closed one
/// never changes, what is posted late comes in the next. The core's lock is held in every function.
class AmazonSettlements final
{
public:
    explicit AmazonSettlements(AmazonCore& core) : m_core(core) {}

    /// Closes what is due.
    void closeDue(const CompanyStore& store);
    [[nodiscard]] std::vector<SimSettlement> of(const QString& store) const;
    /// Null when the transaction is not in a closed settlement.
    [[nodiscard]] const SimSettlement* settlementOf(const QString& store, const QString& transactionId) const;

private:
    void close(const CompanyStore& store, qint64 startMs, qint64 endMs);

    AmazonCore& m_core;
    std::map<QString, std::vector<SimSettlement>> m_closed;  ///< by store
    std::map<QString, std::pair<QString, size_t>> m_settled; ///< transaction -> store, index of the settlement
};

} // namespace causeway::simulator
