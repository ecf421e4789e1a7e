// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/AnswerCheck.h"

#include <QCoreApplication>

#include "base/Text.h"

namespace causeway::amazon::answer_check {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::AnswerCheck)
};

/// First entry of {"errors":[{code, message, details}]}; empty texts when the body is something else.
struct RemoteError
{
    QString code, message, details;
};

RemoteError remoteError(const http::HttpResponse& response)
{
    const auto json = Json::parse(response.body);
    if (!json)
        return {};
    const Json& first = (*json)[u"errors"].at(0);
    return {first[u"code"].toString(), first[u"message"].toString(), first[u"details"].toString()};
}

bool isJson(const http::HttpResponse& response)
{
    return response.header("Content-Type").toLower().contains("json");
}

QString shown(const QString& text)
{
    return elided(safeText(text), 300);
}

Error authError(const RemoteError& remote, const Context& context)
{
    if (!remote.details.isEmpty())
        return Error::make(
            ErrorKind::Auth,
            Words::tr("Amazon does not accept the sign-in of the store “%1”: %2").arg(context.store, shown(remote.details)),
            Words::tr("Authorize the application again in Seller Central and enter the new refresh token."));
    // Empty details usually mean a missing role or the wrong region (amzn/selling-partner-api-models issue 1433).
    return Error::make(ErrorKind::Auth,
                       Words::tr("Amazon denied access for the store “%1”. The application lacks the role %2, or the seller "
                                 "account is not in the region “%3”.")
                           .arg(context.store, context.roles.join(Words::tr(" or ")), context.region),
                       Words::tr("Tick the role for your private application, authorize it again and enter the new refresh "
                                 "token; or correct the store's region."));
}

Error byStatus(const http::HttpResponse& response, const RemoteError& remote, const Context& context)
{
    const int status = response.status;
    if (isThrottled(response))
        return Error::make(ErrorKind::RateLimited, Words::tr("Amazon's quota for this request is used up."));
    if (status == 401 || status == 403)
        return authError(remote, context);
    if (status >= 500)
        return Error::make(ErrorKind::Unavailable, Words::tr("Amazon could not answer (HTTP %1).").arg(status));
    if (status >= 300 && status < 400)
        return Error::make(ErrorKind::Unavailable,
                           Words::tr("Something between this computer and Amazon redirects the requests (HTTP %1).").arg(status),
                           Words::tr("Check the proxy, or whether the network asks for a sign-in in the browser."));
    QString message = Words::tr("Amazon refused the request (HTTP %1).").arg(status);
    if (!remote.message.isEmpty())
        message = Words::tr("Amazon refused the request: %1")
                      .arg(shown(remote.message + (remote.details.isEmpty() || remote.details == remote.message
                                                       ? QString()
                                                       : QStringLiteral(" ") + remote.details)));
    if (status == 404)
        return Error::make(ErrorKind::Rejected, Words::tr("Amazon does not know what was asked for."), {},
                           QStringLiteral("not-found"));
    return Error::make(ErrorKind::Rejected, message, Words::tr("Send a support bundle if the cause is not clear."));
}
} // namespace

bool isTokenRefused(const http::HttpResponse& response)
{
    if (response.status == 401)
        return true;
    return response.status == 403 && remoteError(response).code == QStringLiteral("Unauthorized");
}

bool isThrottled(const http::HttpResponse& response)
{
    if (response.status == 429)
        return true;
    const QString code = response.status == 400 ? remoteError(response).code : QString();
    return code == QStringLiteral("QuotaExceeded") || code == QStringLiteral("TooManyRequests") ||
           code == QStringLiteral("RequestThrottled") || code == QStringLiteral("Throttling");
}

Result<Json> read(const http::HttpResponse& response, const Context& context)
{
    Error error;
    if (response.status == 200 && isJson(response)) {
        auto json = Json::parse(response.body);
        if (json && json->isObject())
            return json;
        error = Error::make(ErrorKind::Invalid, Words::tr("Amazon's answer cannot be read."),
                            Words::tr("Update the program; if this is the newest version, send a support bundle."),
                            QStringLiteral("unreadable"));
    } else if (response.status >= 200 && response.status < 300) {
        // A captive portal or a proxy's own page answers 200 with HTML.
        error = Error::make(ErrorKind::Unavailable, Words::tr("Something other than Amazon answered: the answer is not JSON."),
                            Words::tr("Check the proxy, or whether the network asks for a sign-in in the browser."),
                            QStringLiteral("not-json"));
    } else {
        const RemoteError remote = remoteError(response);
        error = byStatus(response, remote, context);
        if (error.code.isEmpty())
            error.code = elided(safeText(remote.code), 80);
    }
    error.httpStatus = response.status;
    error.requestId = safeText(QString::fromLatin1(response.header("x-amzn-RequestId")).left(80));
    return fail(std::move(error));
}

Result<Json> readWrite(const http::HttpResponse& response, const Context& context)
{
    const bool good = response.status >= 200 && response.status < 300;
    if (good && response.body.isEmpty())
        return Json();
    if (good && isJson(response)) {
        auto json = Json::parse(response.body);
        if (json && json->isObject())
            return json;
    }
    if (!good && response.status < 500)
        return read(response, context);
    Error error =
        Error::make(ErrorKind::Unclear,
                    good ? Words::tr("Amazon's answer to a write cannot be read; whether it was carried out is looked up.")
                         : Words::tr("Amazon failed in the middle of a write (HTTP %1); whether it was carried out is "
                                     "looked up.")
                               .arg(response.status),
                    {}, good ? QStringLiteral("unreadable") : elided(safeText(remoteError(response).code), 80));
    error.httpStatus = response.status;
    error.requestId = safeText(QString::fromLatin1(response.header("x-amzn-RequestId")).left(80));
    return fail(std::move(error));
}

} // namespace causeway::amazon::answer_check
