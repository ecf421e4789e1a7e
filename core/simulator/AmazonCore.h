// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include <QJsonObject>
#include <QString>

#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"
#include "simulator/AmazonSim.h"
#include "simulator/CallLog.h"
#include "simulator/Company.h"
#include "simulator/Dice.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

namespace role {
inline const QString kOrders = QStringLiteral("Inventory and Order Tracking");
inline const QString kAddress = QStringLiteral("Direct-to-Consumer Shipping");
inline const QString kBuyer = QStringLiteral("Tax Invoicing");
inline const QString kFulfillment = QStringLiteral("Amazon Fulfillment");
inline const QString kFinance = QStringLiteral("Finance and Accounting");
} // namespace role

/// What the services of the simulated Amazon share: the world, its lock, the call log and answers in Amazon's shapes.
struct AmazonCore
{
    AmazonCore(const AmazonSim::Settings& given, Faults& faultSource, const std::vector<CompanyStore>& companyStores);

    [[nodiscard]] qint64 now() const;
    /// Amazon shows changes two minutes late; an edit made now is stamped so that it shows at once (lateness: publishAfterPolls).
    [[nodiscard]] qint64 editTime() const;
    [[nodiscard]] const CompanyStore* store(const QString& id) const;

    [[nodiscard]] HttpAnswer error(const HttpCall& call, int status, const QString& code, const QString& message,
                                   const QString& details = {}) const;
    [[nodiscard]] HttpAnswer invalid(const HttpCall& call,
                                     const QString& message); ///< 400 InvalidInput, a violation of the rules
    [[nodiscard]] HttpAnswer forbidden(const HttpCall& call, const QString& details) const;
    [[nodiscard]] HttpAnswer ok(const HttpCall& call, const QJsonObject& body, int status = 200) const;
    /// Adds the request id and the rate header.
    [[nodiscard]] HttpAnswer finish(const HttpCall& call, HttpAnswer answer) const;
    [[nodiscard]] QByteArray requestId() const;

    /// Changes an order and moves its lastUpdatedTime. False: no such order. Locks.
    template<class Edit>
    bool edit(const QString& orderId, Edit change)
    {
        const std::lock_guard lock(mutex);
        const auto found = orders.find(orderId);
        if (found == orders.end())
            return false;
        change(found->second);
        touch(found->second);
        return true;
    }
    /// Under the lock.
    void touch(AmazonOrder& order) const { order.updatedMs = std::max(order.updatedMs + 1000, editTime()); }

    const AmazonSim::Settings settings;
    Faults& faults;
    const std::vector<CompanyStore> stores;
    CallLog log;

    mutable std::mutex mutex; ///< guards everything below
    std::map<QString, AmazonOrder> orders;
    std::set<QString> missingRoles;
    std::vector<SimConfirmation> confirmations;
    std::vector<SimRefund> refunds;
    std::vector<SimReturn> returns;
    int transactionsPerPage = 500;
    bool reportsAtOnce = false; ///< reports are ready with the first look
    Dice dice;
};

} // namespace causeway::simulator
