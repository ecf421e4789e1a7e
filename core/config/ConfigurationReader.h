// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArrayView>
#include <QStringList>

#include "base/Error.h"
#include "config/Configuration.h"
#include "config/ConfigurationSchema.h"

namespace causeway::config {

/// What one configuration file says.
struct ReadConfiguration
{
    Configuration configuration; ///< the present one with the file's sections replaced; only meaningful without problems
    QStringList sections;        ///< those the file replaces (config::sections), for Engine::applyConfiguration
    std::vector<Error> problems; ///< all of them, each with its JSON path; empty = the file is right
};

/// Reads and validates a configuration file (docs/interface.md section 5). Changes nothing itself. Pure but for the time zone
/// table.
class ConfigurationReader final
{
public:
    explicit ConfigurationReader(std::vector<KnownFlow> flows);

    /// present: the profile's configuration now; sections that the file leaves out stay as they are there.
    [[nodiscard]] ReadConfiguration read(QByteArrayView utf8, const Configuration& present) const;

private:
    std::vector<KnownFlow> m_flows;
    Json m_schema;
};

} // namespace causeway::config
