// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "config/Configuration.h"
#include "db/Database.h"
#include "flows/SettlementFacts.h"

namespace causeway::engine {

/// The stored rows of one store's settlements. Thread-safe: each call reads once.
class SettlementBook final : public flows::SettlementFacts
{
public:
    SettlementBook(db::Database& database, config::Store store) : m_database(database), m_store(std::move(store)) {}

    [[nodiscard]] Result<std::vector<flows::SettledSum>> sums(const QString& recordKey) override;
    [[nodiscard]] Result<std::vector<std::pair<QString, Money>>> settledBefore(const QString& recordKey) override;
    [[nodiscard]] Result<std::vector<flows::SettledRefundState>> refunds(const QString& recordKey) override;

    /// Sums of one record may be so many: above it, a summary is the only way to post.
    static constexpr std::size_t kMostSums = 100'000;

private:
    [[nodiscard]] Result<RecordId> recordOf(db::Connection& connection, const QString& key) const;
    db::Database& m_database;
    config::Store m_store;
};

} // namespace causeway::engine
