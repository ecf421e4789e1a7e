// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Rows.h"

#include <array>

namespace causeway::db {

namespace {
template<class State>
struct Word
{
    State state;
    QLatin1StringView text;
};
constexpr std::array kRecordWords{
    Word<RecordState>{RecordState::Ready, QLatin1StringView("ready")},
    Word<RecordState>{RecordState::Running, QLatin1StringView("running")},
    Word<RecordState>{RecordState::Waiting, QLatin1StringView("waiting")},
    Word<RecordState>{RecordState::Review, QLatin1StringView("review")},
    Word<RecordState>{RecordState::Error, QLatin1StringView("error")},
    Word<RecordState>{RecordState::Done, QLatin1StringView("done")},
    Word<RecordState>{RecordState::Skipped, QLatin1StringView("skipped")},
};
constexpr std::array kCommandWords{
    Word<CommandState>{CommandState::Planned, QLatin1StringView("planned")},
    Word<CommandState>{CommandState::Sent, QLatin1StringView("sent")},
    Word<CommandState>{CommandState::Checking, QLatin1StringView("checking")},
    Word<CommandState>{CommandState::Refused, QLatin1StringView("refused")},
    Word<CommandState>{CommandState::Done, QLatin1StringView("done")},
};

template<class Words, class State>
QString textOf(const Words& words, State state)
{
    for (const auto& word : words) {
        if (word.state == state)
            return word.text;
    }
    return {};
}

template<class State, class Words>
std::optional<State> stateOf(const Words& words, QStringView text)
{
    for (const auto& word : words) {
        if (word.text == text)
            return word.state;
    }
    return std::nullopt;
}
} // namespace

QString toString(RecordState state)
{
    return textOf(kRecordWords, state);
}

std::optional<RecordState> recordStateFromString(QStringView text)
{
    return stateOf<RecordState>(kRecordWords, text);
}

QString toString(CommandState state)
{
    return textOf(kCommandWords, state);
}

std::optional<CommandState> commandStateFromString(QStringView text)
{
    return stateOf<CommandState>(kCommandWords, text);
}

} // namespace causeway::db
