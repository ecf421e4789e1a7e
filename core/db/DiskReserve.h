// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include <QString>

#include "base/Result.h"

namespace causeway::db {

/// The ballast: 16 MB beside the database that are given up when the disk is full, so that answers of calls already on the wire
/// can still be stored while sending stops (docs/reliability.md F4). Thread-safe.
class DiskReserve final
{
public:
    static constexpr qint64 kBytes = 16LL * 1024 * 1024;
    static constexpr qint64 kFreeBesides = 32LL * 1024 * 1024; ///< room that must be left when the ballast is made (again)

    explicit DiskReserve(QString file) : m_file(std::move(file)) {}
    [[nodiscard]] static QString fileBeside(const QString& database);

    /// Makes the ballast when it is missing. Storage "disk-full" when there is no room.
    [[nodiscard]] Result<void> ensure();
    void release();

private:
    [[nodiscard]] bool fill();

    const QString m_file;
    std::mutex m_mutex;
    bool m_held = false;
};

} // namespace causeway::db
