// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include "http/HttpClient.h"
#include "security/SecretSource.h"
#include "security/TokenCache.h"

namespace causeway::amazon {

/// Login with Amazon for one store: exchanges its refresh token for access tokens of one hour (spapi.md section 2). Thread-safe.
/// Errors: Auth with a remedy (secret missing or refused, authorisation withdrawn), RateLimited, Unavailable, Invalid (unreadable
/// answer). Never Unclear: asking for a token twice does no harm.
class Auth final
{
public:
    Auth(QString store, QString clientId, QUrl tokenUrl, http::HttpClient& http, security::TokenCache& tokens,
         const security::SecretSource& secrets, http::CallCounters& counters);

    [[nodiscard]] Result<security::AccessToken> token(const StopToken& stop);
    /// Amazon refused this token: the next call gets another one.
    void drop(const security::AccessToken& refused);

private:
    [[nodiscard]] Result<security::AccessToken> request(const StopToken& stop);
    [[nodiscard]] Result<security::Secret> secret(const QString& name, const QString& missing) const;
    [[nodiscard]] Error refusal(const http::HttpResponse& response) const;

    QString m_store;
    QString m_clientId;
    QUrl m_tokenUrl;
    http::HttpClient& m_http;
    security::TokenCache& m_tokens;
    const security::SecretSource& m_secrets;
    http::CallCounters& m_counters;
};

} // namespace causeway::amazon
