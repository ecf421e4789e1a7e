// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Party.h"

#include "settlement/Category.h"

namespace causeway::settlement {

Party partyOf(const Row& row)
{
    if (!isAmazonOrderId(row.orderId))
        return Party::Amazon;
    const QString amountType = loose(row.amountType);
    if (amountType.contains(QStringLiteral("fee")) || amountType.contains(QStringLiteral("withheld")))
        return Party::Amazon;
    const QString type = loose(row.transactionType);
    // "Refund", "A-to-z Guarantee Refund", "Chargeback Refund"; a retrocharge corrects tax between Amazon and the seller.
    if (type.endsWith(QStringLiteral("refund")))
        return Party::BuyerGot;
    if (type == QStringLiteral("order") &&
        (amountType == QStringLiteral("itemprice") || amountType == QStringLiteral("promotion")))
        return Party::BuyerPaid;
    return Party::Amazon;
}

} // namespace causeway::settlement
