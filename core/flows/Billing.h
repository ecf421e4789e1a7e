// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// "billing": what is fulfilled of the sales orders of Amazon orders is billed as invoice or cash sale, partial ones too. Record
/// key: internal id of the sales order. Cursor: BillingFetch. Commands: AMZ-INV-<S>-<order>, then -2, -3, … (transform of the
/// sales order). Reads and writes NetSuite only.
class Billing final : public Flow
{
public:
    Billing();
    [[nodiscard]] const FlowSpec& spec() const override { return m_spec; }
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context) override;
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records, FlowContext& context) override;
    [[nodiscard]] Result<Plan> plan(const Record& record, const PlanContext& context) const override;
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] std::vector<Outcome> send(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] Result<std::map<QString, Json>>
    readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts, FlowContext& context) override;
    [[nodiscard]] bool cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const override;

private:
    FlowSpec m_spec;
};

} // namespace causeway::flows
