// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/SlotUse.h"

#include <QElapsedTimer>

#include "testkit/SimulatedWorld.h"

namespace causeway::bench {

Measurements slotUse(int orders, int serviceMs, int slotCount)
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = orders;
    options.latencyMs = serviceMs;
    options.concurrency = slotCount;
    options.enforceRates =
        false; // this is about NetSuite; Amazon's buckets would only be waited for on a clock that stands still
    tests::SimulatedWorld world(options);
    world.profile().setWorkers(slotCount);
    world.restart();

    QElapsedTimer timer;
    timer.start();
    const auto run = world.run(QStringLiteral("orders-mfn"));
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    if (!run || run->run.counts.done != orders)
        qFatal("The benchmark's run did not import its %d orders.", orders);

    const auto netSuiteCalls = static_cast<double>(world.netSuite().callCount());
    const auto amazonCalls = static_cast<double>(world.amazon().callCount());
    const double bound = (netSuiteCalls / slotCount + amazonCalls) * serviceMs / 1000;
    const double perThousand = 1000.0 / orders;
    const QString named = QStringLiteral("%1 orders, %2 slots, %3 ms a call").arg(orders).arg(slotCount).arg(serviceMs);
    return {
        {QStringLiteral("slot use: ") + named, QStringLiteral("%1 s").arg(seconds, 0, 'f', 2),
         QStringLiteral("%1 s (calls x service time / slots)").arg(bound, 0, 'f', 2), seconds / bound,
         QStringLiteral("at most 1.25"), seconds / bound <= 1.25},
        {QStringLiteral("NetSuite calls an order"), QStringLiteral("%1").arg(netSuiteCalls / orders, 0, 'f', 2),
         QStringLiteral("2.2 (limit)"), netSuiteCalls / orders / 2.2, QStringLiteral("at most 1"), netSuiteCalls / orders <= 2.2},
        {QStringLiteral("Amazon calls for 1,000 orders"), QStringLiteral("%1").arg(amazonCalls * perThousand, 0, 'f', 0),
         QStringLiteral("12 (limit)"), amazonCalls * perThousand / 12, QStringLiteral("at most 1"),
         amazonCalls * perThousand <= 12},
    };
}

} // namespace causeway::bench
