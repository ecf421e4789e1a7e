// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Auth.h"

#include <QCoreApplication>

#include "amazon/UserAgent.h"
#include "base/Json.h"
#include "base/Text.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Auth)
};

constexpr qint64 kShortestLifeSeconds = 60;
constexpr qint64 kPauseMs = 60'000; // the token service names no rate

QByteArray formField(const char* name, const QByteArray& value)
{
    return QByteArray(name) + '=' + value.toPercentEncoding();
}
} // namespace

Auth::Auth(QString store, QString clientId, QUrl tokenUrl, http::HttpClient& http, security::TokenCache& tokens,
           const security::SecretSource& secrets, http::CallCounters& counters)
    : m_store(std::move(store)),
      m_clientId(std::move(clientId)),
      m_tokenUrl(std::move(tokenUrl)),
      m_http(http),
      m_tokens(tokens),
      m_secrets(secrets),
      m_counters(counters)
{
}

Result<security::AccessToken> Auth::token(const StopToken& stop)
{
    return m_tokens.get(QStringLiteral("amazon:") + m_store, [this, &stop] { return request(stop); });
}

void Auth::drop(const security::AccessToken& refused)
{
    m_tokens.drop(QStringLiteral("amazon:") + m_store, refused);
}

Result<security::Secret> Auth::secret(const QString& name, const QString& missing) const
{
    auto value = m_secrets.get(name);
    if (!value)
        return value;
    if (value->isEmpty())
        return fail(ErrorKind::Auth, missing, m_secrets.remedyForMissing(name), QStringLiteral("secret-missing"));
    return value;
}

Result<security::AccessToken> Auth::request(const StopToken& stop)
{
    if (m_clientId.isEmpty())
        return fail(ErrorKind::Auth, Words::tr("The Amazon application has no client id."),
                    Words::tr("Enter the client id of your private application in Settings, Connections."),
                    QStringLiteral("client-id-missing"));
    const auto clientSecret =
        secret(QStringLiteral("amazon.clientSecret"), Words::tr("The client secret of the Amazon application is missing."));
    if (!clientSecret)
        return fail(clientSecret.error());
    const auto refreshToken = secret(QStringLiteral("store.%1.refreshToken").arg(m_store),
                                     Words::tr("The refresh token of the store “%1” is missing.").arg(m_store));
    if (!refreshToken)
        return fail(refreshToken.error());

    http::HttpRequest request;
    request.method = http::Method::Post;
    request.url = m_tokenUrl;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"},
                       {"Accept", "application/json"},
                       {"User-Agent", userAgent()}};
    request.body = "grant_type=refresh_token&" + formField("refresh_token", refreshToken->reveal()) + '&' +
                   formField("client_id", m_clientId.toUtf8()) + '&' + formField("client_secret", clientSecret->reveal());
    auto response = m_http.send(QStringLiteral("lwa.token"), request, m_counters, stop);
    request.body.fill('\0');
    if (!response) {
        Error error = response.error();
        if (error.kind == ErrorKind::Unclear)
            error.kind = ErrorKind::Unavailable; // a second token does no harm
        return fail(std::move(error));
    }
    const auto json = Json::parse(response->body);
    if (response->status != 200)
        return fail(refusal(*response));
    const QString token = json ? (*json)[u"access_token"].toString() : QString();
    const qint64 seconds = json ? (*json)[u"expires_in"].toInteger().value_or(0) : 0;
    if (token.isEmpty() || seconds <= 0)
        return fail(ErrorKind::Unavailable, Words::tr("Amazon's sign-in service gave an answer that cannot be read."),
                    Words::tr("If this stays so, check whether a proxy or a sign-in page of the network answers instead."),
                    QStringLiteral("unreadable"));
    const qint64 now = m_http.clock().nowMs();
    return security::AccessToken{security::Secret(token.toLatin1()), now, now + qMax(seconds, kShortestLifeSeconds) * 1000};
}

Error Auth::refusal(const http::HttpResponse& response) const
{
    const auto json = Json::parse(response.body);
    const QString code = json ? (*json)[u"error"].toString() : QString();
    Error error;
    if (code == QStringLiteral("invalid_grant"))
        error =
            Error::make(ErrorKind::Auth, Words::tr("Amazon no longer accepts the authorisation of the store “%1”.").arg(m_store),
                        Words::tr("In Seller Central open Apps and Services, Develop Apps, press Authorize app and enter the new "
                                  "refresh token here."));
    else if (code == QStringLiteral("invalid_client"))
        error =
            Error::make(ErrorKind::Auth, Words::tr("Amazon does not accept the client id or the client secret."),
                        Words::tr("Client secrets end after 180 days: rotate it in the Solution Provider Portal and enter the "
                                  "new one in Settings, Connections."));
    else if (code == QStringLiteral("unauthorized_client"))
        error = Error::make(
            ErrorKind::Auth, Words::tr("The refresh token of the store “%1” belongs to another Amazon application.").arg(m_store),
            Words::tr("Authorize this application for the seller account and enter the refresh token shown then."));
    else if (response.status == 429)
        error = Error::make(ErrorKind::RateLimited, Words::tr("Amazon's sign-in service asks to wait."));
    else if (response.status >= 500 || response.status < 400 || code.isEmpty())
        error = Error::make(ErrorKind::Unavailable,
                            Words::tr("Amazon's sign-in service could not answer (HTTP %1).").arg(response.status));
    else
        error =
            Error::make(ErrorKind::Auth,
                        Words::tr("Amazon refused the sign-in of the store “%1” (%2).").arg(m_store, elided(safeText(code), 60)),
                        Words::tr("Check client id, client secret and refresh token in Settings, Connections."));
    if (error.kind == ErrorKind::RateLimited)
        error.retryAtMs = m_http.clock().nowMs() + kPauseMs;
    error.code = elided(safeText(code), 60);
    error.httpStatus = response.status;
    error.requestId = QString::fromLatin1(response.header("x-amzn-RequestId")).left(80);
    return error;
}

} // namespace causeway::amazon
