// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Result.h"

/// What must be known of a database file before it is opened for writing. Reads only, unless said otherwise.
namespace causeway::db::database_file {

constexpr quint32 kApplicationId = 0x43535759; ///< "CSWY": tells our files from other SQLite files

/// Storage "no-profile", "network-folder", "damaged" (no SQLite file, or not one of ours).
[[nodiscard]] Result<void> check(const QString& file);
/// user_version, from the header, or through a read-only connection when a write-ahead log may hold a newer one.
[[nodiscard]] Result<int> storedVersion(const QString& file);
/// Storage "newer", or "older" when it may not be migrated.
[[nodiscard]] Result<void> checkVersion(int stored, int newest, bool mayMigrate);
/// Storage "read-only" when file or folder cannot be written to.
[[nodiscard]] Result<void> checkWritable(const QString& file);
/// Sets mode 0600 on the file, its log and its index.
[[nodiscard]] Result<void> makePrivate(const QString& file);
/// True for file systems on other computers, where SQLite's locks cannot be trusted.
[[nodiscard]] bool isNetworkFileSystem(const QByteArray& fileSystemType);
/// True for "//server/share" in both spellings.
[[nodiscard]] bool isNetworkPath(const QString& file);

} // namespace causeway::db::database_file
