// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "db/Database.h"

namespace causeway::engine {

/// Erases bodies whose date has come, and the backups that still hold them. Thread-safe.
class Retention final
{
public:
    Retention(db::Database& database, Clock& clock) : m_database(database), m_clock(clock) {}
    /// Once a day; 0 when it ran less than a day ago.
    [[nodiscard]] Result<int> daily(int personalDataDays);
    /// Returns how many bodies were erased.
    [[nodiscard]] Result<int> purge(int personalDataDays);

private:
    /// Backups that the program made by itself, older than personal data may become, go as a whole: a backup cannot be cleaned.
    void removeOldBackups(int personalDataDays);

    db::Database& m_database;
    Clock& m_clock;
};

} // namespace causeway::engine
