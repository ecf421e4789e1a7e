// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "config/Configuration.h"
#include "settlement/Category.h"
#include "settlement/Groups.h"

namespace causeway::settlement {

/// The NetSuite account of each category, as one store sees the mapping kind "account". Pure.
/// In this order: the category itself, its key with "*" as the last part, its group; the store's own entry before the one for all
/// stores. A category without any of them is unmapped and holds the whole settlement.
class Accounts final
{
public:
    Accounts(const config::Configuration& configuration, const config::Store& store, const Groups& groups);

    struct Found
    {
        QString id;            ///< internal id of the NetSuite account
        QString from;          ///< key of the mapping that said so
        QString parkedBecause; ///< the reason a person gave for parking it on the suspense account
        [[nodiscard]] bool isParked() const { return !parkedBecause.isEmpty(); }
    };
    /// A parked category has the suspense account; its id is empty when none is mapped.
    [[nodiscard]] std::optional<Found> of(const Category& category) const;
    /// "clearing", "suspense", "carry", "reserve", "bank", "variance".
    [[nodiscard]] std::optional<Found> special(const QString& key) const;

private:
    [[nodiscard]] std::optional<Found> byKey(const QString& looseKey) const;

    const Groups& m_groups;
    std::map<QString, Found> m_entries; ///< loose key -> account
};

} // namespace causeway::settlement
