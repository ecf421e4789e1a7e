// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Accounts.h"

namespace causeway::settlement {

namespace {
const QString kPrefix = QStringLiteral("account:");
const QString kParked = QStringLiteral("suspense:");
} // namespace

Accounts::Accounts(const config::Configuration& configuration, const config::Store& store, const Groups& groups)
    : m_groups(groups)
{
    // Entries for all stores first, so that the store's own ones replace them.
    for (const bool own : {false, true}) {
        for (const config::Mapping& mapping : configuration.mappings) {
            if (mapping.kind != QStringLiteral("account") || mapping.store != (own ? store.id : QString()))
                continue;
            if (mapping.value.startsWith(kPrefix))
                m_entries[loose(mapping.key)] = {mapping.value.mid(kPrefix.size()), mapping.key, {}};
            else if (mapping.value.startsWith(kParked))
                m_entries[loose(mapping.key)] = {{}, mapping.key, mapping.value.mid(kParked.size()).trimmed()};
        }
    }
    const auto suspense = special(QStringLiteral("suspense"));
    for (auto& [key, found] : m_entries) {
        if (found.isParked() && suspense)
            found.id = suspense->id;
    }
}

std::optional<Accounts::Found> Accounts::byKey(const QString& looseKey) const
{
    const auto entry = m_entries.find(looseKey);
    return entry == m_entries.end() ? std::nullopt : std::optional(entry->second);
}

std::optional<Accounts::Found> Accounts::of(const Category& category) const
{
    if (auto own = byKey(category.looseKey()))
        return own;
    if (auto any = byKey(loose(category.transactionType) + u'|' + loose(category.amountType) + QStringLiteral("|*")))
        return any;
    const QString group = m_groups.of(category);
    return group.isEmpty() ? std::nullopt : byKey(loose(QStringLiteral("group:") + group));
}

std::optional<Accounts::Found> Accounts::special(const QString& key) const
{
    return byKey(loose(key));
}

} // namespace causeway::settlement
