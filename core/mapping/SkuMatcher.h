// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStringList>

#include "base/Json.h"
#include "base/Result.h"
#include "config/Configuration.h"

namespace causeway::mapping {

/// A match field "asin:custitem_x" is compared with the ASIN instead of the SKU.
[[nodiscard]] bool isAsinField(QStringView field);
/// The NetSuite field of a match field, in lower case: "custitem_x".
[[nodiscard]] QString skuColumn(const QString& field);

/// Finds the one NetSuite item of an Amazon SKU among the items looked up: first the alias, then the store's match fields in
/// their order. items: rows {"id","itemid","displayname","isinactive","itemtype", other fields in lower case}, all texts; null
/// when nothing was looked up (then an alias is believed). Pure.
class SkuMatcher final
{
public:
    SkuMatcher(const config::StoreDefaults& defaults, const Json& items) : m_defaults(defaults), m_items(items) {}

    struct Match
    {
        QString itemId, itemName;
        QString itemType; ///< NetSuite's word, e.g. InvtPart, Discount; empty when unknown
        QString foundBy;  ///< "alias" or the NetSuite field
    };
    /// Unmapped with causeKey = the SKU; code "no-item", "ambiguous-item" (names them) or "inactive-item".
    /// asin: for match fields of that kind, which are passed over when it is not known.
    [[nodiscard]] Result<Match> match(const QString& sku, const std::optional<QString>& aliasItem,
                                      const QString& asin = {}) const;
    /// Row of an item id, null when it was not looked up or does not exist.
    [[nodiscard]] const Json& item(QStringView id) const;

    /// How many of these values could no longer be told apart if letter case did not matter: shown before the option is turned
    /// on.
    [[nodiscard]] static qsizetype collisionsIgnoringCase(const QStringList& values);

private:
    const config::StoreDefaults& m_defaults;
    const Json& m_items;
};

} // namespace causeway::mapping
