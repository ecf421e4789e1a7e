// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/StoreCopy.h"

#include <algorithm>
#include <iterator>

#include "config/StoreCurrency.h"

namespace causeway::config {

namespace {
template<typename Entry>
std::vector<Entry> entriesOf(const std::vector<Entry>& all, const QString& store)
{
    std::vector<Entry> own;
    std::copy_if(all.begin(), all.end(), std::back_inserter(own), [&](const Entry& entry) { return entry.store == store; });
    return own;
}
} // namespace

QStringList copyStoreSettings(Configuration& configuration, const QString& from, const QString& to)
{
    const auto target = std::find_if(configuration.stores.begin(), configuration.stores.end(),
                                     [&](const Store& store) { return store.id == to; });
    const Store* source = configuration.store(from);
    if (source == nullptr || target == configuration.stores.end() || from == to)
        return {};
    const QString currency = target->defaults.currency;
    target->defaults = source->defaults;
    if (!currency.isEmpty())
        setCurrency(target->defaults, currency);
    QStringList changed{sections::kStores};
    for (Mapping mapping : entriesOf(configuration.mappings, from)) {
        mapping.store = to;
        const QString section = sections::kMappings + u'.' + mapping.kind;
        if (!changed.contains(section))
            changed << section;
        configuration.mappings.push_back(std::move(mapping));
    }
    for (FlowSettings flow : entriesOf(configuration.flows, from)) {
        flow.store = to;
        flow.enabled = false;
        if (!changed.contains(sections::kFlows))
            changed << sections::kFlows;
        configuration.flows.push_back(std::move(flow));
    }
    return changed;
}

} // namespace causeway::config
