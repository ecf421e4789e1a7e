// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "http/HttpClient.h"
#include "netsuite/Authorizer.h"
#include "netsuite/Endpoints.h"
#include "security/SecretSource.h"
#include "security/TokenCache.h"

namespace causeway::netsuite {

/// OAuth 2.0 client credentials (netsuite.md 2.3): a JWT signed with the private key buys a bearer token of one hour. The private
/// key is read from the secrets for each token and never leaves this computer. Thread-safe; keeps references.
class OAuth2Auth final : public Authorizer
{
public:
    OAuth2Auth(const config::NetSuiteSettings& settings, Endpoints endpoints, http::HttpClient& http,
               security::TokenCache& tokens, const security::SecretSource& secrets, http::CallCounters& counters);

    [[nodiscard]] Result<http::Headers> authorize(const http::HttpRequest& request, const StopToken& stop) override;
    [[nodiscard]] bool refused(const http::Headers& given) override;

private:
    [[nodiscard]] Result<security::AccessToken> fetch(const StopToken& stop);
    [[nodiscard]] Result<http::HttpResponse> ask(const security::Secret& privateKey, const StopToken& stop);
    [[nodiscard]] Error refusal(const http::HttpResponse& response) const;

    QString m_clientId;
    QString m_certificateId;
    Endpoints m_endpoints;
    QString m_cacheKey;
    http::HttpClient& m_http;
    security::TokenCache& m_tokens;
    const security::SecretSource& m_secrets;
    http::CallCounters& m_counters;
};

} // namespace causeway::netsuite
