// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Result.h"

namespace causeway::amazon {

/// What an XML feed did, message by message (ProcessingReport.xsd). A message without a line of its own succeeded, when the
/// summary says that it was processed.
struct ProcessingReport
{
    struct Line
    {
        qint64 messageId = 0;
        QString resultCode; ///< Error or Warning
        QString messageCode, description;
        [[nodiscard]] bool isError() const { return resultCode == QStringLiteral("Error"); }
    };
    QString statusCode; ///< Complete, Processing, Rejected
    qint64 processed = 0, successful = 0, withError = 0, withWarning = 0;
    std::vector<Line> lines;

    /// The first error line of that message, else nullptr.
    [[nodiscard]] const Line* errorOf(qint64 messageId) const;
};

/// Reads the report with or without its envelope. Invalid "unreadable" for anything else.
[[nodiscard]] Result<ProcessingReport> readProcessingReport(const QByteArray& xml);

} // namespace causeway::amazon
