// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Connections.h"

#include <QCoreApplication>

#include "amazon/Client.h"
#include "db/BookAccountTable.h"
#include "db/ConfigurationWrites.h"
#include "db/ConnectionWrites.h"
#include "db/ViewTables.h"
#include "engine/ChartOfAccounts.h"
#include "engine/WatchedAmazon.h"
#include "engine/WatchedNetSuite.h"
#include "netsuite/Client.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::Connections)
};
} // namespace

QString amazonConnection(const QString& store)
{
    return QStringLiteral("amazon:") + store;
}

/// A session with the clients it owns.
class Connections::Clients final : public Session
{
public:
    std::shared_ptr<security::TokenCache> tokens;
    std::unique_ptr<amazon::Client> amazonClient;
    std::unique_ptr<WatchedAmazon> watchedAmazon;
    std::unique_ptr<netsuite::Client> netSuiteClient;
    std::unique_ptr<WatchedNetSuite> watchedNetSuite;
};

Connections::Connections(db::Database& database, security::SecretSource& secrets, http::HttpTransport& transport, Clock& clock,
                         const Log& log)
    : m_database(database),
      m_secrets(secrets),
      m_clock(clock),
      m_health(database, clock, log),
      m_http(transport, clock, log),
      m_rates(database, clock),
      m_limiter(clock, m_rates),
      m_tokens(std::make_shared<security::TokenCache>(clock))
{
}

Connections::~Connections()
{
    m_rates.flush();
}

http::CallCounters& Connections::counters(const QString& name)
{
    auto& counters = m_counters[name];
    if (!counters)
        counters = std::make_unique<http::CallCounters>();
    return *counters;
}

Result<std::shared_ptr<const Session>> Connections::session(const QString& storeId)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_sessions.find(storeId); known != m_sessions.end())
        return known->second;
    auto configuration = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    auto session = std::make_shared<Clients>();
    session->configuration = std::move(*configuration);
    session->tokens = m_tokens;
    if (!storeId.isEmpty()) {
        const config::Store* store = session->configuration.store(storeId);
        if (!store)
            return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(storeId),
                        Words::tr("The configuration names the stores."), QStringLiteral("no-store"));
        session->store = *store;
        if (session->configuration.amazon) {
            session->amazonClient =
                std::make_unique<amazon::Client>(*session->configuration.amazon, session->store, m_http, m_limiter,
                                                 *session->tokens, m_secrets, counters(amazonConnection(storeId)));
            session->watchedAmazon = std::make_unique<WatchedAmazon>(*session->amazonClient, m_health, amazonConnection(storeId));
            session->amazon = session->watchedAmazon.get();
        }
    }
    if (session->configuration.netSuite) {
        session->netSuiteClient = std::make_unique<netsuite::Client>(*session->configuration.netSuite, m_http, m_limiter,
                                                                     *session->tokens, m_secrets, counters(kNetSuiteConnection));
        session->watchedNetSuite = std::make_unique<WatchedNetSuite>(*session->netSuiteClient, m_health, kNetSuiteConnection);
        session->netsuite = session->watchedNetSuite.get();
    }
    m_sessions[storeId] = session;
    return session;
}

void Connections::invalidate()
{
    const std::lock_guard lock(m_mutex);
    m_sessions.clear();
    m_tokens = std::make_shared<security::TokenCache>(m_clock);
}

Result<Json> Connections::account(const Session& session, const StopToken& stop)
{
    const std::lock_guard lock(m_accountMutex); // one reader; the others use what it stored
    struct Known
    {
        Json catalogue;
        qint64 readAt = 0;
    };
    auto known = m_database.read([](db::Connection& connection) -> Result<Known> {
        const db::ConfigurationReads reads(connection);
        auto rows = reads.connections();
        auto read = reads.setting(kCatalogueReadSetting);
        if (!rows || !read)
            return fail(!rows ? rows.error() : read.error());
        Known found;
        for (const db::ConnectionRow& row : *rows) {
            if (row.name == kNetSuiteConnection)
                found.catalogue = row.catalogue;
        }
        found.readAt = (*read)[u"at"].toInteger().value_or(0);
        return found;
    });
    if (!known)
        return fail(known.error());
    const qint64 age = m_clock.nowMs() - known->readAt;
    if (known->catalogue.size() > 0 && age >= 0 && age < kCatalogueAgeMs)
        return known->catalogue;
    auto read = readAccount(session, stop);
    if (!read && known->readAt > 0 && known->catalogue.size() > 0 && read.error().kind != ErrorKind::Auth)
        return known->catalogue; // a day older is better than standing still
    return read;
}

Result<Json> Connections::readAccount(const Session& session, const StopToken& stop)
{
    if (!session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."),
                    Words::tr("Add its account to the configuration."), QStringLiteral("not-configured"));
    auto catalogue = session.netsuite->readCatalogue(stop);
    if (!catalogue)
        return catalogue;
    // Names for people only: without them ids are shown, and the work goes on.
    const auto accounts = readChartOfAccounts(*session.netsuite, stop);
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        if (auto stored = db::ConnectionWrites(tx).setCatalogue(kNetSuiteConnection, *catalogue); !stored)
            return stored;
        const qint64 now = m_clock.nowMs();
        if (accounts) {
            if (auto stored = db::BookAccountTable::replace(tx, *accounts, now); !stored)
                return stored;
        }
        return db::ConfigurationWrites(tx).setSetting(kCatalogueReadSetting, Json::object({{QStringLiteral("at"), Json(now)}}),
                                                      now);
    });
    if (!saved && saved.error().code != QStringLiteral("read-only")) // who only reads reads it again the next time
        return fail(saved.error());
    return catalogue;
}

db::RunCalls Connections::calls(const QString& store)
{
    const std::lock_guard lock(m_mutex);
    const http::CallCounters& amazon = counters(amazonConnection(store));
    const http::CallCounters& netsuite = counters(kNetSuiteConnection);
    return {amazon.calls, netsuite.calls, amazon.throttled + netsuite.throttled};
}

} // namespace causeway::engine
