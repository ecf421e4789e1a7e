// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "engine/ConnectionHealth.h"

namespace causeway::engine {

/// Tells ConnectionHealth how every call to one store's Amazon account went. Thread-safe.
class WatchedAmazon final : public amazon::Api
{
public:
    WatchedAmazon(amazon::Api& api, ConnectionHealth& health, QString name)
        : m_api(api), m_health(health), m_name(std::move(name))
    {
    }

    [[nodiscard]] Result<amazon::OrderPage> searchOrders(const amazon::OrderSearch& search, const StopToken& stop) override
    {
        return watch(m_api.searchOrders(search, stop));
    }
    [[nodiscard]] Result<std::optional<amazon::Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken& stop) override
    {
        return watch(m_api.getOrder(orderId, includedData, stop));
    }
    [[nodiscard]] Result<std::vector<amazon::Participation>> getMarketplaceParticipations(const StopToken& stop) override
    {
        return watch(m_api.getMarketplaceParticipations(stop));
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
    amazon::Api& m_api;
    ConnectionHealth& m_health;
    QString m_name;
};

} // namespace causeway::engine
