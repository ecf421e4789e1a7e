// SPDX-License-Identifier: GPL-3.0-or-later
// Prints ratios against a limit or a peer of the same run: absolute times say more about the machine than about the program.
#include <cstdio>

#include <QCoreApplication>

#include "bench/OrderPaging.h"
#include "bench/SettlementOrders.h"
#include "bench/SlotUse.h"

using namespace causeway;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    bench::Measurements all;
    for (const auto& part : {bench::slotUse(600, 150, 5), bench::slotUse(1'500, 150, 15), bench::orderPaging(1'000'000),
                             bench::settlementOrders(100'000, 50)})
        all.insert(all.end(), part.begin(), part.end());

    std::printf("%-44s %12s  %-42s %7s  %-14s\n", "what", "ours", "against", "ratio", "goal");
    bool allReached = true;
    for (const bench::Measurement& line : all) {
        std::printf("%-44s %12s  %-42s %7.2f  %-14s %s\n", qPrintable(line.what), qPrintable(line.ours),
                    qPrintable(line.reference), line.ratio, qPrintable(line.goal), line.reached ? "" : "NOT REACHED");
        allReached = allReached && line.reached;
    }
    return allReached ? 0 : 1;
}
