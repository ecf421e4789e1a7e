// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "http/HttpClient.h"
#include "http/RateLimiter.h"
#include "netsuite/Api.h"
#include "netsuite/Authorizer.h"
#include "netsuite/Endpoints.h"
#include "security/SecretSource.h"
#include "security/TokenCache.h"

namespace causeway::netsuite {

/// Api over HTTP for one account. Never retries, with one exception: a refused sign-in (401, surely not executed) is renewed once
/// and the request repeated once. Every call takes one of the account's slots. Thread-safe; keeps references, so what it is given
/// must outlive it. A wrong account id or address is reported by every call.
class Client final : public Api
{
public:
    /// Key of the account's slots in RateLimiter; the constructor sets them to settings.concurrency.
    static inline const QString kSlots = QStringLiteral("netsuite");
    static constexpr int kPageRows = 1000;    ///< most that one SuiteQL page can have
    static constexpr int kMostRows = 100'000; ///< most that NetSuite gives for one query

    Client(const config::NetSuiteSettings& settings, http::HttpClient& http, http::RateLimiter& limiter,
           security::TokenCache& tokens, const security::SecretSource& secrets, http::CallCounters& counters);
    ~Client() override;

    [[nodiscard]] Result<CreatedRecord> create(const QString& type, const Json& body, const StopToken& stop) override;
    [[nodiscard]] Result<CreatedRecord> transform(const QString& fromType, const QString& fromId, const QString& type,
                                                  const Json& body, const StopToken& stop) override;
    [[nodiscard]] Result<void> patch(const QString& type, const QString& id, const Json& body, const StopToken& stop) override;
    [[nodiscard]] Result<std::optional<Json>> get(const QString& type, const QString& idOrEid, bool expandSubResources,
                                                  const StopToken& stop) override;
    [[nodiscard]] Result<std::vector<SuiteQlRow>> suiteQl(const QString& query, const QStringList& values,
                                                          const StopToken& stop) override;
    [[nodiscard]] Result<Json> readCatalogue(const StopToken& stop) override;
    [[nodiscard]] Result<std::vector<PermissionCheck>> checkPermissions(const StopToken& stop) override;

    /// NetSuite's clock, UTC ms. Needs no permission but a working sign-in.
    [[nodiscard]] Result<qint64> serverTime(const StopToken& stop);
    /// OpenAPI 3 description of these record types as this account and role have them.
    [[nodiscard]] Result<Json> metadata(const QStringList& types, const StopToken& stop);
    /// Internal ids of the first records of a type; does not open them.
    [[nodiscard]] Result<QStringList> list(const QString& type, int limit, const StopToken& stop);

private:
    struct Call;
    [[nodiscard]] Result<http::HttpResponse> send(const Call& call, const StopToken& stop);
    [[nodiscard]] Result<http::HttpResponse> once(http::HttpRequest request, const Call& call, http::Headers& authorization,
                                                  const StopToken& stop);
    /// The JSON object of a 200 answer, or the error.
    [[nodiscard]] Result<Json> readJson(const Call& call, const StopToken& stop);
    /// A POST that makes a record of this type.
    [[nodiscard]] Result<CreatedRecord> make(const Call& call, const QString& type, const StopToken& stop);
    [[nodiscard]] Error decoded(const http::HttpResponse& response, const Call& call);

    Result<Endpoints> m_endpoints;
    bool m_usesTba;
    http::HttpClient& m_http;
    http::RateLimiter& m_limiter;
    http::CallCounters& m_counters;
    std::unique_ptr<Authorizer> m_authorizer;
};

} // namespace causeway::netsuite
