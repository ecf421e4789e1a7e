// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QFileDevice>

#include "amazon/Caller.h"
#include "amazon/Reports.h"

namespace causeway::amazon {

/// The operations of Reports 2021-06-30 (contracts/spapi/reports_2021-06-30.json). Part of Client; thread-safe.
class ReportCalls final
{
public:
    explicit ReportCalls(Caller& caller) : m_caller(caller) {}

    [[nodiscard]] Result<QString> create(const ReportRequest& request, const StopToken& stop);
    [[nodiscard]] Result<std::optional<Report>> get(const QString& reportId, const StopToken& stop);
    [[nodiscard]] Result<std::vector<Report>> list(const ReportSearch& search, const StopToken& stop);
    [[nodiscard]] Result<QByteArray> readDocument(const QString& documentId, const StopToken& stop);
    [[nodiscard]] Result<void> saveDocument(const QString& documentId, QFileDevice& file, const StopToken& stop);

private:
    Caller& m_caller;
};

} // namespace causeway::amazon
