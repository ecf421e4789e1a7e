// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Connections.h"
#include "engine/RefundBook.h"
#include "engine/SettlementBook.h"

namespace causeway::engine {

/// Everything a flow's functions refer to during one page or one batch, held together so that it outlives them.
struct FlowScope
{
    std::shared_ptr<const Session> session;
    config::FlowSettings settings;
    Json account;
    std::shared_ptr<RefundBook> refunds;
    std::shared_ptr<SettlementBook> settlements;
    TemporaryFolder temporary;

    [[nodiscard]] flows::FlowContext context(Clock& clock, const StopToken& stop) const
    {
        return {session->amazon, session->netsuite, clock,    stop, session->configuration, session->store, settings, account,
                refunds.get(),   settlements.get(), temporary};
    }
};

} // namespace causeway::engine
