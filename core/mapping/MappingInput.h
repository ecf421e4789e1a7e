// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "mapping/AccountView.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/OrderSettings.h"
#include "mapping/SkuMatcher.h"

namespace causeway::mapping {

/// What the pure mappers look at besides the order. References live as long as the call.
struct MappingInput
{
    const config::Configuration& configuration;
    const config::Store& store;
    const OrderSettings& settings;
    const MappingSnapshot& mappings;
    const AccountView& account;
    const SkuMatcher& items;

    /// <S> of the external ids.
    [[nodiscard]] QString keyPart() const
    {
        return store.keyPart(configuration.netSuite ? configuration.netSuite->account : QString());
    }
    /// Where the goods leave from: orders that Amazon fulfils have their own location.
    [[nodiscard]] const QString& location() const
    {
        return settings.isFba && !store.defaults.fbaLocation.isEmpty() ? store.defaults.fbaLocation : store.defaults.location;
    }
    /// The account's own id of one of our custom fields.
    [[nodiscard]] QString field(const QString& ours) const
    {
        return configuration.netSuite ? configuration.netSuite->field(ours) : ours;
    }
};

} // namespace causeway::mapping
