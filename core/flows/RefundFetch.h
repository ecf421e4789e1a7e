// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "flows/RefundFacts.h"
#include "mapping/RefundSettings.h"

namespace causeway::amazon {
struct Transaction;
struct TransactionPage;
struct TransactionSearch;
} // namespace causeway::amazon

namespace causeway::flows {

/// Reads Amazon's postings (Finances 2024-06-19) and gives out the refunds among them, each under the key of its refund event.
/// Cursor: {"to": ms, "window": {"after","before","token","startedAt"}}. The sweep reads further back, and asks for the orders
/// whose refunds only a settlement has shown; those that Amazon's postings do not tell then either become records of their own,
/// so that a person sees them.
class RefundFetch final
{
public:
    explicit RefundFetch(FlowContext& context);
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request);

private:
    [[nodiscard]] Result<Page> fetchOrders(const QStringList& orderIds);
    /// The sweep's second part: orders whose refunds only a settlement has shown, some at a time. Cursor: {"askedTo": order id}.
    [[nodiscard]] Result<Page> askForSettled(const Cursor& cursor);
    [[nodiscard]] Result<void> addAll(const amazon::TransactionPage& read, Page& page);
    [[nodiscard]] Result<void> add(const amazon::Transaction& transaction, Page& page);
    [[nodiscard]] Result<void> addOnlySettled(const QStringList& orderIds, Page& page);
    [[nodiscard]] bool isOurs(const QString& marketplaceId) const;

    FlowContext& m_context;
    mapping::RefundSettings m_settings;
};

} // namespace causeway::flows
