// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/OAuth2Auth.h"

#include <QCoreApplication>

#include "base/Json.h"
#include "base/Text.h"
#include "netsuite/JwtSigner.h"
#include "netsuite/SignInErrors.h"
#include "netsuite/UserAgent.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::OAuth2Auth)
};

const QString kPrivateKey = QStringLiteral("netsuite.privateKey");
constexpr qint64 kPauseMs = 60'000; // the token service names no rate
const QByteArray kBearer = "Bearer ";

/// "expires_in" is a number in Oracle's text and a text in recorded answers.
qint64 secondsOf(const Json& value)
{
    return value.isString() ? value.toString().toLongLong() : value.toInteger().value_or(0);
}
} // namespace

OAuth2Auth::OAuth2Auth(const config::NetSuiteSettings& settings, Endpoints endpoints, http::HttpClient& http,
                       security::TokenCache& tokens, const security::SecretSource& secrets, http::CallCounters& counters)
    : m_clientId(settings.clientId),
      m_certificateId(settings.certificateId),
      m_endpoints(std::move(endpoints)),
      // Another client or certificate is another sign-in: its token must not be found here.
      m_cacheKey(QStringLiteral("netsuite:%1:%2:%3").arg(m_endpoints.token().toString(), m_clientId, m_certificateId)),
      m_http(http),
      m_tokens(tokens),
      m_secrets(secrets),
      m_counters(counters)
{
}

Result<http::Headers> OAuth2Auth::authorize(const http::HttpRequest&, const StopToken& stop)
{
    const auto token = m_tokens.get(m_cacheKey, [this, &stop] { return fetch(stop); });
    if (!token)
        return fail(token.error());
    return http::Headers{{"Authorization", kBearer + token->value.reveal()}};
}

bool OAuth2Auth::refused(const http::Headers& given)
{
    for (const auto& [name, value] : given) {
        if (name == "Authorization")
            m_tokens.drop(m_cacheKey, security::AccessToken{security::Secret(value.mid(kBearer.size())), 0, 0});
    }
    return true;
}

Result<security::AccessToken> OAuth2Auth::fetch(const StopToken& stop)
{
    const QString settingsPage = Words::tr("Enter it in Settings, Connections.");
    if (m_clientId.isEmpty())
        return fail(ErrorKind::Auth, Words::tr("The client id of the NetSuite integration record is missing."), settingsPage,
                    QStringLiteral("client-id-missing"));
    if (m_certificateId.isEmpty())
        return fail(
            ErrorKind::Auth, Words::tr("The certificate id is missing."),
            Words::tr("Upload the certificate in NetSuite under Setup, Integration, OAuth 2.0 Client Credentials Setup and "
                      "enter the certificate id shown there in Settings, Connections."),
            QStringLiteral("certificate-id-missing"));
    const auto privateKey = m_secrets.get(kPrivateKey);
    if (!privateKey)
        return fail(privateKey.error());
    if (privateKey->isEmpty())
        return fail(ErrorKind::Auth, Words::tr("The private key for NetSuite is missing."),
                    m_secrets.isReadOnly() ? m_secrets.remedyForMissing(kPrivateKey)
                                           : Words::tr("Make a key pair in Settings, Connections, or set it with "
                                                       "“causeway-cli secret set %1”.")
                                                 .arg(kPrivateKey),
                    QStringLiteral("secret-missing"));

    const qint64 offset = m_http.clockOffsetMs(m_endpoints.host());
    auto response = ask(*privateKey, stop);
    // The first request of a process does not know NetSuite's time yet; its refusal tells it, so one more try is worth it.
    if (response && (response->status == 400 || response->status == 401) &&
        qAbs(m_http.clockOffsetMs(m_endpoints.host()) - offset) >= sign_in::kWorthSayingMs)
        response = ask(*privateKey, stop);
    if (!response) {
        Error error = response.error();
        if (error.kind == ErrorKind::Unclear)
            error.kind = ErrorKind::Unavailable; // a second token does no harm
        return fail(std::move(error));
    }
    if (response->status != 200)
        return fail(refusal(*response));
    const auto json = Json::parse(response->body);
    const QString token = json ? (*json)[u"access_token"].toString() : QString();
    const qint64 seconds = json ? secondsOf((*json)[u"expires_in"]) : 0;
    if (token.isEmpty() || seconds <= 0)
        return fail(ErrorKind::Unavailable, Words::tr("NetSuite's sign-in service gave an answer that cannot be read."),
                    Words::tr("If this stays so, check whether a proxy or a sign-in page of the network answers instead."),
                    QStringLiteral("unreadable"));
    const qint64 now = m_http.clock().nowMs();
    return security::AccessToken{security::Secret(token.toLatin1()), now, now + seconds * 1000};
}

Result<http::HttpResponse> OAuth2Auth::ask(const security::Secret& privateKey, const StopToken& stop)
{
    const qint64 serverNow = m_http.clock().nowMs() + m_http.clockOffsetMs(m_endpoints.host());
    const auto assertion = JwtSigner::sign(privateKey, {m_certificateId,
                                                        m_clientId,
                                                        m_endpoints.token().toString(QUrl::FullyEncoded),
                                                        {QStringLiteral("rest_webservices")},
                                                        serverNow});
    if (!assertion)
        return fail(assertion.error());
    http::HttpRequest request;
    request.method = http::Method::Post;
    request.url = m_endpoints.token();
    request.headers = {
        {"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}, {"User-Agent", userAgent()}};
    request.body = "grant_type=client_credentials&client_assertion_type=" +
                   QByteArray("urn:ietf:params:oauth:client-assertion-type:jwt-bearer").toPercentEncoding() +
                   "&client_assertion=" + assertion->reveal();
    auto response = m_http.send(QStringLiteral("netsuite.token"), request, m_counters, stop);
    request.body.fill('\0');
    return response;
}

Error OAuth2Auth::refusal(const http::HttpResponse& response) const
{
    const auto json = Json::parse(response.body);
    const QString code = json ? (*json)[u"error"].toString() : QString();
    Error error;
    if (response.status == 429)
        error = Error::make(ErrorKind::RateLimited, Words::tr("NetSuite's sign-in service asks to wait."));
    else if (response.status >= 500 || response.status < 400 || !json)
        error = Error::make(ErrorKind::Unavailable,
                            Words::tr("NetSuite's sign-in service could not answer (HTTP %1).").arg(response.status));
    else
        error = sign_in::refused(m_endpoints.account().realm(), code, m_http.clockOffsetMs(m_endpoints.host()));
    if (error.kind == ErrorKind::RateLimited)
        error.retryAtMs = m_http.clock().nowMs() + kPauseMs;
    error.code = elided(safeText(code), 80);
    error.httpStatus = response.status;
    error.requestId = sign_in::requestIdOf(response);
    return error;
}

} // namespace causeway::netsuite
