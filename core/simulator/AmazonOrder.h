// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

namespace causeway::simulator {

struct SimAddress
{
    QString name, companyName, line1, line2, line3, city, district, state, postalCode, countryCode, phone,
        type = QStringLiteral("RESIDENTIAL");
};

/// All amounts in minor units of the order's currency, for the whole line (not per piece) except unitPrice.
struct SimOrderItem
{
    QString orderItemId, sku, asin, title;
    qint64 quantity = 1, fulfilled = 0;
    qint64 unitPrice = 0;
    qint64 itemTax = 0, shipping = 0, shippingTax = 0, giftWrap = 0, giftWrapTax = 0, codFee = 0;
    qint64 itemDiscount = 0, shippingDiscount = 0; ///< positive = reduction
    bool marketplaceCollectsTax = true;
    QStringList promotionIds;
    QString giftMessage, giftWrapLevel, iossNumber, priceDesignation;
    std::optional<QString> cancellationRequest; ///< the buyer's reason
    QString cancelledBy;                        ///< this line alone was cancelled: BUYER, MERCHANT, AMAZON
    [[nodiscard]] qint64 itemAmount() const { return unitPrice * quantity; }
    [[nodiscard]] qint64 tax() const { return itemTax + shippingTax + giftWrapTax; }
    [[nodiscard]] qint64 total() const
    {
        return itemAmount() + tax() + shipping + giftWrap + codFee - itemDiscount - shippingDiscount;
    }
};

struct SimPackageItem
{
    QString orderItemId;
    qint64 quantity = 0;
    friend bool operator==(const SimPackageItem&, const SimPackageItem&) = default;
};

/// A shipped package. Orders fulfilled by Amazon have them too (Amazon's own shipments), but the Orders API does not show those.
struct SimPackage
{
    QString referenceId, carrierCode, carrierName, shippingMethod, trackingNumber;
    qint64 shipMs = 0;
    std::vector<SimPackageItem> items;
    QString status = QStringLiteral("IN_TRANSIT");
    friend bool operator==(const SimPackage&, const SimPackage&) = default;
};

/// An order as the simulated Amazon keeps it; JSON is made from it on each read.
struct AmazonOrder
{
    QString orderId; ///< empty in addOrder() = chosen
    QString store =
        QStringLiteral("us"); ///< store id of the configuration; decides seller, marketplace and currency when those are empty
    QString sellerId, marketplaceId, currency;
    QString sellerOrderId;
    qint64 createdMs = 0, updatedMs = 0; ///< 0 in addOrder() = now
    QStringList programs;
    QString replacementOf; ///< original order id
    QString channelName = QStringLiteral("AMAZON");
    QString buyerName, buyerEmail, buyerCompany, buyerPurchaseOrder;
    std::optional<SimAddress> address;
    QString status = QStringLiteral("UNSHIPPED"); ///< FulfillmentStatus of the model
    QString fulfilledBy = QStringLiteral("MERCHANT");
    QString serviceLevel = QStringLiteral("STANDARD");
    QString paymentMethod;
    QString cancelledBy;            ///< BUYER, MERCHANT, AMAZON once cancelled
    bool pricesHidden = false;      ///< pending orders often carry no prices
    bool discountsPositive = false; ///< Amazon does not document the sign of DISCOUNT: some orders show it positive
    int publishAfterPolls = 0;      ///< searchOrders leaves it out so many times (data published late)
    bool hiddenFromSearch = false;  ///< searchOrders never returns it; getOrder and the reports do
    std::vector<SimOrderItem> items;
    std::vector<SimPackage> packages; ///< made by addOrder() from `fulfilled` when empty
    QString oddity; ///< why the demo company has it, for people reading tests; "unknown-sku", "inactive-item" … are not
                    ///< importable as they are
    [[nodiscard]] qint64 total() const;
    /// What orders-mfn has to import, as far as the source decides: merchant-fulfilled and neither pending nor cancelled.
    [[nodiscard]] bool isImportable() const;
    /// What orders-fba may import: shipped by Amazon for an Amazon buyer.
    [[nodiscard]] bool isFba() const;
};

} // namespace causeway::simulator
