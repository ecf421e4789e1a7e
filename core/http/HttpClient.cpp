// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HttpClient.h"

#include <algorithm>

#include <QLocale>

namespace causeway::http {

namespace {
constexpr int kTooManyRequests = 429;
constexpr qsizetype kLongestRequestId = 80;

/// RFC 9110 IMF-fixdate, e.g. "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<qint64> fromHttpDate(const QByteArray& text)
{
    if (!text.endsWith(" GMT"))
        return std::nullopt;
    const QString plain = QString::fromLatin1(text.chopped(4));
    QDateTime time = QLocale::c().toDateTime(plain, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

/// The remote system's id of the call; anything that does not look like an id is left out of the log.
QString requestIdOf(const HttpResponse& response)
{
    for (const char* name : {"x-amzn-RequestId", "x-amz-request-id", "X-N-OperationId"}) {
        const QByteArray id = response.header(name);
        const bool plain = std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        });
        if (!id.isEmpty() && id.size() <= kLongestRequestId && plain)
            return QString::fromLatin1(id);
    }
    return {};
}
} // namespace

HttpClient::HttpClient(HttpTransport& transport, Clock& clock, const Log& log)
    : m_transport(transport), m_clock(clock), m_log(log)
{
}

Result<HttpResponse> HttpClient::send(const QString& operation, const HttpRequest& request, CallCounters& counters,
                                      const StopToken& stop)
{
    const QString host = request.url.host();
    const qint64 started = m_clock.monotonicMs();
    Result<HttpResponse> result = m_transport.send(request, stop);
    const qint64 took = m_clock.monotonicMs() - started;
    if (!result) {
        const Error& error = result.error();
        if (error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Unclear)
            ++counters.calls;
        m_log.warning(
            "http.failed",
            {{"operation", operation}, {"host", host}, {"kind", toString(error.kind)}, {"code", error.code}, {"ms", took}});
        return result;
    }
    ++counters.calls;
    if (result->status == kTooManyRequests)
        ++counters.throttled;
    if (const auto date = fromHttpDate(result->header("Date"))) {
        const std::lock_guard lock(m_mutex);
        m_offsets.insert(host, *date - m_clock.nowMs());
    }
    const LogLevel level = result->status < 400 ? LogLevel::Info : LogLevel::Warning;
    m_log.write(level, "http.call",
                {{"operation", operation},
                 {"host", host},
                 {"status", static_cast<qint64>(result->status)},
                 {"ms", took},
                 {"bytes", static_cast<qint64>(result->body.size() + result->streamed)},
                 {"requestId", requestIdOf(*result)}});
    return result;
}

qint64 HttpClient::clockOffsetMs(const QString& host) const
{
    const std::lock_guard lock(m_mutex);
    return m_offsets.value(host, 0);
}

} // namespace causeway::http
