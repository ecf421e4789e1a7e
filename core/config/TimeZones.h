// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace causeway::config {

/// True for an IANA time zone that this computer can calculate with, the older names among them (US/Pacific, Asia/Calcutta,
/// Etc/UTC: an operating system may be set to one). False for what Qt takes beside them: offsets and POSIX rules. Pure but for
/// the system's table.
[[nodiscard]] bool isTimeZone(const QString& name);

/// The names to offer for a choice: those of the system's table, without the offsets that Qt makes up.
[[nodiscard]] QStringList timeZones();

} // namespace causeway::config
