// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QTimeZone>

namespace causeway::config {

/// Wall-clock arithmetic of one zone, proof against daylight saving. QDateTime gives an invalid value inside a gap (measured on
/// Qt 6.4), so offsets are asked for and the rest is integers. Pure.
class LocalTime final
{
public:
    explicit LocalTime(const QTimeZone& zone) : m_zone(zone) {}

    struct Moment
    {
        QDate date;
        int minute = 0; ///< of the day, 0 to 1439
    };
    [[nodiscard]] Moment at(qint64 utcMs) const;
    /// The first instant at which a wall clock shows this minute; when daylight saving skips it, the instant the gap ends.
    [[nodiscard]] qint64 instant(QDate date, int minute) const;
    /// Offset of standard time, in ms: stays the same over a year, so a grid counted from it has no holes and no repeats.
    [[nodiscard]] qint64 standardOffsetMs(qint64 utcMs) const;

private:
    [[nodiscard]] qint64 offsetMs(qint64 utcMs) const;
    QTimeZone m_zone;
};

} // namespace causeway::config
