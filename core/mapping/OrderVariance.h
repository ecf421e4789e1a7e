// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "mapping/OrderMapper.h"

namespace causeway::mapping {

/// Amazon's figures minus NetSuite's (requirement R30).
struct OrderVariance
{
    Money total, tax, shipping, shippingTax;
    [[nodiscard]] bool isZero() const { return total.isZero() && tax.isZero() && shipping.isZero() && shippingTax.isZero(); }
    /// {"total","tax","shipping","shippingTax"} as texts, only those not zero, and "currency"; null when all are zero.
    [[nodiscard]] Json toJson() const;
    /// Any of them is larger than the tolerance (an amount text in the order's currency; an unreadable one counts as zero).
    [[nodiscard]] bool isOver(const QString& tolerance) const;
};

/// observed: {"total":"12.30","tax":…,"shipping":…,"shippingTax":…,"taxLines":…,"shippingLines":…} as texts in the order's
/// currency, what flows read back; parts that NetSuite did not tell are absent and count as equal. byUs: the document is ours, so
/// its lines are the planned ones. Invalid when an amount cannot be read.
[[nodiscard]] Result<OrderVariance> orderVariance(const OrderFigures& figures, const Json& observed, bool byUs);

} // namespace causeway::mapping
