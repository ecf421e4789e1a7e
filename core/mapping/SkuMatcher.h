// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStringList>

#include "base/Json.h"
#include "base/Result.h"
#include "config/Configuration.h"

namespace causeway::mapping {

/// Finds the one NetSuite item of an Amazon SKU among the items looked up: first the alias, then the store's match fields in
/// their order. items: rows {"id","itemid","displayname","isinactive","itemtype", other fields in lower case}, all texts. Pure.
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
    [[nodiscard]] Result<Match> match(const QString& sku, const std::optional<QString>& aliasItem) const;
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
