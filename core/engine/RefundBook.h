// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "db/Database.h"
#include "flows/RefundFacts.h"

namespace causeway::engine {

/// The refunds of one store, kept in the profile. Thread-safe: each call is one transaction.
class RefundBook final : public flows::RefundFacts
{
public:
    RefundBook(db::Database& database, QString store, Clock& clock)
        : m_database(database), m_store(std::move(store)), m_clock(clock)
    {
    }

    [[nodiscard]] Result<flows::RefundEvent> attach(const flows::RefundSighting& sighting) override;
    [[nodiscard]] Result<bool> confirm(const flows::RefundSighting& sighting) override;
    [[nodiscard]] Result<QStringList> ordersMissingInFinances(qint64 seenSinceMs) override;
    [[nodiscard]] Result<flows::SettledComparison> compareSettled(const QStringList& orderIds) override;
    /// The same within a transaction, for whoever saves the source together with it.
    [[nodiscard]] static Result<flows::RefundEvent> attach(db::Transaction& tx, const QString& store,
                                                           const flows::RefundSighting& sighting, qint64 now);

private:
    db::Database& m_database;
    QString m_store;
    Clock& m_clock;
};

} // namespace causeway::engine
