// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"

class QSqlError;

namespace causeway::db {

/// SQLite's error as ours: Storage with code "disk-full", "read-only", "damaged", "busy", "io" or "sql", or Defect with code
/// "constraint" (a CHECK or trigger refused a move). The text of the engine names tables and columns, never values.
[[nodiscard]] Error toError(const QSqlError& error);

} // namespace causeway::db
