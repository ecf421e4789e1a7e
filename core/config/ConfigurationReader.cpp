// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ConfigurationReader.h"

#include <algorithm>

#include <QCoreApplication>

#include "config/ConfigurationJson.h"
#include "config/ConfigurationRules.h"
#include "config/Marketplaces.h"
#include "config/SchemaCheck.h"
#include "config/StoreCurrency.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::ConfigurationReader)
};

/// A store of the file, with what may be left out filled in.
Store completed(Store store)
{
    if (store.name.isEmpty())
        store.name = store.id;
    QString currency = store.defaults.currency;
    if (currency.isEmpty() && !store.marketplaces.isEmpty()) {
        if (const Marketplace* marketplace = findMarketplace(store.marketplaces.first()); marketplace != nullptr)
            currency = marketplace->currency;
    }
    setCurrency(store.defaults, currency); // the general default of the tolerance, a cent, does not exist in JPY
    return store;
}

QString mappingSection(const QString& kind)
{
    return sections::kMappings + u'.' + kind;
}

void replaceMappings(const QString& kind, const Json& list, ReadConfiguration& read)
{
    std::erase_if(read.configuration.mappings, [&](const Mapping& mapping) { return mapping.kind == kind; });
    for (const Json& entry : list.items())
        read.configuration.mappings.push_back(mappingFromJson(kind, entry));
    read.sections << mappingSection(kind);
}

/// A store that the file no longer names takes its mappings and flows with it.
void dropLeftovers(ReadConfiguration& read)
{
    Configuration& configuration = read.configuration;
    const auto isGone = [&](const QString& store) { return !store.isEmpty() && configuration.store(store) == nullptr; };
    for (const Mapping& mapping : configuration.mappings) {
        if (isGone(mapping.store) && !read.sections.contains(mappingSection(mapping.kind)))
            read.sections << mappingSection(mapping.kind);
    }
    std::erase_if(configuration.mappings, [&](const Mapping& mapping) { return isGone(mapping.store); });
    const auto flowsBefore = configuration.flows.size();
    std::erase_if(configuration.flows, [&](const FlowSettings& flow) { return isGone(flow.store); });
    if (configuration.flows.size() != flowsBefore && !read.sections.contains(sections::kFlows))
        read.sections << sections::kFlows;
}

void apply(const Json& file, ReadConfiguration& read)
{
    Configuration& configuration = read.configuration;
    for (const auto& [section, value] : file.members()) {
        if (section == sections::kNetSuite) {
            configuration.netSuite = netSuiteFromJson(value);
        } else if (section == sections::kAmazon) {
            configuration.amazon = amazonFromJson(value);
        } else if (section == sections::kStores) {
            configuration.stores.clear();
            for (const Json& store : value.items())
                configuration.stores.push_back(completed(storeFromJson(store)));
        } else if (section == sections::kFlows) {
            configuration.flows.clear();
            for (const Json& flow : value.items())
                configuration.flows.push_back(flowFromJson(flow));
        } else if (section == sections::kNotifications) {
            configuration.notifications = value;
        } else if (section == sections::kRetention) {
            configuration.retention = retentionFromJson(value);
        } else if (section == sections::kMappings) {
            for (const auto& [kind, list] : value.members())
                replaceMappings(kind, list, read);
            continue;
        } else {
            continue; // "version"
        }
        read.sections << section;
    }
    dropLeftovers(read);
}
} // namespace

ConfigurationReader::ConfigurationReader(std::vector<KnownFlow> flows)
    : m_flows(std::move(flows)), m_schema(configurationSchema(m_flows))
{
}

ReadConfiguration ConfigurationReader::read(QByteArrayView utf8, const Configuration& present) const
{
    ReadConfiguration read;
    read.configuration = present;
    // Editors of Windows put a byte order mark in front; JSON forbids it, people cannot see it.
    const QByteArrayView mark("\xEF\xBB\xBF");
    const Result<Json> file = Json::parse(utf8.startsWith(mark) ? utf8.sliced(mark.size()) : utf8);
    if (!file) {
        read.problems.push_back(file.error());
        return read;
    }
    if (!file->isObject()) {
        read.problems.push_back(Error::make(ErrorKind::Invalid, Words::tr("The file does not hold a configuration."),
                                            Words::tr("It must be one JSON object that begins with \"version\": 1."),
                                            QStringLiteral("configuration")));
        return read;
    }
    std::vector<Error> structural;
    SchemaCheck(m_schema, structural).check(m_schema, *file, {});
    ConfigurationRules rules(m_flows, present, read.problems);
    rules.check(*file);
    for (Error& problem : structural) {
        if (!rules.secretPaths().contains(problem.path))
            read.problems.push_back(std::move(problem));
    }
    std::stable_sort(read.problems.begin(), read.problems.end(), [](const Error& a, const Error& b) { return a.path < b.path; });
    if (read.problems.empty())
        apply(*file, read);
    return read;
}

} // namespace causeway::config
