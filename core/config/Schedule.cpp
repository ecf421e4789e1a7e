// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/Schedule.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include "config/LocalTime.h"
#include "config/ScheduleParser.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::Schedule)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kYearMs = 366LL * 86'400'000;

QString clockText(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

QString dayName(int day)
{
    switch (day) {
    case 1:
        return Words::tr("Monday");
    case 2:
        return Words::tr("Tuesday");
    case 3:
        return Words::tr("Wednesday");
    case 4:
        return Words::tr("Thursday");
    case 5:
        return Words::tr("Friday");
    case 6:
        return Words::tr("Saturday");
    default:
        return Words::tr("Sunday");
    }
}

QString listed(const QStringList& names)
{
    if (names.size() < 2)
        return names.join(QString());
    return Words::tr("%1 and %2").arg(names.first(names.size() - 1).join(QStringLiteral(", ")), names.last());
}

bool within(int from, int until, int minute)
{
    return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}
} // namespace

Result<Schedule> Schedule::parse(QStringView text)
{
    return ScheduleParser(text).parse();
}

QString Schedule::Span::toString() const
{
    return clockText(from) + u'-' + clockText(until);
}

bool Schedule::Window::coversDay(int day) const
{
    return firstDay <= lastDay ? day >= firstDay && day <= lastDay : day >= firstDay || day <= lastDay;
}

bool Schedule::Window::covers(int day, int minute) const
{
    if (!span)
        return coversDay(day);
    if (span->from < span->until)
        return coversDay(day) && minute >= span->from && minute < span->until;
    // Over midnight: the evening belongs to the day named, the morning to the day after it.
    const int dayBefore = day == 1 ? 7 : day - 1;
    return (coversDay(day) && minute >= span->from) || (coversDay(dayBefore) && minute < span->until);
}

QString Schedule::Window::toString() const
{
    QString text = ScheduleParser::dayWord(firstDay);
    if (lastDay != firstDay)
        text += u'-' + ScheduleParser::dayWord(lastDay);
    if (span)
        text += u' ' + span->toString();
    return text;
}

QString Schedule::toString() const
{
    QString text;
    switch (m_kind) {
    case Kind::Manual:
        text = QStringLiteral("manual");
        break;
    case Kind::Every:
        if (m_everyMinutes == 60)
            text = QStringLiteral("hourly");
        else if (m_everyMinutes % 60 == 0)
            text = QStringLiteral("every %1 hours").arg(m_everyMinutes / 60);
        else
            text = QStringLiteral("every %1 minutes").arg(m_everyMinutes);
        break;
    case Kind::Daily:
        text = QStringLiteral("daily ") + clockText(m_minute);
        break;
    case Kind::Weekly: {
        QStringList days;
        for (int day = 1; day <= 7; ++day) {
            if (runsOn(day))
                days << ScheduleParser::dayWord(day);
        }
        text = QStringLiteral("weekly %1 %2").arg(days.join(u','), clockText(m_minute));
        break;
    }
    case Kind::After:
        text = QStringLiteral("after ") + m_afterFlow;
        break;
    }
    if (m_except)
        text += QStringLiteral(" except ") + m_except->toString();
    QStringList windows;
    for (const Window& window : m_only)
        windows << window.toString();
    if (!windows.isEmpty())
        text += QStringLiteral(" only ") + windows.join(QStringLiteral(", "));
    return text;
}

QString Schedule::sentence() const
{
    QString text;
    switch (m_kind) {
    case Kind::Manual:
        return Words::tr("Only when started by hand");
    case Kind::Every:
        if (m_everyMinutes == 60)
            text = Words::tr("Every hour");
        else if (m_everyMinutes % 60 == 0)
            text = Words::tr("Every %1 hours").arg(m_everyMinutes / 60);
        else
            text = Words::tr("Every %1 minutes").arg(m_everyMinutes);
        break;
    case Kind::Daily:
        text = Words::tr("Every day at %1").arg(clockText(m_minute));
        break;
    case Kind::Weekly: {
        QStringList days;
        for (int day = 1; day <= 7; ++day) {
            if (runsOn(day))
                days << dayName(day);
        }
        text = Words::tr("Every %1 at %2").arg(listed(days), clockText(m_minute));
        break;
    }
    case Kind::After:
        text = Words::tr("Each time after %1").arg(m_afterFlow);
        break;
    }
    if (m_except)
        text = Words::tr("%1, but not between %2 and %3").arg(text, clockText(m_except->from), clockText(m_except->until));
    QStringList windows;
    for (const Window& window : m_only) {
        const QString days = window.firstDay == window.lastDay
                                 ? dayName(window.firstDay)
                                 : Words::tr("%1 to %2").arg(dayName(window.firstDay), dayName(window.lastDay));
        windows << (window.span
                        ? Words::tr("%1 from %2 to %3").arg(days, clockText(window.span->from), clockText(window.span->until))
                        : days);
    }
    return windows.isEmpty() ? text : Words::tr("%1, only %2").arg(text, listed(windows));
}

bool Schedule::runsOn(int day) const
{
    return m_kind != Kind::Weekly || m_days[static_cast<std::size_t>(day - 1)];
}

bool Schedule::allowsLocal(int day, int minute) const
{
    if (m_except && within(m_except->from, m_except->until, minute))
        return false;
    return m_only.empty() || std::any_of(m_only.begin(), m_only.end(), [&](const Window& w) { return w.covers(day, minute); });
}

bool Schedule::allows(qint64 atMs, const QTimeZone& zone) const
{
    const LocalTime::Moment shown = LocalTime(zone).at(atMs);
    return allowsLocal(shown.date.dayOfWeek(), shown.minute);
}

std::optional<qint64> Schedule::next(qint64 afterMs, const QTimeZone& zone) const
{
    const LocalTime local(zone);
    if (m_kind == Kind::Every) {
        // A grid from standard time's midnight: an hour that occurs twice or not at all neither repeats nor loses a run.
        const qint64 step = m_everyMinutes * kMinuteMs;
        const qint64 offset = local.standardOffsetMs(afterMs);
        const qint64 shifted = afterMs + offset;
        const qint64 slot = shifted >= 0 ? shifted / step : -((-shifted + step - 1) / step);
        for (qint64 at = (slot + 1) * step - offset; at <= afterMs + kYearMs; at += step) {
            if (allows(at, zone))
                return at;
        }
        return std::nullopt;
    }
    if (m_kind != Kind::Daily && m_kind != Kind::Weekly)
        return std::nullopt;
    // except and only look at the time as written, so that a run moved out of a gap is not lost.
    const QDate today = local.at(afterMs).date;
    for (int days = -1; days <= 366; ++days) {
        const QDate date = today.addDays(days);
        if (!runsOn(date.dayOfWeek()) || !allowsLocal(date.dayOfWeek(), m_minute))
            continue;
        if (const qint64 at = local.instant(date, m_minute); at > afterMs)
            return at;
    }
    return std::nullopt;
}

} // namespace causeway::config
