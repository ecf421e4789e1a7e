// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ReportRows.h"

#include <QBuffer>
#include <QCoreApplication>

#include "settlement/LineReader.h"
#include "settlement/TextEncoding.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ReportRows)
};
} // namespace

Result<ReportRows> ReportRows::read(const QByteArray& file, const QStringList& needed)
{
    QByteArray bytes = file;
    QBuffer device(&bytes);
    if (!device.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Defect, QStringLiteral("A buffer could not be opened."));
    settlement::TextEncoding encoding;
    encoding.learn(file);
    encoding.decide();
    settlement::LineReader lines(device);
    ReportRows report;
    while (const auto line = lines.next()) {
        QStringList cells = encoding.decode(*line).split(u'\t');
        for (QString& cell : cells)
            cell = cell.trimmed();
        if (report.m_columns.isEmpty()) {
            for (qsizetype i = 0; i < cells.size(); ++i) {
                if (!cells[i].isEmpty() && !report.m_columns.contains(cells[i].toLower()))
                    report.m_columns.insert(cells[i].toLower(), i);
            }
            for (const QString& column : needed) {
                if (!report.m_columns.contains(column.toLower()))
                    return fail(ErrorKind::Invalid, Words::tr("The report has no column “%1”.").arg(column),
                                Words::tr("It is read again with the next run; send a support bundle if it stays so."),
                                QStringLiteral("no-column"));
            }
            continue;
        }
        if (cells.size() > 1 || !cells.value(0).isEmpty())
            report.m_rows.push_back(std::move(cells));
    }
    if (lines.hasFailed())
        return fail(ErrorKind::Invalid, Words::tr("Line %1 of the report cannot be read.").arg(lines.line()),
                    Words::tr("It is read again with the next run; send a support bundle if it stays so."),
                    QStringLiteral("unreadable-report"));
    return report;
}

QString ReportRows::cell(std::size_t row, const QString& column) const
{
    const auto place = m_columns.constFind(column.toLower());
    return place == m_columns.constEnd() ? QString() : m_rows.at(row).value(*place);
}

} // namespace causeway::flows
