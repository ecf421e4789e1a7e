// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ConfigurationWrites.h"

#include <algorithm>
#include <map>
#include <set>

#include <QCoreApplication>
#include <QVariant>

#include "config/ConfigurationJson.h"
#include "config/MappingForm.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

QString text(const Json& json)
{
    return QString::fromUtf8(json.toBytes());
}

template<class T>
Json jsonOrNull(const std::optional<T>& value)
{
    return value ? config::toJson(*value) : Json();
}
} // namespace

Result<bool> ConfigurationWrites::apply(const config::Configuration& configuration, const QStringList& sections,
                                        const QString& actor, qint64 now)
{
    namespace names = config::sections;
    bool changed = false;
    const QString mappingPrefix = names::kMappings + u'.';
    for (const QString& section : sections) {
        Result<bool> replaced = false;
        if (section == names::kNetSuite)
            replaced = replaceSetting(section, jsonOrNull(configuration.netSuite), now);
        else if (section == names::kAmazon)
            replaced = replaceSetting(section, jsonOrNull(configuration.amazon), now);
        else if (section == names::kNotifications)
            replaced = replaceSetting(section, configuration.notifications, now);
        else if (section == names::kRetention)
            replaced = replaceSetting(section, config::toJson(configuration.retention), now);
        else if (section == names::kStores)
            replaced = replaceStores(configuration.stores, now);
        else if (section == names::kFlows)
            replaced = replaceFlows(configuration.flows);
        else if (section.startsWith(mappingPrefix))
            replaced = replaceMappings(section.mid(mappingPrefix.size()), configuration.mappings, actor, now);
        else
            return fail(ErrorKind::Defect, Words::tr("There is no configuration section %1.").arg(section));
        if (!replaced)
            return replaced;
        changed = changed || *replaced;
    }
    return changed;
}

Result<bool> ConfigurationWrites::replaceSetting(const QString& name, const Json& value, qint64 now)
{
    QString stored;
    auto read = m_tx.query(QStringLiteral("SELECT json FROM setting WHERE name = ?"), {name},
                           [&](const Row& row) { stored = row.text(0); });
    if (!read)
        return fail(read.error());
    if (stored == (value.isNull() ? QString() : text(value)))
        return false;
    if (auto set = setSetting(name, value, now); !set)
        return fail(set.error());
    return true;
}

Result<void> ConfigurationWrites::setSetting(const QString& name, const Json& value, qint64 now)
{
    auto set = value.isNull() ? m_tx.execute(QStringLiteral("DELETE FROM setting WHERE name = ?"), {name})
                              : m_tx.execute(QStringLiteral(R"(
            INSERT INTO setting(name, json, updated_at) VALUES (?, ?, ?)
            ON CONFLICT(name) DO UPDATE SET json = excluded.json, updated_at = excluded.updated_at)"),
                                             {name, text(value), now});
    if (!set)
        return fail(set.error());
    return {};
}

Result<bool> ConfigurationWrites::replaceStores(const std::vector<config::Store>& stores, qint64 now)
{
    std::map<QString, std::pair<QString, int>> stored;
    auto read = m_tx.query(QStringLiteral("SELECT id, json, position FROM store"), {}, [&](const Row& row) {
        stored[row.text(0)] = {row.text(1), static_cast<int>(row.integer(2))};
    });
    if (!read)
        return fail(read.error());
    bool changed = false;
    for (const auto& [id, unused] : stored) {
        if (std::any_of(stores.begin(), stores.end(), [&id = id](const config::Store& store) { return store.id == id; }))
            continue;
        bool hasRecords = false;
        auto found = m_tx.query(QStringLiteral("SELECT 1 FROM record_counter WHERE store = ? AND n > 0 LIMIT 1"), {id},
                                [&](const Row&) { hasRecords = true; });
        if (!found)
            return fail(found.error());
        if (hasRecords) {
            Error error =
                Error::make(ErrorKind::Invalid, Words::tr("The store \"%1\" has records and cannot be removed.").arg(id),
                            Words::tr("Keep it in the file and switch its flows off."), QStringLiteral("store-in-use"));
            error.path = config::sections::kStores;
            return fail(error);
        }
        if (auto removed = m_tx.execute(QStringLiteral("DELETE FROM store WHERE id = ?"), {id}); !removed)
            return fail(removed.error());
        changed = true;
    }
    int position = 0;
    for (const config::Store& store : stores) {
        const QString json = text(config::toJson(store));
        const auto known = stored.find(store.id);
        if (known == stored.end() || known->second != std::pair(json, position)) {
            auto saved = m_tx.execute(QStringLiteral(R"(
                INSERT INTO store(id, json, position, updated_at) VALUES (?, ?, ?, ?)
                ON CONFLICT(id) DO UPDATE SET json = excluded.json, position = excluded.position, updated_at = excluded.updated_at)"),
                                      {store.id, json, position, now});
            if (!saved)
                return fail(saved.error());
            changed = true;
        }
        ++position;
    }
    return changed;
}

Result<bool> ConfigurationWrites::replaceMappings(const QString& kind, const std::vector<config::Mapping>& mappings,
                                                  const QString& actor, qint64 now)
{
    std::set<std::pair<QString, QString>> gone;
    auto read = m_tx.query(QStringLiteral("SELECT store, key FROM mapping WHERE kind = ?"), {kind},
                           [&](const Row& row) { gone.emplace(row.text(0), row.text(1)); });
    if (!read)
        return fail(read.error());
    bool changed = false;
    for (const config::Mapping& mapping : mappings) {
        if (mapping.kind != kind)
            continue;
        gone.erase({mapping.store, mapping.key});
        auto set = setMapping(mapping, actor, now);
        if (!set)
            return set;
        changed = changed || *set;
    }
    for (const auto& [store, key] : gone) {
        if (auto removed = removeMapping(kind, store, key); !removed)
            return removed;
        changed = true;
    }
    return changed;
}

Result<bool> ConfigurationWrites::setMapping(const config::Mapping& mapping, const QString& actor, qint64 now)
{
    // Another spelling of the same key is replaced: two values for one category would let their order decide.
    QStringList spellings;
    if (config::isLooseKeyed(mapping.kind)) {
        auto read = m_tx.query(QStringLiteral("SELECT key FROM mapping WHERE kind = ? AND store = ? AND key <> ?"),
                               {mapping.kind, mapping.store, mapping.key}, [&](const Row& row) {
                                   if (config::comparableKey(mapping.kind, row.text(0)) ==
                                       config::comparableKey(mapping.kind, mapping.key))
                                       spellings << row.text(0);
                               });
        if (!read)
            return fail(read.error());
    }
    for (const QString& key : std::as_const(spellings)) {
        if (auto removed = removeMapping(mapping.kind, mapping.store, key); !removed)
            return removed;
    }
    auto set = m_tx.execute(QStringLiteral(R"(
        INSERT INTO mapping(kind, store, key, value, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(kind, store, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        WHERE value <> excluded.value)"),
                            {mapping.kind, mapping.store, mapping.key, mapping.value, now, actor});
    if (!set)
        return fail(set.error());
    return *set > 0 || !spellings.isEmpty();
}

Result<bool> ConfigurationWrites::removeMapping(const QString& kind, const QString& store, const QString& key)
{
    auto removed =
        m_tx.execute(QStringLiteral("DELETE FROM mapping WHERE kind = ? AND store = ? AND key = ?"), {kind, store, key});
    if (!removed)
        return fail(removed.error());
    return *removed > 0;
}

Result<bool> ConfigurationWrites::replaceFlows(const std::vector<config::FlowSettings>& flows)
{
    // A flow that is not named is off and in preview; what it remembers of its runs stays.
    std::set<std::pair<QString, QString>> unnamed;
    auto read = m_tx.query(QStringLiteral("SELECT flow, store FROM flow_state"), {},
                           [&](const Row& row) { unnamed.emplace(row.text(0), row.text(1)); });
    if (!read)
        return fail(read.error());
    bool changed = false;
    for (const config::FlowSettings& flow : flows) {
        unnamed.erase({flow.flow, flow.store});
        auto saved = saveFlow(flow);
        if (!saved)
            return saved;
        changed = changed || *saved;
    }
    for (const auto& [flow, store] : unnamed) {
        config::FlowSettings off;
        off.flow = flow;
        off.store = store;
        auto saved = saveFlow(off);
        if (!saved)
            return saved;
        changed = changed || *saved;
    }
    return changed;
}

Result<bool> ConfigurationWrites::saveFlow(const config::FlowSettings& flow)
{
    auto saved = m_tx.execute(QStringLiteral(R"(
        INSERT INTO flow_state(flow, store, enabled, mode, schedule, settings, rules) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(flow, store) DO UPDATE SET enabled = excluded.enabled, mode = excluded.mode, schedule = excluded.schedule,
          settings = excluded.settings, rules = excluded.rules,
          next_run_at = CASE WHEN schedule = excluded.schedule AND enabled = excluded.enabled THEN next_run_at END
        WHERE enabled <> excluded.enabled OR mode <> excluded.mode OR schedule <> excluded.schedule OR settings <> excluded.settings
           OR rules <> excluded.rules)"),
                              {flow.flow, flow.store, flow.enabled ? 1 : 0, config::toString(flow.mode), flow.schedule,
                               text(flow.settings), text(flow.rules)});
    if (!saved)
        return fail(saved.error());
    return *saved > 0;
}

Result<void> ConfigurationWrites::setFlow(const config::FlowSettings& flow)
{
    if (auto saved = saveFlow(flow); !saved)
        return fail(saved.error());
    return {};
}

Result<void> ConfigurationWrites::setFlowColumn(const QString& column, const QString& flow, const QString& store,
                                                const QVariant& value)
{
    if (auto made = m_tx.execute(QStringLiteral("INSERT INTO flow_state(flow, store) VALUES (?, ?) ON CONFLICT DO NOTHING"),
                                 {flow, store});
        !made)
        return fail(made.error());
    auto set = m_tx.execute(QStringLiteral("UPDATE flow_state SET %1 = ? WHERE flow = ? AND store = ?").arg(column),
                            {value, flow, store});
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> ConfigurationWrites::setLastRun(const QString& flow, const QString& store, qint64 at)
{
    return setFlowColumn(QStringLiteral("last_run_at"), flow, store, at);
}

Result<void> ConfigurationWrites::setNextRun(const QString& flow, const QString& store, std::optional<qint64> at)
{
    return setFlowColumn(QStringLiteral("next_run_at"), flow, store, row_sql::optionalValue(at));
}

Result<void> ConfigurationWrites::setFetchDue(const QString& flow, const QString& store, std::optional<qint64> at)
{
    return setFlowColumn(QStringLiteral("fetch_due_at"), flow, store, row_sql::optionalValue(at));
}

} // namespace causeway::db
