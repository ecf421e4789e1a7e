// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the world where money and goods go back.
#include <algorithm>

#include "simulator/AmazonLedger.h"
#include "simulator/AmazonSim.h"
#include "simulator/AmazonSimImpl.h"

namespace causeway::simulator {
namespace {

const SimOrderItem* lineOf(const AmazonCore& core, const QString& orderId, const QString& orderItemId)
{
    const auto order = core.orders.find(orderId);
    if (order == core.orders.end())
        return nullptr;
    const auto item = std::find_if(order->second.items.begin(), order->second.items.end(),
                                   [&](const SimOrderItem& i) { return i.orderItemId == orderItemId; });
    return item == order->second.items.end() ? nullptr : &*item;
}

template<class Fact>
std::vector<Fact> factsOf(const std::vector<Fact>& all, const QString& orderId)
{
    std::vector<Fact> list;
    for (const Fact& fact : all) {
        if (orderId.isEmpty() || fact.orderId == orderId)
            list.push_back(fact);
    }
    return list;
}

} // namespace

QString AmazonSim::refund(SimRefund refund)
{
    AmazonCore& core = m_impl->core;
    const std::lock_guard lock(core.mutex);
    for (SimRefundLine& line : refund.lines) {
        if (!lineOf(core, refund.orderId, line.orderItemId))
            return {};
        if (line.adjustmentId.isEmpty())
            line.adjustmentId = core.dice.digits(13);
    }
    if (refund.refundId.isEmpty())
        refund.refundId = QStringLiteral("amzn1:crow:%1").arg(core.dice.digits(16));
    if (refund.postedMs == 0)
        refund.postedMs = core.editTime();
    core.refunds.push_back(refund);
    return refund.refundId;
}

QString AmazonSim::refund(const QString& orderId, const QString& orderItemId, const SimAmounts& amounts, qint64 postedMs,
                          qint64 quantity)
{
    SimRefund one;
    one.orderId = orderId;
    one.postedMs = postedMs;
    one.lines.push_back({orderItemId, quantity, amounts, {}});
    return refund(std::move(one));
}

QString AmazonSim::refundFully(const QString& orderId, qint64 postedMs)
{
    const auto order = this->order(orderId);
    if (!order)
        return {};
    SimRefund refund{{}, orderId, postedMs, {}, false};
    for (const SimOrderItem& item : order->items) {
        if (item.fulfilled > 0)
            refund.lines.push_back({item.orderItemId, item.fulfilled, simulator::amountsOf(item, item.fulfilled), {}});
    }
    return this->refund(std::move(refund));
}

SimAmounts AmazonSim::amountsOf(const QString& orderId, const QString& orderItemId, qint64 quantity) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    const SimOrderItem* item = lineOf(m_impl->core, orderId, orderItemId);
    return item ? simulator::amountsOf(*item, quantity) : SimAmounts{};
}

QString AmazonSim::returnItem(SimReturn fact)
{
    AmazonCore& core = m_impl->core;
    const std::lock_guard lock(core.mutex);
    if (!lineOf(core, fact.orderId, fact.orderItemId))
        return {};
    if (fact.returnId.isEmpty())
        fact.returnId = core.orders.at(fact.orderId).fulfilledBy == QStringLiteral("AMAZON")
                            ? QStringLiteral("LPNRR%1").arg(core.dice.digits(9))
                            : QStringLiteral("D%1RRMA").arg(core.dice.digits(8));
    if (fact.atMs == 0)
        fact.atMs = core.editTime();
    const auto known = std::find_if(core.returns.begin(), core.returns.end(), [&](const SimReturn& other) {
        return other.returnId == fact.returnId && other.orderItemId == fact.orderItemId;
    });
    if (known != core.returns.end())
        *known = fact;
    else
        core.returns.push_back(fact);
    return fact.returnId;
}

QString AmazonSim::returnItem(const QString& orderId, const QString& orderItemId, qint64 quantity, const QString& disposition,
                              const QString& reason, qint64 atMs)
{
    SimReturn fact;
    fact.orderId = orderId;
    fact.orderItemId = orderItemId;
    fact.quantity = quantity;
    fact.disposition = disposition;
    fact.reason = reason;
    fact.atMs = atMs;
    return returnItem(std::move(fact));
}

void AmazonSim::setTransactionsPerPage(int count)
{
    const std::lock_guard lock(m_impl->core.mutex);
    m_impl->core.transactionsPerPage = count;
}

void AmazonSim::setReportsAtOnce(bool atOnce)
{
    const std::lock_guard lock(m_impl->core.mutex);
    m_impl->core.reportsAtOnce = atOnce;
}

std::vector<SimRefund> AmazonSim::refunds(const QString& orderId) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    return factsOf(m_impl->core.refunds, orderId);
}

std::vector<SimReturn> AmazonSim::returns(const QString& orderId) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    return factsOf(m_impl->core.returns, orderId);
}

} // namespace causeway::simulator
