// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/SkuMatcher.h"

#include <vector>

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include "base/Text.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::SkuMatcher)
};

constexpr std::size_t kMostNamed = 5;
constexpr QStringView kAsinPrefix = u"asin:";

QString shown(const QString& text)
{
    return elided(safeText(text), 80);
}

bool isInactive(const Json& item)
{
    return item[u"isinactive"].toString() == QStringLiteral("T");
}

QString nameOf(const Json& item)
{
    return QStringLiteral("%1 (%2)").arg(shown(item[u"itemid"].toString()), shown(item[u"id"].toString()));
}

QString namesOf(const std::vector<const Json*>& items)
{
    QStringList names;
    for (const Json* item : items) {
        if (static_cast<std::size_t>(names.size()) < kMostNamed)
            names += nameOf(*item);
    }
    if (items.size() > kMostNamed)
        names += QStringLiteral("…");
    return names.join(QStringLiteral(", "));
}

Error unmapped(const QString& sku, const QString& message, const QString& remedy, const QString& code)
{
    Error error = Error::make(ErrorKind::Unmapped, message, remedy, code);
    error.causeKey = sku;
    return error;
}

Error inactive(const QString& sku, const Json& item)
{
    return unmapped(sku, Words::tr("The NetSuite item %1 for the SKU “%2” is inactive.").arg(nameOf(item), shown(sku)),
                    Words::tr("Make the item active in NetSuite, or map the SKU to another item."),
                    QStringLiteral("inactive-item"));
}

SkuMatcher::Match found(const Json& item, const QString& by)
{
    return {item[u"id"].toString(), item[u"itemid"].toString(), item[u"itemtype"].toString(), by};
}
} // namespace

bool isAsinField(QStringView field)
{
    return field.startsWith(kAsinPrefix, Qt::CaseInsensitive);
}

QString skuColumn(const QString& field)
{
    return (isAsinField(field) ? field.sliced(kAsinPrefix.size()) : field).toLower();
}

const Json& SkuMatcher::item(QStringView id) const
{
    static const Json kNone;
    for (const Json& row : m_items.items()) {
        if (row[u"id"].toString() == id)
            return row;
    }
    return kNone;
}

Result<SkuMatcher::Match> SkuMatcher::match(const QString& sku, const std::optional<QString>& aliasItem,
                                            const QString& asin) const
{
    if (aliasItem) {
        const Json& row = item(*aliasItem);
        if (isInactive(row))
            return fail(inactive(sku, row));
        if (row.isNull() && m_items.isArray()) // looked up and not there
            return fail(
                unmapped(sku,
                         Words::tr("The SKU “%1” is mapped to the NetSuite item %2, which does not exist or is not shown to "
                                   "the role.")
                             .arg(shown(sku), shown(*aliasItem)),
                         Words::tr("Map the SKU to another item."), QStringLiteral("no-item")));
        return row.isNull() ? Match{*aliasItem, {}, {}, QStringLiteral("alias")} : found(row, QStringLiteral("alias"));
    }
    std::vector<const Json*> otherLetters;
    const Json* inactiveItem = nullptr;
    for (const QString& field : m_defaults.skuFields) {
        const QString column = skuColumn(field);
        const QString& wanted = isAsinField(field) ? asin : sku;
        if (wanted.isEmpty() && isAsinField(field))
            continue;
        std::vector<const Json*> hits;
        for (const Json& row : m_items.items()) {
            const QString value = row[column].toString();
            if (value.compare(wanted, Qt::CaseInsensitive) != 0)
                continue;
            if (m_defaults.skuCaseSensitive && value != wanted)
                otherLetters.push_back(&row);
            else if (isInactive(row))
                inactiveItem = &row;
            else
                hits.push_back(&row);
        }
        if (hits.size() > 1)
            return fail(unmapped(
                sku,
                Words::tr("The SKU “%1” belongs to %2 NetSuite items: %3.").arg(shown(sku)).arg(hits.size()).arg(namesOf(hits)),
                Words::tr("Map the SKU to one of them."), QStringLiteral("ambiguous-item")));
        if (hits.size() == 1)
            return found(*hits.front(), field);
    }
    if (inactiveItem != nullptr)
        return fail(inactive(sku, *inactiveItem));
    QString message = Words::tr("No NetSuite item for the SKU “%1”.").arg(shown(sku));
    if (!otherLetters.empty())
        message += Words::tr(" Written with other letters there is %1.").arg(namesOf(otherLetters));
    return fail(unmapped(sku, message, Words::tr("Map the SKU to an item, or create the item in NetSuite and retry."),
                         QStringLiteral("no-item")));
}

qsizetype SkuMatcher::collisionsIgnoringCase(const QStringList& values)
{
    QHash<QString, QSet<QString>> byFolded;
    for (const QString& value : values)
        byFolded[value.toCaseFolded()].insert(value);
    qsizetype count = 0;
    for (const QSet<QString>& spellings : byFolded)
        count += spellings.size() > 1 ? spellings.size() : 0;
    return count;
}

} // namespace causeway::mapping
