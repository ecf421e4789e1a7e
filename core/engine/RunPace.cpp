// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RunPace.h"

namespace causeway::engine {

void RunPace::note(qint64 atMs, qint64 finished)
{
    if (!m_samples.empty() && (atMs < m_samples.back().at || finished < m_samples.back().finished))
        m_samples.clear(); // the clock was set back: what was measured before means nothing
    if (!m_samples.empty() && finished == m_samples.back().finished)
        return;
    m_samples.push_back({atMs, finished});
    while (m_samples.size() > 2 && atMs - m_samples[1].at >= kLookedBackMs)
        m_samples.pop_front();
}

std::optional<RunPace::Sample> RunPace::measured(qint64 nowMs) const
{
    if (m_samples.size() < 2 || nowMs < m_samples.back().at || nowMs - m_samples.back().at >= kStandstillMs)
        return {};
    const Sample span{m_samples.back().at - m_samples.front().at, m_samples.back().finished - m_samples.front().finished};
    if (span.at < kLeastMs || span.finished < kFewest)
        return {};
    return span;
}

std::optional<qint64> RunPace::perHour(qint64 nowMs) const
{
    const auto span = measured(nowMs);
    if (!span)
        return {};
    return span->finished * 3'600'000 / span->at;
}

std::optional<qint64> RunPace::msFor(qint64 remaining, qint64 nowMs) const
{
    const auto span = measured(nowMs);
    if (!span)
        return {};
    return remaining * span->at / span->finished;
}

} // namespace causeway::engine
