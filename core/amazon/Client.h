// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrlQuery>

#include "amazon/Api.h"
#include "amazon/Auth.h"
#include "config/Configuration.h"
#include "http/HttpClient.h"
#include "http/RateLimiter.h"

namespace causeway::amazon {

/// Api over HTTP for one store. Never retries, with one exception: when Amazon refuses the access token (403), it renews the
/// token once and repeats once. Thread-safe; keeps references, so what it is given must outlive it.
class Client final : public Api
{
public:
    Client(const config::AmazonSettings& application, const config::Store& store, http::HttpClient& http,
           http::RateLimiter& limiter, security::TokenCache& tokens, const security::SecretSource& secrets,
           http::CallCounters& counters);

    [[nodiscard]] Result<OrderPage> searchOrders(const OrderSearch& search, const StopToken& stop) override;
    [[nodiscard]] Result<std::optional<Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                        const StopToken& stop) override;
    [[nodiscard]] Result<std::vector<Participation>> getMarketplaceParticipations(const StopToken& stop) override;

    /// Key of this seller's token buckets: Amazon counts per application and selling partner, so stores of one seller share.
    [[nodiscard]] const QString& rateConnection() const { return m_rateConnection; }

private:
    /// A JSON object of a 2xx answer, or the error.
    [[nodiscard]] Result<Json> get(const http::UsagePlan& plan, const QString& path, const QUrlQuery& query,
                                   const QStringList& roles, const StopToken& stop);
    [[nodiscard]] Result<http::HttpResponse> once(const http::UsagePlan& plan, const QUrl& url,
                                                  const security::AccessToken& token, const StopToken& stop);

    QString m_endpoint;
    QString m_store;
    QString m_region;
    QString m_rateConnection;
    http::HttpClient& m_http;
    http::RateLimiter& m_limiter;
    http::CallCounters& m_counters;
    Auth m_auth;
};

} // namespace causeway::amazon
