// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Engine.h"

#include <algorithm>
#include <thread>

#include <QCoreApplication>
#include <QScopeGuard>
#include <QTemporaryFile>

#include "db/AuditTable.h"
#include "db/BankTable.h"
#include "db/ConfigurationWrites.h"
#include "db/InstanceTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "engine/AccountSuggestions.h"
#include "engine/CarrierSuggestions.h"
#include "engine/ConnectionTester.h"
#include "engine/EngineImpl.h"
#include "engine/ItemSearch.h"
#include "engine/Masking.h"
#include "engine/Notifier.h"
#include "engine/OrderCheck.h"
#include "engine/RunThreads.h"
#include "engine/SettlementDesk.h"
#include "engine/SkuCheck.h"
#include "flows/SettlementDocuments.h"
#include "flows/SettlementLookUp.h"
#include "mapping/SettlementSettings.h"
#include "settlement/Accounts.h"
#include "settlement/SettlementReader.h"
#include "settlement/SumTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::Engine)
};
const QString kPaused = QStringLiteral("paused");
constexpr qint64 kCheckEveryMs = 7LL * 86'400'000;
constexpr int kMostSettlements = 10'000; ///< of one store: nearly 400 years of them
} // namespace

Engine::Engine(const Parts& parts, QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>(parts))
{
    // Emitted from worker threads: receivers live on the main thread, so these are queued.
    m_impl->workshop.news().records = [this](const std::vector<qint64>& ids) {
        Q_EMIT recordsChanged(QList<qint64>(ids.begin(), ids.end()));
    };
    m_impl->workshop.news().run = [this](RunId id) {
        Q_EMIT runsChanged({id.value()});
        Q_EMIT activityChanged();
    };
    m_impl->connections.health().setOnChanged([this] { Q_EMIT connectionsChanged(); });
    m_impl->workers.setOnActivity([this] { Q_EMIT activityChanged(); });
}

Engine::~Engine()
{
    stop(0);
}

Result<void> Engine::Impl::takeOver()
{
    qint64 epoch = 0;
    auto taken = parts.database.write([&](db::Transaction& tx) -> Result<db::RecordWrites::Recovered> {
        auto next = db::InstanceTable(tx).nextEpoch();
        if (!next)
            return fail(next.error());
        epoch = *next;
        return db::RecordWrites(tx).recoverOrphans(epoch, parts.clock.nowMs());
    });
    if (!taken)
        return fail(taken.error());
    workshop.ledger().setEpoch(epoch);
    parts.log.info("engine.recovered",
                   {{"epoch", epoch}, {"count", taken->ready + taken->checking}, {"command", taken->commands}});
    return {};
}

/// After an unclean stop, and once a week, before anything is sent.
Result<void> Engine::Impl::checkDatabase()
{
    auto instance = parts.database.read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
    if (!instance)
        return fail(instance.error());
    const qint64 now = parts.clock.nowMs();
    if (instance->cleanStop && instance->checkedAt > 0 && now - instance->checkedAt < kCheckEveryMs)
        return {};
    if (auto checked = parts.database.quickCheck(); !checked)
        return checked;
    return parts.database.write([&](db::Transaction& tx) { return db::InstanceTable(tx).setCheckedAt(now); });
}

Result<void> Engine::recover()
{
    if (auto checked = m_impl->checkDatabase(); !checked)
        return checked;
    if (auto taken = m_impl->takeOver(); !taken)
        return taken;
    TemporaryFolder::ofProfile(m_impl->parts.database.file()).clear(); // what a killed process left
    if (auto loaded = m_impl->connections.health().load(); !loaded)
        return loaded;
    auto paused = m_impl->parts.database.read(
        [](db::Connection& connection) { return db::ConfigurationReads(connection).setting(kPaused); });
    if (!paused)
        return fail(paused.error());
    if (!paused->isNull())
        m_impl->workers.setPaused((*paused)[u"until"].toInteger(), true);
    const SettlementImport settlements(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock);
    if (auto entered = settlements.enterMissingFacts(); !entered)
        return entered;
    m_impl->recovered = true;
    return {};
}

int Engine::Impl::threadCount()
{
    if (parts.workers > 0)
        return parts.workers;
    auto read = parts.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    return read && read->netSuite ? std::clamp(read->netSuite->concurrency, 1, 32) : 1;
}

void Engine::start()
{
    if (!m_impl->recovered) {
        if (auto recovered = recover(); !recovered)
            return;
    }
    m_impl->workers.start(m_impl->threadCount() + 2);
    Q_EMIT activityChanged();
}

void Engine::stop(int deadlineMs)
{
    m_impl->workers.stop(deadlineMs);
    m_impl->connections.flush();
    if (!m_impl->recovered)
        return;
    const auto noted = m_impl->parts.database.write([](db::Transaction& tx) { return db::InstanceTable(tx).setCleanStop(true); });
    static_cast<void>(noted); // otherwise the next start checks the file, which does no harm
    m_impl->recovered = false;
}

bool Engine::isRunning() const
{
    return m_impl->workers.isRunning();
}

Result<RunResult> Engine::run(const RunRequest& request, const StopToken& stop)
{
    if (!m_impl->recovered) {
        if (auto recovered = recover(); !recovered)
            return fail(recovered.error());
    }
    auto run = FlowRun::begin(m_impl->workshop, request, stop);
    if (!run)
        return fail(run.error());
    // Somebody asks for it by hand: a pause after a refused sign-in gets another chance.
    m_impl->connections.health().resume(kNetSuiteConnection);
    m_impl->connections.health().resume(amazonConnection(request.store));
    m_impl->setForeground(*run);
    const auto done = qScopeGuard([this] { m_impl->setForeground({}); });
    const int threads = m_impl->threadCount();
    Clock& clock = m_impl->parts.clock;
    for (;;) {
        if (auto worked = workTogether(m_impl->workshop, **run, threads); !worked)
            return fail(worked.error());
        if (stop.stopRequested())
            break;
        auto due = (*run)->wakesAt();
        if (!due)
            return fail(due.error());
        if (!*due)
            break;
        if (const qint64 wait = **due - clock.nowMs(); wait > 0 && !clock.sleep(wait, stop))
            break;
        (*run)->wake();
    }
    auto result = (*run)->finish();
    if (result) {
        if (auto settled = m_impl->settleRestore(request, *result); !settled)
            return fail(settled.error());
    }
    m_impl->connections.flush();
    // People are told; whatever comes of it, the run is what it is.
    if (auto told = m_impl->notifier.tell(stop); !told)
        m_impl->parts.log.warning("mail.storage", {{"code", told.error().code}});
    return result;
}

/// After a whole run (of the command line or of a started engine) a restored backup was read again from its own cursor and
/// everything it holds was looked up before it was sent: back to normal. A run that was cut short or read single orders settles
/// nothing.
Result<void> Engine::Impl::settleRestore(const RunRequest& request, const RunResult& result)
{
    const bool isWhole = request.fetch && request.orders.isEmpty() && !result.run.fetchDueAt; // a quota did not cut it short
    if (result.fatal || result.run.state == QStringLiteral("cancelled") || !isWhole)
        return {};
    auto instance = parts.database.read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
    if (!instance)
        return fail(instance.error());
    if (!instance->restoredAt)
        return {};
    return parts.database.write([&](db::Transaction& tx) -> Result<void> {
        if (auto cleared = db::InstanceTable(tx).setRestoredAt(std::nullopt); !cleared)
            return cleared;
        return db::AuditWrites(tx).append(QStringLiteral("causeway"), QStringLiteral("restore-settled"),
                                          QStringLiteral("profile"), {}, parts.clock.nowMs());
    });
}

Result<RunId> Engine::runNow(const RunRequest& request, const Actor& actor)
{
    m_impl->connections.health().resume(kNetSuiteConnection);
    m_impl->connections.health().resume(amazonConnection(request.store));
    auto run = m_impl->workers.add(request);
    if (!run)
        return run;
    auto noted = m_impl->parts.database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("run-started"),
                                          QStringLiteral("flow/%1/%2").arg(request.flow, request.store), {},
                                          m_impl->parts.clock.nowMs());
    });
    if (!noted)
        return fail(noted.error());
    Q_EMIT flowsChanged();
    return run;
}

Result<void> Engine::stopRun(RunId run, const Actor& actor)
{
    if (auto stopped = m_impl->workers.stopRun(run); !stopped)
        return stopped;
    return m_impl->parts.database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("run-stopped"), QStringLiteral("run/%1").arg(run.value()),
                                          {}, m_impl->parts.clock.nowMs());
    });
}

Result<void> Engine::pause(std::optional<qint64> untilMs, const Actor& actor)
{
    auto saved = m_impl->parts.database.write([&](db::Transaction& tx) -> Result<void> {
        const qint64 now = m_impl->parts.clock.nowMs();
        Json json = Json::object();
        if (untilMs)
            json.set(QStringLiteral("until"), Json(*untilMs));
        if (auto set = db::ConfigurationWrites(tx).setSetting(kPaused, json, now); !set)
            return set;
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("paused"), QStringLiteral("engine"),
                                          untilMs ? toIso8601(*untilMs) : QString(), now);
    });
    if (saved)
        m_impl->workers.setPaused(untilMs, true);
    return saved;
}

Result<void> Engine::resume(const Actor& actor)
{
    auto saved = m_impl->parts.database.write([&](db::Transaction& tx) -> Result<void> {
        const qint64 now = m_impl->parts.clock.nowMs();
        if (auto set = db::ConfigurationWrites(tx).setSetting(kPaused, Json(), now); !set)
            return set;
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("resumed"), QStringLiteral("engine"), {}, now);
    });
    if (saved)
        m_impl->workers.setPaused(std::nullopt, false);
    return saved;
}

template<class T>
Result<T> Engine::announced(Result<T> result)
{
    if (result) {
        m_impl->workers.wakeUp();
        Q_EMIT recordsChanged({});
        Q_EMIT activityChanged();
    }
    return result;
}

Result<int> Engine::retry(const std::vector<RecordId>& records, const Actor& actor)
{
    return announced(m_impl->records.retry(records, actor));
}

Result<int> Engine::retryAlike(RecordId record, const Actor& actor)
{
    return announced(m_impl->records.retryAlike(record, actor));
}

Result<int> Engine::retryCause(CauseId cause, const Actor& actor)
{
    return announced(m_impl->records.retryCause(cause, actor));
}

Result<int> Engine::retryAll(const QString& flow, const Actor& actor)
{
    return announced(m_impl->records.retryAll(flow, actor));
}

Result<void> Engine::edit(RecordId record, const Json& patch, const Actor& actor)
{
    return announced(m_impl->records.edit(record, patch, actor));
}

Result<void> Engine::dismiss(const std::vector<RecordId>& records, const QString& reason, const Actor& actor)
{
    return announced(m_impl->records.dismiss(records, reason, actor));
}

Result<void> Engine::undismiss(const std::vector<RecordId>& records, const Actor& actor)
{
    return announced(m_impl->records.undismiss(records, actor));
}

Result<Engine::ApprovalResult> Engine::approve(const std::vector<Approval>& approvals, const Actor& actor)
{
    return announced(m_impl->records.approve(approvals, actor));
}

Result<Engine::ApprovalResult> Engine::approveAll(const QString& flow, const Actor& actor)
{
    return announced(m_impl->records.approveAll(flow, actor));
}

Result<void> Engine::reject(RecordId record, const QString& reason, const Actor& actor)
{
    return announced(m_impl->records.reject(record, reason, actor));
}

Result<int> Engine::setMapping(const config::Mapping& mapping, const Actor& actor)
{
    return setMappings({mapping}, actor);
}

Result<int> Engine::setMappings(const std::vector<config::Mapping>& mappings, const Actor& actor)
{
    auto cured = announced(m_impl->configuration.setMappings(mappings, actor));
    if (!cured)
        return fail(cured.error());
    Q_EMIT mappingsChanged();
    return cured->records;
}

Result<void> Engine::removeMapping(const QString& kind, const QString& store, const QString& key, const Actor& actor)
{
    auto removed = m_impl->configuration.removeMapping(kind, store, key, actor);
    if (removed)
        Q_EMIT mappingsChanged();
    return removed;
}

Result<void> Engine::setFlow(const config::FlowSettings& flow, const Actor& actor)
{
    auto set = announced(m_impl->configuration.setFlow(flow, actor));
    if (set)
        Q_EMIT flowsChanged();
    return set;
}

Result<void> Engine::applyConfiguration(const config::Configuration& configuration, const QStringList& sections,
                                        const Actor& actor)
{
    auto applied = announced(m_impl->configuration.apply(configuration, sections, actor));
    if (!applied)
        return fail(applied.error());
    if (*applied) {
        Q_EMIT flowsChanged();
        Q_EMIT mappingsChanged();
        Q_EMIT connectionsChanged();
        if (sections.contains(config::sections::kNotifications))
            return m_impl->notifier.tryAgain();
    }
    return {};
}

Result<void> Engine::setSecret(const QString& name, const security::Secret& value, const Actor& actor)
{
    auto set = announced(m_impl->configuration.setSecret(name, value, actor));
    if (set && name == QStringLiteral("smtp.password"))
        return m_impl->notifier.tryAgain();
    return set;
}

Result<void> Engine::removeSecret(const QString& name, const Actor& actor)
{
    return announced(m_impl->configuration.removeSecret(name, actor));
}

Result<mail::MailReceipt> Engine::sendTestMail(const Actor& actor, const StopToken& stop)
{
    auto receipt = m_impl->notifier.sendTest(stop);
    if (!receipt)
        return receipt;
    auto noted = m_impl->parts.database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("test-mail-sent"), QStringLiteral("notifications"), {},
                                          m_impl->parts.clock.nowMs());
    });
    if (!noted)
        return fail(noted.error());
    return receipt;
}

Result<std::vector<ConnectionTest>> Engine::testConnections(const QString& name, const StopToken& stop)
{
    auto tests = announced(ConnectionTester(m_impl->parts.database, m_impl->connections, m_impl->parts.clock).test(name, stop));
    Q_EMIT connectionsChanged();
    m_impl->connections.flush();
    return tests;
}

Result<void> Engine::resumeConnection(const QString& name, const Actor& actor)
{
    if (!m_impl->connections.health().resume(name))
        return {};
    m_impl->workers.wakeUp();
    return m_impl->parts.database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("connection-resumed"), QStringLiteral("connection/") + name,
                                          {}, m_impl->parts.clock.nowMs());
    });
}

Result<std::vector<Engine::ItemChoice>> Engine::findItems(const QString& text, const StopToken& stop)
{
    auto session = m_impl->connections.session({});
    if (!session)
        return fail(session.error());
    return ItemSearch(**session).find(text, stop);
}

Result<std::vector<Engine::MappingSuggestion>> Engine::suggestMappings(const QString& kind, const StopToken& stop)
{
    const bool isAccount = kind == QStringLiteral("account");
    if (!isAccount && kind != QStringLiteral("carrier"))
        return fail(ErrorKind::Invalid, Words::tr("There are no suggestions for mappings of the kind %1.").arg(kind),
                    Words::tr("Suggestions are made for carriers and accounts."), QStringLiteral("no-suggestions"));
    auto session = m_impl->connections.session({});
    if (!session)
        return fail(session.error());
    return isAccount ? AccountSuggestions(m_impl->parts.database, **session).suggest(stop)
                     : CarrierSuggestions(**session).suggest(stop);
}

Result<Engine::SkuReport> Engine::checkSkus(const QString& store, const StopToken& stop)
{
    auto session = m_impl->connections.session(store);
    if (!session)
        return fail(session.error());
    return SkuCheck(**session).check(stop);
}

Result<void> Engine::checkOrders(const QString& store, int days, bool withReport, const StopToken& stop)
{
    OrderCheck check(m_impl->workshop);
    auto checked = withReport ? check.check(store, days, stop) : check.readNetSuite(store, days, stop);
    m_impl->connections.flush();
    Q_EMIT flowsChanged();
    return checked;
}

Result<std::optional<QByteArray>> Engine::payload(PayloadId id)
{
    return m_impl->parts.database.read(
        [&](db::Connection& connection) { return m_impl->workshop.payloads().open(connection, id); });
}

Result<SettlementImport::Imported> Engine::importSettlement(QIODevice& file, const QString& store, const Actor& actor)
{
    auto configuration =
        m_impl->parts.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    const config::Store* known = configuration->store(store);
    if (known == nullptr)
        return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(store), {}, QStringLiteral("no-store"));
    auto imported =
        SettlementImport(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock).unpackAndRun(file, *known);
    if (!imported || imported->outcome == SettlementImport::Outcome::Unchanged)
        return imported;
    auto noted = m_impl->parts.database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(
            actor.name,
            imported->outcome == SettlementImport::Outcome::Replaced ? QStringLiteral("settlement-file-replaced")
                                                                     : QStringLiteral("settlement-imported"),
            QStringLiteral("settlement/%1/%2").arg(store, imported->key), {}, m_impl->parts.clock.nowMs());
    });
    if (!noted)
        return fail(noted.error());
    return announced(std::move(imported));
}

Result<settlement::Content> Engine::settlementContent(const db::RecordRow& record)
{
    auto bytes = payload(record.payload);
    if (!bytes)
        return fail(bytes.error());
    auto json = Json::parse(bytes->value_or(QByteArray()));
    if (!json)
        return fail(json.error());
    return settlement::Content::fromJson(*json);
}

Result<SettlementView> Engine::settlementDetail(const db::RecordRow& record)
{
    return SettlementDesk(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock).view(record);
}

Result<SettlementView> Engine::settlementPreview(const db::RecordRow& record, const StopToken& stop)
{
    auto view = settlementDetail(record);
    if (!view || !view->documents.empty() || view->trouble || !view->unmapped.empty() || view->content.reversal)
        return view;
    auto scope = m_impl->workshop.scope(SettlementImport::kFlow, record.store);
    if (!scope)
        return fail(scope.error());
    if (mapping::SettlementSettings::read(scope->settings.settings).posting != mapping::SettlementSettings::Posting::Payments)
        return view;
    const auto lookUp = [&]() -> Result<Json> {
        auto bytes = payload(record.payload);
        auto account = m_impl->workshop.connections().account(*scope->session, stop);
        if (!bytes || !account)
            return fail(!bytes ? bytes.error() : account.error());
        flows::Record one;
        one.key = record.key;
        one.store = record.store;
        one.content = bytes->value_or(QByteArray());
        scope->account = std::move(*account);
        flows::FlowContext context = scope->context(m_impl->parts.clock, stop);
        return flows::lookUpSettlements({&one, 1}, context);
    };
    auto lookups = lookUp();
    if (!lookups && !view->needsPlan)
        return view; // NetSuite cannot be asked: the newest plan tells
    if (!lookups)
        return fail(lookups.error());
    return SettlementDesk(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock)
        .view(record, std::move(*lookups));
}

Result<Engine::Clearing> Engine::clearing(const QString& store)
{
    struct Read
    {
        config::Configuration configuration;
        std::vector<db::RecordRow> records;
    };
    auto read = m_impl->parts.database.read([&](db::Connection& connection) -> Result<Read> {
        auto configuration = db::ConfigurationReads(connection).load();
        db::RecordFilter filter;
        filter.flow = SettlementImport::kFlow;
        filter.store = store;
        filter.limit = kMostSettlements;
        auto records = db::RecordReads(connection).list(filter);
        if (!configuration || !records)
            return fail(!configuration ? configuration.error() : records.error());
        return Read{std::move(*configuration), std::move(*records)};
    });
    if (!read)
        return fail(read.error());
    const config::Store* known = read->configuration.store(store);
    if (known == nullptr)
        return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(store), {}, QStringLiteral("no-store"));
    const settlement::Groups groups;
    const auto account = settlement::Accounts(read->configuration, *known, groups).special(QStringLiteral("clearing"));
    if (!account)
        return fail(ErrorKind::Unmapped, Words::tr("No NetSuite account is mapped for “%1”.").arg(QStringLiteral("clearing")),
                    Words::tr("Set it in Mappings, Accounts."), QStringLiteral("no-account"));
    Clearing clearing{account->id, {}};
    for (const db::RecordRow& record : read->records) {
        auto view = settlementDetail(record);
        if (!view)
            return fail(view.error());
        const auto received = m_impl->parts.database.read([&](db::Connection& connection) {
            return db::BankTable(connection).paid(record.id, view->content.summary.head.currency);
        });
        if (!received)
            return fail(received.error());
        if (view->documents.empty() && received->lines == 0)
            continue; // nothing of it is on the account yet
        auto line = clearingLineOf(*view, account->id, received->sum);
        if (!line)
            return fail(line.error());
        clearing.lines.push_back(std::move(*line));
    }
    return clearing;
}

Result<ClearingBalance> Engine::clearingBalance(const QString& store, const QString& account, const StopToken& stop)
{
    auto session = m_impl->workshop.connections().session(store);
    if (!session)
        return fail(session.error());
    if ((*session)->netsuite == nullptr)
        return fail(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                    Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    return readClearingBalance(*(*session)->netsuite, account, (*session)->store.defaults.currency, stop);
}

Result<void> Engine::reverseSettlement(RecordId record, const QString& reason, const Actor& actor)
{
    return announced(SettlementDesk(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock)
                         .reverse(record, reason, actor.name));
}

Result<void> Engine::postSettlementAgain(RecordId record, const Actor& actor)
{
    return announced(
        SettlementDesk(m_impl->parts.database, m_impl->workshop.payloads(), m_impl->parts.clock).postAgain(record, actor.name));
}

Result<ProofCheck> Engine::verifySettlement(const SettlementView& view)
{
    const settlement::Content& content = view.content;
    QTemporaryFile file; // private to this user, removed at the end; the bytes hold no personal data
    const auto noRoom = [] {
        return fail(ErrorKind::Storage, Words::tr("No room for a copy of the file."), Words::tr("Make room on the disk."),
                    QStringLiteral("io"));
    };
    if (!file.open())
        return noRoom();
    bool written = true;
    auto read = settlementFile(content, [&](const QByteArray& piece) {
        written = file.write(piece) == piece.size();
        return written;
    });
    // A piece that is gone or cannot be opened is what this check is for.
    const QString code = read ? QString() : read.error().code;
    if (code == QStringLiteral("piece-gone"))
        return ProofCheck{false, Words::tr("A piece of the stored file is gone. Restore a backup.")};
    if (code == QStringLiteral("sealed"))
        return ProofCheck{false, Words::tr("The stored file was altered, or is sealed with another key. Restore a backup.")};
    if (!read)
        return fail(read.error());
    if (!written || !file.flush())
        return noRoom();
    settlement::SumTable table(QStringLiteral("UTC")); // months are not compared
    const auto summary = settlement::readSettlement(file, [&](const settlement::Row& row) { return table.add(row).has_value(); });
    if (!summary)
        return ProofCheck{false, Words::tr("The stored file cannot be read any more: %1").arg(summary.error().message)};
    if (summary->sha256 != content.summary.sha256)
        return ProofCheck{false, Words::tr("The stored file is not the one that was imported.")};
    const auto now = settlement::byCategory(table.sums()), then = settlement::byCategory(content.sums);
    const bool sameSums =
        now && then && std::equal(now->begin(), now->end(), then->begin(), then->end(), [](const auto& a, const auto& b) {
            return a.category == b.category && a.rows == b.rows && a.sum == b.sum;
        });
    if (!(summary->sum == content.summary.sum) || summary->rows != content.summary.rows || !sameSums)
        return ProofCheck{false, Words::tr("The stored file gives other sums than when it was imported.")};
    const auto facts = m_impl->parts.database.read([&](db::Connection& connection) {
        return db::SettlementTable(connection).sumOfRows(view.record.id, content.summary.head.currency);
    });
    if (!facts)
        return fail(facts.error());
    if (facts->rows != summary->rows || !(facts->sum == summary->sum))
        return ProofCheck{false, Words::tr("The rows kept for search are not those of the file: %1 rows that make %2.")
                                     .arg(facts->rows)
                                     .arg(facts->sum.amountText() + u' ' + facts->sum.currency())};
    return ProofCheck{true, Words::tr("The same bytes, the same sums.")};
}

Result<void> Engine::settlementFile(const settlement::Content& content, const std::function<bool(const QByteArray&)>& sink)
{
    for (const qint64 piece : content.pieces) {
        auto packed = payload(PayloadId(piece));
        if (!packed)
            return fail(packed.error());
        const QByteArray plain = *packed ? qUncompress(**packed) : QByteArray();
        if (plain.isEmpty())
            return fail(ErrorKind::Storage, Words::tr("A piece of the stored file is gone."),
                        Words::tr("Import the file again, or restore a backup."), QStringLiteral("piece-gone"));
        if (!sink(plain))
            return {};
    }
    return {};
}

Result<BankDesk::Imported> Engine::importBankStatement(QIODevice& file, const QString& account, const QString& currency,
                                                       const Actor& actor)
{
    return announced(BankDesk(m_impl->parts.database, m_impl->parts.clock).import(file, account, currency, actor.name));
}

Result<std::vector<BankDesk::Suggestion>> Engine::bankSuggestions()
{
    return BankDesk(m_impl->parts.database, m_impl->parts.clock).suggestions();
}

Result<void> Engine::matchBank(db::BankLineId line, RecordId settlement, const QString& reason, const Actor& actor)
{
    return announced(BankDesk(m_impl->parts.database, m_impl->parts.clock).match(line, settlement, reason, actor.name));
}

Result<void> Engine::unmatchBank(db::BankLineId line, const Actor& actor)
{
    return announced(BankDesk(m_impl->parts.database, m_impl->parts.clock).unmatch(line, actor.name));
}

Json Engine::masked(const Json& body, const QString& type)
{
    return flows::settlement_documents::holdsNoBuyer(type) ? body : maskPersonalData(body);
}

Result<int> Engine::purgeExpired()
{
    auto configuration =
        m_impl->parts.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    return Retention(m_impl->parts.database, m_impl->parts.clock).purge(configuration->retention.personalDataDays);
}

Engine::Activity Engine::activity() const
{
    const Workers::State state = m_impl->workers.state();
    Activity activity;
    activity.running = state.running;
    activity.paused = state.paused;
    activity.pausedUntilMs = state.pausedUntilMs;
    activity.unreachable = m_impl->connections.health().unreachable();
    activity.offline = m_impl->connections.health().isOffline();
    const auto read = m_impl->parts.database.read([&](db::Connection& connection) -> Result<void> {
        if (auto ready = db::RecordReads(connection).count(db::RecordState::Ready); ready)
            activity.queue = *ready;
        auto states = db::ConfigurationReads(connection).flowStates();
        if (!states)
            return fail(states.error());
        for (const db::FlowStateRow& flow : *states) {
            if (!flow.enabled || !flow.nextRunAt || (activity.nextRunAtMs && *activity.nextRunAtMs <= *flow.nextRunAt))
                continue;
            activity.nextRunAtMs = flow.nextRunAt;
            activity.nextFlow = flow.flow;
        }
        return {};
    });
    static_cast<void>(read); // a status line: what could not be read is left out
    return activity;
}

} // namespace causeway::engine
