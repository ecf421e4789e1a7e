// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// Where each field of a body came from, in plain words without personal data: body path -> words.
using Origins = std::vector<std::pair<QString, QString>>;

/// One document as it is to be created. A value {"receipt":"<key>"} stands for the id of the document with that key.
struct Draft
{
    QString key;  ///< external id (reliability.md section e)
    QString type; ///< "salesOrder", "customer"
    Json body = Json::object();
    Origins origins;

    void set(const QString& path, Json value, const QString& from)
    {
        body.set(path, std::move(value));
        origins.emplace_back(path, from);
    }
};

/// {"id":"5"}
[[nodiscard]] inline Json reference(const QString& id)
{
    return Json::object({{QStringLiteral("id"), id}});
}
/// {"receipt":"AMZ-CUS-…"}
[[nodiscard]] inline Json receiptOf(const QString& key)
{
    return Json::object({{QStringLiteral("receipt"), key}});
}

} // namespace causeway::mapping
