// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipDate.h"

#include <algorithm>

#include <QDate>

#include "config/LocalTime.h"

namespace causeway::flows {

namespace {
qint64 beginOf(const QDate& day, const QString& zoneId)
{
    const QTimeZone zone(zoneId.toLatin1());
    return config::LocalTime(zone.isValid() ? zone : QTimeZone::utc()).instant(day, 0);
}
} // namespace

ShipDate::ShipDate(const QString& date, const PlanContext& context)
{
    const QDate day = QDate::fromString(date, Qt::ISODate);
    if (!day.isValid())
        return;
    const auto& netSuite = context.configuration.netSuite;
    m_inStore = beginOf(day, context.store.timeZone);
    m_inCompany = netSuite && !netSuite->timeZone.isEmpty() ? beginOf(day, netSuite->timeZone) : *m_inStore;
}

std::optional<qint64> ShipDate::begins() const
{
    return m_inStore ? std::optional(std::min(*m_inStore, *m_inCompany)) : std::nullopt;
}

qint64 ShipDate::instant(qint64 firstSeenMs, qint64 purchasedMs) const
{
    if (!m_inStore)
        return purchasedMs;
    const bool wasKnownBefore = *m_inCompany < *m_inStore && firstSeenMs < *m_inStore;
    return std::max(wasKnownBefore ? *m_inCompany : *m_inStore, purchasedMs);
}

} // namespace causeway::flows
