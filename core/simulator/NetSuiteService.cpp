// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteService.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

#include "base/Clock.h"
#include "simulator/Dice.h"
#include "simulator/Faults.h"
#include "simulator/NetSuiteAccount.h"

namespace causeway::simulator {
namespace {

const QString kRecords = QStringLiteral("/services/rest/record/v1/");
const QString kToken = QStringLiteral("/services/rest/auth/oauth2/v1/token");
const QString kSuiteQl = QStringLiteral("/services/rest/query/v1/suiteql");
constexpr int kMaxPage = 1000;
constexpr qint64 kMaxRows = 100'000;

QString titleOf(int status)
{
    switch (status) {
    case 400:
        return QStringLiteral("Bad Request");
    case 401:
        return QStringLiteral("Unauthorized");
    case 403:
        return QStringLiteral("Forbidden");
    case 404:
        return QStringLiteral("Not Found");
    case 405:
        return QStringLiteral("Method Not Allowed");
    case 429:
        return QStringLiteral("Too Many Requests");
    case 503:
        return QStringLiteral("Service Unavailable");
    default:
        return QStringLiteral("Internal Server Error");
    }
}

/// POST salesOrder, GET customer, suiteql, …: how calls are counted.
QString operationOf(const HttpCall& call)
{
    if (call.path == kToken)
        return QStringLiteral("token");
    if (call.path == kSuiteQl)
        return QStringLiteral("suiteql");
    if (call.path.startsWith(kRecords, Qt::CaseInsensitive)) {
        const QString name = call.path.mid(kRecords.size()).section(QLatin1Char('/'), 0, 0);
        const RecordType* type = recordType(name);
        if (const qsizetype at = call.path.indexOf(u"/!transform/"); type && at > 0)
            return QStringLiteral("transform ") + type->name + QLatin1Char(' ') + call.path.mid(at + 12);
        return type ? QString::fromLatin1(call.method) + QLatin1Char(' ') + type->name : name;
    }
    return call.path.section(QLatin1Char('/'), -1);
}

} // namespace

NetSuiteService::NetSuiteService(const NetSuiteSim::Settings& settings, Faults& faults)
    : m_settings(settings),
      m_faults(faults),
      m_auth(settings.seed),
      m_records({settings.oneWorld, settings.multiLocation, settings.multiCurrency, settings.suiteTax, true, false},
                [this] { return now(); }),
      m_concurrency(settings.concurrency)
{
    fillAccount(m_records, settings.seed, QDateTime::fromMSecsSinceEpoch(now(), Qt::UTC).date());
}

qint64 NetSuiteService::now() const
{
    return m_settings.clock->nowMs();
}

QString NetSuiteService::baseUrl(const HttpCall& call) const
{
    return QStringLiteral("http://") + QString::fromLatin1(call.header("Host"));
}

QByteArray NetSuiteService::guid() const
{
    const QByteArray hex = QByteArray::number(m_faults.draw(), 16).rightJustified(16, '0') +
                           QByteArray::number(m_faults.draw(), 16).rightJustified(16, '0');
    return hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20, 12);
}

HttpAnswer NetSuiteService::finish(HttpAnswer answer) const
{
    answer.headers.emplace_back("X-N-OperationId", guid());
    answer.headers.emplace_back("X-NetSuite-JobId", guid());
    return answer;
}

HttpAnswer NetSuiteService::json(const QJsonObject& body, const char* kind) const
{
    return finish({200,
                   QByteArray("application/vnd.oracle.resource+json; type=") + kind + "; charset=UTF-8",
                   QJsonDocument(body).toJson(QJsonDocument::Compact),
                   {}});
}

HttpAnswer NetSuiteService::error(const HttpCall&, const RestError& error) const
{
    static const std::map<int, QString> kSections{{400, QStringLiteral("15.5.1")}, {401, QStringLiteral("15.5.2")},
                                                  {403, QStringLiteral("15.5.4")}, {404, QStringLiteral("15.5.5")},
                                                  {429, QStringLiteral("15.5")},   {500, QStringLiteral("15.6.1")}};
    const auto section = kSections.find(error.status);
    QJsonObject detail{{QStringLiteral("detail"), error.detail}, {QStringLiteral("o:errorCode"), error.code}};
    if (!error.path.isEmpty())
        detail.insert(error.path.startsWith(QLatin1Char('?')) ? QStringLiteral("o:errorQueryParam")
                                                              : QStringLiteral("o:errorPath"),
                      error.path.startsWith(QLatin1Char('?')) ? error.path.mid(1) : error.path);
    const QJsonObject body{
        {QStringLiteral("type"), QStringLiteral("https://www.rfc-editor.org/rfc/rfc9110.html#section-%1")
                                     .arg(section == kSections.end() ? QStringLiteral("15") : section->second)},
        {QStringLiteral("title"), titleOf(error.status)},
        {QStringLiteral("status"), error.status},
        {QStringLiteral("o:errorDetails"), QJsonArray{detail}}};
    return finish({error.status,
                   "application/vnd.oracle.resource+json; type=error; charset=UTF-8",
                   QJsonDocument(body).toJson(QJsonDocument::Compact),
                   {}});
}

HttpAnswer NetSuiteService::serverError(const HttpCall& call, int status)
{
    return error(call, {status,
                        status == 503 ? QStringLiteral("SERVICE_UNAVAILABLE") : QStringLiteral("UNEXPECTED_ERROR"),
                        QStringLiteral("An unexpected error occurred. Error ID: %1").arg(QString::fromLatin1(guid().left(12))),
                        {}});
}

HttpAnswer NetSuiteService::throttled(const HttpCall& call)
{
    m_log.count(operationOf(call));
    m_log.countThrottled();
    return error(call, {429,
                        QStringLiteral("CONCURRENCY_LIMIT_EXCEEDED"),
                        QStringLiteral("Concurrent request limit exceeded. Request blocked."),
                        {}});
}

bool NetSuiteService::isSignIn(const HttpCall& call) const
{
    return call.path == kToken;
}

bool NetSuiteService::begin(const HttpCall& call)
{
    if (isSignIn(call))
        return true;
    if (m_active.fetch_add(1) < m_concurrency)
        return true;
    m_active.fetch_sub(1);
    return false;
}

void NetSuiteService::end(const HttpCall& call)
{
    if (!isSignIn(call))
        m_active.fetch_sub(1);
}

HttpAnswer NetSuiteService::handle(const HttpCall& call)
{
    m_log.count(operationOf(call));
    if (isSignIn(call))
        return call.method == "POST" ? m_auth.grant(call, now()) : HttpAnswer{405, {}, {}, {}};
    if (const QString why = m_auth.refusal(call, now()); !why.isEmpty()) {
        HttpAnswer answer = error(
            call,
            {401,
             QStringLiteral("INVALID_LOGIN"),
             QStringLiteral(
                 "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > "
                 "User Management > View Login Audit Trail."),
             {}});
        if (NetSuiteAuth::usesBearer(call))
            answer.headers.emplace_back("WWW-Authenticate",
                                        "Bearer realm=\"" + m_auth.account().toLatin1() + "\", error=\"invalid_token\"");
        return answer;
    }
    if (call.path == kSuiteQl)
        return suiteQl(call);
    if (call.path == QStringLiteral("/services/rest/system/v1/serverTime"))
        return json({{QStringLiteral("serverTime"),
                      QDateTime::fromMSecsSinceEpoch(now(), Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'")}},
                    "singular");
    if (call.path == QStringLiteral("/services/rest/system/v1/governanceLimits")) // administrators only; this role is not one
        return error(call, {403,
                            QStringLiteral("INSUFFICIENT_PERMISSION"),
                            QStringLiteral("Permission Violation: You need the 'Administrator' role to access this page."),
                            {}});
    if (call.path.startsWith(kRecords, Qt::CaseInsensitive)) {
        const QStringList parts = call.path.mid(kRecords.size()).split(QLatin1Char('/'), Qt::SkipEmptyParts);
        if (!parts.isEmpty() && parts[0] == QStringLiteral("metadata-catalog"))
            return metadata(call);
        if (!parts.isEmpty())
            return record(call, parts);
    }
    return error(call, {404, QStringLiteral("NOT_FOUND"), QStringLiteral("The requested page does not exist."), {}});
}

HttpAnswer NetSuiteService::suiteQl(const HttpCall& call)
{
    if (call.method != "POST")
        return error(call,
                     {405, QStringLiteral("METHOD_NOT_ALLOWED"), QStringLiteral("The requested method is not allowed."), {}});
    if (!call.header("Prefer").toLower().contains("transient")) {
        m_log.violation(QStringLiteral("suiteql: header Prefer: transient is missing"));
        return error(call, {400,
                            QStringLiteral("INVALID_HEADER"),
                            QStringLiteral("Missing or invalid header 'Prefer'. Only 'transient' is supported."),
                            {}});
    }
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    if (!body[QStringLiteral("q")].isString())
        return error(call, {400, QStringLiteral("INVALID_CONTENT"),
                            QStringLiteral("The request body must contain the query in 'q'."), QStringLiteral("q")});
    const int limit = call.parameter(QStringLiteral("limit")).value_or(QStringLiteral("1000")).toInt();
    const qint64 offset = call.parameter(QStringLiteral("offset")).value_or(QStringLiteral("0")).toLongLong();
    if (limit < 1 || limit > kMaxPage)
        return error(call, {400, QStringLiteral("INVALID_PARAMETER"), QStringLiteral("Provide a limit between 1 and 1000."),
                            QStringLiteral("?limit")});
    if (offset < 0 || offset % limit != 0)
        return error(call, {400, QStringLiteral("INVALID_PARAMETER"),
                            QStringLiteral("The offset must be divisible by the limit."), QStringLiteral("?offset")});
    QStringList values;
    for (const QJsonValue& value : body[QStringLiteral("params")].toArray())
        values += value.toVariant().toString();
    const std::lock_guard lock(m_mutex);
    if (m_missingPermissions.contains(QStringLiteral("REPO_ANALYTICS")))
        return error(call, {403,
                            QStringLiteral("INSUFFICIENT_PERMISSION"),
                            QStringLiteral("You do not have permission to access SuiteAnalytics Workbook."),
                            {}});
    const auto page = m_records.tables().query(body[QStringLiteral("q")].toString(), values, limit, offset);
    if (!page)
        return error(call, {400, QStringLiteral("INVALID_PARAMETER"), page.error(), QStringLiteral("?q")});
    if (page->total > kMaxRows)
        return error(call, {400, QStringLiteral("INVALID_PARAMETER"), QStringLiteral("The query returned more than 100000 rows."),
                            QStringLiteral("?q")});
    const QString url = baseUrl(call) + kSuiteQl;
    QJsonArray items, links;
    for (QJsonObject row : page->rows) {
        row.insert(QStringLiteral("links"), QJsonArray());
        items.append(row);
    }
    const auto link = [&](const char* name, qint64 at) {
        links.append(QJsonObject{{QStringLiteral("rel"), QString::fromLatin1(name)},
                                 {QStringLiteral("href"), QStringLiteral("%1?limit=%2&offset=%3").arg(url).arg(limit).arg(at)}});
    };
    const bool hasMore = offset + limit < page->total;
    if (hasMore) {
        link("next", offset + limit);
        link("last", (page->total - 1) / limit * limit);
    }
    link("self", offset);
    HttpAnswer answer = json({{QStringLiteral("links"), links},
                              {QStringLiteral("count"), items.size()},
                              {QStringLiteral("hasMore"), hasMore},
                              {QStringLiteral("items"), items},
                              {QStringLiteral("offset"), offset},
                              {QStringLiteral("totalResults"), page->total}},
                             "collection");
    answer.headers.emplace_back("Preference-Applied", "transient");
    return answer;
}

HttpAnswer NetSuiteService::metadata(const HttpCall& call)
{
    const std::lock_guard lock(m_mutex);
    const QStringList select = call.listParameter(QStringLiteral("select"));
    if (select.isEmpty()) {
        QJsonArray items;
        for (const RecordType& type : recordTypes()) {
            if (type.name != QStringLiteral("subsidiary") || m_settings.oneWorld)
                items.append(QJsonObject{
                    {QStringLiteral("name"), type.name},
                    {QStringLiteral("links"),
                     QJsonArray{QJsonObject{{QStringLiteral("rel"), QStringLiteral("canonical")},
                                            {QStringLiteral("href"),
                                             baseUrl(call) + kRecords + QStringLiteral("metadata-catalog/") + type.name}}}}});
        }
        return json({{QStringLiteral("items"), items}}, "collection");
    }
    for (const QString& name : select) {
        if (!recordType(name))
            return error(
                call, {404, QStringLiteral("NONEXISTENT_ID"), QStringLiteral("Record type '%1' does not exist.").arg(name), {}});
    }
    HttpAnswer answer = json(metadataCatalogue(m_records, select, baseUrl(call)), "singular");
    answer.contentType = "application/swagger+json";
    return answer;
}

QString NetSuiteService::put(NetSuiteRecords& records, QStringView type, const QJsonObject& body, qint64 id,
                             const QString& madeBy)
{
    WriteOptions options;
    options.checked = false;
    options.madeBy = madeBy;
    return QString::number(records.create(*recordType(type), body, options, id).value_or(0));
}

bool NetSuiteService::change(NetSuiteRecords& records, QStringView type, qint64 id, const QJsonObject& fields)
{
    WriteOptions options;
    options.checked = false;
    const RecordType& known = *recordType(type);
    return records.find(known, id) && records.patch(known, id, fields, options).has_value();
}

void NetSuiteService::removePermission(const QString& permissionId)
{
    const std::lock_guard lock(m_mutex);
    m_missingPermissions.insert(permissionId);
    m_records.tables().removePermission(permissionId);
}

} // namespace causeway::simulator
