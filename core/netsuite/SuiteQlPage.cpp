// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/SuiteQlPage.h"

#include <QCoreApplication>

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::SuiteQlPage)
};

Error unreadable(const QString& path)
{
    return Error::make(ErrorKind::Invalid, Words::tr("NetSuite's answer to a query cannot be read."),
                       Words::tr("Update the program; if this is the newest version, send a support bundle."),
                       QStringLiteral("unreadable"))
        .at(path);
}

std::optional<QString> textOf(const Json& value)
{
    if (value.isString())
        return value.toString();
    if (value.isNumber())
        return QString::fromLatin1(value.numberText());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("T") : QStringLiteral("F");
    return std::nullopt;
}
} // namespace

Result<SuiteQlPage> SuiteQlPage::decode(const Json& json)
{
    const Json& items = json[u"items"];
    const Json& more = json[u"hasMore"];
    if (!items.isArray())
        return fail(unreadable(QStringLiteral("items")));
    if (!more.isBool())
        return fail(unreadable(QStringLiteral("hasMore")));
    SuiteQlPage page;
    page.hasMore = more.toBool();
    page.rows.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Json& item = items.at(i);
        if (!item.isObject())
            return fail(unreadable(QStringLiteral("items[%1]").arg(i)));
        SuiteQlRow row;
        for (const auto& [name, value] : item.members()) {
            if (const auto text = textOf(value))
                row.insert_or_assign(name.toLower(), *text);
        }
        page.rows.push_back(std::move(row));
    }
    return page;
}

} // namespace causeway::netsuite
