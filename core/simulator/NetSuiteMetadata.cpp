// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteAccount.h"

namespace causeway::simulator {
namespace {

QJsonObject propertyOf(const FieldDef& field, const QString& record)
{
    QJsonObject property{{QStringLiteral("title"), field.name}};
    const auto type = [&](const char* name, const char* format = nullptr) {
        property.insert(QStringLiteral("type"), QString::fromLatin1(name));
        if (format)
            property.insert(QStringLiteral("format"), QString::fromLatin1(format));
    };
    const auto schema = [](const QString& name) {
        return QJsonObject{{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + name}};
    };
    switch (field.kind) {
    case FieldKind::Number:
        type("number", "double");
        break;
    case FieldKind::Integer:
        type("integer", "int64");
        break;
    case FieldKind::Boolean:
        type("boolean");
        break;
    case FieldKind::Date:
        type("string", "date");
        break;
    case FieldKind::DateTime:
        type("string", "date-time");
        break;
    case FieldKind::Enumeration:
        type("object");
        property.insert(
            QStringLiteral("properties"),
            QJsonObject{{QStringLiteral("id"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}},
                        {QStringLiteral("refName"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}});
        break;
    case FieldKind::Reference:
        return schema(QStringLiteral("nsResource"));
    case FieldKind::Address:
        return schema(record + QLatin1Char('-') + field.name);
    case FieldKind::Sublist:
        return schema(record + QLatin1Char('-') + field.name + QStringLiteral("Collection"));
    case FieldKind::ReadOnly:
        type("string");
        property.insert(QStringLiteral("readOnly"), true);
        break;
    case FieldKind::Text:
        type("string");
        if (field.maxLength > 0)
            property.insert(QStringLiteral("maxLength"), field.maxLength);
        break;
    }
    return property;
}

QJsonObject objectOf(const std::vector<FieldDef>& fields, const QString& record, const NetSuiteRecords& records,
                     const QString& customKind)
{
    QJsonObject properties;
    for (const FieldDef& field : fields) {
        if (isAvailable(field, records.features()))
            properties.insert(field.name, propertyOf(field, record));
    }
    for (const CustomField& custom : records.customFields()) {
        if (custom.kind == customKind)
            properties.insert(custom.scriptId, QJsonObject{{QStringLiteral("title"), custom.label},
                                                           {QStringLiteral("type"), custom.isBoolean  ? QStringLiteral("boolean")
                                                                                    : custom.isNumber ? QStringLiteral("number")
                                                                                                      : QStringLiteral("string")},
                                                           {QStringLiteral("x-ns-custom-field"), true}});
    }
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("x-ns-filterable"), QJsonArray{QStringLiteral("id")}}};
}

} // namespace

QJsonObject metadataCatalogue(const NetSuiteRecords& records, const QStringList& select, const QString& baseUrl)
{
    QJsonObject schemas{
        {QStringLiteral("nsResource"),
         QJsonObject{
             {QStringLiteral("type"), QStringLiteral("object")},
             {QStringLiteral("properties"),
              QJsonObject{{QStringLiteral("id"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}},
                          {QStringLiteral("externalId"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}},
                          {QStringLiteral("refName"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}}}}}};
    QJsonObject paths;
    for (const QString& name : select) {
        const RecordType* type = recordType(name.trimmed());
        if (!type || (type->name == QStringLiteral("subsidiary") && !records.features().oneWorld))
            continue;
        const QString kind = type->group == QStringLiteral("entity")        ? QStringLiteral("ENTITY")
                             : type->group == QStringLiteral("transaction") ? QStringLiteral("BODY")
                                                                            : QStringLiteral("ITEM");
        schemas.insert(type->name, objectOf(type->fields, type->name, records, kind));
        for (const FieldDef& field : type->fields) {
            if (!isAvailable(field, records.features()))
                continue;
            if (field.kind == FieldKind::Address)
                schemas.insert(type->name + QLatin1Char('-') + field.name, objectOf(addressFields(), type->name, records, {}));
            if (field.kind != FieldKind::Sublist)
                continue;
            const QString element = type->name + QLatin1Char('-') + field.name + QStringLiteral("Element");
            schemas.insert(element, objectOf(type->sublists.at(field.name), type->name, records,
                                             field.name == QStringLiteral("item") ? QStringLiteral("COLUMN") : QString()));
            for (const FieldDef& column : type->sublists.at(field.name)) {
                if (column.kind == FieldKind::Address)
                    schemas.insert(type->name + QLatin1Char('-') + column.name,
                                   objectOf(addressFields(), type->name, records, {}));
            }
            schemas.insert(
                type->name + QLatin1Char('-') + field.name + QStringLiteral("Collection"),
                QJsonObject{{QStringLiteral("type"), QStringLiteral("object")},
                            {QStringLiteral("properties"),
                             QJsonObject{{QStringLiteral("items"),
                                          QJsonObject{{QStringLiteral("type"), QStringLiteral("array")},
                                                      {QStringLiteral("items"),
                                                       QJsonObject{{QStringLiteral("$ref"),
                                                                    QStringLiteral("#/components/schemas/") + element}}}}}}}});
        }
        paths.insert(
            QLatin1Char('/') + type->name,
            QJsonObject{{QStringLiteral("post"), QJsonObject{{QStringLiteral("summary"), QStringLiteral("Insert record.")}}}});
    }
    return {{QStringLiteral("openapi"), QStringLiteral("3.0.1")},
            {QStringLiteral("info"), QJsonObject{{QStringLiteral("title"), QStringLiteral("NetSuite REST Record API")},
                                                 {QStringLiteral("version"), QStringLiteral("v1")}}},
            {QStringLiteral("servers"),
             QJsonArray{QJsonObject{{QStringLiteral("url"), baseUrl + QStringLiteral("/services/rest/record/v1")}}}},
            {QStringLiteral("paths"), paths},
            {QStringLiteral("components"), QJsonObject{{QStringLiteral("schemas"), schemas}}}};
}

} // namespace causeway::simulator
