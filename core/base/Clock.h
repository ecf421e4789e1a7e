// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDateTime>

#include "base/StopSource.h"

namespace causeway {

/// The only source of time. Wall time is UTC milliseconds since 1970. Faked in tests; thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 nowMs() const = 0;
    /// Never jumps with the wall clock; for time-outs and back-off within one process.
    [[nodiscard]] virtual qint64 monotonicMs() const = 0;
    /// Sleeps unless stopped; false when the token asked to stop. A fake clock moves forward instead of sleeping.
    virtual bool sleep(qint64 milliseconds, const StopToken& stop) = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
    bool sleep(qint64 milliseconds, const StopToken& stop) override;
};

/// "2026-11-23T10:00:00Z" (milliseconds only when not zero).
[[nodiscard]] QString toIso8601(qint64 utcMs);
/// Reads ISO 8601 with zone or offset; nullopt when unreadable or without a zone.
[[nodiscard]] std::optional<qint64> fromIso8601(QStringView text);

} // namespace causeway
