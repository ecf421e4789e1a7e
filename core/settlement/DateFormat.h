// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "base/Result.h"

namespace causeway::settlement {

struct Moment
{
    qint64 utcMs = 0;
    bool hasTime = false; ///< otherwise midnight UTC of the day
};

/// The forms of dates met in settlement files (spapi.md section 6.3): ISO with or without offset, "2026-06-16 00:00:00 UTC",
/// "03.05.2018 09:10:07 UTC", days alone, and days with slashes, whose order is decided per file.
class DateFormat final
{
public:
    /// The dates are of one settlement report: they lie in its period of some weeks, and years of two digits follow the month and
    /// the day. Without it only a number above 12 tells the order.
    void expectSettlement() { m_isSettlement = true; }
    /// Looks at one date. Those with slashes tell the order when one number is above 12; the others tell the period, in which
    /// the ones with slashes must lie.
    void learn(QStringView text);
    /// Invalid when the text is no date, or has slashes and the file gives no evidence whether the day or the month comes first.
    [[nodiscard]] Result<Moment> read(QStringView text) const;

private:
    /// Days of the calendar seen so far.
    struct Days
    {
        qint64 first = 0, last = -1;
        void add(qint64 day);
        [[nodiscard]] bool isEmpty() const { return last < first; }
        [[nodiscard]] qint64 length() const { return last - first; }
        [[nodiscard]] bool isAround(const Days& other) const; ///< with a day's room for time zones
    };
    /// nullopt: it cannot be told.
    [[nodiscard]] std::optional<bool> isDayFirst() const;

    qint64 m_dayFirst = 0, m_monthFirst = 0, m_shortYears = 0;
    bool m_isSettlement = false;
    Days m_certain, m_asDayFirst, m_asMonthFirst;
};

} // namespace causeway::settlement
