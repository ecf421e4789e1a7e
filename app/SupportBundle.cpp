// SPDX-License-Identifier: GPL-3.0-or-later
#include "SupportBundle.h"

#include <QCoreApplication>

#include "ZipWriter.h"
#include "base/FileAccess.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::SupportBundle)
};

/// Keeps enough to tell two ids apart.
Json shortened(const Json& value)
{
    constexpr qsizetype kShown = 4;
    if (!value.isString() || value.toString().isEmpty())
        return value;
    return Json(value.toString().left(kShown) + QChar(0x2026));
}
} // namespace

Result<void> SupportBundle::write(const QString& file) const
{
    ZipWriter zip;
    for (const Entry& entry : m_entries) {
        if (auto added = zip.add(entry.name, entry.bytes); !added)
            return added;
    }
    if (file_access::writePrivateFile(file, zip.finish()))
        return {};
    Error error = Error::make(ErrorKind::Invalid, Words::tr("The bundle cannot be written."),
                              Words::tr("Check the file's name, its rights and the free space."), QStringLiteral("file"));
    error.path = file;
    return fail(std::move(error));
}

Json redactedConfiguration(const Json& configuration)
{
    Json json = configuration;
    Json netSuite = json[u"netsuite"];
    for (const char* name : {"account", "clientId", "certificateId"}) {
        if (netSuite.isObject())
            netSuite.set(QString::fromLatin1(name), shortened(netSuite[QString::fromLatin1(name)]));
    }
    if (netSuite.isObject())
        json.set(QStringLiteral("netsuite"), netSuite);
    if (Json amazon = json[u"amazon"]; amazon.isObject()) {
        amazon.set(QStringLiteral("clientId"), shortened(amazon[u"clientId"]));
        json.set(QStringLiteral("amazon"), amazon);
    }
    Json stores = Json::array();
    for (Json store : json[u"stores"].items()) {
        store.set(QStringLiteral("sellerId"), shortened(store[u"sellerId"]));
        store.remove(u"name");
        stores.append(store);
    }
    json.set(QStringLiteral("stores"), stores);
    json.remove(u"notifications");
    json.remove(u"mappings");
    return json;
}

} // namespace causeway::app
