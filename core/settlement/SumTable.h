// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QTimeZone>

#include "settlement/Journal.h"

namespace causeway::settlement {

/// Collects the rows of one file into sums by category, marketplace and month, in that order.
class SumTable final
{
public:
    /// timeZone: IANA name of the books; an unknown one counts as UTC.
    explicit SumTable(const QString& timeZone);
    /// Defect on overflow.
    [[nodiscard]] Result<void> add(const Row& row);
    [[nodiscard]] std::vector<CategorySum> sums() const;

    /// "2026-06" of a posting time: of the store's books, and in UTC. Empty without a time.
    struct Months
    {
        QString ofBooks, utc;
    };
    [[nodiscard]] static Months monthsOf(std::optional<qint64> postedMs, bool hasTime, const QTimeZone& zone);

private:
    struct Place
    {
        Category category;
        QString marketplace, month, utcMonth;
        friend std::strong_ordering operator<=>(const Place&, const Place&) = default;
    };
    QTimeZone m_zone;
    std::map<Place, std::pair<qint64, Money>> m_sums; ///< rows and amount
};

} // namespace causeway::settlement
