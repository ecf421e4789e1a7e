// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "flows/Flow.h"
#include "flows/SettlementFacts.h"
#include "mapping/SettlementSettings.h"

namespace causeway::flows {

/// A customer payment that a settlement makes for one order.
struct OrderPayment
{
    QString orderId, customer;
    Money amount;
    std::vector<std::pair<QString, Money>> invoices; ///< internal id and amount, oldest first
};

/// Settled money that no document of the order stands for.
struct PaymentVariance
{
    enum class Cause
    {
        MoreThanInvoice,
        PaidAlready, ///< the invoice is not open any more
        MoreThanCashSale,
        RefundDiffers
    };
    QString orderId;
    Money amount; ///< positive: Amazon paid more than the documents say
    Cause cause = Cause::MoreThanInvoice;
    bool isOver = false; ///< over the store's tolerance
};
[[nodiscard]] QString describe(PaymentVariance::Cause cause);

/// A settlement divided by what becomes of it. payments + bookedElsewhere + variances + rest = total of the settlement.
struct SettlementPayments
{
    std::vector<OrderPayment> payments;
    Money paid;            ///< sum of the payments
    Money bookedElsewhere; ///< cash sales, less refunds that are in NetSuite already
    std::vector<PaymentVariance> variances;
    Money variance;                            ///< their sum
    std::vector<settlement::CategorySum> rest; ///< for the journal
    QStringList unbilled;                      ///< orders without invoice or cash sale, when the settings say wait
    QStringList openRefunds;                   ///< orders whose refund is not booked yet
};

/// Divides the rows of one settlement (lookups of SettlementLookUp). Amounts already paid by the same settlement, as NetSuite has
/// them, stay what they are, so that planning again after an interruption gives the same. Pure. Defect on overflow.
[[nodiscard]] Result<SettlementPayments> divideSettlement(const QString& recordKey, const QString& currency,
                                                          const mapping::SettlementSettings& settings,
                                                          const PlanContext& context);

} // namespace causeway::flows
