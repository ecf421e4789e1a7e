// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "flows/Flow.h"

namespace causeway::flows {

/// When an item fulfillment left, from the day that NetSuite writes on it. NetSuite states a day only, in the company's time
/// zone; Amazon wants an instant that is neither before the purchase nor ahead of its own clock ("shipDate", model of
/// confirmShipment, Orders v0). Pure.
class ShipDate final
{
public:
    /// date: "2026-11-23"; anything else means that the day is not known.
    ShipDate(const QString& date, const PlanContext& context);

    /// UTC ms. From then on the day has begun where the store or the company is; nullopt when the day is not known.
    [[nodiscard]] std::optional<qint64> begins() const;
    /// UTC ms: the day's begin in the store's time zone, or, when the fulfillment was known before that, in the company's; not
    /// before the purchase. The same for the same arguments, whenever it is planned.
    [[nodiscard]] qint64 instant(qint64 firstSeenMs, qint64 purchasedMs) const;

private:
    std::optional<qint64> m_inStore, m_inCompany;
};

} // namespace causeway::flows
