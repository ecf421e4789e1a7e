// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QStringList>

#include "base/Result.h"

namespace causeway::app {

class Composition;

/// What an import did, or would do.
struct ImportReport
{
    std::vector<Error> problems; ///< all of them, with JSON paths; nothing was changed when there is one
    QStringList changed;         ///< sections that differ from what the profile had; empty = nothing to do
    bool isDryRun = false;
};

/// Validates a configuration file against the profile and, without problems, applies it. A file that says what the profile has
/// already changes nothing. Errors: Storage. Main thread.
[[nodiscard]] Result<ImportReport> importConfiguration(Composition& composition, const QByteArray& file, bool dryRun,
                                                       const QString& actor);

} // namespace causeway::app
