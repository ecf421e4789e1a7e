// SPDX-License-Identifier: GPL-3.0-or-later
#include "SchemaCheck.h"

#include <QDateTime>
#include <QJsonArray>

namespace {

/// allOf of objects as one object: Amazon uses it where a value may be one of several kinds.
QJsonObject joined(const QJsonArray& parts, const QJsonObject& definitions)
{
    QJsonObject properties;
    QJsonArray required;
    for (const QJsonValue& part : parts) {
        QJsonObject schema = part.toObject();
        if (schema.contains(QStringLiteral("$ref")))
            schema = definitions[schema[QStringLiteral("$ref")].toString().section(QLatin1Char('/'), -1)].toObject();
        const QJsonObject own = schema[QStringLiteral("properties")].toObject();
        for (auto it = own.begin(); it != own.end(); ++it)
            properties.insert(it.key(), it.value());
        for (const QJsonValue& name : schema[QStringLiteral("required")].toArray())
            required.append(name);
    }
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), required}};
}

} // namespace

QString schemaFault(const QJsonValue& value, const QJsonObject& schema, const QJsonObject& definitions, const QString& path)
{
    if (schema.contains(QStringLiteral("$ref")))
        return schemaFault(value, definitions[schema[QStringLiteral("$ref")].toString().section(QLatin1Char('/'), -1)].toObject(),
                           definitions, path);
    if (schema.contains(QStringLiteral("allOf")))
        return schemaFault(value, joined(schema[QStringLiteral("allOf")].toArray(), definitions), definitions, path);
    const QString type = schema[QStringLiteral("type")].toString();
    const auto fault = [&](const QString& why) { return path + QStringLiteral(": ") + why; };
    if (type == QStringLiteral("object")) {
        if (!value.isObject())
            return fault(QStringLiteral("not an object"));
        const QJsonObject object = value.toObject(), properties = schema[QStringLiteral("properties")].toObject();
        for (const QJsonValue& name : schema[QStringLiteral("required")].toArray()) {
            if (!object.contains(name.toString()))
                return fault(QStringLiteral("lacks ") + name.toString());
        }
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!properties.contains(it.key()))
                return fault(QStringLiteral("unknown property ") + it.key());
            if (const QString inner =
                    schemaFault(it.value(), properties[it.key()].toObject(), definitions, path + QLatin1Char('.') + it.key());
                !inner.isEmpty())
                return inner;
        }
        return {};
    }
    if (type == QStringLiteral("array")) {
        if (!value.isArray())
            return fault(QStringLiteral("not an array"));
        int index = 0;
        for (const QJsonValue& entry : value.toArray()) {
            if (const QString inner = schemaFault(entry, schema[QStringLiteral("items")].toObject(), definitions,
                                                  QStringLiteral("%1[%2]").arg(path).arg(index++));
                !inner.isEmpty())
                return inner;
        }
        return {};
    }
    if (type == QStringLiteral("string")) {
        if (!value.isString())
            return fault(QStringLiteral("not a text"));
        if (schema[QStringLiteral("format")].toString() == QStringLiteral("date-time") &&
            !QDateTime::fromString(value.toString(), Qt::ISODate).isValid())
            return fault(QStringLiteral("not a date and time"));
        const QJsonArray allowed = schema[QStringLiteral("enum")].toArray();
        return allowed.isEmpty() || allowed.contains(value)
                   ? QString()
                   : fault(QStringLiteral("not in the enumeration: ") + value.toString());
    }
    if (type == QStringLiteral("integer"))
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger())
                   ? QString()
                   : fault(QStringLiteral("not an integer"));
    if (type == QStringLiteral("number"))
        return value.isDouble() ? QString() : fault(QStringLiteral("not a number"));
    if (type == QStringLiteral("boolean"))
        return value.isBool() ? QString() : fault(QStringLiteral("not a boolean"));
    return fault(QStringLiteral("definition without a type"));
}
