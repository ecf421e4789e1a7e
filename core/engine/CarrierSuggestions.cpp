// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/CarrierSuggestions.h"

#include <algorithm>

#include <QCoreApplication>

#include "mapping/Carriers.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::CarrierSuggestions)
};

QString cell(const netsuite::SuiteQlRow& row, const QString& column)
{
    const auto it = row.find(column);
    return it == row.end() ? QString() : it->second;
}
} // namespace

Result<std::vector<Engine::MappingSuggestion>> CarrierSuggestions::suggest(const StopToken& stop) const
{
    if (!m_session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."), {}, QStringLiteral("not-configured"));
    const auto rows = m_session.netsuite->suiteQl(
        QStringLiteral("SELECT id, itemid, displayname FROM shipitem WHERE isinactive = 'F' ORDER BY id"), {}, stop);
    if (!rows)
        return fail(rows.error());
    std::vector<Engine::MappingSuggestion> suggestions;
    const auto& mappings = m_session.configuration.mappings;
    for (const netsuite::SuiteQlRow& row : *rows) {
        const QString key = mapping::carrierKey(cell(row, QStringLiteral("id")));
        const bool isMapped = std::any_of(mappings.begin(), mappings.end(), [&](const config::Mapping& m) {
            return m.kind == QStringLiteral("carrier") && m.store.isEmpty() && m.key == key;
        });
        QString name = cell(row, QStringLiteral("itemid"));
        if (name.isEmpty())
            name = cell(row, QStringLiteral("displayname"));
        const auto proposal = mapping::proposeCarrier(name, {});
        if (isMapped || !proposal)
            continue;
        suggestions.push_back({key, name, proposal->carrier.mappingValue(), proposal->evidence, proposal->sure});
    }
    return suggestions;
}

} // namespace causeway::engine
