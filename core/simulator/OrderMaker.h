// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "simulator/AmazonOrder.h"
#include "simulator/Company.h"
#include "simulator/Dice.h"

namespace causeway::simulator {

/// Invents orders of the demo company: buyers, addresses, products, prices, tax. Same dice, same orders.
class OrderMaker final
{
public:
    OrderMaker(quint64 seed, qint64 nowMs);

    /// A complete merchant-fulfilled order of the last four weeks.
    [[nodiscard]] AmazonOrder order(const CompanyStore& store);
    /// One line; prices and tax as usual in the store's marketplace.
    [[nodiscard]] SimOrderItem item(const CompanyStore& store, const QString& sku, qint64 quantity = 1);
    void setTax(AmazonOrder& order, const CompanyStore& store) const;
    [[nodiscard]] Dice& dice() { return m_dice; }

private:
    void addBuyer(AmazonOrder& order, const CompanyStore& store);

    Dice m_dice;
    qint64 m_nowMs;
    std::vector<Product> m_products;
    int m_buyers = 0;
};

} // namespace causeway::simulator
