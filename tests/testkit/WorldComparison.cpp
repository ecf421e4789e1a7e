// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/WorldComparison.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <QJsonValue>

#include "base/Currency.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"
#include "simulator/Company.h"

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
    return orders() + fba() + cancellations() + bills() + packages() + refunds() + returns();
}

QStringList WorldComparison::orders()
{
    QStringList wrong;
    simulator::Proof proof = m_simulation.proof(m_store, true); // what the list call hides, a sweep has to find
    // Whether orders of another channel are imported is a setting.
    proof.notImportable.removeIf([&](const QString& orderId) {
        const auto order = m_simulation.amazon().order(orderId);
        return order && order->channelName != QStringLiteral("AMAZON");
    });
    if (!proof.isGood())
        wrong << QStringLiteral("sales orders: %1 (%2)")
                     .arg(proof.summary(), (proof.missing + proof.duplicated + proof.notImportable).join(u' '));
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
    std::map<QString, std::vector<simulator::SimDocument>> byOrder;
    for (const char* type : {"salesOrder", "invoice", "cashSale"}) {
        for (simulator::SimDocument& document : documents(type)) {
            if (document.createdFrom.isEmpty()) // bills of sales orders are compared with what was shipped
                byOrder[document.otherRefNum].push_back(std::move(document));
        }
    }
    QStringList wrong;
    for (const auto& [orderId, list] : byOrder) {
        const auto order = m_simulation.amazon().order(orderId);
        if (!order)
            wrong << QStringLiteral("%1 %2 belongs to no order of Amazon").arg(list.front().type, list.front().tranId);
        else if (order->fulfilledBy != QStringLiteral("AMAZON") && list.size() > 1)
            wrong << QStringLiteral("the merchant's order %1 has %2 documents").arg(orderId).arg(list.size());
    }
    for (const simulator::AmazonOrder& order : m_simulation.amazon().orders(m_store)) {
        if (!order.isFba() || order.channelName != QStringLiteral("AMAZON") || order.status != QStringLiteral("SHIPPED"))
            continue;
        const auto& list = byOrder[order.orderId];
        if (list.size() != 1)
            wrong << QStringLiteral("the FBA order %1 has %2 documents").arg(order.orderId).arg(list.size());
        for (const simulator::SimDocument& document : list) {
            ++m_fba[document.type];
            if (const QString difference = moneyOf(document, order); !difference.isEmpty())
                wrong << difference;
        }
    }
    return wrong;
}

/// Total and recorded variance against Amazon's total; empty when they agree.
QString WorldComparison::moneyOf(const simulator::SimDocument& document, const simulator::AmazonOrder& order) const
{
    const double scale = std::pow(10.0, minorUnitDigits(order.currency));
    const qint64 variance =
        std::llround(document.fields[QStringLiteral("custbody_amz_variance_total")].toVariant().toDouble() * scale);
    if (document.currency == order.currency && document.total + variance == order.total())
        return {};
    return QStringLiteral("%1: Amazon's total is %2 %3, that of the %4 is %5 %6 (variance %7)")
        .arg(order.orderId)
        .arg(order.total())
        .arg(order.currency, document.type)
        .arg(document.total)
        .arg(document.currency)
        .arg(variance);
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

/// An order of which everything is billed: line by line and in all.
QStringList WorldComparison::money(const simulator::SimDocument& order, const std::vector<simulator::SimDocument>& bills) const
{
    std::map<int, double> quantity;
    std::map<int, qint64> amount;
    qint64 total = 0;
    for (const simulator::SimDocument& bill : bills) {
        total += bill.total;
        for (const simulator::SimLine& line : bill.lines) {
            quantity[line.orderLine] += line.quantity;
            amount[line.orderLine] += line.amount;
        }
    }
    QStringList wrong;
    bool isWhole = true;
    for (const simulator::SimLine& line : order.lines) {
        const bool isBilled = quantity[line.line] == line.quantity;
        isWhole = isWhole && isBilled && !line.isClosed;
        if (isBilled && amount[line.line] != line.amount)
            wrong << QStringLiteral("%1: line %2 of the order is %3, billed is %4")
                         .arg(order.otherRefNum)
                         .arg(line.line)
                         .arg(line.amount)
                         .arg(amount[line.line]);
    }
    if (isWhole && total != order.total)
        wrong << QStringLiteral("%1: the order's total is %2, billed is %3").arg(order.otherRefNum).arg(order.total).arg(total);
    return wrong;
}

QStringList WorldComparison::bills()
{
    QStringList wrong;
    std::map<QString, std::vector<simulator::SimDocument>> shippedOf, billsOf;
    for (simulator::SimDocument& fulfillment : documents("itemFulfillment"))
        shippedOf[fulfillment.createdFrom].push_back(std::move(fulfillment));
    for (const char* type : {"invoice", "cashSale"}) {
        for (simulator::SimDocument& bill : documents(type)) {
            ++m_bills;
            if (!bill.createdFrom.isEmpty())
                billsOf[bill.createdFrom].push_back(std::move(bill));
        }
    }
    for (const simulator::SimDocument& order : documents("salesOrder")) {
        if (!isOurs(order.otherRefNum))
            continue;
        std::map<int, double> goods;
        for (const auto& [number, quantity] : quantities(billsOf[order.id], order.id)) {
            const auto line =
                std::find_if(order.lines.begin(), order.lines.end(), [n = number](const auto& one) { return one.line == n; });
            if (line != order.lines.end() && m_simulation.netSuite().isGoodsItem(line->itemId))
                goods[number] = quantity;
        }
        const auto shipped = quantities(shippedOf[order.id], order.id);
        if (goods != shipped)
            wrong << QStringLiteral("%1: what is billed is not what is shipped").arg(order.otherRefNum);
        wrong << money(order, billsOf[order.id]);
        m_shipped += shipped.empty() ? 0 : 1;
    }
    return wrong;
}

QStringList WorldComparison::packages()
{
    std::map<QString, QString> orderOf;
    for (const simulator::SimDocument& order : documents("salesOrder"))
        orderOf[order.id] = order.otherRefNum;
    std::map<QString, std::map<QString, int>> left; // by order and number
    std::set<QString> withoutNumber;
    for (const simulator::SimDocument& fulfillment : documents("itemFulfillment")) {
        const QString order = orderOf[fulfillment.createdFrom];
        for (const simulator::NetSuitePackage& package : fulfillment.packages)
            ++left[order][package.trackingNumber];
        if (fulfillment.packages.empty() || left[order].contains(QString()))
            withoutNumber.insert(order);
    }
    QStringList wrong;
    std::map<QString, std::map<QString, int>> told;
    for (const simulator::SimConfirmation& confirmation : m_simulation.amazon().confirmations()) {
        const QString number = confirmation.package.trackingNumber;
        if (!left[confirmation.orderId].contains(number))
            wrong << QStringLiteral("%1: Amazon was told of the package %2, which never left").arg(confirmation.orderId, number);
        if (!confirmation.isEdit && ++told[confirmation.orderId][number] > 1)
            wrong << QStringLiteral("%1: Amazon was told of the package %2 twice").arg(confirmation.orderId, number);
        ++m_packages;
    }
    for (const simulator::AmazonOrder& order : m_simulation.amazon().orders(m_store)) {
        const bool isHeld = std::any_of(order.items.begin(), order.items.end(), [](const simulator::SimOrderItem& item) {
            return item.cancellationRequest.has_value() || !item.cancelledBy.isEmpty();
        });
        if (order.fulfilledBy == QStringLiteral("AMAZON") || isHeld || order.status == QStringLiteral("CANCELLED") ||
            withoutNumber.contains(order.orderId))
            continue;
        for (const auto& [number, count] : left[order.orderId]) {
            const auto shown = std::count_if(order.packages.begin(), order.packages.end(),
                                             [&, n = number](const auto& package) { return package.trackingNumber == n; });
            if (shown != count)
                wrong << QStringLiteral("%1: the package %2 left %3 times, Amazon shows it %4 times")
                             .arg(order.orderId, number)
                             .arg(count)
                             .arg(shown);
        }
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
    // By order and where the goods have to be: location, and whether they are stock again.
    using Place = std::tuple<QString, QString, bool>;
    std::map<Place, double> given, received;
    std::map<QString, const simulator::CompanyStore*> stores;
    const auto companyStores = simulator::companyStores(1);
    for (const simulator::CompanyStore& store : companyStores)
        stores[store.id] = &store;
    std::set<QString> orders;
    for (const simulator::SimReturn& fact : m_simulation.amazon().returns()) {
        const auto order = m_simulation.amazon().order(fact.orderId);
        const bool hasArrived = order && (order->isFba() || fact.deliveredMs != 0);
        if (!hasArrived || !isOurs(fact.orderId) || isUnshipped(fact.orderId))
            continue;
        const simulator::CompanyStore& store = *stores.at(order->store);
        given[{fact.orderId, order->isFba() ? store.fbaLocation : store.location,
               !order->isFba() || fact.disposition == QStringLiteral("SELLABLE")}] += static_cast<double>(fact.quantity);
        orders.insert(fact.orderId);
    }
    std::map<QString, QString> orderOf;
    for (const simulator::SimDocument& authorization : documents("returnAuthorization"))
        orderOf[authorization.id] = authorization.otherRefNum;
    for (const simulator::SimDocument& receipt : documents("itemReceipt")) {
        for (const simulator::SimLine& line : receipt.lines)
            received[{orderOf[receipt.createdFrom], line.fields[QStringLiteral("location")][QStringLiteral("id")].toString(),
                      line.fields[QStringLiteral("restock")].toBool()}] += line.quantity;
    }
    QStringList wrong;
    std::set<Place> places;
    for (const auto* table : {&given, &received}) {
        for (const auto& [place, quantity] : *table)
            places.insert(place);
    }
    for (const Place& place : places) {
        const auto& [order, location, restock] = place;
        if (given[place] != received[place])
            wrong << QStringLiteral("%1: %2 units came back to location %3 (%4), %5 were received")
                         .arg(order)
                         .arg(given[place])
                         .arg(location, restock ? QStringLiteral("stock") : QStringLiteral("no stock"))
                         .arg(received[place]);
    }
    m_returned = static_cast<int>(orders.size());
    return wrong;
}

QString WorldComparison::summary() const
{
    return QStringLiteral("%1 sales orders shipped, %2 bills, %10 packages told, %3 orders refunded, %4 with goods that came "
                          "back, %5 cancelled and "
                          "closed, %6 cancelled after they had left; FBA: %7 sales orders, %8 invoices, %9 cash sales")
        .arg(m_shipped)
        .arg(m_bills)
        .arg(m_refunded)
        .arg(m_returned)
        .arg(m_closed)
        .arg(m_tooLate)
        .arg(m_fba.contains(QStringLiteral("salesOrder")) ? m_fba.at(QStringLiteral("salesOrder")) : 0)
        .arg(m_fba.contains(QStringLiteral("invoice")) ? m_fba.at(QStringLiteral("invoice")) : 0)
        .arg(m_fba.contains(QStringLiteral("cashSale")) ? m_fba.at(QStringLiteral("cashSale")) : 0)
        .arg(m_packages);
}

} // namespace causeway::tests
