// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/MappingSnapshot.h"

#include <algorithm>

namespace causeway::mapping {

namespace {
QString loose(QStringView key)
{
    QString plain;
    for (const QChar c : key) {
        if (c != u' ' && c != u'_' && c != u'-')
            plain += c.toCaseFolded();
    }
    return plain;
}
} // namespace

std::optional<QString> referenceId(QStringView value, QStringView prefix)
{
    if (value.size() <= prefix.size() + 1 || !value.startsWith(prefix) || value[prefix.size()] != u':')
        return std::nullopt;
    const QStringView id = value.sliced(prefix.size() + 1).trimmed();
    const QStringView digits = id.startsWith(u'-') ? id.sliced(1) : id;
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    return id.toString();
}

std::optional<QString> MappingSnapshot::value(QStringView kind, QStringView key, Qt::CaseSensitivity letters, bool looseKey) const
{
    const QString wanted = looseKey ? loose(key) : QString();
    const config::Mapping* general = nullptr;
    for (const config::Mapping& mapping : m_configuration.mappings) {
        if (mapping.kind != kind || !(mapping.store.isEmpty() || mapping.store == m_store.id))
            continue;
        if (looseKey ? loose(mapping.key) != wanted : key.compare(mapping.key, letters) != 0)
            continue;
        if (!mapping.store.isEmpty())
            return mapping.value;
        general = &mapping;
    }
    return general != nullptr ? std::optional(general->value) : std::nullopt;
}

std::optional<QString> MappingSnapshot::skuItem(QStringView sku, bool caseSensitive) const
{
    // Exactly written wins over written in other letters.
    auto found = value(u"sku", sku);
    if (!found && !caseSensitive)
        found = value(u"sku", sku, Qt::CaseInsensitive);
    return found ? referenceId(*found, u"item") : std::nullopt;
}

std::optional<QString> MappingSnapshot::chargeItem(QStringView key) const
{
    const auto found = value(u"item", key);
    return found ? referenceId(*found, u"item") : std::nullopt;
}

std::optional<QString> MappingSnapshot::shipItem(QStringView serviceLevel) const
{
    if (!serviceLevel.isEmpty()) {
        const auto found = value(u"shipMethod", serviceLevel, Qt::CaseInsensitive, true);
        if (auto id = found ? referenceId(*found, u"shipitem") : std::nullopt)
            return id;
    }
    return m_store.defaults.shipMethod.isEmpty() ? std::nullopt : std::optional(m_store.defaults.shipMethod);
}

std::optional<QString> MappingSnapshot::taxItem(const QString& country, const QString& state) const
{
    std::optional<QString> found;
    if (!state.isEmpty())
        found = value(u"tax", QString(country + u'/' + state), Qt::CaseInsensitive);
    if (!found)
        found = value(u"tax", country, Qt::CaseInsensitive);
    return found ? referenceId(*found, u"salestaxitem") : std::nullopt;
}

std::optional<QString> MappingSnapshot::channel(QStringView marketplaceId) const
{
    return value(u"channel", marketplaceId);
}

} // namespace causeway::mapping
