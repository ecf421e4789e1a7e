// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Order.h"
#include "flows/Flow.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderMapper.h"

namespace causeway::flows {

/// Item fulfillments of the sales order of an FBA order: what Amazon has shipped, less what earlier fulfillments of ours took
/// (and, for a sales order made by another hand, less what it had fulfilled when it was adopted). Key: AMZ-IF-<S>-<order>-<n>, n
/// = 1, 2, …: the Orders API shows no shipments of FBA orders (spapi.md section 4.3), so a shipment is what came since the one
/// before. Pure.
class FbaFulfillments final
{
public:
    /// salesOrder: the planned or done command; mapped: null when the order cannot be mapped any more.
    FbaFulfillments(const amazon::Order& order, const Command& salesOrder, const mapping::MappedOrder* mapped,
                    const mapping::MappingInput& input, const PlanContext& context);

    /// Earlier ones first, then the new one, if something new was shipped and the lines of the sales order are known.
    [[nodiscard]] std::vector<Command> commands() const;

private:
    struct Line
    {
        QString number; ///< of the sales order's line: orderLine
        qint64 shipped = 0, taken = 0;
    };
    [[nodiscard]] std::vector<Line> lines() const;
    [[nodiscard]] std::vector<Line> plannedLines() const;
    [[nodiscard]] std::vector<Line> observedLines(const Json& observed) const;
    [[nodiscard]] qint64 shippedOf(const QString& orderItemId) const;
    [[nodiscard]] Command command(const QString& key, const Json& body) const;
    [[nodiscard]] Json bodyOf(const QString& key, const std::vector<Line>& lines) const;

    const amazon::Order& m_order;
    const Command& m_salesOrder;
    const mapping::MappedOrder* m_mapped;
    const mapping::MappingInput& m_input;
    const PlanContext& m_context;
    QString m_prefix;
};

} // namespace causeway::flows
