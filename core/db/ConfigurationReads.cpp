// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QVariant>

#include "config/ConfigurationJson.h"
#include "db/ErrorJson.h"
#include "db/RowSql.h"
#include "db/ViewTables.h"

namespace causeway::db {

Result<config::Configuration> ConfigurationReads::load() const
{
    config::Configuration configuration;
    auto netSuite = setting(config::sections::kNetSuite);
    if (!netSuite)
        return fail(netSuite.error());
    if (!netSuite->isNull())
        configuration.netSuite = config::netSuiteFromJson(*netSuite);
    auto amazon = setting(config::sections::kAmazon);
    if (!amazon)
        return fail(amazon.error());
    if (!amazon->isNull())
        configuration.amazon = config::amazonFromJson(*amazon);
    auto notifications = setting(config::sections::kNotifications);
    if (!notifications)
        return fail(notifications.error());
    configuration.notifications = *notifications;
    auto retention = setting(config::sections::kRetention);
    if (!retention)
        return fail(retention.error());
    if (!retention->isNull())
        configuration.retention = config::retentionFromJson(*retention);

    auto stores = m_connection.query(QStringLiteral("SELECT json FROM store ORDER BY position, id"), {}, [&](const Row& row) {
        configuration.stores.push_back(config::storeFromJson(row_sql::jsonOf(row.text(0))));
    });
    if (!stores)
        return fail(stores.error());
    auto found = mappings({});
    if (!found)
        return fail(found.error());
    configuration.mappings = std::move(*found);
    auto states = flowStates();
    if (!states)
        return fail(states.error());
    for (const FlowStateRow& state : *states) {
        configuration.flows.push_back({state.flow, state.store, state.enabled,
                                       config::flowModeFromString(state.mode).value_or(config::FlowMode::Preview), state.schedule,
                                       state.settings, state.rules});
    }
    return configuration;
}

Result<std::vector<FlowStateRow>> ConfigurationReads::flowStates() const
{
    std::vector<FlowStateRow> states;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT flow, store, enabled, mode, schedule, settings, rules, last_run_at, next_run_at, fetch_due_at FROM flow_state
        ORDER BY flow, store)"),
                                   {}, [&](const Row& row) {
                                       states.push_back({row.text(0), row.text(1), row.integer(2) != 0, row.text(3), row.text(4),
                                                         row_sql::jsonOf(row.text(5)), row_sql::jsonOf(row.text(6)),
                                                         row.optionalInteger(7), row.optionalInteger(8), row.optionalInteger(9)});
                                   });
    if (!read)
        return fail(read.error());
    return states;
}

Result<std::vector<config::Mapping>> ConfigurationReads::mappings(const QString& kind) const
{
    std::vector<config::Mapping> mappings;
    auto read = m_connection.query(
        QStringLiteral("SELECT kind, store, key, value FROM mapping WHERE (? = '' OR kind = ?) ORDER BY kind, store, key"),
        {kind, kind}, [&](const Row& row) {
            mappings.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
        });
    if (!read)
        return fail(read.error());
    return mappings;
}

namespace {
// A SKU is unmapped while orders wait for it: an item that NetSuite finds by itself needs no mapping.
const QString kWaitingOrders = QStringLiteral(R"((SELECT count(*) FROM cause c CROSS JOIN record r ON r.cause_id = c.id
             WHERE c.kind = 'unmapped' AND c.key = s.sku AND r.store = s.store))");
} // namespace

Result<std::vector<SkuRow>> ConfigurationReads::skus(const QString& store, const QString& searchPrefix, bool unmappedOnly,
                                                     int limit, const QString& afterSku) const
{
    QString where = QStringLiteral("(? = '' OR s.store = ?) AND s.sku > ?");
    QVariantList values{store, store, afterSku};
    if (!searchPrefix.isEmpty()) {
        where += QStringLiteral(" AND s.sku COLLATE NOCASE >= ? AND s.sku COLLATE NOCASE < ?");
        values << searchPrefix << row_sql::prefixEnd(searchPrefix);
    }
    if (unmappedOnly)
        where += QStringLiteral(" AND EXISTS(SELECT 1 FROM cause c CROSS JOIN record r ON r.cause_id = c.id "
                                "WHERE c.kind = 'unmapped' AND c.key = s.sku AND r.store = s.store)");
    values << limit;
    std::vector<SkuRow> skus;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT s.store, s.sku, s.asin, s.title, s.item, s.item_name, s.found_by,
               coalesce((SELECT value FROM mapping m WHERE m.kind = 'sku' AND m.store = s.store AND m.key = s.sku),
                        (SELECT value FROM mapping m WHERE m.kind = 'sku' AND m.store = '' AND m.key = s.sku), ''), %1, s.last_seen_at
        FROM sku_seen s WHERE %2 ORDER BY s.sku, s.store LIMIT ?)")
                                       .arg(kWaitingOrders, where),
                                   values, [&](const Row& row) {
                                       skus.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                                                       row.text(5), row.text(6), row.text(7), row.integer(8), row.integer(9)});
                                   });
    if (!read)
        return fail(read.error());
    return skus;
}

Result<qint64> ConfigurationReads::unmappedSkuCount() const
{
    qint64 count = 0;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT count(DISTINCT r.store || '/' || c.key) FROM record r JOIN cause c ON c.id = r.cause_id
        WHERE r.cause_id IS NOT NULL AND c.kind = 'unmapped' AND EXISTS(SELECT 1 FROM sku_seen s WHERE s.store = r.store AND s.sku = c.key))"),
                                   {}, [&](const Row& row) { count = row.integer(0); });
    if (!read)
        return fail(read.error());
    return count;
}

Result<std::vector<ConnectionRow>> ConfigurationReads::connections() const
{
    std::vector<ConnectionRow> connections;
    auto read = m_connection.query(QStringLiteral("SELECT name, state, account_name, error_json, last_ok_at, paused_at, checks, "
                                                  "catalogue FROM connection ORDER BY name"),
                                   {}, [&](const Row& row) {
                                       ConnectionRow connection;
                                       connection.name = row.text(0);
                                       connection.state = row.text(1);
                                       connection.accountName = row.text(2);
                                       if (!row.isNull(3))
                                           connection.error = errorFromJson(row_sql::jsonOf(row.text(3)));
                                       connection.lastOkAt = row.optionalInteger(4);
                                       connection.pausedAt = row.optionalInteger(5);
                                       connection.checks = row_sql::jsonOf(row.text(6));
                                       connection.catalogue = row_sql::jsonOf(row.text(7));
                                       connections.push_back(std::move(connection));
                                   });
    if (!read)
        return fail(read.error());
    return connections;
}

Result<std::vector<ConnectionRow>> ConfigurationReads::connectionsOf(const config::Configuration& configuration) const
{
    auto known = connections();
    if (!known)
        return fail(known.error());
    QStringList names;
    if (configuration.netSuite)
        names << QStringLiteral("netsuite");
    for (const config::Store& store : configuration.stores)
        names << QStringLiteral("amazon:") + store.id;
    std::vector<ConnectionRow> rows;
    rows.reserve(static_cast<std::size_t>(names.size()));
    for (const QString& name : names) {
        const auto noted = std::find_if(known->begin(), known->end(), [&](const ConnectionRow& row) { return row.name == name; });
        ConnectionRow row;
        row.name = name;
        row.state = QStringLiteral("untested");
        rows.push_back(noted == known->end() ? std::move(row) : std::move(*noted));
    }
    return rows;
}

Result<std::vector<ConfigurationReads::SecretInfo>> ConfigurationReads::secrets() const
{
    std::vector<SecretInfo> secrets;
    auto read = m_connection.query(QStringLiteral("SELECT name, updated_at FROM secret ORDER BY name"), {}, [&](const Row& row) {
        secrets.push_back({row.text(0), row.integer(1)});
    });
    if (!read)
        return fail(read.error());
    return secrets;
}

Result<std::vector<AuditRow>> ConfigurationReads::audit(int limit, qint64 beforeId) const
{
    std::vector<AuditRow> rows;
    auto read = m_connection.query(
        QStringLiteral(
            "SELECT id, at, actor, action, subject, details FROM audit WHERE (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?"),
        {beforeId, beforeId, limit}, [&](const Row& row) {
            rows.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)});
        });
    if (!read)
        return fail(read.error());
    return rows;
}

Result<Json> ConfigurationReads::setting(const QString& name) const
{
    Json value;
    auto read = m_connection.query(QStringLiteral("SELECT json FROM setting WHERE name = ?"), {name},
                                   [&](const Row& row) { value = row_sql::jsonOf(row.text(0)); });
    if (!read)
        return fail(read.error());
    return value;
}

Result<bool> ConfigurationReads::isDemo() const
{
    bool demo = false;
    auto read =
        m_connection.query(QStringLiteral("SELECT demo FROM instance"), {}, [&](const Row& row) { demo = row.integer(0) != 0; });
    if (!read)
        return fail(read.error());
    return demo;
}

} // namespace causeway::db
