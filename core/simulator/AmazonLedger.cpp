// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonLedger.h"

#include <algorithm>
#include <map>

#include "simulator/AmazonCore.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kHeldBackMs = 7 * 86'400'000LL; ///< Amazon's reserve policy: delivery date and seven days
constexpr qint64 kCommissionPercent = 15;
constexpr qint64 kRefundCommissionPercent = 20; ///< of the commission given back; at most 5.00
constexpr qint64 kRefundCommissionMost = 500;
constexpr qint64 kFbaFee = 386;

/// Units from … to of quantity: shares of all units add up to the amount.
qint64 share(qint64 amount, qint64 quantity, qint64 from, qint64 to)
{
    return quantity == 0 ? 0 : amount * to / quantity - amount * from / quantity;
}

SimAmounts amountsBetween(const SimOrderItem& item, qint64 from, qint64 to)
{
    const auto part = [&](qint64 amount) { return share(amount, item.quantity, from, to); };
    SimAmounts amounts;
    amounts.principal = part(item.itemAmount());
    amounts.tax = part(item.itemTax);
    amounts.shipping = part(item.shipping);
    amounts.shippingTax = part(item.shippingTax);
    amounts.giftWrap = part(item.giftWrap);
    amounts.giftWrapTax = part(item.giftWrapTax);
    amounts.discount = part(item.itemDiscount);
    return amounts;
}

class Charges final
{
public:
    explicit Charges(qint64 sign) : m_sign(sign) {}
    void sale(const char* description, const char* parent, const char* type, qint64 amount)
    {
        add("ItemPrice", description, parent, type, amount, false);
    }
    void fee(const char* name, qint64 amount) { add("ItemFees", name, "AmazonFees", name, amount, true); }
    void withheld(const char* name, qint64 amount) { add("ItemWithheldTax", name, "MarketplaceWithheldTax", name, amount, true); }
    void promotion(const char* description, const char* type, qint64 amount, const QString& promotionId)
    {
        add("Promotion", description, "PromoRebates", type, amount, false);
        if (amount != 0)
            m_list.back().promotionId = promotionId;
    }
    std::vector<LedgerCharge> take() { return std::move(m_list); }

private:
    void add(const char* amountType, const char* description, const char* parent, const char* type, qint64 amount, bool isExpense)
    {
        if (amount == 0)
            return;
        m_list.push_back({QString::fromLatin1(amountType),
                          QString::fromLatin1(description),
                          QString::fromLatin1(parent),
                          QString::fromLatin1(type),
                          isExpense,
                          m_sign * amount,
                          {}});
    }
    qint64 m_sign;
    std::vector<LedgerCharge> m_list;
};

/// What shipment (sign 1) and refund (sign -1) have in common.
Charges buyersMoney(const SimAmounts& amounts, const SimOrderItem& item, qint64 sign)
{
    Charges charges(sign);
    charges.sale("Principal", "ProductCharges", "OurPricePrincipal", amounts.principal);
    charges.sale("Tax", "Tax", "OurPriceTax", amounts.tax);
    charges.sale("Shipping", "Shipping", "ShippingPrincipal", amounts.shipping);
    charges.sale("ShippingTax", "Tax", "ShippingTax", amounts.shippingTax);
    charges.sale("GiftWrap", "Giftwrap", "GiftwrapPrincipal", amounts.giftWrap);
    charges.sale("GiftWrapTax", "Tax", "GiftwrapTax", amounts.giftWrapTax);
    if (item.marketplaceCollectsTax) {
        charges.withheld("MarketplaceFacilitatorTax-Principal", -amounts.tax);
        charges.withheld("MarketplaceFacilitatorTax-Shipping", -amounts.shippingTax);
        charges.withheld("MarketplaceFacilitatorTax-Other", -amounts.giftWrapTax);
    }
    return charges;
}

qint64 commissionOf(const SimAmounts& amounts)
{
    return (amounts.principal - amounts.discount) * kCommissionPercent / 100;
}

class Ledger final
{
public:
    Ledger(const AmazonCore& core, const AmazonOrder& order) : m_core(core), m_order(order) {}

    LedgerEntry entry(const QString& purpose) const
    {
        LedgerEntry entry;
        entry.isFba = m_order.fulfilledBy == QStringLiteral("AMAZON");
        entry.transactionId = derivedSecret(m_core.settings.seed, "transaction/" + purpose.toUtf8(), 43);
        entry.orderId = m_order.orderId;
        entry.sellerOrderId = m_order.sellerOrderId;
        entry.store = m_order.store;
        entry.currency = m_order.currency;
        entry.marketplaceId = m_order.marketplaceId;
        if (const CompanyStore* store = m_core.store(m_order.store))
            entry.marketplaceName = store->marketplaceName;
        return entry;
    }

    LedgerLine line(const SimOrderItem& item, qint64 quantity) const
    {
        return {item.orderItemId, {}, item.sku, item.asin, item.title, quantity, {}};
    }

    LedgerEntry shipment(const SimPackage& package, std::map<QString, qint64>& shippedBefore) const
    {
        const QString purpose = m_order.orderId + QStringLiteral("/ship/") + package.referenceId;
        LedgerEntry entry = this->entry(purpose);
        entry.shipmentId = QStringLiteral("D%1").arg(derivedSecret(m_core.settings.seed, purpose.toUtf8(), 9).toUpper());
        entry.postedMs = package.shipMs / 1000 * 1000;
        entry.releasedMs = entry.postedMs + kHeldBackMs;
        for (const SimPackageItem& packed : package.items) {
            const auto item = std::find_if(m_order.items.begin(), m_order.items.end(),
                                           [&](const SimOrderItem& i) { return i.orderItemId == packed.orderItemId; });
            if (item == m_order.items.end())
                continue;
            qint64& from = shippedBefore[packed.orderItemId];
            const qint64 to = from + packed.quantity;
            const SimAmounts amounts = amountsBetween(*item, from, to);
            Charges charges = buyersMoney(amounts, *item, 1);
            charges.sale("CODFee", "Other", "CODFee", share(item->codFee, item->quantity, from, to));
            charges.promotion("Principal", "OurPriceDiscount", -amounts.discount, item->promotionIds.value(0));
            charges.promotion("Shipping", "ShippingDiscount", -share(item->shippingDiscount, item->quantity, from, to),
                              item->promotionIds.value(item->promotionIds.size() - 1));
            charges.fee("Commission", -commissionOf(amounts));
            if (entry.isFba) {
                charges.fee("FBAPerUnitFulfillmentFee", -kFbaFee * packed.quantity);
                charges.fee("ShippingChargeback", -amounts.shipping);
            }
            LedgerLine line = this->line(*item, packed.quantity);
            line.adjustmentId = derivedDigits(purpose + packed.orderItemId);
            line.charges = charges.take();
            entry.lines.push_back(std::move(line));
            from = to;
        }
        return entry;
    }

    LedgerEntry refund(const SimRefund& refund) const
    {
        LedgerEntry entry = this->entry(refund.refundId);
        entry.isRefund = true;
        entry.refundType = refund.type;
        entry.refundId = refund.refundId;
        entry.postedMs = refund.postedMs / 1000 * 1000;
        entry.releasedMs = refund.isDeferred ? entry.postedMs + kHeldBackMs : entry.postedMs;
        for (const SimRefundLine& given : refund.lines) {
            const auto item = std::find_if(m_order.items.begin(), m_order.items.end(),
                                           [&](const SimOrderItem& i) { return i.orderItemId == given.orderItemId; });
            if (item == m_order.items.end())
                continue;
            Charges charges = buyersMoney(given.amounts, *item, -1);
            charges.sale("Goodwill", "ProductCharges", "GoodwillPrincipal", given.amounts.goodwill);
            charges.sale("RestockingFee", "ProductCharges", "RestockingDeductionPrincipal", -given.amounts.restockingFee);
            charges.promotion("Principal", "OurPriceDiscount", -given.amounts.discount, item->promotionIds.value(0));
            const qint64 commission = commissionOf(given.amounts);
            charges.fee("Commission", -commission);
            charges.fee("RefundCommission", std::min(kRefundCommissionMost, commission * kRefundCommissionPercent / 100));
            if (entry.isFba)
                charges.fee("ShippingChargeback", -given.amounts.shipping);
            LedgerLine line = this->line(*item, given.quantity);
            line.adjustmentId = given.adjustmentId;
            line.charges = charges.take();
            entry.lines.push_back(std::move(line));
        }
        return entry;
    }

private:
    QString derivedDigits(const QString& purpose) const
    {
        const quint64 number = derivedSecret(m_core.settings.seed, purpose.toUtf8(), 11).toULongLong(nullptr, 16);
        return QString::number(10'000'000'000'000ULL + number % 89'999'999'999'999ULL);
    }

    const AmazonCore& m_core;
    const AmazonOrder& m_order;
};

} // namespace

qint64 LedgerLine::total() const
{
    qint64 sum = 0;
    for (const LedgerCharge& charge : charges)
        sum += charge.amount;
    return sum;
}

qint64 LedgerEntry::total() const
{
    qint64 sum = 0;
    for (const LedgerLine& line : lines)
        sum += line.total();
    return sum;
}

std::vector<LedgerEntry> ledgerOf(const AmazonCore& core, const QString& store)
{
    std::vector<LedgerEntry> entries;
    for (const auto& [id, order] : core.orders) {
        // What another channel sold, Amazon only ships; the buyer's money never passed through it.
        if (order.store != store || order.channelName != QStringLiteral("AMAZON") || order.pricesHidden)
            continue;
        const Ledger ledger(core, order);
        std::map<QString, qint64> shipped;
        for (const SimPackage& package : order.packages)
            entries.push_back(ledger.shipment(package, shipped));
    }
    for (const SimRefund& refund : core.refunds) {
        const auto order = core.orders.find(refund.orderId);
        if (order != core.orders.end() && order->second.store == store)
            entries.push_back(Ledger(core, order->second).refund(refund));
    }
    std::sort(entries.begin(), entries.end(), [](const LedgerEntry& a, const LedgerEntry& b) {
        return std::pair(a.postedMs, a.transactionId) < std::pair(b.postedMs, b.transactionId);
    });
    return entries;
}

SimAmounts amountsOf(const SimOrderItem& item, qint64 quantity)
{
    SimAmounts amounts = amountsBetween(item, 0, quantity);
    // A buyer who had free shipping gets none back.
    amounts.shipping -= share(item.shippingDiscount, item.quantity, 0, quantity);
    return amounts;
}

} // namespace causeway::simulator
