// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <vector>

#include <QString>

#include "simulator/Company.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

/// Login with Amazon: hands out access tokens for refresh tokens and knows whose they are. Thread-safe.
class LwaTokens final
{
public:
    LwaTokens(quint64 seed, const std::vector<CompanyStore>& stores);

    [[nodiscard]] HttpAnswer grant(const HttpCall& call, qint64 nowMs);

    enum class State
    {
        Valid,
        Expired,
        Unknown
    };
    struct Owner
    {
        State state = State::Unknown;
        QString store;
    };
    [[nodiscard]] Owner owner(const QString& accessToken, qint64 nowMs) const;
    void expire(const QString& accessToken);
    void expireAll();
    void revoke(const QString& store);

private:
    struct Token
    {
        QString store;
        qint64 expiresMs = 0;
    };
    quint64 m_seed;
    std::vector<CompanyStore> m_stores;
    mutable std::mutex m_mutex;
    std::map<QString, Token> m_tokens;
    std::set<QString> m_revoked;
    int m_count = 0;
};

} // namespace causeway::simulator
