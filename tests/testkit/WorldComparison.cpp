// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/WorldComparison.h"

#include <algorithm>

#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
std::map<int, double> quantities(const std::vector<simulator::SimDocument>& documents, const QString& from)
{
    std::map<int, double> sums;
    for (const simulator::SimDocument& document : documents) {
        if (document.createdFrom != from)
            continue;
        for (const simulator::SimLine& line : document.lines) {
            if (line.orderLine > 0)
                sums[line.orderLine] += line.quantity;
        }
    }
    return sums;
}

QString shown(const std::vector<qint64>& amounts)
{
    QStringList list;
    for (const qint64 amount : amounts)
        list << QString::number(amount);
    return list.isEmpty() ? QStringLiteral("nothing") : list.join(u'+');
}
} // namespace

WorldComparison::WorldComparison(simulator::Simulation& simulation, QString store)
    : m_simulation(simulation), m_store(std::move(store))
{
    for (const simulator::AmazonOrder& order : m_simulation.amazon().orders(m_store))
        m_ours.insert(order.orderId);
    const auto fulfillments = documents("itemFulfillment");
    for (const simulator::SimDocument& order : documents("salesOrder")) {
        if (quantities(fulfillments, order.id).empty())
            m_unshipped.insert(order.otherRefNum);
    }
}

std::vector<simulator::SimDocument> WorldComparison::documents(const char* type) const
{
    return m_simulation.netSuite().documents(QString::fromLatin1(type));
}

QStringList WorldComparison::all()
{
    return orders() + fba() + cancellations() + bills() + refunds() + returns();
}

QStringList WorldComparison::orders()
{
    QStringList wrong;
    simulator::Proof proof = m_simulation.proof(m_store);
    // Whether orders of another channel are imported is a setting.
    proof.notImportable.removeIf([&](const QString& orderId) {
        const auto order = m_simulation.amazon().order(orderId);
        return order && order->channelName != QStringLiteral("AMAZON");
    });
    if (!proof.isGood())
        wrong << QStringLiteral("sales orders: ") + proof.summary();
    for (const QString& repeated : proof.repeatedConfirmations)
        wrong << QStringLiteral("confirmed twice: ") + repeated;
    for (const simulator::SimConfirmation& confirmation : m_simulation.amazon().confirmations()) {
        const auto order = m_simulation.amazon().order(confirmation.orderId);
        if (!order || order->isFba())
            wrong << QStringLiteral("a shipment was confirmed for the FBA order ") + confirmation.orderId;
    }
    for (const QString& broken : m_simulation.amazon().violations() + m_simulation.netSuite().violations())
        wrong << QStringLiteral("rule broken: ") + broken;
    return wrong;
}

QStringList WorldComparison::fba()
{
    std::map<QString, QStringList> byOrder;
    for (const char* type : {"salesOrder", "invoice", "cashSale"}) {
        for (const simulator::SimDocument& document : documents(type)) {
            if (document.createdFrom.isEmpty()) // bills of sales orders are compared with what was shipped
                byOrder[document.otherRefNum] << QString::fromLatin1(type);
        }
    }
    QStringList wrong;
    for (const simulator::AmazonOrder& order : m_simulation.amazon().orders(m_store)) {
        if (!order.isFba() || order.channelName != QStringLiteral("AMAZON") || order.status != QStringLiteral("SHIPPED"))
            continue;
        const QStringList& types = byOrder[order.orderId];
        if (types.size() != 1)
            wrong << QStringLiteral("the FBA order %1 has %2 documents").arg(order.orderId).arg(types.size());
        for (const QString& type : types)
            ++m_fba[type];
    }
    return wrong;
}

QStringList WorldComparison::cancellations()
{
    QStringList wrong;
    for (const simulator::SimDocument& order : documents("salesOrder")) {
        const auto amazons = m_simulation.amazon().order(order.otherRefNum);
        if (!amazons || !isOurs(order.otherRefNum) || amazons->status != QStringLiteral("CANCELLED"))
            continue;
        if (!isUnshipped(order.otherRefNum)) {
            ++m_tooLate;
            continue;
        }
        ++m_closed;
        const bool isOpen = std::any_of(order.lines.begin(), order.lines.end(), [&](const simulator::SimLine& line) {
            return !line.isClosed && m_simulation.netSuite().isGoodsItem(line.itemId);
        });
        if (isOpen)
            wrong << order.otherRefNum + QStringLiteral(" is cancelled at Amazon and open in NetSuite");
    }
    return wrong;
}

QStringList WorldComparison::bills()
{
    QStringList wrong;
    const auto fulfillments = documents("itemFulfillment");
    auto bills = documents("invoice");
    for (simulator::SimDocument& sale : documents("cashSale"))
        bills.push_back(std::move(sale));
    m_bills = static_cast<int>(bills.size());
    for (const simulator::SimDocument& order : documents("salesOrder")) {
        if (!isOurs(order.otherRefNum))
            continue;
        std::map<int, double> goods;
        for (const auto& [number, quantity] : quantities(bills, order.id)) {
            const auto line =
                std::find_if(order.lines.begin(), order.lines.end(), [n = number](const auto& one) { return one.line == n; });
            if (line != order.lines.end() && m_simulation.netSuite().isGoodsItem(line->itemId))
                goods[number] = quantity;
        }
        const auto shipped = quantities(fulfillments, order.id);
        if (goods != shipped)
            wrong << QStringLiteral("%1: what is billed is not what is shipped").arg(order.otherRefNum);
        m_shipped += shipped.empty() ? 0 : 1;
    }
    return wrong;
}

QStringList WorldComparison::refunds()
{
    std::map<QString, std::vector<qint64>> given, booked, paid;
    std::map<QString, QString> orderOf;
    for (const simulator::SimRefund& refund : m_simulation.amazon().refunds()) {
        qint64 sum = 0;
        for (const simulator::SimRefundLine& line : refund.lines)
            sum += line.amounts.total();
        if (sum != 0 && isOurs(refund.orderId) && !isUnshipped(refund.orderId))
            given[refund.orderId].push_back(sum);
    }
    for (const char* type : {"creditMemo", "cashRefund"}) {
        for (const simulator::SimDocument& memo : documents(type)) {
            const qint64 amount = memo.total - memo.tax; // NetSuite adds tax of its own in some states: a variance
            booked[memo.otherRefNum].push_back(amount);
            orderOf[memo.id] = memo.otherRefNum;
            if (QLatin1StringView(type) == QLatin1StringView("cashRefund"))
                paid[memo.otherRefNum].push_back(amount);
        }
    }
    for (const simulator::SimDocument& payment : documents("customerRefund")) {
        for (const auto& [memo, amount] : payment.applied)
            paid[orderOf[memo]].push_back(amount);
    }
    std::set<QString> all;
    for (auto* table : {&given, &booked, &paid}) {
        for (auto& [order, amounts] : *table) {
            std::sort(amounts.begin(), amounts.end());
            all.insert(order);
        }
    }
    QStringList wrong;
    for (const QString& order : all) {
        if (given[order] != booked[order] || given[order] != paid[order])
            wrong << QStringLiteral("%1: Amazon refunded %2, booked is %3, paid out %4")
                         .arg(order, shown(given[order]), shown(booked[order]), shown(paid[order]));
    }
    m_refunded = static_cast<int>(all.size());
    return wrong;
}

QStringList WorldComparison::returns()
{
    std::map<QString, double> given, received;
    for (const simulator::SimReturn& fact : m_simulation.amazon().returns()) {
        const auto order = m_simulation.amazon().order(fact.orderId);
        const bool hasArrived = order && (order->isFba() || fact.deliveredMs != 0);
        if (hasArrived && isOurs(fact.orderId))
            given[fact.orderId] += static_cast<double>(fact.quantity);
    }
    std::map<QString, QString> orderOf;
    for (const simulator::SimDocument& authorization : documents("returnAuthorization"))
        orderOf[authorization.id] = authorization.otherRefNum;
    for (const simulator::SimDocument& receipt : documents("itemReceipt")) {
        for (const simulator::SimLine& line : receipt.lines)
            received[orderOf[receipt.createdFrom]] += line.quantity;
    }
    QStringList wrong;
    for (const auto& [order, quantity] : given) {
        if (received[order] != quantity && !isUnshipped(order))
            wrong << QStringLiteral("%1: %2 units came back, %3 were received").arg(order).arg(quantity).arg(received[order]);
    }
    for (const auto& [order, quantity] : received) {
        if (quantity > 0 && !given.contains(order))
            wrong << QStringLiteral("%1: %2 units were received that nobody sent back").arg(order).arg(quantity);
    }
    m_returned = static_cast<int>(given.size());
    return wrong;
}

QString WorldComparison::summary() const
{
    return QStringLiteral("%1 sales orders shipped, %2 bills, %3 orders refunded, %4 with goods that came back, %5 cancelled and "
                          "closed, %6 cancelled after they had left; FBA: %7 sales orders, %8 invoices, %9 cash sales")
        .arg(m_shipped)
        .arg(m_bills)
        .arg(m_refunded)
        .arg(m_returned)
        .arg(m_closed)
        .arg(m_tooLate)
        .arg(m_fba.contains(QStringLiteral("salesOrder")) ? m_fba.at(QStringLiteral("salesOrder")) : 0)
        .arg(m_fba.contains(QStringLiteral("invoice")) ? m_fba.at(QStringLiteral("invoice")) : 0)
        .arg(m_fba.contains(QStringLiteral("cashSale")) ? m_fba.at(QStringLiteral("cashSale")) : 0);
}

} // namespace causeway::tests
