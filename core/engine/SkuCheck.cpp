// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SkuCheck.h"

#include <algorithm>

#include <QCoreApplication>

#include "flows/SuiteQlText.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/SkuMatcher.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SkuCheck)
};

constexpr qsizetype kMostValues = 400;

/// Active items by column: id, itemid, isinactive of those whose column is one of the values (letter case ignored for names).
Result<std::vector<netsuite::SuiteQlRow>> itemsWith(netsuite::Api& api, const QString& column, const QStringList& values,
                                                    const StopToken& stop)
{
    std::vector<netsuite::SuiteQlRow> all;
    for (qsizetype from = 0; from < values.size(); from += kMostValues) {
        const QStringList chunk = values.mid(from, kMostValues);
        const bool isName = column != QStringLiteral("id");
        const QString where =
            isName ? QStringLiteral("UPPER(i.%1) IN %2").arg(column, flows::suiteql::list(chunk.size(), QStringLiteral("UPPER")))
                   : QStringLiteral("i.id IN %1").arg(flows::suiteql::list(chunk.size()));
        auto rows = api.suiteQl(
            QStringLiteral("SELECT i.id, i.itemid, i.isinactive FROM item i WHERE %1 ORDER BY i.id").arg(where), chunk, stop);
        if (!rows)
            return rows;
        std::move(rows->begin(), rows->end(), std::back_inserter(all));
    }
    return all;
}
} // namespace

Result<Engine::SkuReport> SkuCheck::check(const StopToken& stop) const
{
    if (!m_session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."), {}, QStringLiteral("not-configured"));
    const config::StoreDefaults& defaults = m_session.store.defaults;
    Engine::SkuReport report;
    report.store = m_session.store.id;
    report.fields = defaults.skuFields;
    report.isCaseSensitive = defaults.skuCaseSensitive;
    for (const QString& field : defaults.skuFields) {
        if (auto added = addSpellings(report, mapping::skuColumn(field), stop); !added)
            return fail(added.error());
    }
    if (auto added = addAliases(report, stop); !added)
        return fail(added.error());
    return report;
}

Result<void> SkuCheck::addSpellings(Engine::SkuReport& report, const QString& field, const StopToken& stop) const
{
    if (!flows::suiteql::isColumn(field))
        return {};
    const auto rows = m_session.netsuite->suiteQl(
        QStringLiteral("SELECT i.id, i.%1 AS name FROM item i WHERE i.isinactive = 'F' AND UPPER(i.%1) IN "
                       "(SELECT UPPER(x.%1) FROM item x WHERE x.isinactive = 'F' GROUP BY UPPER(x.%1) "
                       "HAVING COUNT(DISTINCT x.%1) > 1) ORDER BY i.id")
            .arg(field),
        {}, stop);
    if (!rows)
        return fail(rows.error());
    QStringList names;
    std::map<QString, QStringList> byFolded;
    for (const netsuite::SuiteQlRow& row : *rows) {
        const QString name = flows::textOf(row, QStringLiteral("name"));
        names += name;
        byFolded[name.toCaseFolded()] += name;
    }
    report.collisions += static_cast<int>(mapping::SkuMatcher::collisionsIgnoringCase(names));
    for (auto& [folded, spellings] : byFolded) {
        spellings.removeDuplicates();
        if (spellings.size() > 1)
            report.spellings.push_back({field, spellings});
    }
    return {};
}

Result<void> SkuCheck::addAliases(Engine::SkuReport& report, const StopToken& stop) const
{
    std::vector<const config::Mapping*> aliases;
    QStringList ids, keys;
    for (const config::Mapping& mapping : m_session.configuration.mappings) {
        if (mapping.kind != QStringLiteral("sku") || !(mapping.store.isEmpty() || mapping.store == m_session.store.id))
            continue;
        aliases.push_back(&mapping);
        ids += mapping::referenceId(mapping.value, u"item").value_or(QString());
        keys += mapping.key;
    }
    for (QStringList* list : {&ids, &keys}) {
        list->removeAll(QString());
        list->removeDuplicates();
    }
    const auto targets = itemsWith(*m_session.netsuite, QStringLiteral("id"), ids, stop);
    if (!targets)
        return fail(targets.error());
    const auto named = itemsWith(*m_session.netsuite, QStringLiteral("itemid"), keys, stop);
    if (!named)
        return fail(named.error());
    for (const config::Mapping* alias : aliases) {
        const QString id = mapping::referenceId(alias->value, u"item").value_or(QString());
        const auto target = std::find_if(targets->begin(), targets->end(),
                                         [&](const auto& row) { return flows::textOf(row, QStringLiteral("id")) == id; });
        const auto hidden = std::find_if(named->begin(), named->end(), [&](const auto& row) {
            return flows::textOf(row, QStringLiteral("itemid")) == alias->key && flows::textOf(row, QStringLiteral("id")) != id &&
                   flows::textOf(row, QStringLiteral("isinactive")) != QStringLiteral("T");
        });
        const bool isTwice = std::any_of(aliases.begin(), aliases.end(), [&](const config::Mapping* other) {
            return other->key != alias->key && other->key.compare(alias->key, Qt::CaseInsensitive) == 0 &&
                   other->value != alias->value;
        });
        QString problem;
        if (target == targets->end())
            problem = Words::tr("NetSuite has no item %1.").arg(id);
        else if (flows::textOf(*target, QStringLiteral("isinactive")) == QStringLiteral("T"))
            problem = Words::tr("The item %1 is inactive.").arg(flows::textOf(*target, QStringLiteral("itemid")));
        else if (hidden != named->end())
            problem = Words::tr("There is an item of this very name (%1), which the alias hides.")
                          .arg(flows::textOf(*hidden, QStringLiteral("id")));
        else if (isTwice && !report.isCaseSensitive)
            problem = Words::tr("Another alias differs in letter case only and leads to another item.");
        if (!problem.isEmpty())
            report.aliases.push_back({*alias, problem});
    }
    return {};
}

} // namespace causeway::engine
