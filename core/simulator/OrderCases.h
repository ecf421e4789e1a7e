// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QString>

#include "simulator/AmazonSim.h"
#include "simulator/Company.h"
#include "simulator/OrderMaker.h"

namespace causeway::simulator {

/// What can become of an order between purchase and refund. "…Later": the world starts before it happens; changeLater() lets it
/// happen.
enum class OrderCase
{
    Merchant,         ///< everyday merchant order, open or shipped
    Prime,            ///< Seller Fulfilled Prime
    Fba,              ///< shipped by Amazon
    FbaOpenLater,     ///< Amazon has not shipped it yet
    Mcf,              ///< another channel's order from FBA stock
    Pending,          ///< payment not authorised
    Cancelled,        ///< before anybody imported it
    CancelLater,      ///< after the import
    CancelRequested,  ///< the buyer asks; nothing is cancelled
    RequestLater,     ///< the buyer asks after the import
    CancelLineLater,  ///< one of two lines is cancelled after the import
    PartiallyShipped, ///< one package left already
    TwoPackages,      ///< shipped in two packages with a tracking number each
    Replacement,      ///< free replacement of a shipped order
    MerchantReturn,   ///< came back to the merchant, refunded
    FbaReturn,        ///< came back to Amazon, sellable or damaged, refunded
    RefundedInPart,   ///< part of the price; also goodwill, a restocking fee, shipping only, held back, a claim, a chargeback
    RefundedFully,    ///< all lines
    RefundedTwice,    ///< twice the same amount on one day
    RefundLater,      ///< shipped and billed first, refunded later
    Hidden            ///< the list call does not return it
};
inline constexpr int kOrderCases = static_cast<int>(OrderCase::Hidden) + 1;

/// Name of the case, as AmazonOrder::oddity tells it.
[[nodiscard]] QString toString(OrderCase kind);

/// Adds orders of every case to a world; same maker, same orders.
class OrderCases final
{
public:
    OrderCases(AmazonSim& amazon, OrderMaker& maker, qint64 nowMs) : m_amazon(amazon), m_maker(maker), m_nowMs(nowMs) {}

    /// Returns the order id.
    QString add(OrderCase kind, const CompanyStore& store);
    /// One of the cases, everyday ones more often.
    [[nodiscard]] static OrderCase draw(Dice& dice);

private:
    AmazonOrder open(OrderCase kind, const CompanyStore& store);
    void ship(AmazonOrder& order) const;
    void refundUnits(const QString& orderId, qint64 afterDays, qint64 perMilleOfPrice);
    /// Every kind of refund that is less, more or other than a price, in turn; the first is a price reduction.
    void refundInPart(const QString& orderId);
    void giveBack(const QString& orderId, bool isFba);

    AmazonSim& m_amazon;
    OrderMaker& m_maker;
    qint64 m_nowMs;
    int m_partRefunds = 0;
};

/// Everything that is to happen later happens now (orders that OrderCases made). Safe to call once.
void changeLater(AmazonSim& amazon);

} // namespace causeway::simulator
