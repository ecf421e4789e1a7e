// SPDX-License-Identifier: GPL-3.0-or-later
#include "SwaggerRequest.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrlQuery>

#include "base/Clock.h"

namespace causeway::tests {

namespace {
QString valueFault(const QString& name, const QString& value, const Json& rule)
{
    const QString type = rule[u"type"].toString();
    if (type == QStringLiteral("array")) {
        const QStringList items = value.split(u',');
        if (const auto most = rule[u"maxItems"].toInteger(); most && items.size() > *most)
            return name + QStringLiteral(" has too many values");
        for (const QString& item : items) {
            if (const QString fault = valueFault(name, item, rule[u"items"]); !fault.isEmpty())
                return fault;
        }
        return {};
    }
    if (value.isEmpty())
        return name + QStringLiteral(" is empty");
    if (type == QStringLiteral("integer")) {
        bool ok = false;
        value.toLongLong(&ok);
        return ok ? QString() : name + QStringLiteral(" is no integer");
    }
    if (rule[u"format"].toString() == QStringLiteral("date-time") && !fromIso8601(value))
        return name + QStringLiteral(" is no time");
    if (rule[u"enum"].size() > 0) {
        for (const Json& allowed : rule[u"enum"].items()) {
            if (allowed.toString() == value)
                return {};
        }
        return name + QStringLiteral(" is not one of the allowed words: ") + value;
    }
    return {};
}
} // namespace

QString requestFault(const http::HttpRequest& request, const Json& model)
{
    const QString path = request.url.path();
    const QString verb = QString::fromLatin1(http::toBytes(request.method)).toLower();
    for (const auto& [pattern, verbs] : model[u"paths"].members()) {
        QString expression = QRegularExpression::escape(pattern);
        expression.replace(QRegularExpression(QStringLiteral("\\\\\\{[A-Za-z]+\\\\\\}")), QStringLiteral("[^/]+"));
        if (!QRegularExpression(u'^' + expression + u'$').match(path).hasMatch())
            continue;
        const Json* operation = verbs.find(verb);
        if (operation == nullptr)
            return QStringLiteral("no verb ") + verb;
        const QUrlQuery query(request.url);
        QStringList known;
        for (const Json& rule : (*operation)[u"parameters"].items()) {
            if (rule[u"in"].toString() != QStringLiteral("query"))
                continue;
            const QString name = rule[u"name"].toString();
            known += name;
            if (!query.hasQueryItem(name)) {
                if (rule[u"required"].toBool())
                    return name + QStringLiteral(" is missing");
                continue;
            }
            if (const QString fault = valueFault(name, query.queryItemValue(name, QUrl::FullyDecoded), rule); !fault.isEmpty())
                return fault;
        }
        for (const auto& [name, value] : query.queryItems()) {
            if (!known.contains(name))
                return QStringLiteral("unknown parameter ") + name;
        }
        return {};
    }
    return QStringLiteral("unknown path ") + path;
}

} // namespace causeway::tests
