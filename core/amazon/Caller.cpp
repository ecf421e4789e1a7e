// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Caller.h"

#include <QCoreApplication>
#include <QHostAddress>

#include "amazon/AnswerCheck.h"
#include "amazon/Endpoints.h"
#include "amazon/UserAgent.h"
#include "http/GunzipDevice.h"
#include "http/Inflate.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Caller)
};

bool isLoopback(const QString& host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

/// Documents lie in Amazon's own storage; nothing else may be read or written with an address that an answer names.
bool isDocumentHost(const QString& host)
{
    for (const QLatin1StringView end :
         {QLatin1StringView(".amazonaws.com"), QLatin1StringView(".amazonaws.com.cn"), QLatin1StringView(".cloudfront.net")}) {
        if (host.endsWith(end, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

Error transferFailed(const http::HttpResponse& response)
{
    // 403 is what the storage answers when the five minutes are over; a new address helps.
    Error error =
        Error::make(ErrorKind::Unavailable,
                    Words::tr("Amazon's document storage did not take or give the document (HTTP %1).").arg(response.status), {},
                    QStringLiteral("document"));
    error.httpStatus = response.status;
    return error;
}

Error tooLarge(qint64 maxBytes)
{
    return Error::make(ErrorKind::Invalid, Words::tr("Amazon's document is larger than %1 MB.").arg(maxBytes / 1'048'576), {},
                       QStringLiteral("too-large"));
}

Error damaged()
{
    return Error::make(ErrorKind::Unavailable, Words::tr("Amazon's document arrived damaged."),
                       Words::tr("It is downloaded again by itself."), QStringLiteral("damaged"));
}
} // namespace

void addToQuery(QUrlQuery& query, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value, ":,")));
}

Caller::Caller(const config::AmazonSettings& application, const config::Store& store, http::HttpClient& http,
               http::RateLimiter& limiter, security::TokenCache& tokens, const security::SecretSource& secrets,
               http::CallCounters& counters)
    : m_endpoint(store.endpoint.isEmpty() ? regionEndpoint(store.region) : store.endpoint),
      m_store(store.id),
      m_region(store.region),
      m_rateConnection(QStringLiteral("amazon:%1:%2").arg(store.region, store.sellerId)),
      m_http(http),
      m_limiter(limiter),
      m_counters(counters),
      m_auth(store.id, application.clientId, QUrl(application.tokenUrl.isEmpty() ? defaultTokenUrl() : application.tokenUrl),
             http, tokens, secrets, counters)
{
    while (m_endpoint.endsWith(u'/'))
        m_endpoint.chop(1);
}

Result<QUrl> Caller::address(const QString& path, const QUrlQuery& query) const
{
    QUrl url(m_endpoint + path, QUrl::StrictMode);
    if (m_endpoint.isEmpty() || !url.isValid())
        return fail(ErrorKind::Invalid, Words::tr("The store “%1” has no valid Amazon region or endpoint.").arg(m_store),
                    Words::tr("Choose the region na, eu or fe."), QStringLiteral("endpoint"));
    if (!query.isEmpty())
        url.setQuery(query);
    return url;
}

Result<Json> Caller::get(const http::UsagePlan& plan, const QString& path, const QUrlQuery& query, const QStringList& roles,
                         const StopToken& stop)
{
    auto url = address(path, query);
    if (!url)
        return fail(url.error());
    http::HttpRequest request;
    request.url = std::move(*url);
    auto response = call(plan, std::move(request), stop);
    if (!response)
        return fail(response.error());
    auto json = answer_check::read(*response, {m_store, m_region, roles});
    if (!json && json.error().kind == ErrorKind::RateLimited)
        json.error().retryAtMs = m_limiter.throttled(m_rateConnection, plan);
    return json;
}

Result<Json> Caller::post(const http::UsagePlan& plan, const QString& path, const Json& body, const QStringList& roles,
                          const StopToken& stop)
{
    auto url = address(path, {});
    if (!url)
        return fail(url.error());
    http::HttpRequest request;
    request.method = http::Method::Post;
    request.url = std::move(*url);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = body.toBytes();
    auto response = call(plan, std::move(request), stop);
    if (!response)
        return fail(response.error());
    auto json = answer_check::readWrite(*response, {m_store, m_region, roles});
    if (!json && json.error().kind == ErrorKind::RateLimited)
        json.error().retryAtMs = m_limiter.throttled(m_rateConnection, plan);
    return json;
}

Result<http::HttpResponse> Caller::call(const http::UsagePlan& plan, http::HttpRequest request, const StopToken& stop)
{
    auto token = m_auth.token(stop);
    if (!token)
        return fail(token.error());
    auto response = once(plan, request, *token, stop);
    // A refused token means that nothing was executed, so a write may be repeated too.
    if (response && answer_check::isTokenRefused(*response)) {
        m_auth.drop(*token);
        token = m_auth.token(stop);
        if (!token)
            return fail(token.error());
        response = once(plan, std::move(request), *token, stop);
    }
    return response;
}

Result<http::HttpResponse> Caller::once(const http::UsagePlan& plan, http::HttpRequest request,
                                        const security::AccessToken& token, const StopToken& stop)
{
    const auto permit = m_limiter.acquire(m_rateConnection, plan, stop);
    if (!permit)
        return fail(permit.error());
    request.headers.emplace_back("Accept", "application/json");
    request.headers.emplace_back("User-Agent", userAgent());
    request.headers.emplace_back("x-amz-access-token", token.value.reveal());
    int timesSent = 0;
    request.timesSent = &timesSent;
    auto response = m_http.send(plan.operation, request, m_counters, stop);
    if (timesSent > 1)
        m_limiter.charge(m_rateConnection, plan, timesSent - 1);
    if (response) {
        if (const QByteArray rate = response->header("x-amzn-RateLimit-Limit"); !rate.isEmpty())
            m_limiter.learn(m_rateConnection, plan, rate);
    }
    return response;
}

Result<QUrl> Caller::presigned(const QString& url) const
{
    const QUrl parsed(url, QUrl::StrictMode);
    const QString host = parsed.host();
    // Whoever calls a simulator on this computer gets its documents from this computer too.
    const bool local = isLoopback(host) && isLoopback(QUrl(m_endpoint).host());
    const bool remote = parsed.scheme() == QStringLiteral("https") && isDocumentHost(host);
    if (parsed.isValid() && parsed.userInfo().isEmpty() && (local || remote))
        return parsed;
    // The address itself is a secret: it carries its signature.
    return fail(ErrorKind::Invalid, Words::tr("Amazon named a place for a document that is not Amazon's own storage."),
                Words::tr("Nothing was sent there. Send a support bundle."), QStringLiteral("document-host"));
}

Result<void> Caller::upload(const QString& operation, const QString& url, const QByteArray& contentType,
                            const QByteArray& content, const StopToken& stop)
{
    auto target = presigned(url);
    if (!target)
        return fail(target.error());
    http::HttpRequest request;
    request.method = http::Method::Put;
    request.url = std::move(*target);
    request.headers = {{"Content-Type", contentType}};
    request.body = content;
    auto response = m_http.send(operation, request, m_counters, stop);
    if (!response) {
        Error error = response.error();
        if (error.kind == ErrorKind::Unclear)
            error.kind = ErrorKind::Unavailable;
        return fail(std::move(error));
    }
    if (response->status < 200 || response->status >= 300)
        return fail(transferFailed(*response));
    return {};
}

Result<QByteArray> Caller::download(const QString& operation, const QString& url, bool gzip, qint64 maxBytes,
                                    const StopToken& stop)
{
    auto source = presigned(url);
    if (!source)
        return fail(source.error());
    http::HttpRequest request;
    request.url = std::move(*source);
    request.maxBodyBytes = maxBytes;
    auto response = m_http.send(operation, request, m_counters, stop);
    if (!response)
        return fail(response.error());
    if (response->status != 200)
        return fail(transferFailed(*response));
    if (!gzip)
        return std::move(response->body);
    QByteArray plain;
    switch (http::inflateGzip(response->body, maxBytes, plain)) {
    case http::InflateResult::Whole:
        return plain;
    case http::InflateResult::TooLarge:
        return fail(tooLarge(maxBytes));
    case http::InflateResult::Broken:
        break;
    }
    return fail(damaged());
}

Result<void> Caller::save(const QString& operation, const QString& url, bool gzip, qint64 maxBytes, QIODevice& file,
                          const StopToken& stop)
{
    auto source = presigned(url);
    if (!source)
        return fail(source.error());
    http::GunzipDevice unpacked(file, maxBytes);
    http::HttpRequest request;
    request.url = std::move(*source);
    request.maxBodyBytes = maxBytes;
    request.sink = gzip ? static_cast<QIODevice*>(&unpacked) : &file;
    auto response = m_http.send(operation, request, m_counters, stop);
    if (!response) {
        const QString& code = response.error().code;
        if (code == QStringLiteral("too-large"))
            return fail(tooLarge(maxBytes));
        if (code != QStringLiteral("sink") || !gzip || unpacked.hasFailedToWrite())
            return fail(response.error());
    } else if (response->status != 200) {
        return fail(transferFailed(*response));
    } else if (!gzip) {
        // Nobody asked for a body that is packed once more.
        return response->header("Content-Encoding").isEmpty() ? Result<void>() : fail(damaged());
    }
    switch (unpacked.finish()) {
    case http::InflateResult::Whole:
        return {};
    case http::InflateResult::TooLarge:
        return fail(tooLarge(maxBytes));
    case http::InflateResult::Broken:
        break;
    }
    return fail(damaged());
}

} // namespace causeway::amazon
