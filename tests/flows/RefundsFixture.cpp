// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/RefundsFixture.h"

#include "flows/FulfilledOrders.h"
#include "flows/OrdersMfnFixture.h"
#include "simulator/AmazonFacts.h"
#include "simulator/AmazonOrder.h"

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
const QString kMemo = QStringLiteral("creditMemo");
const QString kRefund = QStringLiteral("customerRefund");
constexpr qint64 kHourMs = 3'600'000;
} // namespace

simulator::Options RefundsFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = things;
    options.variancePerMille = 0; // NetSuite's own taxes have tests of their own
    return options;
}

void RefundsFixture::prepare(SimulatedWorld& world) const
{
    for (const simulator::AmazonOrder& order : world.amazon().orders(kStore)) {
        fulfilled_orders::addBill(world, order, QStringLiteral("invoice"));
        const QString item = order.items.front().orderItemId;
        if (world.amazon()
                .refund(order.orderId, item, world.amazon().amountsOf(order.orderId, item), world.clock().nowMs() - kHourMs)
                .isEmpty())
            qFatal("Amazon does not refund %s.", qPrintable(order.orderId));
    }
}

QString RefundsFixture::difference(SimulatedWorld& world) const
{
    QStringList wrong = world.netSuite().violations() + world.amazon().violations();
    const auto memos = world.netSuite().documents(kMemo), payments = world.netSuite().documents(kRefund);
    for (const simulator::SimRefund& refund : world.amazon().refunds()) {
        const auto ofOrder = [&](const simulator::SimDocument& memo) { return memo.otherRefNum == refund.orderId; };
        const auto memo = std::find_if(memos.begin(), memos.end(), ofOrder);
        if (memo == memos.end() || std::count_if(memos.begin(), memos.end(), ofOrder) != 1) {
            wrong += QStringLiteral("%1 has %2 credit memos")
                         .arg(refund.orderId)
                         .arg(std::count_if(memos.begin(), memos.end(), ofOrder));
            continue;
        }
        qint64 paid = 0;
        for (const simulator::SimDocument& payment : payments) {
            if (const auto applied = payment.applied.find(memo->id); applied != payment.applied.end())
                paid += applied->second;
        }
        if (memo->total != fulfilled_orders::toBuyer(refund) || paid != fulfilled_orders::toBuyer(refund) ||
            memo->amountRemaining != 0)
            wrong += QStringLiteral("%1: Amazon refunded %2, the credit memo says %3, paid out were %4")
                         .arg(refund.orderId)
                         .arg(fulfilled_orders::toBuyer(refund))
                         .arg(memo->total)
                         .arg(paid);
    }
    if (memos.size() != payments.size())
        wrong += QStringLiteral("%1 credit memos and %2 customer refunds").arg(memos.size()).arg(payments.size());
    return wrong.join(QStringLiteral("; "));
}

int RefundsFixture::documents(SimulatedWorld& world) const
{
    return static_cast<int>(world.netSuite().documents(kRefund).size());
}

std::function<bool()> RefundsFixture::change(SimulatedWorld& world) const
{
    // A refund never changes. A settlement comes, and the posting is listed with it: nothing more is written.
    world.clock().advance(24 * kHourMs);
    const std::size_t before = world.netSuite().writes().size();
    return [&world, before] { return world.netSuite().writes().size() == before; };
}

void RefundsFixture::refuse(SimulatedWorld& world, bool refused) const
{
    world.netSuite().makeReject(QStringLiteral("Amazon Refund"), refused ? QStringLiteral("The script says no") : QString());
}

config::Mapping RefundsFixture::needMapping(SimulatedWorld& world) const
{
    simulator::AmazonOrder another = world.amazon().orders(kStore).front();
    another.orderId.clear();
    another.createdMs = another.updatedMs = 0;
    for (simulator::SimOrderItem& line : another.items)
        line.orderItemId.clear();
    const auto order = world.amazon().order(world.amazon().addOrder(another));
    fulfilled_orders::addBill(world, *order, QStringLiteral("invoice"));
    simulator::SimAmounts amounts;
    amounts.principal = 500;
    amounts.restockingFee = 100;
    if (world.amazon().refund(order->orderId, order->items.front().orderItemId, amounts).isEmpty())
        qFatal("Amazon does not refund %s.", qPrintable(order->orderId));
    const config::Mapping mapping{QStringLiteral("item"), {}, QStringLiteral("restocking"), QStringLiteral("item:506")};
    if (!world.profile().engine().removeMapping(mapping.kind, mapping.store, mapping.key, TestProfile::actor()))
        qFatal("The sample company has no item for restocking fees.");
    return mapping;
}

QStringList RefundsFixture::personalData(SimulatedWorld& world) const
{
    return OrdersMfnFixture().personalData(world);
}

} // namespace causeway::tests
