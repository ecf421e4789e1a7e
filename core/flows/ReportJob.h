// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Reports.h"
#include "flows/Flow.h"

namespace causeway::flows {

/// A report that is asked for, waited for and read over several pages of one fetch (spapi.md section 6.1). What is under way
/// stands in the cursor: {"id","from","to","at"}. Asked for twice after a crash, it only costs quota.
class ReportJob final
{
public:
    ReportJob(QString type, FlowContext& context) : m_type(std::move(type)), m_context(context) {}

    struct Read
    {
        bool isOver = false; ///< false: go on with the next page
        QByteArray file;     ///< empty: Amazon has no data
        qint64 fromMs = 0, toMs = 0;
    };
    /// One step. pending: in, the job as the cursor keeps it (null: none); out, as it is to be kept. RateLimited while Amazon
    /// works on it, with the time to ask again: the cursor stays as it is. Rejected "report-failed" when Amazon could not make
    /// it.
    [[nodiscard]] Result<Read> step(Json& pending, qint64 fromMs, qint64 toMs);

private:
    static constexpr qint64 kAskAgainMs = 30'000;
    static constexpr qint64 kOldestMs = 6LL * 3'600'000; ///< an older one is asked for anew
    QString m_type;
    FlowContext& m_context;
};

} // namespace causeway::flows
