// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ConfigurationJson.h"

namespace causeway::config {

namespace {
/// In the file "not set" is null, so that a reader sees which keys exist.
Json textOrNull(const QString& text)
{
    return text.isEmpty() ? Json() : Json(text);
}

int integerOr(const Json& json, int fallback)
{
    const std::optional<qint64> value = json.toInteger();
    return value ? static_cast<int>(*value) : fallback;
}

QStringList texts(const Json& array)
{
    QStringList list;
    for (const Json& item : array.items())
        list << item.toString();
    return list;
}

Json toArray(const QStringList& texts)
{
    Json array = Json::array();
    for (const QString& text : texts)
        array.append(Json(text));
    return array;
}

Json toJson(const StoreDefaults& defaults)
{
    Json customer = Json::object();
    customer.set(QStringLiteral("mode"), toString(defaults.customerMode));
    customer.set(QStringLiteral("id"), textOrNull(defaults.customerId));
    Json skuMatch = Json::object();
    skuMatch.set(QStringLiteral("fields"), toArray(defaults.skuFields));
    skuMatch.set(QStringLiteral("caseSensitive"), defaults.skuCaseSensitive);
    Json variance = Json::object();
    variance.set(QStringLiteral("tolerance"), defaults.varianceTolerance);

    Json json = Json::object();
    json.set(QStringLiteral("subsidiary"), textOrNull(defaults.subsidiary));
    json.set(QStringLiteral("location"), textOrNull(defaults.location));
    json.set(QStringLiteral("fbaLocation"), textOrNull(defaults.fbaLocation));
    json.set(QStringLiteral("class"), textOrNull(defaults.classId));
    json.set(QStringLiteral("department"), textOrNull(defaults.department));
    json.set(QStringLiteral("currency"), textOrNull(defaults.currency));
    json.set(QStringLiteral("customer"), customer);
    json.set(QStringLiteral("shipMethod"), textOrNull(defaults.shipMethod));
    json.set(QStringLiteral("skuMatch"), skuMatch);
    json.set(QStringLiteral("variance"), variance);
    return json;
}

StoreDefaults defaultsFromJson(const Json& json)
{
    StoreDefaults defaults;
    defaults.subsidiary = json[u"subsidiary"].toString();
    defaults.location = json[u"location"].toString();
    defaults.fbaLocation = json[u"fbaLocation"].toString();
    defaults.classId = json[u"class"].toString();
    defaults.department = json[u"department"].toString();
    defaults.currency = json[u"currency"].toString();
    defaults.customerMode = customerModeFromString(json[u"customer"][u"mode"].toString()).value_or(CustomerMode::PerBuyer);
    defaults.customerId = json[u"customer"][u"id"].toString();
    defaults.shipMethod = json[u"shipMethod"].toString();
    if (json[u"skuMatch"][u"fields"].isArray())
        defaults.skuFields = texts(json[u"skuMatch"][u"fields"]);
    defaults.skuCaseSensitive = json[u"skuMatch"][u"caseSensitive"].toBool(true);
    defaults.varianceTolerance = json[u"variance"][u"tolerance"].toString(defaults.varianceTolerance);
    return defaults;
}
} // namespace

Json toJson(const NetSuiteSettings& settings)
{
    Json json = Json::object();
    json.set(QStringLiteral("account"), settings.account);
    json.set(QStringLiteral("auth"), settings.auth);
    json.set(QStringLiteral("clientId"), textOrNull(settings.clientId));
    json.set(QStringLiteral("certificateId"), textOrNull(settings.certificateId));
    json.set(QStringLiteral("suiteTalkUrl"), textOrNull(settings.suiteTalkUrl));
    json.set(QStringLiteral("restletUrl"), textOrNull(settings.restletUrl));
    json.set(QStringLiteral("concurrency"), settings.concurrency);
    json.set(QStringLiteral("timeZone"), textOrNull(settings.timeZone));
    if (!settings.fields.empty()) {
        Json fields = Json::object();
        for (const auto& [ours, theirs] : settings.fields)
            fields.set(ours, theirs);
        json.set(QStringLiteral("fields"), fields);
    }
    return json;
}

Json toJson(const AmazonSettings& settings)
{
    Json json = Json::object();
    json.set(QStringLiteral("clientId"), settings.clientId);
    json.set(QStringLiteral("tokenUrl"), textOrNull(settings.tokenUrl));
    return json;
}

Json toJson(const Store& store)
{
    Json json = Json::object();
    json.set(QStringLiteral("id"), store.id);
    json.set(QStringLiteral("name"), store.name);
    json.set(QStringLiteral("sellerId"), store.sellerId);
    json.set(QStringLiteral("region"), store.region);
    json.set(QStringLiteral("endpoint"), textOrNull(store.endpoint));
    json.set(QStringLiteral("marketplaces"), toArray(store.marketplaces));
    json.set(QStringLiteral("timeZone"), store.timeZone);
    json.set(QStringLiteral("defaults"), toJson(store.defaults));
    return json;
}

Json toJson(const Mapping& mapping)
{
    Json json = Json::object();
    json.setIfPresent(QStringLiteral("store"), mapping.store);
    json.set(QStringLiteral("key"), mapping.key);
    json.set(QStringLiteral("value"), mapping.value);
    return json;
}

Json toJson(const FlowSettings& flow)
{
    Json json = Json::object();
    json.set(QStringLiteral("flow"), flow.flow);
    json.set(QStringLiteral("store"), flow.store);
    json.set(QStringLiteral("enabled"), flow.enabled);
    json.set(QStringLiteral("mode"), toString(flow.mode));
    json.set(QStringLiteral("schedule"), flow.schedule);
    json.set(QStringLiteral("settings"), flow.settings);
    if (flow.rules.size() > 0)
        json.set(QStringLiteral("rules"), flow.rules);
    return json;
}

Json toJson(const Retention& retention)
{
    Json json = Json::object();
    json.set(QStringLiteral("personalDataDays"), retention.personalDataDays);
    json.set(QStringLiteral("payloadDays"), retention.payloadDays);
    return json;
}

NetSuiteSettings netSuiteFromJson(const Json& json)
{
    NetSuiteSettings settings;
    settings.account = json[u"account"].toString();
    settings.auth = json[u"auth"].toString(settings.auth);
    settings.clientId = json[u"clientId"].toString();
    settings.certificateId = json[u"certificateId"].toString();
    settings.suiteTalkUrl = json[u"suiteTalkUrl"].toString();
    settings.restletUrl = json[u"restletUrl"].toString();
    settings.concurrency = integerOr(json[u"concurrency"], settings.concurrency);
    settings.timeZone = json[u"timeZone"].toString();
    for (const auto& [ours, theirs] : json[u"fields"].members())
        settings.fields.emplace_back(ours, theirs.toString());
    return settings;
}

AmazonSettings amazonFromJson(const Json& json)
{
    return {json[u"clientId"].toString(), json[u"tokenUrl"].toString()};
}

Store storeFromJson(const Json& json)
{
    Store store;
    store.id = json[u"id"].toString();
    store.name = json[u"name"].toString(store.id);
    store.sellerId = json[u"sellerId"].toString();
    store.region = json[u"region"].toString();
    store.endpoint = json[u"endpoint"].toString();
    store.marketplaces = texts(json[u"marketplaces"]);
    store.timeZone = json[u"timeZone"].toString();
    store.defaults = defaultsFromJson(json[u"defaults"]);
    return store;
}

Mapping mappingFromJson(const QString& kind, const Json& json)
{
    return {kind, json[u"store"].toString(), json[u"key"].toString(), json[u"value"].toString()};
}

FlowSettings flowFromJson(const Json& json)
{
    FlowSettings flow;
    flow.flow = json[u"flow"].toString();
    flow.store = json[u"store"].toString();
    flow.enabled = json[u"enabled"].toBool(flow.enabled);
    flow.mode = flowModeFromString(json[u"mode"].toString()).value_or(flow.mode);
    flow.schedule = json[u"schedule"].toString(flow.schedule);
    if (json[u"settings"].isObject())
        flow.settings = json[u"settings"];
    if (json[u"rules"].isObject())
        flow.rules = json[u"rules"];
    return flow;
}

Retention retentionFromJson(const Json& json)
{
    Retention retention;
    retention.personalDataDays = integerOr(json[u"personalDataDays"], retention.personalDataDays);
    retention.payloadDays = integerOr(json[u"payloadDays"], retention.payloadDays);
    return retention;
}

} // namespace causeway::config
