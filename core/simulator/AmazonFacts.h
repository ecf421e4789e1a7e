// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

/// One shipment confirmation that Amazon accepted, by confirmShipment or by feed.
struct SimConfirmation
{
    QString orderId;
    SimPackage package;    ///< as it was sent
    qint64 atMs = 0;       ///< when it took effect
    bool isEdit = false;   ///< the order had a package of this reference already
    bool isRepeat = false; ///< an edit that changed nothing: the same confirmation sent twice
    bool byFeed = false;
};

/// Money given back to a buyer, minor units, positive. Amazon's own part (fees, withheld tax) follows from it.
struct SimAmounts
{
    qint64 principal = 0, tax = 0, shipping = 0, shippingTax = 0, giftWrap = 0, giftWrapTax = 0;
    qint64 discount = 0;      ///< promotion taken back: reduces what the buyer gets
    qint64 goodwill = 0;      ///< paid on top
    qint64 restockingFee = 0; ///< kept by the seller: reduces what the buyer gets
    [[nodiscard]] qint64 total() const
    {
        return principal + tax + shipping + shippingTax + giftWrap + giftWrapTax - discount + goodwill - restockingFee;
    }
    friend bool operator==(const SimAmounts&, const SimAmounts&) = default;
};

struct SimRefundLine
{
    QString orderItemId;
    qint64 quantity = 1;
    SimAmounts amounts;
    QString adjustmentId; ///< chosen when empty
};

/// One refund transaction: one posting, one or more lines of one order.
struct SimRefund
{
    QString refundId; ///< chosen when empty
    QString orderId;
    qint64 postedMs = 0; ///< 0 = now
    std::vector<SimRefundLine> lines;
    bool isDeferred = false; ///< Amazon holds it back for a week: it is listed as DEFERRED, later once more as RELEASED
    QString type = QStringLiteral("Refund"); ///< in postings and settlements; "A-to-z Guarantee Refund", "Chargeback Refund"
};

/// Goods that came back (or are announced to). FBA or merchant follows from the order.
struct SimReturn
{
    QString returnId; ///< license plate of an FBA return, Amazon RMA id of a merchant return; chosen when empty
    QString orderId, orderItemId;
    qint64 quantity = 1;
    QString disposition = QStringLiteral("SELLABLE"); ///< FBA: SELLABLE, CUSTOMER_DAMAGED, DEFECTIVE, …
    QString reason = QStringLiteral("NO_LONGER_NEEDED");
    qint64 atMs = 0;           ///< return-date; return request date of a merchant return; 0 = now
    QString status;            ///< merchant: Approved (default), Completed, …
    qint64 deliveredMs = 0;    ///< merchant: when the goods arrived; 0 = not yet
    qint64 refundedAmount = 0; ///< merchant: as the report tells it
    QString resolution = QStringLiteral("StandardRefund");
    QString comment;
};

} // namespace causeway::simulator
