// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>

#include <QByteArray>
#include <QString>

#include "simulator/HttpServer.h"

struct evp_pkey_st;

namespace causeway::simulator {

/// Sign-in of the simulated account: OAuth 2.0 client credentials (JWT signed with an uploaded certificate) and token-based
/// authentication (OAuth 1.0a, HMAC-SHA256). Own implementation of both checks. Thread-safe. Rules: reference/netsuite.md
/// section 2.
class NetSuiteAuth final
{
public:
    explicit NetSuiteAuth(quint64 seed);
    ~NetSuiteAuth();

    [[nodiscard]] QString account() const { return QStringLiteral("1234567_SB1"); }
    [[nodiscard]] QString clientId() const;
    [[nodiscard]] QString certificateId() const;
    [[nodiscard]] QByteArray privateKeyPem() const { return m_privateKeyPem; }
    [[nodiscard]] QString consumerKey() const;
    [[nodiscard]] QString consumerSecret() const;
    [[nodiscard]] QString tokenId() const;
    [[nodiscard]] QString tokenSecret() const;

    QString uploadCertificate(const QByteArray& pem);
    void revokeCertificate(const QString& certificateId);
    void expire(const HttpCall& call);
    void expireAll();

    [[nodiscard]] HttpAnswer grant(const HttpCall& call, qint64 nowMs);
    /// Empty when the call may pass; otherwise why not, as the login audit trail would show it.
    [[nodiscard]] QString refusal(const HttpCall& call, qint64 nowMs);
    [[nodiscard]] static bool usesBearer(const HttpCall& call);

private:
    [[nodiscard]] QString checkAssertion(const QByteArray& jwt, const HttpCall& call, qint64 nowMs);
    [[nodiscard]] QString checkTba(const HttpCall& call, qint64 nowMs);

    quint64 m_seed;
    QByteArray m_privateKeyPem;
    std::mutex m_mutex;
    struct KeyDeleter
    {
        void operator()(evp_pkey_st* key) const;
    };
    std::map<QString, std::unique_ptr<evp_pkey_st, KeyDeleter>> m_certificates;
    std::map<QByteArray, qint64> m_tokens; ///< access token -> end of life
    std::set<QByteArray> m_nonces;
    int m_count = 0;
};

} // namespace causeway::simulator
