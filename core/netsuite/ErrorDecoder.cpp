// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/ErrorDecoder.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Text.h"
#include "netsuite/ErrorTable.h"
#include "netsuite/SignInErrors.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::ErrorDecoder)
};

constexpr qsizetype kLongestDetail = 300;
constexpr int kMostDetails = 3;

struct Details
{
    bool areNetSuites = false; ///< the body has NetSuite's error form
    QString code, path;        ///< of the first
    QStringList texts;
};

Details read(const http::HttpResponse& response)
{
    Details details;
    const auto json = Json::parse(response.body);
    if (!json || !json->isObject())
        return details;
    const Json& list = (*json)[u"o:errorDetails"];
    const Json& scriptError = (*json)[u"error"]; // a RESTlet's form
    details.areNetSuites = list.isArray() || json->contains(u"o:errorCode") || scriptError.isObject();
    details.code = list.at(0)[u"o:errorCode"].toString((*json)[u"o:errorCode"].toString(scriptError[u"code"].toString()));
    details.path = list.at(0)[u"o:errorPath"].toString(list.at(0)[u"o:errorQueryParam"].toString());
    for (const Json& item : list.items()) {
        if (details.texts.size() < kMostDetails)
            details.texts << item[u"detail"].toString();
    }
    if (details.texts.isEmpty())
        details.texts << scriptError[u"message"].toString((*json)[u"title"].toString());
    details.texts.removeAll(QString());
    return details;
}

void addSource(Error& error, const http::HttpResponse& response)
{
    error.httpStatus = response.status;
    error.requestId = sign_in::requestIdOf(response);
}

/// "invalid-value" alone would group an inactive item with a wrong location; the id makes it one cause per thing to correct.
QString causeOf(const error_table::Rule& rule, const QString& detail)
{
    static const QRegularExpression kValue(QStringLiteral("Invalid Field Value (-?\\d+) for the following field: (\\w+)"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QString id = QString::fromLatin1(rule.id);
    const auto match = kValue.match(detail);
    return match.hasMatch() ? QStringLiteral("%1:%2:%3").arg(id, match.captured(2), match.captured(1)) : id;
}
} // namespace

Error ErrorDecoder::decode(const http::HttpResponse& response, const Context& context)
{
    const Details details = read(response);
    if (!details.areNetSuites && response.status < 500 && response.status != 401 && response.status != 429)
        return unexpected(response, context);
    const error_table::Rule& rule = error_table::ruleFor(response.status, details.code, details.texts.value(0));
    Error error;
    if (qstrcmp(rule.id, "sign-in") == 0) {
        error = sign_in::refused(context.account, details.code, context.clockOffsetMs);
    } else {
        QString message = error_table::message(rule);
        const QString own = elided(safeText(context.redactor.apply(details.texts.join(QStringLiteral(" / ")))), kLongestDetail);
        if (!own.isEmpty())
            message += QStringLiteral(" ") + Words::tr("NetSuite says: “%1”").arg(own);
        error = Error::make(context.isWrite ? rule.onWrite : rule.onRead, message, error_table::remedy(rule),
                            elided(safeText(details.code), 80));
        error.causeKey = causeOf(rule, details.texts.value(0));
        error.path = elided(safeText(details.path), 200);
    }
    addSource(error, response);
    return error;
}

Error ErrorDecoder::unexpected(const http::HttpResponse& response, const Context& context)
{
    Error error = Error::make(
        context.isWrite ? ErrorKind::Unclear : ErrorKind::Unavailable,
        Words::tr("Something other than NetSuite answered, or NetSuite's answer cannot be read (HTTP %1).").arg(response.status),
        Words::tr("If this stays so, check the proxy, and whether the network asks for a sign-in in the browser."),
        QStringLiteral("not-netsuite"));
    error.causeKey = QStringLiteral("not-netsuite");
    addSource(error, response);
    return error;
}

bool ErrorDecoder::isMissing(const Error& error)
{
    return error.kind == ErrorKind::Rejected && error.causeKey == QStringLiteral("missing");
}

bool ErrorDecoder::isPermission(const Error& error)
{
    return error.kind == ErrorKind::Auth && error.causeKey == QStringLiteral("permission");
}

bool ErrorDecoder::isSlotRefused(const http::HttpResponse& response)
{
    if (response.status < 400 || response.status == 401)
        return false;
    const Details details = read(response);
    return qstrcmp(error_table::ruleFor(response.status, details.code, details.texts.value(0)).id, "busy") == 0;
}

} // namespace causeway::netsuite
