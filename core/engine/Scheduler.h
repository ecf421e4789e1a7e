// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "base/Clock.h"
#include "config/Configuration.h"
#include "db/Database.h"

namespace causeway::engine {

/// Says which flows are due by their schedules. Each planned instant is a row, so that none runs twice whatever the clock does;
/// after sleep or a stop the missed ones are caught up once. One thread at a time.
class Scheduler final
{
public:
    Scheduler(db::Database& database, Clock& clock) : m_database(database), m_clock(clock) {}

    struct Due
    {
        QString flow, store;
        QString trigger; ///< "schedule" or "catch-up"
        qint64 slotAt = 0;
    };
    /// Takes the slots that are due now; what it returns must be started.
    [[nodiscard]] Result<std::vector<Due>> tick(const config::Configuration& configuration);

    /// Later than this after its instant a run counts as caught up.
    static constexpr qint64 kCatchUpMs = 5LL * 60'000;

private:
    static constexpr qint64 kKeepSlotsMs = 35LL * 86'400'000;
    [[nodiscard]] Result<std::optional<Due>> bySchedule(const config::FlowSettings& flow, const config::Store& store,
                                                        std::optional<qint64> plannedAt);
    [[nodiscard]] Result<std::optional<Due>> afterFlow(const config::FlowSettings& flow, const config::Store& store,
                                                       const QString& upstream);
    [[nodiscard]] Result<bool> take(const QString& flow, const QString& store, qint64 slotAt, std::optional<qint64> next);

    db::Database& m_database;
    Clock& m_clock;
};

} // namespace causeway::engine
