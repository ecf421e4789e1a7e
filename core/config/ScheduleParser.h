// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include "base/Result.h"
#include "config/Schedule.h"

namespace causeway::config {

/// Reads one schedule text from left to right. Used by Schedule::parse only; a value for one text.
class ScheduleParser final
{
public:
    explicit ScheduleParser(QStringView text) : m_text(text) {}
    [[nodiscard]] Result<Schedule> parse();
    /// "MON" for 1 … "SUN" for 7.
    [[nodiscard]] static QString dayWord(int day);

private:
    [[nodiscard]] Result<void> readKind(Schedule& schedule);
    [[nodiscard]] Result<void> readEvery(Schedule& schedule);
    [[nodiscard]] Result<void> readDays(Schedule& schedule);
    [[nodiscard]] Result<void> readRestrictions(Schedule& schedule);
    [[nodiscard]] Result<Schedule::Window> readWindow();
    [[nodiscard]] Result<Schedule::Span> readSpan();
    [[nodiscard]] Result<int> readTime(bool isEnd);
    [[nodiscard]] Result<int> readDay();
    [[nodiscard]] Result<void> checkRuns(const Schedule& schedule) const;

    void skipBlanks();
    [[nodiscard]] QStringView peekWord();
    QStringView takeWord();
    [[nodiscard]] bool takeCharacter(QChar character);
    [[nodiscard]] tl::unexpected<Error> refuse(const QString& message) const;

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_wordStart = 0; ///< of the last word or time read, for errors
};

} // namespace causeway::config
