// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/DemoCompany.h"

#include "simulator/OrderCases.h"
#include "simulator/OrderMaker.h"

namespace causeway::simulator {

bool blocksImport(const QString& oddity)
{
    return oddity == QStringLiteral("unknown-sku") || oddity == QStringLiteral("inactive-item") ||
           oddity == QStringLiteral("sku-collision") || oddity == QStringLiteral("sku-letter-case");
}

void fillPlainWorld(AmazonSim& amazon, const WorldOptions& options)
{
    const CompanyStore us = companyStores(options.seed).front();
    OrderMaker maker(options.seed, options.nowMs);
    for (int i = 0; i < options.orders; ++i) {
        AmazonOrder order = maker.order(us);
        if (maker.dice().chance(options.variancePerMille)) {
            order.oddity = QStringLiteral("variance");
            order.address->city = QStringLiteral("Santa Fe");
            order.address->state = QStringLiteral("NM");
            order.address->postalCode = QStringLiteral("87501");
            maker.setTax(order, us);
        }
        amazon.addOrder(order);
    }
}

void fillMixedWorld(AmazonSim& amazon, const WorldOptions& options)
{
    const std::vector<CompanyStore> stores = companyStores(options.seed);
    OrderMaker maker(options.seed, options.nowMs);
    OrderCases cases(amazon, maker, options.nowMs);
    for (int i = 0; i < options.orders; ++i) {
        // Each case once at least, also in a small world.
        const OrderCase kind = i < kOrderCases ? static_cast<OrderCase>(i) : OrderCases::draw(maker.dice());
        cases.add(kind, stores[static_cast<size_t>(i) % stores.size()]);
    }
}

} // namespace causeway::simulator
