// SPDX-License-Identifier: GPL-3.0-or-later
// The record service of the simulated NetSuite: /services/rest/record/v1/{type}/{id}.
#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

#include "simulator/NetSuiteService.h"

namespace causeway::simulator {
namespace {

Validation validationOf(const HttpCall& call, const QByteArray& header, Validation normal)
{
    const QByteArray value = call.header(header).toLower();
    return value == "error"     ? Validation::Error
           : value == "warning" ? Validation::Warning
           : value == "ignore"  ? Validation::Ignore
                                : normal;
}

QJsonArray selfLink(const QString& url)
{
    return {QJsonObject{{QStringLiteral("rel"), QStringLiteral("self")}, {QStringLiteral("href"), url}}};
}

WriteOptions optionsOf(const HttpCall& call, QStringList& warnings)
{
    WriteOptions options;
    options.names = validationOf(call, "X-NetSuite-PropertyNameValidation", Validation::Warning);
    options.values = validationOf(call, "X-NetSuite-PropertyValueValidation", Validation::Error);
    options.replaceSublists = call.listParameter(QStringLiteral("replace"));
    options.warnings = &warnings;
    return options;
}

void addWarnings(HttpAnswer& answer, const QStringList& warnings)
{
    if (!warnings.isEmpty())
        answer.headers.emplace_back("X-NetSuite-Warning", warnings.join(QLatin1Char(' ')).toUtf8());
}

} // namespace

HttpAnswer NetSuiteService::missing(const HttpCall& call, const RecordType& type, const QString& key) const
{
    // Recorded answers: an unknown transaction id is a 400, everything else a 404.
    if (type.group == QStringLiteral("transaction") && !key.startsWith(u"eid:"))
        return error(call, {400,
                            QStringLiteral("USER_ERROR"),
                            QStringLiteral("Error while accessing a resource. Transaction type specified is incorrect."),
                            {}});
    return error(call, {404,
                        QStringLiteral("NONEXISTENT_ID"),
                        QStringLiteral("The record instance does not exist. Provide a valid record instance ID."),
                        {}});
}

tl::expected<const NetSuiteRecord*, HttpAnswer> NetSuiteService::lookUp(const HttpCall& call, const RecordType& type,
                                                                        const QString& key) const
{
    const NetSuiteRecord* record =
        key.startsWith(u"eid:") ? m_records.findExternal(type, key.mid(4)) : m_records.find(type, key.toLongLong());
    if (!record)
        return tl::unexpected<HttpAnswer>(missing(call, type, key));
    return record;
}

HttpAnswer NetSuiteService::record(const HttpCall& call, const QStringList& parts)
{
    static const QRegularExpression kExternalId(QStringLiteral("^eid:[A-Za-z0-9_-]+$"));
    const RecordType* type = recordType(parts[0]);
    if (!type || (type->name == QStringLiteral("subsidiary") && !m_settings.oneWorld))
        return error(
            call, {404, QStringLiteral("NONEXISTENT_ID"), QStringLiteral("Record type '%1' does not exist.").arg(parts[0]), {}});
    {
        const std::lock_guard lock(m_mutex);
        if (m_missingPermissions.contains(type->permission) ||
            m_missingPermissions.contains(QStringLiteral("ADMI_RESTWEBSERVICES")))
            return error(call, {403,
                                QStringLiteral("INSUFFICIENT_PERMISSION"),
                                QStringLiteral("Permission Violation: You need a higher level of the '%1' permission to access "
                                               "this page. Please contact your account administrator.")
                                    .arg(type->permission),
                                {}});
    }
    if (parts.size() == 1)
        return call.method == "POST" ? createRecord(call, *type)
               : call.method == "GET"
                   ? listRecords(call, *type)
                   : error(
                         call,
                         {405, QStringLiteral("METHOD_NOT_ALLOWED"), QStringLiteral("The requested method is not allowed."), {}});
    const QString& key = parts[1];
    if (key.startsWith(u"eid:") && !kExternalId.match(key).hasMatch())
        return error(call,
                     {400, QStringLiteral("INVALID_REQUEST"), QStringLiteral("Invalid external id '%1'.").arg(key.mid(4)), {}});
    if (parts.size() == 4 && parts[2] == QStringLiteral("!transform"))
        return transformRecord(call, *type, key, parts[3]);
    if (parts.size() > 2)
        return error(call, {404, QStringLiteral("NOT_FOUND"), QStringLiteral("The requested resource does not exist."), {}});
    return call.method == "GET" ? readRecord(call, *type, key) : writeRecord(call, *type, key);
}

HttpAnswer NetSuiteService::createRecord(const HttpCall& call, const RecordType& type)
{
    const QJsonDocument document = QJsonDocument::fromJson(call.body);
    if (!document.isObject())
        return error(call, {400,
                            QStringLiteral("INVALID_CONTENT"),
                            QStringLiteral("Invalid content in the request body. Provide a valid JSON object."),
                            {}});
    QStringList warnings;
    const WriteOptions options = optionsOf(call, warnings);
    const std::lock_guard lock(m_mutex);
    const auto id = m_records.create(type, document.object(), options);
    if (!id)
        return error(call, id.error());
    HttpAnswer answer = finish(
        {204,
         {},
         {},
         {{"Location", (baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(type.name).arg(*id)).toUtf8()}}});
    addWarnings(answer, warnings);
    return answer;
}

HttpAnswer NetSuiteService::transformRecord(const HttpCall& call, const RecordType& from, const QString& key,
                                            const QString& target)
{
    const RecordType* to = recordType(target);
    if (!to)
        return error(call,
                     {404, QStringLiteral("NONEXISTENT_ID"), QStringLiteral("Record type '%1' does not exist.").arg(target), {}});
    if (call.method != "POST")
        return error(call,
                     {405, QStringLiteral("METHOD_NOT_ALLOWED"), QStringLiteral("The requested method is not allowed."), {}});
    const QJsonDocument document = QJsonDocument::fromJson(call.body.isEmpty() ? QByteArray("{}") : call.body);
    if (!document.isObject())
        return error(call, {400,
                            QStringLiteral("INVALID_CONTENT"),
                            QStringLiteral("Invalid content in the request body. Provide a valid JSON object."),
                            {}});
    QStringList warnings;
    const WriteOptions options = optionsOf(call, warnings);
    const std::lock_guard lock(m_mutex);
    if (m_missingPermissions.contains(to->permission))
        return error(call, {403,
                            QStringLiteral("INSUFFICIENT_PERMISSION"),
                            QStringLiteral("Permission Violation: You need a higher level of the '%1' permission to access "
                                           "this page. Please contact your account administrator.")
                                .arg(to->permission),
                            {}});
    const auto source = lookUp(call, from, key);
    if (!source)
        return source.error();
    const auto id = m_records.transform(from, (*source)->id, *to, document.object(), options);
    if (!id)
        return error(call, id.error());
    HttpAnswer answer = finish(
        {204,
         {},
         {},
         {{"Location", (baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(to->name).arg(*id)).toUtf8()}}});
    addWarnings(answer, warnings);
    return answer;
}

HttpAnswer NetSuiteService::writeRecord(const HttpCall& call, const RecordType& type, const QString& key)
{
    QStringList warnings;
    const WriteOptions options = optionsOf(call, warnings);
    const QJsonDocument document = QJsonDocument::fromJson(call.body);
    const std::lock_guard lock(m_mutex);
    if (call.method == "DELETE") {
        const auto record = lookUp(call, type, key);
        if (!record)
            return record.error();
        if (type.group == QStringLiteral("transaction") && m_records.hasDependents((*record)->id))
            return error(call, refusal(QStringLiteral("This record cannot be deleted because it has dependent records.")));
        m_records.remove(type, (*record)->id);
        return finish({204, {}, {}, {}});
    }
    if (!document.isObject())
        return error(call, {400,
                            QStringLiteral("INVALID_CONTENT"),
                            QStringLiteral("Invalid content in the request body. Provide a valid JSON object."),
                            {}});
    QJsonObject body = document.object();
    const auto record = lookUp(call, type, key);
    if (call.method == "PUT") {
        if (!key.startsWith(u"eid:"))
            return error(
                call,
                {400, QStringLiteral("INVALID_REQUEST"), QStringLiteral("Upsert needs an external id in the form eid:…"), {}});
        if (!record) {
            body.insert(QStringLiteral("externalId"), key.mid(4));
            const auto id = m_records.create(type, body, options);
            if (!id)
                return error(call, id.error());
            return finish(
                {204,
                 {},
                 {},
                 {{"Location",
                   (baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(type.name).arg(*id)).toUtf8()}}});
        }
    } else if (call.method != "PATCH") {
        return error(call,
                     {405, QStringLiteral("METHOD_NOT_ALLOWED"), QStringLiteral("The requested method is not allowed."), {}});
    }
    if (!record)
        return record.error();
    const qint64 id = (*record)->id;
    if (const auto done = m_records.patch(type, id, body, options); !done)
        return error(call, done.error());
    HttpAnswer answer = finish(
        {204,
         {},
         {},
         {{"Location", (baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(type.name).arg(id)).toUtf8()}}});
    addWarnings(answer, warnings);
    return answer;
}

HttpAnswer NetSuiteService::readRecord(const HttpCall& call, const RecordType& type, const QString& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = lookUp(call, type, key);
    if (!found)
        return found.error();
    const NetSuiteRecord& record = **found;
    const bool expand = call.parameter(QStringLiteral("expandSubResources")) == QStringLiteral("true");
    const QStringList wanted = call.listParameter(QStringLiteral("fields"));
    const QString url = baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(type.name).arg(record.id);
    QJsonObject body;
    for (auto it = record.body.begin(); it != record.body.end(); ++it) {
        if (it.key().startsWith(u"sim") || (!wanted.isEmpty() && !wanted.contains(it.key())))
            continue;
        const QJsonObject object = it.value().toObject();
        const bool isSubresource = object.contains(QStringLiteral("items")) || it.key().endsWith(u"Address");
        if (isSubresource && !expand) {
            body.insert(it.key(), QJsonObject{{QStringLiteral("links"), selfLink(url + QLatin1Char('/') + it.key())}});
        } else if (object.contains(QStringLiteral("items"))) {
            QJsonObject list = object;
            const auto size = object[QStringLiteral("items")].toArray().size();
            list.insert(QStringLiteral("links"), selfLink(url + QLatin1Char('/') + it.key()));
            list.insert(QStringLiteral("totalResults"), size);
            list.insert(QStringLiteral("count"), size);
            list.insert(QStringLiteral("offset"), 0);
            list.insert(QStringLiteral("hasMore"), false);
            body.insert(it.key(), list);
        } else {
            body.insert(it.key(), it.value());
        }
    }
    body.insert(QStringLiteral("id"), QString::number(record.id));
    body.insert(QStringLiteral("links"), selfLink(url));
    if (type.name == QStringLiteral("salesOrder")) {
        const QString letter = referenceId(record.body, QStringLiteral("orderStatus"));
        body.insert(QStringLiteral("status"),
                    QJsonObject{{QStringLiteral("id"), letter},
                                {QStringLiteral("refName"), orderStatusLabel(letter).section(QStringLiteral(" : "), 1)}});
    }
    if (type.name == QStringLiteral("returnAuthorization")) {
        const QString letter = statusOf(record);
        body.insert(QStringLiteral("status"), QJsonObject{{QStringLiteral("id"), letter},
                                                          {QStringLiteral("refName"),
                                                           statusLabel(type.sqlType, letter).section(QStringLiteral(" : "), 1)}});
    }
    body.insert(QStringLiteral("lastModifiedDate"),
                QDateTime::fromMSecsSinceEpoch(record.modifiedMs, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"));
    body.insert(type.group == QStringLiteral("entity") ? QStringLiteral("dateCreated") : QStringLiteral("createdDate"),
                QDateTime::fromMSecsSinceEpoch(record.createdMs, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"));
    return json(body, "singular");
}

HttpAnswer NetSuiteService::listRecords(const HttpCall& call, const RecordType& type)
{
    static const QRegularExpression kFilter(QStringLiteral(R"re(^\s*(\w+)\s+IS\s+"([^"]*)"\s*$)re"),
                                            QRegularExpression::CaseInsensitiveOption);
    const qsizetype limit = call.parameter(QStringLiteral("limit")).value_or(QStringLiteral("1000")).toInt();
    const qsizetype offset = call.parameter(QStringLiteral("offset")).value_or(QStringLiteral("0")).toInt();
    const auto filter = call.parameter(QStringLiteral("q"));
    const QRegularExpressionMatch match = kFilter.match(filter.value_or(QString()));
    if (limit < 1 || limit > 1000 || offset < 0 || offset % limit != 0 || (filter && !match.hasMatch()))
        return error(call, {400, QStringLiteral("INVALID_PARAMETER"), QStringLiteral("Invalid query parameter."), {}});
    const std::lock_guard lock(m_mutex);
    QJsonArray items;
    qsizetype total = 0;
    for (const NetSuiteRecord* record : m_records.all(type)) {
        if (filter && record->body[match.captured(1)].toString().compare(match.captured(2), Qt::CaseInsensitive) != 0)
            continue;
        if (total >= offset && items.size() < limit)
            items.append(QJsonObject{
                {QStringLiteral("id"), QString::number(record->id)},
                {QStringLiteral("links"),
                 selfLink(baseUrl(call) + QStringLiteral("/services/rest/record/v1/%1/%2").arg(type.name).arg(record->id))}});
        ++total;
    }
    return json({{QStringLiteral("links"), selfLink(baseUrl(call) + call.path)},
                 {QStringLiteral("items"), items},
                 {QStringLiteral("count"), items.size()},
                 {QStringLiteral("hasMore"), offset + items.size() < total},
                 {QStringLiteral("offset"), offset},
                 {QStringLiteral("totalResults"), total}},
                "collection");
}

} // namespace causeway::simulator
