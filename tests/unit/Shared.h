// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include "base/Json.h"

namespace causeway::tests {

/// A JSON text of a test; stops the test program when it is not JSON.
inline Json parsed(const QByteArray& text)
{
    const auto json = Json::parse(text);
    if (!json)
        qFatal("test data is not JSON: %s in %s", qPrintable(json.error().path), text.left(400).constData());
    return *json;
}

/// A file of the reference material; null when the folder is absent.
inline Json sharedJson(const QString& path)
{
    QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parsed(file.readAll());
}

} // namespace causeway::tests
