// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/OrderCases.h"

#include <algorithm>

namespace causeway::simulator {
namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

struct Kind
{
    const char* name;
    int perMille; ///< share in a mixed world
};
constexpr std::array<Kind, kOrderCases> kKinds{Kind{"merchant", 325},
                                               Kind{"seller-fulfilled-prime", 40},
                                               Kind{"fba", 180},
                                               Kind{"fba-open-later", 20},
                                               Kind{"mcf", 25},
                                               Kind{"pending", 15},
                                               Kind{"cancelled", 40},
                                               Kind{"cancel-later", 40},
                                               Kind{"cancel-requested", 20},
                                               Kind{"request-later", 25},
                                               Kind{"cancel-line-later", 20},
                                               Kind{"partially-shipped", 25},
                                               Kind{"two-packages", 20},
                                               Kind{"replacement", 20},
                                               Kind{"merchant-return", 35},
                                               Kind{"fba-return", 45},
                                               Kind{"refunded-in-part", 30},
                                               Kind{"refunded-fully", 25},
                                               Kind{"refunded-twice", 15},
                                               Kind{"refund-later", 25},
                                               Kind{"hidden", 10}};

} // namespace

QString toString(OrderCase kind)
{
    return QString::fromLatin1(kKinds[static_cast<size_t>(kind)].name);
}

OrderCase OrderCases::draw(Dice& dice)
{
    int number = dice.below(1000);
    for (size_t i = 0; i < kKinds.size(); ++i) {
        number -= kKinds[i].perMille;
        if (number < 0)
            return static_cast<OrderCase>(i);
    }
    return OrderCase::Merchant;
}

AmazonOrder OrderCases::open(OrderCase kind, const CompanyStore& store)
{
    AmazonOrder order = m_maker.order(store);
    order.oddity = kind == OrderCase::Merchant ? QString() : toString(kind);
    if (kind == OrderCase::Merchant)
        return order;
    // Between nine and 25 days old, so that shipment, return and refund have happened.
    order.createdMs = m_nowMs - 9 * kDayMs - static_cast<qint64>(m_maker.dice().below(16 * 24)) * kHourMs;
    order.updatedMs = order.createdMs + kHourMs;
    order.status = QStringLiteral("UNSHIPPED");
    for (SimOrderItem& item : order.items)
        item.fulfilled = 0;
    return order;
}

/// Everything left a day after the purchase.
void OrderCases::ship(AmazonOrder& order) const
{
    order.status = QStringLiteral("SHIPPED");
    order.updatedMs = order.createdMs + kDayMs;
    for (SimOrderItem& item : order.items)
        item.fulfilled = item.quantity;
}

/// One unit of the first line, a share of what the buyer paid for it.
void OrderCases::refundUnits(const QString& orderId, qint64 afterDays, qint64 perMilleOfPrice)
{
    const AmazonOrder order = *m_amazon.order(orderId);
    const QString item = order.items.front().orderItemId;
    SimAmounts amounts = m_amazon.amountsOf(orderId, item, 1);
    for (qint64* amount : {&amounts.principal, &amounts.tax, &amounts.discount})
        *amount = *amount * perMilleOfPrice / 1000;
    if (perMilleOfPrice != 1000) // a price reduction: shipping and wrapping stay paid
        amounts.shipping = amounts.shippingTax = amounts.giftWrap = amounts.giftWrapTax = 0;
    m_amazon.refund(orderId, item, amounts, order.createdMs + afterDays * kDayMs);
}

void OrderCases::refundInPart(const QString& orderId)
{
    constexpr int kAfterDays = 4, kKinds = 7;
    const int kind = m_partRefunds++ % kKinds;
    if (kind == 0) {
        refundUnits(orderId, kAfterDays, 250);
        return;
    }
    const AmazonOrder order = *m_amazon.order(orderId);
    const SimOrderItem& item = order.items.front();
    const SimAmounts paid = m_amazon.amountsOf(orderId, item.orderItemId, 1);
    SimAmounts reduction;
    reduction.principal = std::max<qint64>(1, paid.principal / 10);
    SimRefund refund;
    refund.orderId = orderId;
    refund.postedMs = order.createdMs + kAfterDays * kDayMs;
    const auto add = [&](const SimAmounts& amounts) { refund.lines.push_back({item.orderItemId, 1, amounts, {}}); };
    switch (kind) {
    case 1:
        refund.isDeferred = true;
        add(reduction);
        break;
    case 2: {
        SimAmounts amounts;
        amounts.goodwill = reduction.principal;
        add(amounts);
        break;
    }
    case 3: {
        SimAmounts amounts = paid;
        amounts.restockingFee = reduction.principal;
        add(amounts);
        break;
    }
    case 4: {
        SimAmounts amounts;
        amounts.shipping = paid.shipping;
        amounts.shippingTax = paid.shippingTax;
        add(paid.shipping > 0 ? amounts : reduction);
        break;
    }
    case 5:
        refund.type = QStringLiteral("A-to-z Guarantee Refund");
        add(paid);
        break;
    default: // in two lines, as Amazon tells several units
        refund.type = QStringLiteral("Chargeback Refund");
        add(reduction);
        add(reduction);
        break;
    }
    m_amazon.refund(std::move(refund));
}

void OrderCases::giveBack(const QString& orderId, bool isFba)
{
    static constexpr std::array kDispositions{"SELLABLE", "SELLABLE", "CUSTOMER_DAMAGED", "DEFECTIVE"};
    static constexpr std::array kReasons{"NO_LONGER_NEEDED", "DEFECTIVE", "NOT_AS_DESCRIBED"};
    const AmazonOrder order = *m_amazon.order(orderId);
    SimReturn fact;
    fact.orderId = orderId;
    fact.orderItemId = order.items.front().orderItemId;
    fact.disposition = QString::fromLatin1(m_maker.dice().pick(kDispositions));
    fact.reason = QString::fromLatin1(m_maker.dice().pick(kReasons));
    fact.atMs = order.createdMs + 5 * kDayMs;
    if (!isFba) {
        fact.deliveredMs = fact.atMs + 2 * kDayMs;
        fact.refundedAmount = m_amazon.amountsOf(orderId, fact.orderItemId, 1).total();
    }
    m_amazon.returnItem(std::move(fact));
    refundUnits(orderId, 7, 1000);
}

QString OrderCases::add(OrderCase kind, const CompanyStore& store)
{
    AmazonOrder order = open(kind, store);
    const auto byAmazon = [&] {
        order.fulfilledBy = QStringLiteral("AMAZON");
        order.programs = {QStringLiteral("PRIME")};
    };
    switch (kind) {
    case OrderCase::Merchant:
    case OrderCase::CancelLater:
    case OrderCase::RequestLater:
        break;
    case OrderCase::Prime:
        order.programs = {QStringLiteral("PRIME")};
        order.serviceLevel = QStringLiteral("NEXT_DAY");
        break;
    case OrderCase::Fba:
        byAmazon();
        ship(order);
        break;
    case OrderCase::FbaOpenLater:
        byAmazon();
        break;
    case OrderCase::Mcf:
        byAmazon();
        ship(order);
        order.orderId = QStringLiteral("S01-%1-%2").arg(m_maker.dice().digits(7), m_maker.dice().digits(7));
        order.channelName = QStringLiteral("NON_AMAZON");
        order.buyerEmail.clear();
        for (SimOrderItem& item : order.items)
            item.unitPrice = item.itemTax = item.shipping = item.shippingTax = 0;
        break;
    case OrderCase::Pending:
        order.status = QStringLiteral("PENDING");
        order.pricesHidden = true;
        break;
    case OrderCase::Cancelled:
        order.status = QStringLiteral("CANCELLED");
        order.cancelledBy = QStringLiteral("BUYER");
        break;
    case OrderCase::CancelRequested:
        for (SimOrderItem& item : order.items)
            item.cancellationRequest = QStringLiteral("Ordered by mistake");
        break;
    case OrderCase::CancelLineLater:
    case OrderCase::PartiallyShipped:
    case OrderCase::TwoPackages:
        order.items = {m_maker.item(store, QStringLiteral("NF-BOTTLE-MOSS-BLU"), 3),
                       m_maker.item(store, QStringLiteral("NF-ROPE-PEAK-ORG"))};
        m_maker.setTax(order, store);
        if (kind == OrderCase::PartiallyShipped) {
            order.status = QStringLiteral("PARTIALLY_SHIPPED");
            order.items.front().fulfilled = 1;
        } else if (kind == OrderCase::TwoPackages) {
            ship(order);
            for (int i = 0; i < 2; ++i) {
                const SimOrderItem& item = order.items[static_cast<size_t>(i)];
                SimPackage package;
                package.referenceId = QString::number(i + 1);
                package.carrierCode = QStringLiteral("UPS");
                package.trackingNumber = QStringLiteral("1Z999AA1%1%2").arg(order.orderId.right(7)).arg(i);
                package.shipMs = order.updatedMs;
                package.items = {{item.orderItemId, item.quantity}};
                order.packages.push_back(package);
            }
        }
        break;
    case OrderCase::Replacement: {
        order.replacementOf = add(OrderCase::Fba, store);
        for (SimOrderItem& item : order.items) {
            item.unitPrice = item.itemTax = item.shipping = item.shippingTax = 0;
            item.promotionIds.clear();
        }
        break;
    }
    case OrderCase::FbaReturn:
        byAmazon();
        ship(order);
        break;
    case OrderCase::RefundedTwice:
        order.items.front().quantity = 2;
        m_maker.setTax(order, store);
        ship(order);
        break;
    case OrderCase::MerchantReturn:
    case OrderCase::RefundedInPart:
    case OrderCase::RefundedFully:
    case OrderCase::RefundLater:
        ship(order);
        break;
    case OrderCase::Hidden:
        order.hiddenFromSearch = true;
        break;
    }
    QString id = m_amazon.addOrder(std::move(order));
    if (kind == OrderCase::MerchantReturn || kind == OrderCase::FbaReturn)
        giveBack(id, kind == OrderCase::FbaReturn);
    if (kind == OrderCase::RefundedInPart)
        refundInPart(id);
    if (kind == OrderCase::RefundedFully)
        m_amazon.refundFully(id, m_amazon.order(id)->createdMs + 6 * kDayMs);
    if (kind == OrderCase::RefundedTwice) {
        refundUnits(id, 5, 1000);
        refundUnits(id, 5, 1000);
    }
    return id;
}

void changeLater(AmazonSim& amazon)
{
    for (const AmazonOrder& order : amazon.orders()) {
        if (order.oddity == toString(OrderCase::CancelLater))
            amazon.cancel(order.orderId);
        else if (order.oddity == toString(OrderCase::RequestLater))
            amazon.requestCancellation(order.orderId);
        else if (order.oddity == toString(OrderCase::CancelLineLater))
            amazon.cancelItem(order.orderId, order.items.back().orderItemId);
        else if (order.oddity == toString(OrderCase::FbaOpenLater))
            amazon.shipFba(order.orderId);
        else if (order.oddity == toString(OrderCase::RefundLater))
            amazon.refundFully(order.orderId);
    }
}

} // namespace causeway::simulator
