// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Workshop.h"

namespace causeway::engine {

/// Reads what db::CompletenessReads compares: Amazon's all-orders report, and with one query which orders NetSuite has. Writes to
/// neither. Blocks.
class OrderCheck final
{
public:
    explicit OrderCheck(Workshop& workshop) : m_workshop(workshop) {}

    /// days: 1 to 90; the report reaches back as its flow's setting "reportDays" says. Errors: Invalid (no such store), Auth,
    /// Unavailable, RateLimited (a quota, or a report that is not ready after a while).
    [[nodiscard]] Result<void> check(const QString& store, int days, const StopToken& stop);
    [[nodiscard]] Result<void> readNetSuite(const QString& store, int days, const StopToken& stop);

private:
    static constexpr qint64 kLongestMs = 15LL * 60'000; ///< that a report is waited for
    static constexpr qint64 kFirstPauseMs = 1'000, kLongestPauseMs = 30'000;
    [[nodiscard]] Result<void> readReport(const QString& store, const StopToken& stop);
    [[nodiscard]] Result<QString> orderFlow(const QString& store);

    Workshop& m_workshop;
};

} // namespace causeway::engine
