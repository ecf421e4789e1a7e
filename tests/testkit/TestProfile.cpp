// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/TestProfile.h"

#include <QDir>

#include "db/ConfigurationWrites.h"
#include "db/ConnectionWrites.h"
#include "db/InstanceTable.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"

namespace causeway::tests {

namespace {
template<class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().code));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}
} // namespace

TestProfile::TestProfile(const flows::Registry& flows, http::HttpTransport& transport, FakeClock& clock)
    : m_flows(flows), m_transport(transport), m_clock(clock)
{
    m_vault = std::make_unique<security::Vault>(must(security::Vault::newMasterKey()));
    db::InstanceRow instance;
    instance.installId = QStringLiteral("test");
    instance.secretsMode = QStringLiteral("file");
    instance.keyMark = m_vault->keyMark();
    instance.createdAt = m_clock.nowMs();
    must(db::InstanceTable::createProfile(m_folder.filePath(QStringLiteral("causeway.sqlite")), instance));
    QDir(folder()).mkpath(QStringLiteral("logs"));
    open({});
}

TestProfile::~TestProfile() = default;

void TestProfile::open(std::shared_ptr<CrashPoint> crash)
{
    m_engine.reset();
    m_database.reset();
    m_crash = std::move(crash);
    const Log log = Log::toFolder(logFolder(), LogLevel::Debug);
    m_database =
        must(db::Database::open(m_folder.filePath(QStringLiteral("causeway.sqlite")), db::Database::Access::Writer, log));
    if (m_crash)
        m_database->setWriteGuard([point = m_crash] { return point->onCommit(); });
    m_engine = std::make_unique<engine::Engine>(
        engine::Parts{*m_database, *m_vault, m_secrets, m_transport, m_clock, log, m_flows, m_workers, m_mailer});
}

void TestProfile::restart(std::shared_ptr<CrashPoint> crash)
{
    if (m_database) // whatever the dying engine still tries must not reach the disk
        m_database->setWriteGuard(
            [] { return fail(ErrorKind::Storage, QStringLiteral("The process is dead."), {}, QStringLiteral("dead")); });
    open(std::move(crash));
}

void TestProfile::configure(const QString& flow, config::FlowMode mode, const QString& schedule)
{
    config::Configuration configuration;
    config::NetSuiteSettings netSuite;
    netSuite.account = QStringLiteral("TEST1");
    netSuite.suiteTalkUrl = QStringLiteral("http://127.0.0.1:1");
    configuration.netSuite = netSuite;
    config::AmazonSettings amazon;
    amazon.clientId = QStringLiteral("client");
    amazon.tokenUrl = QStringLiteral("http://127.0.0.1:1/token");
    configuration.amazon = amazon;
    config::Store store;
    store.id = QStringLiteral("us");
    store.name = QStringLiteral("Amazon US");
    store.sellerId = QStringLiteral("A1EXAMPLE");
    store.region = QStringLiteral("na");
    store.endpoint = QStringLiteral("http://127.0.0.1:1");
    store.marketplaces = {QStringLiteral("ATVPDKIKX0DER")};
    store.timeZone = QStringLiteral("America/Los_Angeles");
    store.defaults.currency = QStringLiteral("USD");
    configuration.stores = {store};
    config::FlowSettings settings;
    settings.flow = flow;
    settings.store = store.id;
    settings.enabled = true;
    settings.mode = mode;
    settings.schedule = schedule;
    configuration.flows = {settings};
    must(m_engine->applyConfiguration(
        configuration,
        {config::sections::kNetSuite, config::sections::kAmazon, config::sections::kStores, config::sections::kFlows}, actor()));
    // The account is known already, so that no test without a NetSuite asks for it.
    must(m_database->write([&](db::Transaction& tx) -> Result<void> {
        if (auto set = db::ConnectionWrites(tx).setCatalogue(QStringLiteral("netsuite"),
                                                             Json::object({{QStringLiteral("test"), Json(true)}}));
            !set)
            return set;
        return db::ConfigurationWrites(tx).setSetting(
            QStringLiteral("catalogue-read"), Json::object({{QStringLiteral("at"), Json(m_clock.nowMs())}}), m_clock.nowMs());
    }));
}

Result<engine::RunResult> TestProfile::run(const QString& flow, int waitSeconds)
{
    engine::RunRequest request;
    request.flow = flow;
    request.store = QStringLiteral("us");
    request.waitSeconds = waitSeconds;
    return m_engine->run(request, {});
}

std::vector<db::RecordRow> TestProfile::records()
{
    return must(m_database->read([](db::Connection& connection) {
        db::RecordFilter filter;
        filter.limit = 1'000'000; // all of them
        return db::RecordReads(connection).list(filter);
    }));
}

std::optional<db::RecordRow> TestProfile::record(const QString& key)
{
    for (db::RecordRow& row : records()) {
        if (row.key == key)
            return std::move(row);
    }
    return std::nullopt;
}

std::vector<db::CommandRow> TestProfile::commands(const QString& key)
{
    const auto row = record(key);
    if (!row)
        return {};
    return must(m_database->read([&](db::Connection& connection) { return db::RecordReads(connection).commands(row->id); }));
}

std::vector<db::AttemptRow> TestProfile::attempts(const QString& key)
{
    const auto row = record(key);
    if (!row)
        return {};
    return must(m_database->read([&](db::Connection& connection) { return db::RecordReads(connection).attempts(row->id); }));
}

qint64 TestProfile::auditRows()
{
    return static_cast<qint64>(must(m_database->read([](db::Connection& connection) {
                                   return db::ConfigurationReads(connection).audit(10'000);
                               })).size());
}

} // namespace causeway::tests
