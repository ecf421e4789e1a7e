// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/Notifications.h"

namespace causeway::config {

Notifications Notifications::read(const Json& json)
{
    Notifications read;
    read.onFailure = json[u"onFailure"].toBool(true);
    read.digest = json[u"digest"].toString();
    const Json& smtp = json[u"smtp"];
    if (!smtp.isObject())
        return read;
    Smtp server;
    server.host = smtp[u"host"].toString();
    if (const auto port = smtp[u"port"].toInteger())
        server.port = static_cast<int>(*port);
    if (smtp[u"security"].isString())
        server.security = smtp[u"security"].toString();
    server.from = smtp[u"from"].toString();
    for (const Json& to : smtp[u"to"].items())
        server.to << to.toString();
    server.user = smtp[u"user"].toString();
    if (!server.host.isEmpty() && !server.to.isEmpty())
        read.smtp = std::move(server);
    return read;
}

Json Notifications::toJson() const
{
    Json json = Json::object();
    if (smtp) {
        Json to = Json::array();
        for (const QString& address : smtp->to)
            to.append(address);
        json.set(QStringLiteral("smtp"),
                 Json::object({{QStringLiteral("host"), smtp->host},
                               {QStringLiteral("port"), smtp->port},
                               {QStringLiteral("security"), smtp->security},
                               {QStringLiteral("from"), smtp->from},
                               {QStringLiteral("to"), std::move(to)},
                               {QStringLiteral("user"), smtp->user.isEmpty() ? Json() : Json(smtp->user)}}));
    } else {
        json.set(QStringLiteral("smtp"), Json());
    }
    json.set(QStringLiteral("onFailure"), onFailure);
    json.set(QStringLiteral("digest"), digest.isEmpty() ? Json() : Json(digest));
    return json;
}

} // namespace causeway::config
