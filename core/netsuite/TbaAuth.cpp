// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/TbaAuth.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUuid>

#include "netsuite/SignInErrors.h"
#include "netsuite/TbaSignature.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::TbaAuth)
};

/// 32 hex digits from the system's random numbers.
QByteArray newNonce()
{
    return QUuid::createUuid().toByteArray(QUuid::Id128);
}
} // namespace

TbaAuth::TbaAuth(Endpoints endpoints, http::HttpClient& http, const security::SecretSource& secrets)
    : m_endpoints(std::move(endpoints)), m_http(http), m_secrets(secrets)
{
}

qint64 TbaAuth::serverSeconds() const
{
    return (m_http.clock().nowMs() + m_http.clockOffsetMs(m_endpoints.host())) / 1000;
}

Result<security::Secret> TbaAuth::secret(const QString& name) const
{
    auto value = m_secrets.get(name);
    if (value && value->isEmpty())
        return fail(ErrorKind::Auth, Words::tr("A part of the sign-in to NetSuite is missing: %1.").arg(name),
                    m_secrets.remedyForMissing(name), QStringLiteral("secret-missing"));
    return value;
}

Result<http::Headers> TbaAuth::authorize(const http::HttpRequest& request, const StopToken&)
{
    TbaSignature signature;
    signature.nonce = newNonce();
    signature.timestamp = serverSeconds();
    const std::pair<const char*, security::Secret*> parts[] = {{"netsuite.consumerKey", &signature.consumerKey},
                                                               {"netsuite.consumerSecret", &signature.consumerSecret},
                                                               {"netsuite.tokenId", &signature.tokenId},
                                                               {"netsuite.tokenSecret", &signature.tokenSecret}};
    for (const auto& [name, target] : parts) {
        auto value = secret(QString::fromLatin1(name));
        if (!value)
            return fail(value.error());
        *target = std::move(*value);
    }
    return http::Headers{{"Authorization", signature.header(m_endpoints.account().realm(), request.method, request.url)}};
}

bool TbaAuth::refused(const http::Headers& given)
{
    static const QRegularExpression kTimestamp(QStringLiteral("oauth_timestamp=\"(\\d+)\""));
    for (const auto& [name, value] : given) {
        if (name != "Authorization")
            continue;
        const qint64 sent = kTimestamp.match(QString::fromLatin1(value)).captured(1).toLongLong();
        if (qAbs(serverSeconds() - sent) * 1000 >= sign_in::kWorthSayingMs)
            return true;
    }
    return false;
}

} // namespace causeway::netsuite
