// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <vector>

#include <QStringList>

#include "simulator/Simulation.h"

namespace causeway::tests {

/// Compares both simulated accounts after all flows have run: one document each, every unit and every cent. What is wrong, in
/// words; empty when they agree.
class WorldComparison final
{
public:
    /// store: only orders of this one; empty = all.
    explicit WorldComparison(simulator::Simulation& simulation, QString store = {});

    [[nodiscard]] QStringList all();
    /// One sales order each, no shipment confirmed twice or for FBA, no rule of either system broken.
    [[nodiscard]] QStringList orders();
    /// What Amazon shipped itself: one document each, a sales order or one that posts at once.
    [[nodiscard]] QStringList fba();
    /// Cancelled at Amazon: closed in NetSuite, unless the goods had left.
    [[nodiscard]] QStringList cancellations();
    /// What is billed is what is shipped, for what was ordered.
    [[nodiscard]] QStringList bills();
    /// Amazon shows each package that left with its number, once, and no other.
    [[nodiscard]] QStringList packages();
    /// Credited and paid out is what Amazon gave back, refund by refund.
    [[nodiscard]] QStringList refunds();
    /// Received is what came back, where it belongs by its condition.
    [[nodiscard]] QStringList returns();

    /// In NetSuite, and nothing of it has left: refunded all the same, there is no bill to credit.
    [[nodiscard]] bool isUnshipped(const QString& orderId) const { return m_unshipped.contains(orderId); }
    /// How much there was to compare, for people.
    [[nodiscard]] QString summary() const;

private:
    [[nodiscard]] std::vector<simulator::SimDocument> documents(const char* type) const;
    [[nodiscard]] QString moneyOf(const simulator::SimDocument& document, const simulator::AmazonOrder& order) const;
    [[nodiscard]] QStringList money(const simulator::SimDocument& order, const std::vector<simulator::SimDocument>& bills) const;
    [[nodiscard]] bool isOurs(const QString& orderId) const { return m_ours.contains(orderId); }

    simulator::Simulation& m_simulation;
    QString m_store;
    std::set<QString> m_ours, m_unshipped;
    std::map<QString, int> m_fba; ///< documents by type
    int m_shipped = 0, m_bills = 0, m_packages = 0, m_refunded = 0, m_returned = 0, m_closed = 0, m_tooLate = 0;
};

} // namespace causeway::tests
