// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/LwaTokens.h"

#include <algorithm>

#include <QJsonDocument>
#include <QJsonObject>

#include "simulator/Dice.h"

namespace causeway::simulator {
namespace {
constexpr int kLifeSeconds = 3600;

HttpAnswer jsonAnswer(int status, const QJsonObject& body)
{
    return {status,
            "application/json;charset=UTF-8",
            QJsonDocument(body).toJson(QJsonDocument::Compact),
            {{"Cache-Control", "no-store"}}};
}

HttpAnswer oauthError(int status, const QString& error, const QString& description)
{
    return jsonAnswer(status, {{QStringLiteral("error"), error}, {QStringLiteral("error_description"), description}});
}
} // namespace

LwaTokens::LwaTokens(quint64 seed, const std::vector<CompanyStore>& stores) : m_seed(seed), m_stores(stores) {}

HttpAnswer LwaTokens::grant(const HttpCall& call, qint64 nowMs)
{
    if (!call.header("Content-Type").startsWith("application/x-www-form-urlencoded"))
        return oauthError(400, QStringLiteral("invalid_request"),
                          QStringLiteral("The request content type must be application/x-www-form-urlencoded"));
    std::map<QString, QString> form;
    for (const auto& [key, value] : decodeForm(call.body))
        form[key] = value;
    if (form[QStringLiteral("grant_type")] != QStringLiteral("refresh_token"))
        return oauthError(400, QStringLiteral("unsupported_grant_type"),
                          QStringLiteral("The authorization grant type is not supported by the authorization server"));
    if (form[QStringLiteral("client_id")] != amazonClientId(m_seed) ||
        form[QStringLiteral("client_secret")] != amazonClientSecret(m_seed))
        return oauthError(401, QStringLiteral("invalid_client"), QStringLiteral("Client authentication failed"));
    const auto store = std::find_if(m_stores.begin(), m_stores.end(), [&](const CompanyStore& s) {
        return s.refreshToken == form[QStringLiteral("refresh_token")];
    });
    const std::lock_guard lock(m_mutex);
    if (store == m_stores.end() || m_revoked.contains(store->id))
        return oauthError(400, QStringLiteral("invalid_grant"),
                          QStringLiteral("The request has an invalid grant parameter : refresh_token. User may have revoked or "
                                         "didn't grant the permission."));
    const QString token = QStringLiteral("Atza|") +
                          derivedSecret(m_seed, "access/" + QByteArray::number(nowMs) + '/' + QByteArray::number(++m_count), 128);
    m_tokens[token] = Token{store->id, nowMs + qint64(kLifeSeconds) * 1000};
    return jsonAnswer(200, {{QStringLiteral("access_token"), token},
                            {QStringLiteral("refresh_token"), store->refreshToken},
                            {QStringLiteral("token_type"), QStringLiteral("bearer")},
                            {QStringLiteral("expires_in"), kLifeSeconds}});
}

LwaTokens::Owner LwaTokens::owner(const QString& accessToken, qint64 nowMs) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_tokens.find(accessToken);
    if (found == m_tokens.end() || m_revoked.contains(found->second.store))
        return {};
    return {found->second.expiresMs > nowMs ? State::Valid : State::Expired, found->second.store};
}

void LwaTokens::expire(const QString& accessToken)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_tokens.find(accessToken); found != m_tokens.end())
        found->second.expiresMs = 0;
}

void LwaTokens::expireAll()
{
    const std::lock_guard lock(m_mutex);
    for (auto& [text, token] : m_tokens)
        token.expiresMs = 0;
}

void LwaTokens::revoke(const QString& store)
{
    const std::lock_guard lock(m_mutex);
    m_revoked.insert(store);
}

} // namespace causeway::simulator
