// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "Composition.h"
#include "base/Result.h"

namespace causeway::app::backup {

struct Facts
{
    QString file;
    qint64 bytes = 0;
    qint64 records = 0;
};

/// Writes a consistent copy of the open profile's database (0600); into the profile's backup folder when file is empty. It never
/// holds the master key.
[[nodiscard]] Result<Facts> create(Composition& composition, const QString& file);
/// Checks that the file is an undamaged backup that this profile's master key opens. Invalid: no such file. Storage: damaged,
/// newer, another key.
[[nodiscard]] Result<Facts> verify(const QString& file, const ProfileOptions& options);

struct Restored
{
    Facts backup;
    QString oldDatabase; ///< where the replaced database lies now; empty when there was none
};
/// Verifies, then replaces the profile's database in one step; the old one stays beside it. The new one is marked restored: the
/// next run reads again from the backup's time and looks up before every send. The profile must not be open.
[[nodiscard]] Result<Restored> restore(const QString& file, const ProfileOptions& options);

} // namespace causeway::app::backup
