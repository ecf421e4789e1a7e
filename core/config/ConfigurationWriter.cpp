// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ConfigurationWriter.h"

#include "config/ConfigurationJson.h"
#include "config/MappingForm.h"

namespace causeway::config {

Json writeConfiguration(const Configuration& configuration)
{
    Json file = Json::object();
    file.set(QStringLiteral("version"), 1);
    if (configuration.netSuite)
        file.set(sections::kNetSuite, toJson(*configuration.netSuite));
    if (configuration.amazon)
        file.set(sections::kAmazon, toJson(*configuration.amazon));

    Json stores = Json::array();
    for (const Store& store : configuration.stores)
        stores.append(toJson(store));
    file.set(sections::kStores, stores);

    // Every kind, also an empty one: the file then replaces whatever another profile has.
    Json mappings = Json::object();
    for (const QString& kind : mappingKinds()) {
        Json entries = Json::array();
        for (const Mapping& mapping : configuration.mappings) {
            if (mapping.kind == kind)
                entries.append(toJson(mapping));
        }
        mappings.set(kind, entries);
    }
    file.set(sections::kMappings, mappings);

    Json flows = Json::array();
    for (const FlowSettings& flow : configuration.flows)
        flows.append(toJson(flow));
    file.set(sections::kFlows, flows);
    if (!configuration.notifications.isNull())
        file.set(sections::kNotifications, configuration.notifications);
    file.set(sections::kRetention, toJson(configuration.retention));
    return file;
}

} // namespace causeway::config
