// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ErrorJson.h"

namespace causeway::db {

Json toJson(const Error& error)
{
    Json json = Json::object();
    json.set(QStringLiteral("kind"), toString(error.kind));
    json.set(QStringLiteral("message"), error.message);
    json.setIfPresent(QStringLiteral("remedy"), error.remedy);
    json.setIfPresent(QStringLiteral("code"), error.code);
    json.setIfPresent(QStringLiteral("requestId"), error.requestId);
    json.setIfPresent(QStringLiteral("path"), error.path);
    json.setIfPresent(QStringLiteral("causeKey"), error.causeKey);
    if (error.retryAtMs)
        json.set(QStringLiteral("retryAt"), *error.retryAtMs);
    if (error.httpStatus != 0)
        json.set(QStringLiteral("httpStatus"), error.httpStatus);
    return json;
}

Error errorFromJson(const Json& json)
{
    Error error;
    error.kind = errorKindFromString(json[u"kind"].toString()).value_or(ErrorKind::Defect);
    error.message = json[u"message"].toString();
    error.remedy = json[u"remedy"].toString();
    error.code = json[u"code"].toString();
    error.requestId = json[u"requestId"].toString();
    error.path = json[u"path"].toString();
    error.causeKey = json[u"causeKey"].toString();
    error.retryAtMs = json[u"retryAt"].toInteger();
    error.httpStatus = static_cast<int>(json[u"httpStatus"].toInteger().value_or(0));
    return error;
}

} // namespace causeway::db
