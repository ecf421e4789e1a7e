// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "config/Configuration.h"

namespace causeway::mapping {

/// The mappings as one store sees them: the store's own entry wins over the one for all stores. A view on the configuration,
/// which must outlive it. Pure.
class MappingSnapshot final
{
public:
    MappingSnapshot(const config::Configuration& configuration, const config::Store& store)
        : m_configuration(configuration), m_store(store)
    {
    }

    /// Value of kind and key, or nullopt. looseKey: letter case, blanks, underscores and dashes of the key do not matter.
    [[nodiscard]] std::optional<QString> value(QStringView kind, QStringView key, Qt::CaseSensitivity letters = Qt::CaseSensitive,
                                               bool looseKey = false) const;
    /// NetSuite item id of an alias.
    [[nodiscard]] std::optional<QString> skuItem(QStringView sku, bool caseSensitive) const;
    /// NetSuite item id for a charge: "shipping", "giftwrap", "discount", "tax", "cod", "tip", "other".
    [[nodiscard]] std::optional<QString> chargeItem(QStringView key) const;
    /// Ship item id for Amazon's service level; the store's default when there is no entry; nullopt when there is neither.
    [[nodiscard]] std::optional<QString> shipItem(QStringView serviceLevel) const;
    /// Sales tax item id for country and state ("US/CA"), else for the country ("US").
    [[nodiscard]] std::optional<QString> taxItem(const QString& country, const QString& state) const;
    [[nodiscard]] std::optional<QString> channel(QStringView marketplaceId) const;

private:
    const config::Configuration& m_configuration;
    const config::Store& m_store;
};

/// "98" of "item:98" for prefix "item"; nullopt for another form.
[[nodiscard]] std::optional<QString> referenceId(QStringView value, QStringView prefix);

} // namespace causeway::mapping
