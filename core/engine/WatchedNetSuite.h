// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ConnectionHealth.h"
#include "netsuite/Api.h"

namespace causeway::engine {

/// Tells ConnectionHealth how every call to the NetSuite account went. Thread-safe.
class WatchedNetSuite final : public netsuite::Api
{
public:
    WatchedNetSuite(netsuite::Api& api, ConnectionHealth& health, QString name)
        : m_api(api), m_health(health), m_name(std::move(name))
    {
    }

    [[nodiscard]] Result<netsuite::CreatedRecord> create(const QString& type, const Json& body, const StopToken& stop) override
    {
        return watch(m_api.create(type, body, stop));
    }
    [[nodiscard]] Result<netsuite::CreatedRecord> transform(const QString& fromType, const QString& fromId, const QString& type,
                                                            const Json& body, const StopToken& stop) override
    {
        return watch(m_api.transform(fromType, fromId, type, body, stop));
    }
    [[nodiscard]] Result<void> patch(const QString& type, const QString& id, const Json& body, const StopToken& stop) override
    {
        return watch(m_api.patch(type, id, body, stop));
    }
    [[nodiscard]] Result<std::optional<Json>> get(const QString& type, const QString& idOrEid, bool expandSubResources,
                                                  const StopToken& stop) override
    {
        return watch(m_api.get(type, idOrEid, expandSubResources, stop));
    }
    [[nodiscard]] Result<std::vector<netsuite::SuiteQlRow>> suiteQl(const QString& query, const QStringList& values,
                                                                    const StopToken& stop) override
    {
        return watch(m_api.suiteQl(query, values, stop));
    }
    [[nodiscard]] Result<Json> readCatalogue(const StopToken& stop) override { return watch(m_api.readCatalogue(stop)); }
    [[nodiscard]] Result<std::vector<netsuite::PermissionCheck>> checkPermissions(const StopToken& stop) override
    {
        return watch(m_api.checkPermissions(stop));
    }

private:
    template<class T>
    Result<T> watch(Result<T> result)
    {
        if (result)
            m_health.succeeded(m_name);
        else
            m_health.failed(m_name, result.error());
        return result;
    }
    netsuite::Api& m_api;
    ConnectionHealth& m_health;
    QString m_name;
};

} // namespace causeway::engine
