// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/QtHttpTransport.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

#include "http/QtHttpCall.h"

namespace causeway::http {

namespace {
QString tr(const char* text)
{
    return QCoreApplication::translate("HttpTransport", text);
}

bool isLoopback(const QString& host)
{
    return host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// The system's proxy for everything but this computer.
class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

using Managers = std::map<quint64, std::unique_ptr<QNetworkAccessManager>>;

/// The managers of the calling thread, by transport. A manager belongs to the thread that made it, so the thread keeps it and
/// destroys it when it ends.
Managers& managersOfThisThread()
{
    thread_local Managers managers;
    return managers;
}

quint64 nextNumber()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

bool isClean(const Headers& headers)
{
    const auto clean = [](const QByteArray& text) {
        return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    };
    return std::all_of(headers.begin(), headers.end(), [&](const auto& header) {
        return !header.first.isEmpty() && clean(header.first) && clean(header.second);
    });
}

Result<void> check(const HttpRequest& request)
{
    const QUrl& url = request.url;
    const bool secure = url.scheme() == QStringLiteral("https");
    const bool local = url.scheme() == QStringLiteral("http") && isLoopback(url.host());
    if (!url.isValid() || url.host().isEmpty() || !(secure || local))
        return fail(ErrorKind::Invalid, tr("Only secure addresses (https) can be called."),
                    tr("Correct the address in the settings."), QStringLiteral("address"));
    if (!url.userInfo().isEmpty())
        return fail(ErrorKind::Invalid, tr("An address must not contain a user name or password."),
                    tr("Correct the address in the settings."), QStringLiteral("address"));
    if (!isClean(request.headers))
        return fail(ErrorKind::Invalid, tr("A header of a call contains a line break."), {}, QStringLiteral("header"));
    if (isWrite(request.method) == request.body.isEmpty()) // Qt repeats writes without a body by itself
        return fail(ErrorKind::Defect, tr("A call that writes needs a body, a call that reads must have none."), {},
                    QStringLiteral("body"));
    return {};
}
} // namespace

QtHttpTransport::QtHttpTransport() : m_number(nextNumber()) {}

QtHttpTransport::~QtHttpTransport()
{
    managersOfThisThread().erase(m_number);
}

Result<HttpResponse> QtHttpTransport::send(const HttpRequest& request, const StopToken& stop)
{
    if (const auto allowed = check(request); !allowed)
        return fail(allowed.error());
    if (stop.stopRequested())
        return fail(ErrorKind::Cancelled, tr("The call was stopped."), {}, QStringLiteral("stopped"));
    std::unique_ptr<QNetworkAccessManager>& manager = managersOfThisThread()[m_number];
    if (!manager) {
        manager = std::make_unique<QNetworkAccessManager>();
        manager->setProxyFactory(new ProxyChoice); // the manager owns it
        manager->setAutoDeleteReplies(false);
    }
    return QtHttpCall(*manager, request, stop).run();
}

} // namespace causeway::http
