// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// "refunds": what Amazon gave back to buyers becomes credit memos with customer refunds, or cash refunds. Record key: the refund
/// event (RefundFacts). Commands: RefundPlan.
class Refunds final : public Flow
{
public:
    Refunds();
    [[nodiscard]] const FlowSpec& spec() const override { return m_spec; }
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context) override;
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records, FlowContext& context) override;
    [[nodiscard]] Result<Plan> plan(const Record& record, const PlanContext& context) const override;
    [[nodiscard]] Result<std::vector<Found>> find(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] std::vector<Outcome> send(std::span<const Command> commands, FlowContext& context) override;
    [[nodiscard]] Result<std::map<QString, Json>>
    readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts, FlowContext& context) override;
    [[nodiscard]] std::optional<qint64> readUpTo(const Cursor& cursor) const override;
    [[nodiscard]] std::optional<Cursor> movedTo(const Cursor& cursor, qint64 atMs) const override;
    [[nodiscard]] bool cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const override;

private:
    FlowSpec m_spec;
};

} // namespace causeway::flows
