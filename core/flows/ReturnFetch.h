// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "flows/ReportJob.h"
#include "mapping/ReturnSettings.h"

namespace causeway::flows {

/// Reads Amazon's two return reports one after the other. Cursor: {"fba": {"to": ms, "job": …}, "merchant": {…}, "at": which}.
/// A merchant return is asked for long before it arrives, so that report is read far back each time.
class ReturnFetch final
{
public:
    explicit ReturnFetch(FlowContext& context);
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request);
    [[nodiscard]] static QStringList reportNames() { return {fba().name, merchant().name}; } ///< keys of the cursor

private:
    struct Report
    {
        QString name, type;
        qint64 overlapMs = 0;
        bool isFba = false;
    };
    [[nodiscard]] static const Report& fba();
    [[nodiscard]] static const Report& merchant();
    [[nodiscard]] Result<std::vector<SourceItem>> read(const QByteArray& file, const Report& report) const;
    [[nodiscard]] Result<std::vector<SourceItem>> readFba(const QByteArray& file) const;
    [[nodiscard]] Result<std::vector<SourceItem>> readMerchant(const QByteArray& file) const;

    FlowContext& m_context;
    mapping::ReturnSettings m_settings;
};

} // namespace causeway::flows
