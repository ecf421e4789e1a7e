// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/LocalTime.h"

#include <algorithm>

#include <QDateTime>

namespace causeway::config {

namespace {
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 86'400'000;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}
} // namespace

qint64 LocalTime::offsetMs(qint64 utcMs) const
{
    return m_zone.offsetFromUtc(utc(utcMs)) * 1000LL;
}

qint64 LocalTime::standardOffsetMs(qint64 utcMs) const
{
    return m_zone.standardTimeOffset(utc(utcMs)) * 1000LL;
}

LocalTime::Moment LocalTime::at(qint64 utcMs) const
{
    const QDateTime shown = utc(utcMs + offsetMs(utcMs));
    return {shown.date(), shown.time().hour() * 60 + shown.time().minute()};
}

qint64 LocalTime::instant(QDate date, int minute) const
{
    const qint64 shown = date.startOfDay(Qt::UTC).toMSecsSinceEpoch() + minute * kMinuteMs;
    const qint64 before = offsetMs(shown - kDayMs);
    const qint64 after = offsetMs(shown + kDayMs);
    const qint64 first = shown - std::max(before, after);
    const qint64 second = shown - std::min(before, after);
    if (first + offsetMs(first) == shown)
        return first;
    if (second + offsetMs(second) == shown)
        return second;
    // Skipped: the clock jumps from below `shown` to above it somewhere in between.
    qint64 low = first, high = second;
    while (high - low > 1) {
        const qint64 middle = low + (high - low) / 2;
        (middle + offsetMs(middle) < shown ? low : high) = middle;
    }
    return high;
}

} // namespace causeway::config
