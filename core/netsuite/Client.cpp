// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/Client.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>

#include "netsuite/Catalogue.h"
#include "netsuite/ErrorDecoder.h"
#include "netsuite/OAuth2Auth.h"
#include "netsuite/PermissionProbe.h"
#include "netsuite/SuiteQlPage.h"
#include "netsuite/TbaAuth.h"
#include "netsuite/UserAgent.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::Client)
};

constexpr qint64 kShortestPauseMs = 1'000; // after a refused slot; NetSuite names no time
constexpr qint64 kLongestPauseMs = 60'000;
constexpr int kPauseSpreadMs = 4'000;

Error defect(const QString& message)
{
    return Error::make(ErrorKind::Defect, message, Words::tr("Send a support bundle."), QStringLiteral("netsuite-call"));
}

/// These stand in a path, and an id may come from a file a person edited.
Result<QString> typePath(const QString& type)
{
    static const QRegularExpression kType(QStringLiteral("\\A[A-Za-z][A-Za-z0-9_]*\\z"));
    if (!kType.match(type).hasMatch())
        return fail(defect(Words::tr("“%1” is not the name of a NetSuite record type.").arg(type.left(60))));
    return type;
}

Result<QString> recordPath(const QString& type, const QString& id)
{
    static const QRegularExpression kId(QStringLiteral("\\A(eid:[A-Za-z0-9_-]+|-?[0-9]{1,18})\\z"));
    auto path = typePath(type);
    if (!path)
        return path;
    if (!kId.match(id).hasMatch())
        return fail(ErrorKind::Invalid, Words::tr("“%1” is not the id of a NetSuite record.").arg(id.left(60)),
                    Words::tr("An internal id is a whole number."), QStringLiteral("record-id"));
    return *path + u'/' + id;
}

/// Empty when the Location is not that of a new record of this type.
QString idFromLocation(const QByteArray& location, const QString& type)
{
    static const QRegularExpression kForm(QStringLiteral("/services/rest/record/v1/([A-Za-z0-9_]+)/(-?[0-9]{1,18})/?\\z"),
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = kForm.match(QString::fromLatin1(location));
    return match.captured(1).compare(type, Qt::CaseInsensitive) == 0 ? match.captured(2) : QString();
}

bool isJson(const http::HttpResponse& response)
{
    return response.header("Content-Type").toLower().contains("json");
}

qint64 pauseMs(const http::HttpResponse& response)
{
    bool isNumber = false;
    const qint64 seconds = response.header("Retry-After").toLongLong(&isNumber);
    if (isNumber && seconds > 0)
        return qBound(kShortestPauseMs, seconds * 1000, kLongestPauseMs);
    return kShortestPauseMs + QRandomGenerator::global()->bounded(kPauseSpreadMs);
}
} // namespace

struct Client::Call
{
    QString operation; ///< for the log
    http::Method method = http::Method::Get;
    QUrl url;
    QByteArray body;
    bool changesData = false; ///< a POST to SuiteQL does not
    Redactor redactor;
    QByteArray accept = "application/json";
    bool isQuery = false; ///< SuiteQL, which demands a Prefer header
};

Client::Client(const config::NetSuiteSettings& settings, http::HttpClient& http, http::RateLimiter& limiter,
               security::TokenCache& tokens, const security::SecretSource& secrets, http::CallCounters& counters)
    : m_endpoints(Endpoints::of(settings)),
      m_usesTba(settings.auth == QStringLiteral("tba")),
      m_http(http),
      m_limiter(limiter),
      m_counters(counters)
{
    m_limiter.setSlots(kSlots, qMax(1, settings.concurrency));
    if (!m_endpoints)
        return;
    if (m_usesTba)
        m_authorizer = std::make_unique<TbaAuth>(*m_endpoints, http, secrets);
    else
        m_authorizer = std::make_unique<OAuth2Auth>(settings, *m_endpoints, http, tokens, secrets, counters);
}

Client::~Client() = default;

Result<http::HttpResponse> Client::once(http::HttpRequest request, const Call& call, http::Headers& authorization,
                                        const StopToken& stop)
{
    auto given = m_authorizer->authorize(request, stop);
    if (!given)
        return fail(given.error());
    authorization = std::move(*given);
    request.headers.insert(request.headers.end(), authorization.begin(), authorization.end());
    auto response = m_http.send(call.operation, request, m_counters, stop);
    if (!response) {
        Error error = response.error();
        if (error.kind == ErrorKind::Unclear && !call.changesData) // a query: asking again does no harm
            error.kind = stop.stopRequested() ? ErrorKind::Cancelled : ErrorKind::Unavailable;
        return fail(std::move(error));
    }
    return response;
}

Result<http::HttpResponse> Client::send(const Call& call, const StopToken& stop)
{
    if (!m_endpoints)
        return fail(m_endpoints.error());
    // The slot first: a signature with a time in it must not grow old while it waits.
    const auto slot = m_limiter.acquireSlot(kSlots, stop);
    if (!slot)
        return fail(slot.error());
    http::HttpRequest request;
    request.method = call.method;
    request.url = call.url;
    request.body = call.body;
    request.headers = {{"Accept", call.accept},
                       {"User-Agent", userAgent()},
                       // Without these a misspelt field is dropped silently and money goes missing (netsuite.md 3.1).
                       {"X-NetSuite-PropertyNameValidation", "Error"},
                       {"X-NetSuite-PropertyValueValidation", "Error"}};
    if (!call.body.isEmpty())
        request.headers.emplace_back("Content-Type", "application/json; charset=UTF-8");
    if (call.isQuery)
        request.headers.emplace_back("Prefer", "transient");
    http::Headers authorization;
    auto response = once(request, call, authorization, stop);
    if (response && response->status == 401 && m_authorizer->refused(authorization))
        response = once(request, call, authorization, stop);
    if (!response)
        return response;
    if (ErrorDecoder::isSlotRefused(*response))
        m_limiter.slotRefused(kSlots);
    else
        m_limiter.slotSucceeded(kSlots);
    return response;
}

Error Client::decoded(const http::HttpResponse& response, const Call& call)
{
    const ErrorDecoder::Context context{call.changesData, m_endpoints->account().realm(),
                                        m_http.clockOffsetMs(m_endpoints->host()), call.redactor};
    if (response.status >= 200 && response.status < 300)
        return ErrorDecoder::unexpected(response, context);
    Error error = ErrorDecoder::decode(response, context);
    if (error.kind == ErrorKind::RateLimited)
        error.retryAtMs = m_http.clock().nowMs() + pauseMs(response);
    return error;
}

Result<Json> Client::readJson(const Call& call, const StopToken& stop)
{
    const auto response = send(call, stop);
    if (!response)
        return fail(response.error());
    if (response->status == 200 && isJson(*response)) {
        auto json = Json::parse(response->body);
        if (json && json->isObject())
            return json;
    }
    return fail(decoded(*response, call));
}

Result<CreatedRecord> Client::create(const QString& type, const Json& body, const StopToken& stop)
{
    const auto path = typePath(type);
    if (!path)
        return fail(path.error());
    if (!m_endpoints)
        return fail(m_endpoints.error());
    const Call call{
        QStringLiteral("netsuite.create"), http::Method::Post, m_endpoints->record(*path), body.toBytes(), true, Redactor(body)};
    return make(call, type, stop);
}

Result<CreatedRecord> Client::transform(const QString& fromType, const QString& fromId, const QString& type, const Json& body,
                                        const StopToken& stop)
{
    const auto from = recordPath(fromType, fromId);
    const auto to = typePath(type);
    if (!from || !to)
        return fail(!from ? from.error() : to.error());
    if (!m_endpoints)
        return fail(m_endpoints.error());
    const QUrl url = m_endpoints->record(*from + QStringLiteral("/!transform/") + *to);
    return make({QStringLiteral("netsuite.transform"), http::Method::Post, url, body.toBytes(), true, Redactor(body)}, type,
                stop);
}

Result<CreatedRecord> Client::make(const Call& call, const QString& type, const StopToken& stop)
{
    const auto response = send(call, stop);
    if (!response)
        return fail(response.error());
    if (response->status != 204)
        return fail(decoded(*response, call));
    const QString id = idFromLocation(response->header("Location"), type);
    if (id.isEmpty()) {
        Error error = Error::make(ErrorKind::Unclear, Words::tr("NetSuite took the record but did not say under which id."),
                                  Words::tr("It is looked up in NetSuite by itself."), QStringLiteral("no-location"));
        error.httpStatus = response->status;
        return fail(std::move(error));
    }
    return CreatedRecord{id};
}

Result<void> Client::patch(const QString& type, const QString& id, const Json& body, const StopToken& stop)
{
    const auto path = recordPath(type, id);
    if (!path)
        return fail(path.error());
    if (!m_endpoints)
        return fail(m_endpoints.error());
    const Call call{
        QStringLiteral("netsuite.patch"), http::Method::Patch, m_endpoints->record(*path), body.toBytes(), true, Redactor(body)};
    const auto response = send(call, stop);
    if (!response)
        return fail(response.error());
    if (response->status != 204)
        return fail(decoded(*response, call));
    return {};
}

Result<std::optional<Json>> Client::get(const QString& type, const QString& idOrEid, bool expandSubResources,
                                        const StopToken& stop)
{
    const auto path = recordPath(type, idOrEid);
    if (!path)
        return fail(path.error());
    if (!m_endpoints)
        return fail(m_endpoints.error());
    Call call{QStringLiteral("netsuite.get"), http::Method::Get, m_endpoints->record(*path), {}, false, {}};
    if (expandSubResources)
        call.url.setQuery(QStringLiteral("expandSubResources=true"));
    auto json = readJson(call, stop);
    if (json)
        return std::optional<Json>(std::move(*json));
    if (ErrorDecoder::isMissing(json.error()))
        return std::optional<Json>();
    return fail(json.error());
}

Result<std::vector<SuiteQlRow>> Client::suiteQl(const QString& query, const QStringList& values, const StopToken& stop)
{
    if (!m_endpoints)
        return fail(m_endpoints.error());
    Json body = Json::object({{QStringLiteral("q"), query}});
    if (!values.isEmpty()) {
        Json parameters = Json::array();
        for (const QString& value : values)
            parameters.append(value);
        body.set(QStringLiteral("params"), parameters);
    }
    Call call{QStringLiteral("netsuite.suiteql"), http::Method::Post, m_endpoints->suiteQl(), body.toBytes(), false, {}};
    call.isQuery = true;
    std::vector<SuiteQlRow> rows;
    for (int offset = 0;; offset += kPageRows) {
        call.url.setQuery(QStringLiteral("limit=%1&offset=%2").arg(kPageRows).arg(offset));
        const auto json = readJson(call, stop);
        if (!json)
            return fail(json.error());
        auto page = SuiteQlPage::decode(*json);
        if (!page)
            return fail(page.error());
        const std::size_t got = page->rows.size();
        rows.insert(rows.end(), std::make_move_iterator(page->rows.begin()), std::make_move_iterator(page->rows.end()));
        if (!page->hasMore)
            return rows;
        // Pages of an unordered answer may overlap or leave rows out: better no answer than a wrong one.
        if (!query.contains(u"order by", Qt::CaseInsensitive))
            return fail(defect(Words::tr("A query with several pages must name its order.")));
        if (got != kPageRows || rows.size() >= kMostRows)
            return fail(ErrorKind::Invalid, Words::tr("NetSuite's answer to a query is too long or has holes in it."),
                        Words::tr("Try again; if it stays so, send a support bundle."), QStringLiteral("paging"));
    }
}

Result<QStringList> Client::list(const QString& type, int limit, const StopToken& stop)
{
    const auto path = typePath(type);
    if (!path)
        return fail(path.error());
    if (!m_endpoints)
        return fail(m_endpoints.error());
    Call call{QStringLiteral("netsuite.list"), http::Method::Get, m_endpoints->record(*path), {}, false, {}};
    call.url.setQuery(QStringLiteral("limit=%1").arg(limit));
    const auto json = readJson(call, stop);
    if (!json)
        return fail(json.error());
    QStringList ids;
    for (const Json& item : (*json)[u"items"].items())
        ids << item[u"id"].toString();
    return ids;
}

Result<Json> Client::metadata(const QStringList& types, const StopToken& stop)
{
    if (!m_endpoints)
        return fail(m_endpoints.error());
    Call call{QStringLiteral("netsuite.metadata"),
              http::Method::Get,
              m_endpoints->record(QStringLiteral("metadata-catalog")),
              {},
              false,
              {}};
    call.url.setQuery(QStringLiteral("select=") + types.join(u','));
    call.accept = "application/swagger+json";
    return readJson(call, stop);
}

Result<qint64> Client::serverTime(const StopToken& stop)
{
    if (!m_endpoints)
        return fail(m_endpoints.error());
    const Call call{QStringLiteral("netsuite.serverTime"), http::Method::Get, m_endpoints->serverTime(), {}, false, {}};
    const auto json = readJson(call, stop);
    if (!json)
        return fail(json.error());
    const auto time = fromIso8601((*json)[u"serverTime"].toString());
    if (!time)
        return fail(ErrorKind::Invalid, Words::tr("NetSuite's time cannot be read."), {}, QStringLiteral("unreadable"));
    return *time;
}

Result<Json> Client::readCatalogue(const StopToken& stop)
{
    auto catalogue = Catalogue::read(*this, stop);
    if (!catalogue)
        return fail(catalogue.error());
    return catalogue->toJson();
}

Result<std::vector<PermissionCheck>> Client::checkPermissions(const StopToken& stop)
{
    return PermissionProbe(*this, m_usesTba).run(stop);
}

} // namespace causeway::netsuite
