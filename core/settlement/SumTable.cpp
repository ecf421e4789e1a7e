// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/SumTable.h"

#include <QDateTime>

namespace causeway::settlement {

SumTable::SumTable(const QString& timeZone) : m_zone(timeZone.toUtf8())
{
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

Result<void> SumTable::add(const Row& row)
{
    Place place{{row.transactionType, row.amountType, row.amountDescription}, row.marketplace, {}};
    if (row.postedAtMs) {
        // A day without a time is the day Amazon names, in whatever zone; only a real time is moved to the zone of the books.
        const QDateTime posted = QDateTime::fromMSecsSinceEpoch(*row.postedAtMs, Qt::UTC);
        place.month = (row.postedHasTime ? posted.toTimeZone(m_zone) : posted).toString(u"yyyy-MM");
    }
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
        result.push_back({place.category, place.marketplace, place.month, {}, entry.first, entry.second});
    return result;
}

} // namespace causeway::settlement
