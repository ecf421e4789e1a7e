// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Amazon's all-orders report by order date (spapi.md section 6.2) as a second source beside the list call: which orders there
/// are. Rows are items; of an order only id, channel, status and purchase time are taken, nothing personal.
class OrderReport final
{
public:
    explicit OrderReport(FlowContext& context) : m_context(context) {}

    /// Asks for the report of the last days, waits (RateLimited with the time) and reads it, over several pages. Cursor:
    /// {"job": ReportJob}. The last page has `reported` and `covered`.
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, int days);
    /// Invalid: not this report.
    [[nodiscard]] static Result<std::vector<ReportedOrder>> read(const QByteArray& file);

    /// Orders younger than this are left to the list call: it may not have shown them yet.
    static constexpr qint64 kYoungestMs = 20LL * 60'000;

private:
    FlowContext& m_context;
};

} // namespace causeway::flows
