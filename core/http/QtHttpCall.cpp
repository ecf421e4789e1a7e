// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/QtHttpCall.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QTimer>

#include "http/Inflate.h"

namespace causeway::http {

namespace {
constexpr int kStopPollMs = 40;

QString tr(const char* text)
{
    return QCoreApplication::translate("HttpTransport", text);
}

/// Errors Qt makes up from the status line of a complete answer (statusCodeFromHttp); everything else is a failure of the line.
bool isStatusError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::AuthenticationRequiredError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ContentAccessDenied:
    case QNetworkReply::ContentNotFoundError:
    case QNetworkReply::ContentOperationNotPermittedError:
    case QNetworkReply::ContentConflictError:
    case QNetworkReply::ContentGoneError:
    case QNetworkReply::UnknownContentError:
    case QNetworkReply::InternalServerError:
    case QNetworkReply::OperationNotImplementedError:
    case QNetworkReply::ServiceUnavailableError:
    case QNetworkReply::UnknownServerError:
        return true;
    default:
        return false;
    }
}

enum class JsonShape
{
    Closed,
    Open,
    Other
};

/// Closed when a JSON object or array ends where it should; no proper part of one does. Other when the text is neither.
JsonShape shapeOf(const QByteArray& text)
{
    const QByteArray trimmed = text.trimmed();
    if (!trimmed.startsWith('{') && !trimmed.startsWith('['))
        return JsonShape::Other;
    qsizetype depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const char c = trimmed[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth == 0 && !quoted ? JsonShape::Closed : JsonShape::Open;
}

struct Cause
{
    QString code;
    QString message; ///< with %1 = host
    QString remedy;
};

Cause causeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return {QStringLiteral("dns"), tr("The name %1 could not be found."),
                tr("Check the internet connection and the address in the settings.")};
    case QNetworkReply::ConnectionRefusedError:
        return {QStringLiteral("refused"), tr("%1 refused the connection."),
                tr("The service may be down. It is tried again by itself.")};
    case QNetworkReply::SslHandshakeFailedError:
        return {QStringLiteral("tls"), tr("No secure connection to %1 could be made."),
                tr("Check the date of this computer, and whether a firewall or virus scanner inspects secure connections.")};
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {QStringLiteral("proxy-auth"), tr("The proxy server on the way to %1 asks for a sign-in."),
                tr("Use a proxy server that needs no sign-in.")};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return {QStringLiteral("proxy"), tr("The proxy server on the way to %1 does not work."),
                tr("Check the proxy settings of this computer.")};
    case QNetworkReply::OperationCanceledError: // our own transfer time-out; aborts of ours are told apart before
    case QNetworkReply::TimeoutError:
        return {QStringLiteral("timeout"), tr("%1 did not answer in time."), tr("It is tried again by itself.")};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return {QStringLiteral("closed"), tr("%1 closed the connection before the answer was complete."),
                tr("It is tried again by itself.")};
    case QNetworkReply::NoError:
        return {QStringLiteral("cut"), tr("The answer of %1 was not complete."), tr("It is tried again by itself.")};
    default:
        return {QStringLiteral("network"), tr("The connection to %1 failed."), tr("Check the internet connection.")};
    }
}
} // namespace

QtHttpCall::QtHttpCall(QNetworkAccessManager& manager, const HttpRequest& request, const StopToken& stop)
    : m_manager(manager), m_request(request), m_stop(stop), m_body(request.body)
{
}

QtHttpCall::~QtHttpCall() = default;

Result<HttpResponse> QtHttpCall::run()
{
    start();
    wait();
    return answer();
}

QNetworkRequest QtHttpCall::prepared() const
{
    QNetworkRequest request(m_request.url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setTransferTimeout(m_request.transferTimeoutMs);
    request.setRawHeader("User-Agent", "Causeway/" CAUSEWAY_VERSION); // otherwise Qt says "Mozilla/5.0"
    // Said by us, so that Qt leaves the body as it came; see Inflate.h. What is streamed is kept as it came.
    request.setRawHeader("Accept-Encoding", m_request.sink == nullptr ? "gzip" : "identity");
    for (const auto& [name, value] : m_request.headers)
        request.setRawHeader(name, value);
    if (isWrite(m_request.method)) {
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        // Without this Qt copies the body to a buffer it can rewind, and the repeats are back.
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    return request;
}

void QtHttpCall::start()
{
    const QNetworkRequest request = prepared();
    switch (m_request.method) {
    case Method::Get:
        m_reply.reset(m_manager.get(request));
        break;
    case Method::Post:
        m_reply.reset(m_manager.post(request, &m_body));
        break;
    case Method::Put:
        m_reply.reset(m_manager.put(request, &m_body));
        break;
    case Method::Patch:
    case Method::Delete:
        m_reply.reset(m_manager.sendCustomRequest(request, toBytes(m_request.method), &m_body));
        break;
    }
}

void QtHttpCall::wait()
{
    QEventLoop loop;
    QObject::connect(m_reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(m_reply.get(), &QNetworkReply::readyRead, &loop, [this] { collect(); });
    if (m_request.timesSent != nullptr)
        QObject::connect(m_reply.get(), &QNetworkReply::requestSent, &loop, [this] { ++*m_request.timesSent; });
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &loop, [this] { abort(Abort::Deadline); });
    deadline.start(m_request.deadlineMs);
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [this] {
        if (m_stop.stopRequested())
            abort(Abort::Stopped);
    });
    poll.start(kStopPollMs);
    if (!m_reply->isFinished())
        loop.exec();
    collect();
}

void QtHttpCall::collect()
{
    if (m_abort != Abort::None || !m_reply->isOpen())
        return;
    const QByteArray piece = m_reply->readAll();
    m_size += piece.size();
    if (m_size > m_request.maxBodyBytes)
        abort(Abort::TooLarge);
    else if (!isStreamed())
        m_received += piece;
    else if (m_request.sink->write(piece) != piece.size())
        abort(Abort::NotWritten);
}

int QtHttpCall::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool QtHttpCall::isStreamed() const
{
    return m_request.sink != nullptr && status() == 200;
}

void QtHttpCall::abort(Abort reason)
{
    if (m_abort != Abort::None)
        return;
    m_abort = reason;
    if (!m_reply->isFinished())
        m_reply->abort();
}

bool QtHttpCall::isComplete(int status) const
{
    if (m_abort != Abort::None || status < 200)
        return false;
    if (m_reply->error() != QNetworkReply::NoError && (status < 400 || !isStatusError(m_reply->error())))
        return false;
    if (status == 204 || status == 304)
        return true;
    // Qt 6.4 sometimes believes a cut body when the end of the connection arrives together with it (seen under load: any cut of a
    // chunked body). So what can be known of the content is checked here too: its length, the check sum of gzip (unpack), the
    // brackets of JSON.
    const QByteArray length = m_reply->rawHeader("Content-Length").trimmed();
    if (!length.isEmpty())
        return m_size == length.toLongLong();
    if (!m_reply->hasRawHeader("Transfer-Encoding"))
        return false; // a body that ends with the connection cannot be told from one that was cut
    if (m_reply->hasRawHeader("Content-Encoding"))
        return !m_received.isEmpty();
    const JsonShape shape = shapeOf(m_received);
    return shape == JsonShape::Closed || (shape == JsonShape::Other && status >= 400); // a page of words: its status says enough
}

bool QtHttpCall::unpack()
{
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (isStreamed())
        return true; // stays as it came
    if (encoding.isEmpty() || encoding == "identity" || m_received.isEmpty())
        return true;
    if (encoding != "gzip" && encoding != "x-gzip")
        return false; // nobody asked for it
    QByteArray plain;
    const InflateResult result = inflateGzip(m_received, m_request.maxBodyBytes, plain);
    if (result == InflateResult::TooLarge)
        m_abort = Abort::TooLarge;
    m_received = std::move(plain);
    return result == InflateResult::Whole;
}

Result<HttpResponse> QtHttpCall::answer()
{
    if (!isComplete(status()) || !unpack())
        return fail(failure());
    HttpResponse response;
    response.status = status();
    response.streamed = isStreamed() ? m_size : 0;
    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        response.headers.emplace_back(name, value);
    response.body = std::move(m_received);
    return response;
}

Error QtHttpCall::failure() const
{
    const bool write = isWrite(m_request.method);
    const bool mayBeExecuted = write && m_body.wasTouched();
    Cause cause;
    switch (m_abort) {
    case Abort::Stopped:
        if (!mayBeExecuted)
            return Error::make(ErrorKind::Cancelled, tr("The call was stopped."), {}, QStringLiteral("stopped"));
        cause = {QStringLiteral("stopped"), tr("The call to %1 was stopped before its answer came."), {}};
        break;
    case Abort::Deadline:
        cause = {QStringLiteral("deadline"), tr("%1 took too long to answer."), tr("It is tried again by itself.")};
        break;
    case Abort::TooLarge:
        cause = {QStringLiteral("too-large"), tr("The answer of %1 is larger than allowed."), {}};
        break;
    case Abort::NotWritten:
        return Error::make(ErrorKind::Storage, tr("The answer of %1 could not be written to the disk.").arg(m_request.url.host()),
                           tr("Make room on the disk."), QStringLiteral("sink"));
    case Abort::None:
        cause = causeOf(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid() && isStatusError(m_reply->error())
                            ? QNetworkReply::NoError
                            : m_reply->error());
        break;
    }
    const ErrorKind kind = mayBeExecuted ? ErrorKind::Unclear : ErrorKind::Unavailable;
    if (mayBeExecuted)
        cause.remedy = tr("Whether it was carried out is looked up before anything is sent again.");
    return Error::make(kind, cause.message.arg(m_request.url.host()), cause.remedy, cause.code);
}

} // namespace causeway::http
