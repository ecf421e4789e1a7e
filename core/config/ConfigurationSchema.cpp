// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ConfigurationSchema.h"

#include <QFile>

namespace causeway::config {

namespace {
Json object(QLatin1StringView key, Json value)
{
    return Json::object({{key, std::move(value)}});
}

/// if "flow" is this one, then "settings" are these.
Json settingsRule(const KnownFlow& flow)
{
    Json condition =
        object(QLatin1StringView("properties"), object(QLatin1StringView("flow"), object(QLatin1StringView("const"), flow.id)));
    Json consequence = object(QLatin1StringView("properties"), object(QLatin1StringView("settings"), settingsSchema(flow)));
    return Json::object({{QStringLiteral("if"), std::move(condition)}, {QStringLiteral("then"), std::move(consequence)}});
}

/// Copy of object with object[path[0]][path[1]]… replaced.
Json replaced(const Json& json, const QStringList& path, const Json& value)
{
    if (path.isEmpty())
        return value;
    Json copy = json;
    copy.set(path.first(), replaced(json[path.first()], path.mid(1), value));
    return copy;
}
} // namespace

Json settingsSchema(const KnownFlow& flow)
{
    Json schema = Json::object();
    schema.set(QStringLiteral("type"), QStringLiteral("object"));
    schema.set(QStringLiteral("additionalProperties"), false);
    schema.set(QStringLiteral("properties"), flow.settings.isObject() ? flow.settings : Json::object());
    return schema;
}

Json configurationSchema(const std::vector<KnownFlow>& flows)
{
    QFile file(QStringLiteral(":/causeway/schema/configuration.json"));
    if (!file.open(QIODevice::ReadOnly))
        return Json::object();
    Json schema = Json::parse(file.readAll()).value_or(Json::object());
    Json names = Json::array();
    Json rules = Json::array();
    for (const KnownFlow& flow : flows) {
        names.append(flow.id);
        rules.append(settingsRule(flow));
    }
    const QStringList items{QStringLiteral("properties"), QStringLiteral("flows"), QStringLiteral("items")};
    schema = replaced(schema, items + QStringList{QStringLiteral("properties"), QStringLiteral("flow"), QStringLiteral("enum")},
                      names);
    return replaced(schema, items + QStringList{QStringLiteral("allOf")}, rules);
}

} // namespace causeway::config
