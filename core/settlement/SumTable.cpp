// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/SumTable.h"

#include <QDateTime>

namespace causeway::settlement {

SumTable::SumTable(const QString& timeZone) : m_zone(timeZone.toUtf8())
{
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

SumTable::Months SumTable::monthsOf(std::optional<qint64> postedMs, bool hasTime, const QTimeZone& zone)
{
    if (!postedMs)
        return {};
    // A day without a time is the day Amazon names, in whatever zone; only a real time is moved to the zone of the books.
    const QDateTime posted = QDateTime::fromMSecsSinceEpoch(*postedMs, Qt::UTC);
    const QString utc = posted.toString(u"yyyy-MM");
    return {hasTime ? posted.toTimeZone(zone).toString(u"yyyy-MM") : utc, utc};
}

Result<void> SumTable::add(const Row& row)
{
    const Months months = monthsOf(row.postedAtMs, row.postedHasTime, m_zone);
    const Place place{{row.transactionType, row.amountType, row.amountDescription}, row.marketplace, months.ofBooks, months.utc};
    auto& [rows, sum] = m_sums[place];
    if (sum.currency().isEmpty())
        sum = Money::zero(row.amount.currency());
    auto next = sum.plus(row.amount);
    if (!next)
        return fail(next.error());
    sum = std::move(*next);
    ++rows;
    return {};
}

std::vector<CategorySum> SumTable::sums() const
{
    std::vector<CategorySum> result;
    result.reserve(m_sums.size());
    for (const auto& [place, entry] : m_sums)
        result.push_back({place.category, place.marketplace, place.month, place.utcMonth, {}, entry.first, entry.second});
    return result;
}

} // namespace causeway::settlement
