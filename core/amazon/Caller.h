// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrlQuery>

#include "amazon/Auth.h"
#include "base/Json.h"
#include "config/Configuration.h"
#include "http/HttpClient.h"
#include "http/RateLimiter.h"

namespace causeway::amazon {

/// Calls of one store: address, token, quota, one renewal of a refused token. Everything else about an operation (path, names,
/// what its answer means) belongs to who calls. Never retries. Thread-safe; what it is given must outlive it.
class Caller final
{
public:
    Caller(const config::AmazonSettings& application, const config::Store& store, http::HttpClient& http,
           http::RateLimiter& limiter, security::TokenCache& tokens, const security::SecretSource& secrets,
           http::CallCounters& counters);

    /// The JSON object of a 200; otherwise an error as answer_check sorts it.
    [[nodiscard]] Result<Json> get(const http::UsagePlan& plan, const QString& path, const QUrlQuery& query,
                                   const QStringList& roles, const StopToken& stop);
    /// A write: the JSON object of a 2xx, null for one without a body. Unclear when the outcome is not known (5xx, lost answer).
    [[nodiscard]] Result<Json> post(const http::UsagePlan& plan, const QString& path, const Json& body, const QStringList& roles,
                                    const StopToken& stop);

    /// PUT to a presigned address, without any header of SP-API: the signature covers exactly this content type. A document has
    /// no effect before something names it, so a lost answer is Unavailable, not Unclear.
    [[nodiscard]] Result<void> upload(const QString& operation, const QString& url, const QByteArray& contentType,
                                      const QByteArray& content, const StopToken& stop);
    /// GET of a presigned address; unpacked when gzip, at most maxBytes (Invalid "too-large" above).
    [[nodiscard]] Result<QByteArray> download(const QString& operation, const QString& url, bool gzip, qint64 maxBytes,
                                              const StopToken& stop);
    /// The same straight into a file, in flat memory, at most maxBytes on the wire and again unpacked. What a failure wrote
    /// stays. Errors: as above; Unavailable "damaged" when the gzip is cut or its check sum wrong; Storage when the file took no
    /// more.
    [[nodiscard]] Result<void> save(const QString& operation, const QString& url, bool gzip, qint64 maxBytes, QIODevice& file,
                                    const StopToken& stop);

    /// Key of this seller's token buckets: Amazon counts per application and selling partner, so stores of one seller share.
    [[nodiscard]] const QString& rateConnection() const { return m_rateConnection; }

private:
    [[nodiscard]] Result<http::HttpResponse> call(const http::UsagePlan& plan, http::HttpRequest request, const StopToken& stop);
    [[nodiscard]] Result<http::HttpResponse> once(const http::UsagePlan& plan, http::HttpRequest request,
                                                  const security::AccessToken& token, const StopToken& stop);
    [[nodiscard]] Result<QUrl> address(const QString& path, const QUrlQuery& query) const;
    [[nodiscard]] Result<QUrl> presigned(const QString& url) const;

    QString m_endpoint;
    QString m_store;
    QString m_region;
    QString m_rateConnection;
    http::HttpClient& m_http;
    http::RateLimiter& m_limiter;
    http::CallCounters& m_counters;
    Auth m_auth;
};

/// QUrlQuery leaves '+' alone, and servers read it as a blank; page tokens contain it. Empty values are left out.
void addToQuery(QUrlQuery& query, const QString& name, const QString& value);

} // namespace causeway::amazon
