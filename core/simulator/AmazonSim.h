// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway {
class Clock;
}

namespace causeway::simulator {

class Faults;
class HttpService;
struct CompanyStore;

/// The simulated Amazon: Login with Amazon, Orders v2026-01-01, Sellers v1. Rules: docs of the models and reference/spapi.md.
/// Edits from the test's thread and HTTP threads may mix; every function locks.
class AmazonSim final
{
public:
    struct Settings
    {
        quint64 seed = 1;
        bool enforceRates = true;
        int rateSpeed = 1;
        Clock* clock = nullptr;
    };
    AmazonSim(Settings settings, Faults& faults, const std::vector<CompanyStore>& stores);
    ~AmazonSim();

    // The world.
    /// A plain importable order (one or more SKUs of the demo company, quantity 1, address and buyer filled); add it with
    /// addOrder().
    [[nodiscard]] AmazonOrder makeOrder(const QString& store, const QStringList& skus) const;
    QString addOrder(AmazonOrder order); ///< returns the order id
    [[nodiscard]] std::vector<AmazonOrder> orders(const QString& store = {}) const;
    [[nodiscard]] std::optional<AmazonOrder> order(const QString& orderId) const;
    /// Each edit moves lastUpdatedTime to now. False: no such order.
    bool setStatus(const QString& orderId, const QString& status);
    bool changeAddress(const QString& orderId, const SimAddress& address);
    bool cancel(const QString& orderId, const QString& by = QStringLiteral("BUYER"));
    /// One line alone; the last open one cancels the order (or completes it when the rest is shipped).
    bool cancelItem(const QString& orderId, const QString& orderItemId, const QString& by = QStringLiteral("BUYER"));
    bool requestCancellation(const QString& orderId, const QString& reason = QStringLiteral("No longer needed"));
    /// Amazon ships an order that it fulfils: everything open leaves in one package; shipMs 0 = now. False: no such FBA order.
    bool shipFba(const QString& orderId, qint64 shipMs = 0);
    /// An order of another channel (the seller's own shop) that Amazon fulfils from FBA stock: shipped, NON_AMAZON, no money of
    /// Amazon's. Returns its id (S01-…).
    QString addMcfOrder(const QString& store, const QStringList& skus);
    /// Money given back: each call is one refund transaction (Finances, settlement). Returns its refund id; empty: no such order
    /// or line.
    QString refund(SimRefund refund);
    QString refund(const QString& orderId, const QString& orderItemId, const SimAmounts& amounts, qint64 postedMs = 0,
                   qint64 quantity = 1);
    /// All shipped lines of the order, everything the buyer paid for them.
    QString refundFully(const QString& orderId, qint64 postedMs = 0);
    /// What the buyer paid for so many units of a line.
    [[nodiscard]] SimAmounts amountsOf(const QString& orderId, const QString& orderItemId, qint64 quantity = 1) const;
    /// Goods that come back; in the FBA or the merchants' return report as the order is. A return id that is
    /// known changes that return (it arrived). Returns its return id.
    QString returnItem(SimReturn fact);
    QString returnItem(const QString& orderId, const QString& orderItemId, qint64 quantity = 1,
                       const QString& disposition = QStringLiteral("SELLABLE"),
                       const QString& reason = QStringLiteral("NO_LONGER_NEEDED"), qint64 atMs = 0);
    /// Page size of listTransactions (Amazon: 500).
    void setTransactionsPerPage(int count);
    /// Reports that are asked for are ready with the first look: for demos, where nobody wants to wait.
    void setReportsAtOnce(bool atOnce);
    /// searchOrders does not return it any more; getOrder and the reports do.
    bool hideFromSearch(const QString& orderId);
    bool touch(const QString& orderId);
    bool replaceOrder(const AmazonOrder& order); ///< same id
    /// A role the application lacks: "Direct-to-Consumer Shipping" empties recipients, "Tax Invoicing" buyers, "Inventory and
    /// Order Tracking" refuses orders.
    void removeRole(const QString& role);
    /// The seller withdrew the authorisation: the token endpoint answers invalid_grant, tokens stop working.
    void revoke(const QString& store);
    void expireTokens();
    /// Serves bytes at GET /documents/<key> as a presigned document (5 minutes; refuses authorization headers); returns the path
    /// with its signature.
    QString addDocument(const QByteArray& bytes);
    /// A settlement report made now with exactly these bytes, which are said to be gzip when isPacked. Returns its report id.
    QString addSettlementReport(const QString& store, const QByteArray& bytes, bool isPacked);

    // Questions.
    /// Accepted shipment confirmations in their order in time; all orders when empty.
    [[nodiscard]] std::vector<SimConfirmation> confirmations(const QString& orderId = {}) const;
    [[nodiscard]] int feedCount() const; ///< feeds that createFeed accepted
    [[nodiscard]] std::vector<SimRefund> refunds(const QString& orderId = {}) const;
    [[nodiscard]] std::vector<SimReturn> returns(const QString& orderId = {}) const;
    [[nodiscard]] std::map<QString, qint64> calls() const; ///< by operation: "token", "searchOrders", "getOrder", …
    [[nodiscard]] qint64 callCount() const;                ///< all but "token"
    void resetCalls();
    [[nodiscard]] QStringList violations() const; ///< broken rates and protocol rules, one sentence each
    [[nodiscard]] qint64 throttled() const;       ///< 429 answers

    [[nodiscard]] HttpService& service();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::simulator
