// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Sweep and report daily, the 30 days weekly.
[[nodiscard]] std::vector<SourceCheck> orderChecks();

/// What the flows "orders-mfn" and "orders-fba" have in common: all but their name, settings and which orders they fetch, which
/// the helper classes tell by the flow's id. Record key: Amazon order id. Cursor: OrderFetch.
class OrderFlow : public Flow
{
public:
    [[nodiscard]] const FlowSpec& spec() const override { return m_spec; }
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context) override;
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records, FlowContext& context) override;
    [[nodiscard]] Result<Plan> plan(const Record& record, const PlanContext& context) const override;
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] std::vector<Outcome> send(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] Result<std::map<QString, Json>>
    readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts, FlowContext& context) override;
    [[nodiscard]] bool cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const override;

protected:
    explicit OrderFlow(FlowSpec spec) : m_spec(std::move(spec)) {}

private:
    FlowSpec m_spec;
};

} // namespace causeway::flows
