// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderMoney.h"

#include <algorithm>

#include <QCoreApplication>

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::OrderMoney)
};

/// Adds up and remembers the first failure, so that sums read as sums.
class Sum
{
public:
    explicit Sum(QString currency) : m_value(Money::zero(std::move(currency))) {}
    Sum& add(const Money& money)
    {
        if (m_error)
            return *this;
        auto sum = m_value.plus(money);
        if (sum)
            m_value = *sum;
        else
            m_error = sum.error();
        return *this;
    }
    Sum& subtract(const Money& money) { return add(money.negated()); }
    [[nodiscard]] Result<Money> result() const { return m_error ? Result<Money>(fail(*m_error)) : Result<Money>(m_value); }

private:
    Money m_value;
    std::optional<Error> m_error;
};

QString currencyOf(const amazon::Order& order)
{
    if (order.grandTotal)
        return order.grandTotal->currency();
    for (const amazon::OrderItem& item : order.items) {
        if (item.proceedsTotal)
            return item.proceedsTotal->currency();
        if (!item.breakdowns.empty())
            return item.breakdowns.front().subtotal.currency();
        if (item.unitPrice)
            return item.unitPrice->currency();
    }
    return {};
}

ItemMoney zeroes(const QString& currency)
{
    const Money zero = Money::zero(currency);
    ItemMoney money;
    for (Money* part : {&money.item, &money.shipping, &money.giftWrap, &money.codFee, &money.other, &money.tip, &money.itemTax,
                        &money.shippingTax, &money.itemDiscount, &money.shippingDiscount, &money.total, &money.difference})
        *part = zero;
    return money;
}

Result<void> increase(Money& to, const Money& by)
{
    auto sum = to.plus(by);
    if (!sum)
        return fail(sum.error());
    to = *sum;
    return {};
}

Money detail(const amazon::ProceedsBreakdown& breakdown, QStringView subtype)
{
    for (const auto& part : breakdown.detailed) {
        if (part.subtype == subtype && part.value)
            return *part.value;
    }
    return Money::zero(breakdown.subtotal.currency());
}

/// TAX and DISCOUNT are split again; everything else goes to one place. Unknown types are money too: "other".
Result<void> addBreakdown(ItemMoney& money, const amazon::ProceedsBreakdown& breakdown)
{
    const QString& type = breakdown.type;
    if (type == QStringLiteral("TAX")) {
        const Money shipping = detail(breakdown, u"SHIPPING");
        const auto rest = breakdown.subtotal.minus(shipping);
        if (!rest)
            return fail(rest.error());
        if (auto added = increase(money.itemTax, *rest); !added)
            return added;
        return increase(money.shippingTax, shipping);
    }
    if (type == QStringLiteral("DISCOUNT")) {
        // The sign is not documented: a discount reduces, whatever its sign.
        const Money shipping = detail(breakdown, u"SHIPPING").absolute();
        const auto rest = breakdown.subtotal.absolute().minus(shipping);
        if (!rest)
            return fail(rest.error());
        if (auto added = increase(money.itemDiscount, *rest); !added)
            return added;
        return increase(money.shippingDiscount, shipping);
    }
    Money& part = type == QStringLiteral("ITEM")           ? money.item
                  : type == QStringLiteral("SHIPPING")     ? money.shipping
                  : type == QStringLiteral("GIFT_WRAP")    ? money.giftWrap
                  : type == QStringLiteral("COD_FEE")      ? money.codFee
                  : type == QStringLiteral("DELIVERY_TIP") ? money.tip
                                                           : money.other;
    return increase(part, breakdown.subtotal);
}

Result<void> close(ItemMoney& money, const QString& currency, const std::optional<Money>& stated)
{
    const auto total = Sum(currency)
                           .add(money.item)
                           .add(money.shipping)
                           .add(money.giftWrap)
                           .add(money.codFee)
                           .add(money.other)
                           .add(money.tip)
                           .add(money.itemTax)
                           .add(money.shippingTax)
                           .subtract(money.itemDiscount)
                           .subtract(money.shippingDiscount)
                           .result();
    if (!total)
        return fail(total.error());
    money.total = *total;
    const auto difference = stated.value_or(*total).minus(*total);
    if (!difference)
        return fail(difference.error());
    money.difference = *difference;
    return {};
}

/// What Amazon sends once more at its own cost: a list price beside a total of nothing is no revenue.
bool isFreeReplacement(const amazon::Order& order)
{
    const bool isReplacement = std::any_of(order.associatedOrders.begin(), order.associatedOrders.end(), [](const auto& other) {
        return other.type == QStringLiteral("REPLACEMENT_ORIGINAL_ID");
    });
    return isReplacement && (!order.grandTotal || order.grandTotal->isZero());
}

Result<ItemMoney> itemMoney(const amazon::OrderItem& item, const QString& currency, bool isFree)
{
    ItemMoney money = zeroes(currency);
    money.taxCollectedByMarketplace = item.isTaxCollectedByMarketplace();
    for (const amazon::ProceedsBreakdown& breakdown : item.breakdowns) {
        if (auto added = addBreakdown(money, breakdown); !added)
            return fail(added.error());
    }
    if (item.breakdowns.empty() && !isFree && item.quantityOrdered > 0) {
        // Only a total or a price per unit: take what there is.
        if (item.proceedsTotal) {
            money.item = *item.proceedsTotal;
        } else if (item.unitPrice) {
            const auto amount = item.unitPrice->times(item.quantityOrdered);
            if (!amount)
                return fail(amount.error());
            money.item = *amount;
        } else {
            return fail(ErrorKind::NotYet, Words::tr("Amazon has not given the prices of this order yet."),
                        Words::tr("If it stays so, check that the application has the role Inventory and Order Tracking."),
                        QStringLiteral("no-prices"));
        }
    }
    if (auto closed = close(money, currency, isFree ? std::nullopt : item.proceedsTotal); !closed)
        return fail(closed.error());
    return money;
}

bool itemsState(const amazon::Order& order, QStringView type)
{
    return std::any_of(order.items.begin(), order.items.end(), [type](const amazon::OrderItem& item) {
        return std::any_of(item.breakdowns.begin(), item.breakdowns.end(), [type](const auto& b) { return b.type == type; });
    });
}

Error mixed()
{
    return Error::make(ErrorKind::Conflict, Words::tr("Amazon states this order in more than one currency."),
                       Words::tr("Send a support bundle: the order cannot be entered without a guess."),
                       QStringLiteral("mixed-currency"));
}

bool usesOneCurrency(const amazon::Order& order, const QString& currency)
{
    const auto same = [&currency](const std::optional<Money>& money) { return !money || money->currency() == currency; };
    for (const amazon::OrderItem& item : order.items) {
        if (!same(item.proceedsTotal) || !same(item.unitPrice))
            return false;
        for (const auto& breakdown : item.breakdowns) {
            if (breakdown.subtotal.currency() != currency)
                return false;
        }
    }
    return std::all_of(order.breakdowns.begin(), order.breakdowns.end(),
                       [&currency](const auto& b) { return b.subtotal.currency() == currency; });
}
} // namespace

Result<OrderMoney> orderMoney(const amazon::Order& order)
{
    OrderMoney money;
    money.currency = currencyOf(order);
    if (!usesOneCurrency(order, money.currency))
        return fail(mixed());
    // Orders of another channel were paid there; Amazon states no money for them.
    const bool isFree = (order.isReplacement() || order.isMultiChannel()) && (!order.grandTotal || order.grandTotal->isZero());

    Sum shipping(money.currency), tax(money.currency), shippingTax(money.currency), total(money.currency);
    const auto count = [&](const ItemMoney& part) {
        shipping.add(part.shipping);
        tax.add(part.itemTax).add(part.shippingTax);
        shippingTax.add(part.shippingTax);
        total.add(part.total);
    };
    for (const amazon::OrderItem& item : order.items) {
        auto part = itemMoney(item, money.currency, isFree);
        if (!part)
            return fail(part.error());
        if (isFreeReplacement(order) && !part->total.isZero()) {
            const bool isCollected = part->taxCollectedByMarketplace;
            *part = zeroes(money.currency);
            part->taxCollectedByMarketplace = isCollected;
        }
        count(*part);
        money.items.push_back(std::move(*part));
    }
    money.orderLevel = zeroes(money.currency);
    for (const amazon::ProceedsBreakdown& breakdown : order.breakdowns) {
        // Most entries repeat the sum of the items; only what no item states belongs to the order alone.
        if (breakdown.type == QStringLiteral("ITEM") || itemsState(order, breakdown.type) || isFreeReplacement(order))
            continue;
        if (auto added = addBreakdown(money.orderLevel, breakdown); !added)
            return fail(added.error());
    }
    if (auto closed = close(money.orderLevel, money.currency, std::nullopt); !closed)
        return fail(closed.error());
    count(money.orderLevel);

    for (const auto& [to, sum] : {std::pair{&money.shipping, &shipping}, std::pair{&money.tax, &tax},
                                  std::pair{&money.shippingTax, &shippingTax}, std::pair{&money.total, &total}}) {
        const auto value = sum->result();
        if (!value)
            return fail(value.error());
        *to = *value;
    }
    money.grandTotal = order.grandTotal.value_or(money.total);
    const auto difference = money.grandTotal.minus(money.total);
    if (!difference)
        return fail(difference.error());
    money.difference = *difference;
    return money;
}

} // namespace causeway::mapping
