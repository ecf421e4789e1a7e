// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QFile>
#include <QString>

#include "base/Result.h"

namespace causeway {

/// Where files lie that live no longer than what is being done with them: a folder of the profile, because the system's own may
/// be small or lie in memory. Owner-only. A file is removed when it is destroyed; what a killed process left goes with clear().
/// Any thread.
class TemporaryFolder final
{
public:
    /// The system's own; for tests and tools without a profile.
    TemporaryFolder() = default;
    /// Of the profile that this database file belongs to.
    [[nodiscard]] static TemporaryFolder ofProfile(const QString& databaseFile);

    /// A new file, open for reading and writing. Storage "io".
    [[nodiscard]] Result<std::unique_ptr<QFile>> file() const;
    /// Removes every file that is there. Only while nobody else uses the profile.
    void clear() const;

private:
    QString m_folder;
};

} // namespace causeway
