// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QHash>
#include <QStringList>

#include "base/Result.h"

namespace causeway::flows {

/// The rows of a flat-file report (spapi.md section 6.1): tab-separated, no quoting, columns by name in any order and number,
/// short rows filled with nothing, blank lines passed over, UTF-8 or what older files have.
class ReportRows final
{
public:
    /// Invalid "no-column" when a needed column is missing: a page of HTML, or another report.
    [[nodiscard]] static Result<ReportRows> read(const QByteArray& file, const QStringList& needed);

    [[nodiscard]] std::size_t count() const { return m_rows.size(); }
    /// Without blanks around it; empty when the row is short or the column absent. Column names: letter case does not matter.
    [[nodiscard]] QString cell(std::size_t row, const QString& column) const;

private:
    QHash<QString, qsizetype> m_columns;
    std::vector<QStringList> m_rows;
};

} // namespace causeway::flows
