// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Batch.h"

namespace causeway::engine {

/// Decides how a record's pass ends after an error, by RetryPolicy's table.
void endWith(RecordWork& work, const Error& error, qint64 nowMs);
/// Back to ready or waiting without blame: another record's trouble stopped this one before its turn.
void putBack(RecordWork& work, const Error& because, qint64 nowMs);
/// A write whose outcome is unknown: checks on the schedule, counted from the moment it was sent.
void endChecking(RecordWork& work, qint64 lastSentMs, qint64 nowMs);

/// The command that makes the record's document: the last one that creates; a hand edit applies to it.
[[nodiscard]] const flows::Command* mainCommand(const std::vector<flows::Command>& commands);

} // namespace causeway::engine
