// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QString>
#include <QTimeZone>

#include "base/Result.h"

namespace causeway::config {

/// When a flow runs (docs/interface.md section 5). A value; pure. Times of day are in the store's zone: one that daylight saving
/// skips runs when the gap ends, one that occurs twice runs once.
///
///   every N minutes|hours | hourly | daily HH:MM | weekly MON,THU HH:MM | manual | after FLOW
///   then, in any order: except HH:MM-HH:MM, only MON-SAT 05:00-22:00[, SUN 10:00-12:00]
class Schedule final
{
public:
    enum class Kind
    {
        Manual,
        Every,
        Daily,
        Weekly,
        After
    };
    static constexpr int kShortestMinutes = 15;
    static constexpr int kLongestMinutes = 999 * 60;

    Schedule() = default; ///< manual
    /// Invalid, with the place ("character 7") in Error::path.
    [[nodiscard]] static Result<Schedule> parse(QStringView text);

    /// The one way to write this schedule; parse() gives an equal one back.
    [[nodiscard]] QString toString() const;
    /// For people: "Every 15 minutes, but not between 22:00 and 06:00".
    [[nodiscard]] QString sentence() const;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QString& afterFlow() const { return m_afterFlow; } ///< of Kind::After

    /// The first planned instant after the given one (UTC ms). Empty for manual and after, and when none comes within a year.
    [[nodiscard]] std::optional<qint64> next(qint64 afterMs, const QTimeZone& zone) const;
    /// Whether except and only let it run at this instant; for after FLOW, which has no instants of its own.
    [[nodiscard]] bool allows(qint64 atMs, const QTimeZone& zone) const;

    friend bool operator==(const Schedule&, const Schedule&) = default;

private:
    friend class ScheduleParser;
    /// From a minute of the day up to another, not including it; over midnight when until <= from.
    struct Span
    {
        int from = 0, until = 24 * 60;
        friend bool operator==(const Span&, const Span&) = default;
        [[nodiscard]] QString toString() const;
    };
    struct Window
    {
        int firstDay = 1, lastDay = 7; ///< 1 = Monday; a range may go over Sunday
        std::optional<Span> span;      ///< whole days without
        friend bool operator==(const Window&, const Window&) = default;
        [[nodiscard]] bool coversDay(int day) const;
        [[nodiscard]] bool covers(int day, int minute) const;
        [[nodiscard]] QString toString() const;
    };
    [[nodiscard]] bool allowsLocal(int day, int minute) const;
    [[nodiscard]] bool runsOn(int day) const;

    Kind m_kind = Kind::Manual;
    int m_everyMinutes = 0;
    std::array<bool, 7> m_days{}; ///< Monday first; Kind::Weekly
    int m_minute = 0;             ///< of the day; Daily and Weekly
    QString m_afterFlow;
    std::optional<Span> m_except;
    std::vector<Window> m_only;
};

} // namespace causeway::config
