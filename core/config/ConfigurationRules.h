// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QSet>

#include "base/Error.h"
#include "config/Configuration.h"
#include "config/ConfigurationSchema.h"

namespace causeway::config {

/// What the schema cannot say: addresses, time zones, marketplaces, references between sections, doubles, secrets. Looks at each
/// value only when its type is right (SchemaCheck has reported the others). Used by ConfigurationReader; pure but for the time
/// zone table.
class ConfigurationRules final
{
public:
    ConfigurationRules(const std::vector<KnownFlow>& flows, const Configuration& present, std::vector<Error>& problems)
        : m_flows(flows), m_present(present), m_problems(problems)
    {
    }

    void check(const Json& file);
    /// Paths at which something stands that looks like a secret; other problems at these places must not repeat the value.
    [[nodiscard]] const QSet<QString>& secretPaths() const { return m_secretPaths; }

private:
    void findSecrets(const Json& value, const QString& path);
    void checkNetSuite(const Json& json);
    void checkRenames(const Json& json);
    void checkStores(const Json& json);
    void checkStore(const Json& json, const QString& path);
    void checkMarketplaces(const Json& store, const QString& path);
    void checkMappings(const Json& json);
    void checkFlows(const Json& json);
    void checkFlow(const Json& json, const QString& path);
    void checkNotifications(const Json& json);
    void checkAddress(const Json& value, const QString& path);
    void checkTimeZone(const Json& value, const QString& path);
    void checkStoreName(const Json& value, const QString& path);
    void problem(const QString& path, const QString& message, const QString& remedy = {});

    const std::vector<KnownFlow>& m_flows;
    const Configuration& m_present;
    std::vector<Error>& m_problems;
    QSet<QString> m_secretPaths;
    QStringList m_storeIds; ///< of the file when it has stores, else of the profile
};

} // namespace causeway::config
