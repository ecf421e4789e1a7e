// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QtGlobal>

struct sqlite3;

namespace causeway::simulator {

/// Oracle's functions that SuiteQL queries use: UPPER and LOWER beyond ASCII, TO_CHAR, TO_DATE, NVL, DECODE, TRUNC, SYSDATE,
/// BUILTIN.DF and CF. nowMs must outlive the database.
void registerSuiteQlFunctions(sqlite3* database, std::function<qint64()>* nowMs);

} // namespace causeway::simulator
