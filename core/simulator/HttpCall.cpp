// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QStringList>

#include "simulator/HttpServer.h"

namespace causeway::simulator {

QByteArray HttpCall::header(const QByteArray& name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const auto& h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->second;
}

bool HttpCall::hasHeader(const QByteArray& name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
}

std::optional<QString> HttpCall::parameter(const QString& name) const
{
    const auto found = std::find_if(query.begin(), query.end(), [&](const auto& p) { return p.first == name; });
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

QStringList HttpCall::listParameter(const QString& name) const
{
    QStringList values;
    for (const auto& [key, value] : query) {
        if (key == name)
            values += value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    }
    return values;
}

std::vector<std::pair<QString, QString>> decodeForm(const QByteArray& text)
{
    const auto decoded = [](QByteArray part) {
        return QString::fromUtf8(QByteArray::fromPercentEncoding(part.replace('+', ' ')));
    };
    std::vector<std::pair<QString, QString>> pairs;
    for (const QByteArray& pair : text.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            pairs.emplace_back(decoded(pair), QString());
        else
            pairs.emplace_back(decoded(pair.left(equals)), decoded(pair.mid(equals + 1)));
    }
    return pairs;
}

} // namespace causeway::simulator
