// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Configuration.h"
#include "flows/Flow.h"

namespace causeway::engine {

/// Decides whether writes wait for a person: preview always, auto never, guarded by its rules (interface.md section 5). Pure.
class ReviewGate final
{
public:
    ReviewGate(const config::FlowSettings& flow, bool planOnly, qint64 recordsDone)
        : m_flow(flow), m_planOnly(planOnly), m_recordsDone(recordsDone)
    {
    }
    /// Why these commands, which were never sent, wait for an approval; empty when they may go.
    [[nodiscard]] QString reason(const flows::Plan& plan, std::span<const flows::Command> unsent) const;

private:
    const config::FlowSettings& m_flow;
    bool m_planOnly;
    qint64 m_recordsDone; ///< of this flow and store, for "firstRecords"
};

} // namespace causeway::engine
