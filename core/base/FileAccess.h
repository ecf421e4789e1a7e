// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "base/Result.h"

namespace causeway {

/// Files and folders that only their owner may read: the one seam for permissions. On Windows a profile lies in the user's own
/// application-data folder, whose inherited access list already admits only the user, SYSTEM and administrators; the functions
/// below then leave that list as it is. Errors: Storage. Any thread.
namespace file_access {

/// Called once by both programs before anything is written: new files are owner-only (umask 077), no memory dumps on a crash.
void makeProcessPrivate();

/// Makes the folder (and missing parents) with mode 0700, or sets that mode on an existing one.
[[nodiscard]] Result<void> makePrivateFolder(const QString& folder);
/// Sets mode 0600 on an existing file.
[[nodiscard]] Result<void> makePrivate(const QString& file);
/// Writes a whole file, owner-only from the first byte, all or nothing.
[[nodiscard]] Result<void> writePrivateFile(const QString& file, const QByteArray& bytes);
/// False when group or others have any right on the file or folder (POSIX); also false when it cannot be read at all.
[[nodiscard]] bool isPrivate(const QString& path);

} // namespace file_access
} // namespace causeway
