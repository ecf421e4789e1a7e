// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/SettingSchema.h"

namespace causeway::mapping::setting {

Json entry(const QString& type, Json fallback, const QString& description)
{
    Json json = Json::object();
    json.set(QStringLiteral("type"), type);
    json.set(QStringLiteral("default"), std::move(fallback));
    json.set(QStringLiteral("description"), description);
    return json;
}

Json boolean(bool fallback, const QString& description)
{
    return entry(QStringLiteral("boolean"), fallback, description);
}

Json number(int fallback, int least, int most, const QString& description)
{
    Json json = entry(QStringLiteral("integer"), fallback, description);
    json.set(QStringLiteral("minimum"), least);
    json.set(QStringLiteral("maximum"), most);
    return json;
}

Json choice(const QStringList& words, const QString& description)
{
    Json json = entry(QStringLiteral("string"), words.first(), description);
    Json allowed = Json::array();
    for (const QString& word : words)
        allowed.append(word);
    json.set(QStringLiteral("enum"), std::move(allowed));
    return json;
}

int intOf(const Json& value, int fallback)
{
    return static_cast<int>(value.toInteger().value_or(fallback));
}

} // namespace causeway::mapping::setting
