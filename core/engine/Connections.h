// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "base/Clock.h"
#include "base/Log.h"
#include "config/Configuration.h"
#include "db/Database.h"
#include "db/Rows.h"
#include "engine/ConnectionHealth.h"
#include "engine/RateLimitStorage.h"
#include "flows/Flow.h"
#include "http/HttpClient.h"
#include "http/RateLimiter.h"
#include "security/SecretSource.h"
#include "security/TokenCache.h"

namespace causeway::engine {

[[nodiscard]] QString amazonConnection(const QString& store); ///< "amazon:<store>"
/// Setting: when the account's catalogue was read; absent = it must be read again.
inline const QString kCatalogueReadSetting = QStringLiteral("catalogue-read");
inline const QString kNetSuiteConnection = QStringLiteral("netsuite");

/// The signed-in clients of one store as the configuration describes them now, and that configuration. Stays valid for whoever
/// holds it while a changed configuration makes the next one.
class Session
{
public:
    virtual ~Session() = default;
    config::Configuration configuration;
    config::Store store;
    amazon::Api* amazon = nullptr;     ///< null: not configured
    netsuite::Api* netsuite = nullptr; ///< null: not configured
};

/// Makes the clients from configuration and secrets, again when either changes; keeps what belongs to the process: rate limits,
/// access tokens, call counts, the NetSuite account's catalogue. Thread-safe.
class Connections final
{
public:
    Connections(db::Database& database, security::SecretSource& secrets, http::HttpTransport& transport, Clock& clock,
                const Log& log);
    ~Connections();
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    /// Invalid when there is no such store.
    [[nodiscard]] Result<std::shared_ptr<const Session>> session(const QString& store);
    /// Configuration or secrets changed.
    void invalidate();
    /// The NetSuite account's catalogue: as stored, read anew once a day, with the chart of accounts beside it.
    [[nodiscard]] Result<Json> account(const Session& session, const StopToken& stop);
    [[nodiscard]] Result<Json> readAccount(const Session& session, const StopToken& stop);

    [[nodiscard]] db::RunCalls calls(const QString& store);
    [[nodiscard]] ConnectionHealth& health() { return m_health; }
    void flush() { m_rates.flush(); }

private:
    class Clients;
    static constexpr qint64 kCatalogueAgeMs = 24LL * 3'600'000;
    [[nodiscard]] http::CallCounters& counters(const QString& name);

    db::Database& m_database;
    security::SecretSource& m_secrets;
    Clock& m_clock;
    ConnectionHealth m_health;
    http::HttpClient m_http;
    RateLimitStorage m_rates;
    http::RateLimiter m_limiter;
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<const Session>> m_sessions; // shared: a batch keeps the one it began with
    std::map<QString, std::unique_ptr<http::CallCounters>> m_counters;
    std::shared_ptr<security::TokenCache> m_tokens; // shared: tokens of replaced secrets end with the sessions that use them
    std::mutex m_accountMutex;
};

} // namespace causeway::engine
