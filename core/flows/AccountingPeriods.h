// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include "flows/Flow.h"

namespace causeway::flows {

/// NetSuite's posting periods around some days, and which are closed. A period nobody knows counts as open: NetSuite refuses it
/// if not. Pure, from what read() put into the lookups.
class AccountingPeriods final
{
public:
    /// JSON of the periods that end after this day: [{"name", "start", "end", "closed"}]. An empty array when the role may not
    /// see them. receivables: customer payments are to be posted too, and those NetSuite can lock by themselves ("arlocked",
    /// netsuite.md section 4). Errors: those of suiteQl().
    [[nodiscard]] static Result<Json> read(QDate from, bool receivables, FlowContext& context);

    explicit AccountingPeriods(const Json& periods) : m_periods(periods) {}
    /// Name of the closed period that the day lies in; empty when it is open.
    [[nodiscard]] QString closedAt(QDate day) const;
    /// The day itself, or the first day of the next open period. Invalid date: none is open.
    [[nodiscard]] QDate firstOpenFrom(QDate day) const;

private:
    const Json& m_periods;
};

} // namespace causeway::flows
