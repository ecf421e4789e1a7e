// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ConfigurationActions.h"

#include <algorithm>

#include <QCoreApplication>

#include "config/ConfigurationJson.h"
#include "config/ConfigurationReader.h"
#include "config/ConfigurationSchema.h"
#include "config/MappingForm.h"
#include "config/Schedule.h"
#include "config/SchemaCheck.h"
#include "db/AuditTable.h"
#include "db/ConfigurationWrites.h"
#include "db/ConnectionWrites.h"
#include "db/RecordWrites.h"
#include "db/ViewTables.h"
#include "engine/AccountChange.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::ConfigurationActions)
};
} // namespace

Result<ConfigurationActions::Cured> ConfigurationActions::setMappings(const std::vector<config::Mapping>& mappings,
                                                                      const Actor& actor)
{
    for (const config::Mapping& mapping : mappings) {
        if (auto formed = config::checkMapping(mapping); !formed)
            return fail(formed.error());
    }
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<Cured> {
        auto configuration = db::ConfigurationReads(tx).load();
        if (!configuration)
            return fail(configuration.error());
        const qint64 now = m_clock.nowMs();
        Cured cured;
        std::vector<config::Mapping> changed;
        std::size_t corrected = 0;
        for (const config::Mapping& mapping : mappings) {
            if (!mapping.store.isEmpty() && !configuration->store(mapping.store))
                return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(mapping.store), {},
                            QStringLiteral("no-store"));
            auto different = db::ConfigurationWrites(tx).setMapping(mapping, actor.name, now);
            if (!different)
                return fail(different.error());
            if (!*different)
                continue;
            changed.push_back(mapping);
            auto ready = cureReplaced(tx, configuration->mappings, mapping);
            if (!ready)
                return fail(ready.error());
            corrected += *ready;
            if (auto noted = db::AuditWrites(tx).append(actor.name, QStringLiteral("mapped"),
                                                        db::auditSubjectOfMapping(mapping.kind, mapping.store, mapping.key),
                                                        mapping.value, now);
                !noted)
                return fail(noted.error());
        }
        cured.changed = !changed.empty();
        auto records = cure(tx, mappings); // also when it was there already: saving it again says "now it is right"
        if (!records)
            return fail(records.error());
        cured.records = *records + static_cast<int>(corrected);
        return cured;
    });
    if (saved)
        m_connections.invalidate();
    return saved;
}

Result<int> ConfigurationActions::cure(db::Transaction& tx, const std::vector<config::Mapping>& mappings)
{
    db::RecordWrites records(tx);
    auto causes = records.unmappedCauses();
    if (!causes)
        return fail(causes.error());
    std::size_t cured = 0;
    for (const db::CauseRow& cause : *causes) {
        const flows::Flow* flow = m_flows.find(cause.flow);
        if (!flow)
            continue;
        for (const config::Mapping& mapping : mappings) {
            if (!flow->cures(mapping, cause.code, cause.key))
                continue;
            auto ready = records.readyByCause(cause.flow, mapping.store, cause.kind, cause.code, cause.key, m_clock.nowMs());
            if (!ready)
                return fail(ready.error());
            cured += ready->size();
        }
    }
    return static_cast<int>(cured);
}

Result<std::size_t> ConfigurationActions::cureReplaced(db::Transaction& tx, const std::vector<config::Mapping>& before,
                                                       const config::Mapping& mapping)
{
    const auto old = std::find_if(before.begin(), before.end(), [&](const config::Mapping& one) {
        return one.kind == mapping.kind && one.store == mapping.store && one.key == mapping.key;
    });
    const QString id = old == before.end() ? QString() : old->value.section(u':', 1);
    const bool isId = !id.isEmpty() && std::all_of(id.begin(), id.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isId)
        return std::size_t(0);
    auto ready = db::RecordWrites(tx).readyByRefusedId(mapping.store, id, m_clock.nowMs());
    if (!ready)
        return fail(ready.error());
    return ready->size();
}

Result<void> ConfigurationActions::cureCorrectedStores(db::Transaction& tx, const config::Configuration& before,
                                                       const config::Configuration& now)
{
    for (const config::Store& store : now.stores) {
        const config::Store* old = before.store(store.id);
        if (old == nullptr)
            continue;
        for (const QString config::StoreDefaults::*const field :
             {&config::StoreDefaults::subsidiary, &config::StoreDefaults::location, &config::StoreDefaults::fbaLocation,
              &config::StoreDefaults::classId, &config::StoreDefaults::department, &config::StoreDefaults::shipMethod,
              &config::StoreDefaults::customerId}) {
            const QString& id = old->defaults.*field;
            if (id.isEmpty() || id == store.defaults.*field)
                continue;
            if (auto ready = db::RecordWrites(tx).readyByRefusedId(store.id, id, m_clock.nowMs()); !ready)
                return fail(ready.error());
        }
    }
    return {};
}

Result<void> ConfigurationActions::removeMapping(const QString& kind, const QString& store, const QString& key,
                                                 const Actor& actor)
{
    auto removed = m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto was = db::ConfigurationWrites(tx).removeMapping(kind, store, key);
        if (!was)
            return fail(was.error());
        if (!*was)
            return fail(ErrorKind::Invalid, Words::tr("There is no such mapping."), {}, QStringLiteral("no-mapping"));
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("unmapped"), db::auditSubjectOfMapping(kind, store, key), {},
                                          m_clock.nowMs());
    });
    if (removed)
        m_connections.invalidate();
    return removed;
}

Result<void> ConfigurationActions::checkFlow(const config::FlowSettings& flow) const
{
    const flows::Flow* known = m_flows.find(flow.flow);
    if (!known)
        return fail(ErrorKind::Invalid, Words::tr("There is no flow \"%1\".").arg(flow.flow), {}, QStringLiteral("no-flow"));
    auto schedule = config::Schedule::parse(flow.schedule);
    if (!schedule)
        return fail(schedule.error());
    if (schedule->kind() == config::Schedule::Kind::After &&
        (!m_flows.find(schedule->afterFlow()) || schedule->afterFlow() == flow.flow))
        return fail(ErrorKind::Invalid, Words::tr("It cannot run after \"%1\".").arg(schedule->afterFlow()), {},
                    QStringLiteral("no-flow"));
    const Json schema = config::settingsSchema({flow.flow, known->spec().settings});
    std::vector<Error> problems;
    config::SchemaCheck(schema, problems).check(schema, flow.settings, QStringLiteral("settings"));
    if (!problems.empty())
        return fail(problems.front());
    return {};
}

Result<void> ConfigurationActions::setFlow(const config::FlowSettings& flow, const Actor& actor)
{
    if (auto right = checkFlow(flow); !right)
        return right;
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto configuration = db::ConfigurationReads(tx).load();
        if (!configuration)
            return fail(configuration.error());
        if (!configuration->store(flow.store))
            return fail(ErrorKind::Invalid, Words::tr("There is no store \"%1\".").arg(flow.store), {},
                        QStringLiteral("no-store"));
        if (const config::FlowSettings* present = configuration->flow(flow.flow, flow.store); present && *present == flow)
            return {};
        if (auto set = db::ConfigurationWrites(tx).setFlow(flow); !set)
            return set;
        const QString details =
            QStringLiteral("%1, %2, %3")
                .arg(flow.enabled ? QStringLiteral("on") : QStringLiteral("off"), config::toString(flow.mode), flow.schedule);
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("flow-set"),
                                          QStringLiteral("flow/%1/%2").arg(flow.flow, flow.store), details, m_clock.nowMs());
    });
    if (saved)
        m_connections.invalidate();
    return saved;
}

/// The mappings and flows are not looked at here: a form saves them with setMappings and setFlow, which check them.
Result<void> ConfigurationActions::checkSections(const config::Configuration& configuration, const QStringList& sections)
{
    Json file = Json::object({{QStringLiteral("version"), Json(1)}});
    if (sections.contains(config::sections::kNetSuite) && configuration.netSuite)
        file.set(config::sections::kNetSuite, config::toJson(*configuration.netSuite));
    if (sections.contains(config::sections::kAmazon) && configuration.amazon)
        file.set(config::sections::kAmazon, config::toJson(*configuration.amazon));
    if (sections.contains(config::sections::kStores)) {
        Json stores = Json::array();
        for (const config::Store& store : configuration.stores)
            stores.append(config::toJson(store));
        file.set(config::sections::kStores, std::move(stores));
    }
    if (sections.contains(config::sections::kNotifications))
        file.set(config::sections::kNotifications, configuration.notifications);
    for (const Error& problem : config::ConfigurationReader({}).read(file.toBytes(), configuration).problems) {
        // A set-up may be left in the middle: what is still missing says so when the connection is tested.
        const QString section = problem.path.section(u'.', 0, 0), member = problem.path.section(u'.', 1);
        const bool isSignIn = section == config::sections::kNetSuite || section == config::sections::kAmazon;
        if (!isSignIn || !file[section][member].toString().isEmpty())
            return fail(problem);
    }
    return {};
}

Result<bool> ConfigurationActions::apply(const config::Configuration& configuration, const QStringList& sections,
                                         const Actor& actor)
{
    if (auto right = checkSections(configuration, sections); !right)
        return fail(right.error());
    QStringList others;
    auto applied = m_database.write([&](db::Transaction& tx) -> Result<bool> {
        const qint64 now = m_clock.nowMs();
        const auto before = db::ConfigurationReads(tx).load();
        if (!before)
            return fail(before.error());
        const auto problems = accountChangeProblems(tx, *before, configuration, sections);
        if (!problems)
            return fail(problems.error());
        if (!problems->empty())
            return fail(problems->front());
        auto different = db::ConfigurationWrites(tx).apply(configuration, sections, actor.name, now);
        if (!different || !*different)
            return different;
        others = changedConnections(*before, configuration, sections);
        for (const QString& name : others) {
            if (auto forgotten = db::ConnectionWrites(tx).forget(name); !forgotten)
                return fail(forgotten.error());
        }
        if (sections.contains(config::sections::kNetSuite)) { // perhaps another account: what was known of it counts no more
            if (auto forgotten = db::ConfigurationWrites(tx).setSetting(kCatalogueReadSetting, Json(), now); !forgotten)
                return fail(forgotten.error());
        }
        std::vector<config::Mapping> mappings;
        std::copy_if(configuration.mappings.begin(), configuration.mappings.end(), std::back_inserter(mappings),
                     [&](const auto& mapping) {
                         return sections.contains(config::sections::kMappings + u'.' + mapping.kind) ||
                                sections.contains(config::sections::kMappings);
                     });
        if (auto cured = cure(tx, mappings); !cured)
            return fail(cured.error());
        for (const config::Mapping& mapping : mappings) {
            const bool isSame = std::find(before->mappings.begin(), before->mappings.end(), mapping) != before->mappings.end();
            if (isSame)
                continue;
            if (auto corrected = cureReplaced(tx, before->mappings, mapping); !corrected)
                return fail(corrected.error());
        }
        if (auto corrected = cureCorrectedStores(tx, *before, configuration); !corrected)
            return fail(corrected.error());
        if (auto noted = db::AuditWrites(tx).append(actor.name, QStringLiteral("configured"), QStringLiteral("configuration"),
                                                    sections.join(QStringLiteral(", ")), now);
            !noted)
            return fail(noted.error());
        return true;
    });
    if (applied && *applied) {
        m_connections.invalidate();
        for (const QString& name : others)
            m_connections.health().forget(name);
        m_connections.health().resume(kNetSuiteConnection);
        for (const config::Store& store : configuration.stores)
            m_connections.health().resume(amazonConnection(store.id));
    }
    return applied;
}

Result<void> ConfigurationActions::noteSecret(const QString& name, const QString& action, const Actor& actor)
{
    m_connections.invalidate();
    resumeAfterSecret(name);
    return m_database.write([&](db::Transaction& tx) {
        return db::AuditWrites(tx).append(actor.name, action, QStringLiteral("secret/") + name, {}, m_clock.nowMs());
    });
}

void ConfigurationActions::resumeAfterSecret(const QString& name)
{
    if (name.startsWith(QStringLiteral("netsuite.")))
        m_connections.health().resume(kNetSuiteConnection);
    auto configuration = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return;
    for (const config::Store& store : configuration->stores) {
        if (name.startsWith(QStringLiteral("amazon.")) || name == QStringLiteral("store.%1.refreshToken").arg(store.id))
            m_connections.health().resume(amazonConnection(store.id));
    }
}

Result<void> ConfigurationActions::setSecret(const QString& name, const security::Secret& value, const Actor& actor)
{
    if (m_secrets.isReadOnly())
        return fail(ErrorKind::Invalid, Words::tr("The secrets of this profile are in a secrets file, which is only read."),
                    Words::tr("Change the file itself."), QStringLiteral("secrets-read-only"));
    if (auto set = m_secrets.set(name, value); !set)
        return set;
    return noteSecret(name, QStringLiteral("secret-set"), actor);
}

Result<void> ConfigurationActions::removeSecret(const QString& name, const Actor& actor)
{
    if (m_secrets.isReadOnly())
        return fail(ErrorKind::Invalid, Words::tr("The secrets of this profile are in a secrets file, which is only read."),
                    Words::tr("Change the file itself."), QStringLiteral("secrets-read-only"));
    if (auto removed = m_secrets.remove(name); !removed)
        return removed;
    return noteSecret(name, QStringLiteral("secret-removed"), actor);
}

} // namespace causeway::engine
