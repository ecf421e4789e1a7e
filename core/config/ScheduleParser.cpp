// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ScheduleParser.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QLatin1StringView>

#include "base/Text.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::ScheduleParser)
};

constexpr std::array<QLatin1StringView, 7> kDays{QLatin1StringView("MON"), QLatin1StringView("TUE"), QLatin1StringView("WED"),
                                                 QLatin1StringView("THU"), QLatin1StringView("FRI"), QLatin1StringView("SAT"),
                                                 QLatin1StringView("SUN")};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool same(QStringView word, const char16_t* expected)
{
    return word.compare(QStringView(expected), Qt::CaseInsensitive) == 0;
}

QString quoted(QStringView text)
{
    return u'"' + elided(safeText(text), 40) + u'"';
}
} // namespace

QString ScheduleParser::dayWord(int day)
{
    return kDays[static_cast<std::size_t>(day - 1)];
}

void ScheduleParser::skipBlanks()
{
    while (m_position < m_text.size() && (m_text[m_position] == u' ' || m_text[m_position] == u'\t'))
        ++m_position;
}

QStringView ScheduleParser::peekWord()
{
    skipBlanks();
    qsizetype end = m_position;
    while (end < m_text.size() && (isLetter(m_text[end]) || isDigit(m_text[end])))
        ++end;
    return m_text.sliced(m_position, end - m_position);
}

QStringView ScheduleParser::takeWord()
{
    const QStringView word = peekWord();
    m_wordStart = m_position;
    m_position += word.size();
    return word;
}

bool ScheduleParser::takeCharacter(QChar character)
{
    skipBlanks();
    if (m_position >= m_text.size() || m_text[m_position] != character)
        return false;
    ++m_position;
    return true;
}

tl::unexpected<Error> ScheduleParser::refuse(const QString& message) const
{
    Error error = Error::make(ErrorKind::Invalid, Words::tr("%1 is not a schedule: %2").arg(quoted(m_text), message),
                              Words::tr("Write every N minutes, every N hours, hourly, daily HH:MM, weekly MON,THU HH:MM, after "
                                        "FLOW or manual; then except HH:MM-HH:MM or only MON-SAT HH:MM-HH:MM if needed."),
                              QStringLiteral("schedule"));
    error.path = Words::tr("character %1").arg(m_wordStart + 1);
    return fail(std::move(error));
}

Result<Schedule> ScheduleParser::parse()
{
    Schedule schedule;
    if (auto read = readKind(schedule); !read)
        return fail(read.error());
    if (auto read = readRestrictions(schedule); !read)
        return fail(read.error());
    if (auto checked = checkRuns(schedule); !checked)
        return fail(checked.error());
    return schedule;
}

Result<void> ScheduleParser::readKind(Schedule& schedule)
{
    const QStringView word = takeWord();
    if (same(word, u"manual")) {
        schedule.m_kind = Schedule::Kind::Manual;
        return {};
    }
    if (same(word, u"hourly")) {
        schedule.m_kind = Schedule::Kind::Every;
        schedule.m_everyMinutes = 60;
        return {};
    }
    if (same(word, u"every"))
        return readEvery(schedule);
    if (same(word, u"daily") || same(word, u"weekly")) {
        schedule.m_kind = same(word, u"daily") ? Schedule::Kind::Daily : Schedule::Kind::Weekly;
        if (schedule.m_kind == Schedule::Kind::Weekly) {
            if (auto days = readDays(schedule); !days)
                return days;
        }
        auto minute = readTime(false);
        if (!minute)
            return fail(minute.error());
        schedule.m_minute = *minute;
        return {};
    }
    if (same(word, u"after")) {
        schedule.m_kind = Schedule::Kind::After;
        skipBlanks();
        m_wordStart = m_position;
        while (m_position < m_text.size() &&
               (isLetter(m_text[m_position]) || isDigit(m_text[m_position]) || m_text[m_position] == u'-'))
            ++m_position;
        schedule.m_afterFlow = m_text.sliced(m_wordStart, m_position - m_wordStart).toString().toLower();
        if (schedule.m_afterFlow.isEmpty())
            return refuse(Words::tr("the name of a flow is missing after \"after\"."));
        return {};
    }
    return refuse(word.isEmpty() ? Words::tr("it does not begin with a word that is known here.")
                                 : Words::tr("%1 is not known here.").arg(quoted(word)));
}

Result<void> ScheduleParser::readEvery(Schedule& schedule)
{
    const QStringView number = takeWord();
    const qsizetype numberStart = m_wordStart;
    bool isNumber = !number.isEmpty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), isDigit);
    const int count = isNumber ? number.toInt(&isNumber) : 0;
    if (!isNumber)
        return refuse(Words::tr("a whole number is missing after \"every\"."));
    const QStringView unit = takeWord();
    const bool hours = same(unit, u"hours") || same(unit, u"hour");
    if (!hours && !same(unit, u"minutes") && !same(unit, u"minute"))
        return refuse(Words::tr("\"minutes\" or \"hours\" is missing after the number."));
    const int minutes = hours ? count * 60 : count;
    if (minutes < Schedule::kShortestMinutes || minutes > Schedule::kLongestMinutes) {
        m_wordStart = numberStart;
        return refuse(Words::tr("it must be at least 15 minutes and at most 999 hours."));
    }
    schedule.m_kind = Schedule::Kind::Every;
    schedule.m_everyMinutes = minutes;
    return {};
}

Result<void> ScheduleParser::readDays(Schedule& schedule)
{
    do {
        auto day = readDay();
        if (!day)
            return fail(day.error());
        bool& chosen = schedule.m_days[static_cast<std::size_t>(*day - 1)];
        if (chosen)
            return refuse(Words::tr("a day is named twice."));
        chosen = true;
    } while (takeCharacter(u','));
    return {};
}

Result<int> ScheduleParser::readDay()
{
    const QStringView word = takeWord();
    for (int day = 1; day <= 7; ++day) {
        if (word.compare(kDays[static_cast<std::size_t>(day - 1)], Qt::CaseInsensitive) == 0)
            return day;
    }
    return refuse(Words::tr("a day must be one of MON, TUE, WED, THU, FRI, SAT and SUN."));
}

Result<int> ScheduleParser::readTime(bool isEnd)
{
    skipBlanks();
    m_wordStart = m_position;
    const QStringView rest = m_text.sliced(m_position);
    const bool formed = rest.size() >= 5 && isDigit(rest[0]) && isDigit(rest[1]) && rest[2] == u':' && isDigit(rest[3]) &&
                        isDigit(rest[4]) && (rest.size() == 5 || !(isDigit(rest[5]) || isLetter(rest[5]) || rest[5] == u':'));
    if (!formed)
        return refuse(Words::tr("a time must be written as HH:MM, such as 06:30."));
    const int hour = rest.first(2).toInt(), minute = rest.sliced(3, 2).toInt();
    const bool endOfDay = isEnd && hour == 24 && minute == 0;
    if ((hour > 23 || minute > 59) && !endOfDay)
        return refuse(Words::tr("times go from 00:00 to 23:59."));
    m_position += 5;
    return hour * 60 + minute;
}

Result<Schedule::Span> ScheduleParser::readSpan()
{
    auto from = readTime(false);
    if (!from)
        return fail(from.error());
    if (!takeCharacter(u'-')) {
        m_wordStart = m_position;
        return refuse(Words::tr("two times must be joined by a dash, such as 22:00-06:00."));
    }
    auto until = readTime(true);
    if (!until)
        return fail(until.error());
    if (*from == *until)
        return refuse(Words::tr("the two times are the same."));
    return Schedule::Span{*from, *until};
}

Result<Schedule::Window> ScheduleParser::readWindow()
{
    Schedule::Window window;
    auto first = readDay();
    if (!first)
        return fail(first.error());
    window.firstDay = window.lastDay = *first;
    if (takeCharacter(u'-')) {
        auto last = readDay();
        if (!last)
            return fail(last.error());
        window.lastDay = *last;
    }
    if (const QStringView next = peekWord(); !next.isEmpty() && isDigit(next[0])) {
        auto span = readSpan();
        if (!span)
            return fail(span.error());
        window.span = *span;
    }
    return window;
}

Result<void> ScheduleParser::readRestrictions(Schedule& schedule)
{
    for (;;) {
        skipBlanks();
        if (m_position == m_text.size())
            return {};
        const QStringView word = takeWord();
        const bool except = same(word, u"except"), only = same(word, u"only");
        if (!except && !only)
            return refuse(Words::tr("%1 does not belong here.").arg(quoted(m_text.sliced(m_wordStart))));
        if (schedule.m_kind == Schedule::Kind::Manual)
            return refuse(Words::tr("manual has no times that could be limited."));
        if ((except && schedule.m_except) || (only && !schedule.m_only.empty()))
            return refuse(Words::tr("%1 is written twice.").arg(quoted(word)));
        if (except) {
            auto span = readSpan();
            if (!span)
                return fail(span.error());
            schedule.m_except = *span;
            continue;
        }
        do {
            auto window = readWindow();
            if (!window)
                return fail(window.error());
            schedule.m_only.push_back(*window);
        } while (takeCharacter(u','));
    }
}

Result<void> ScheduleParser::checkRuns(const Schedule& schedule) const
{
    bool runs = schedule.m_kind == Schedule::Kind::Manual;
    if (schedule.m_kind == Schedule::Kind::Every)
        runs = schedule.next(0, QTimeZone::utc()).has_value(); // the grid may step over a short window for ever
    for (int day = 1; day <= 7 && !runs && schedule.m_kind != Schedule::Kind::Every; ++day) {
        if (schedule.m_kind == Schedule::Kind::Daily || schedule.m_kind == Schedule::Kind::Weekly) {
            runs = schedule.runsOn(day) && schedule.allowsLocal(day, schedule.m_minute);
            continue;
        }
        for (int minute = 0; minute < 24 * 60 && !runs; ++minute)
            runs = schedule.allowsLocal(day, minute);
    }
    return runs ? Result<void>{} : refuse(Words::tr("its limits leave no time at which it could run."));
}

} // namespace causeway::config
