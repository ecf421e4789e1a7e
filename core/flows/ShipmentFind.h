// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/ProcessingReport.h"
#include "flows/Flow.h"
#include "flows/ShipmentOrders.h"

namespace causeway::flows {

/// Does Amazon show the package (same tracking number, same quantities), and does NetSuite show the marker? What plan() saw a
/// moment ago is believed for a first send. A confirmation whose outcome is not known is looked for in the order, and when it is
/// not there, in the feeds made since: one at work means wait, an error line with its message id means refused. A feed's message
/// id is the package's reference, so a line names its command by itself. A feed that failed as a whole refuses all that was in
/// it and is not shown some time later: sent again as it is, it would fail again, for ever.
class ShipmentFind final
{
public:
    explicit ShipmentFind(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands);
    [[nodiscard]] Result<std::map<QString, Json>> readBack(std::span<const Command> commands);

private:
    using Commands = std::vector<const Command*>;
    [[nodiscard]] Result<void> findMarkers(const Commands& commands, std::vector<Found>& found);
    [[nodiscard]] Result<void> findPackages(const Commands& commands, std::vector<Found>& found);
    /// Those that Amazon does not show but that may be in a feed.
    [[nodiscard]] Result<void> findInFeeds(const Commands& commands, std::vector<Found>& found);
    /// By feed id, the newest of those that are over.
    [[nodiscard]] Result<std::map<QString, amazon::ProcessingReport>> readReports(const std::vector<amazon::Feed>& feeds);
    FlowContext& m_context;
};

} // namespace causeway::flows
