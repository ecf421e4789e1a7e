// SPDX-License-Identifier: GPL-3.0-or-later
#include "CsvText.h"

#include <algorithm>

namespace causeway::ui {

namespace {

bool isNumber(const QString& text)
{
    const qsizetype start = text.startsWith(u'-') ? 1 : 0;
    return text.size() > start &&
           std::all_of(text.begin() + start, text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
}

QString cell(QString text)
{
    static const QString kFormula = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && kFormula.contains(text.front()) && !isNumber(text))
        text.prepend(u'\'');
    const bool quoted =
        text.contains(u'"') || text.contains(u',') || text.contains(u';') || text.contains(u'\n') || text.contains(u'\r');
    return quoted ? u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"' : text;
}

} // namespace

QByteArray csvText(const std::vector<QStringList>& rows)
{
    QByteArray out("\xEF\xBB\xBF");
    for (const QStringList& row : rows)
        out += csvLine(row);
    return out;
}

QByteArray csvLine(const QStringList& cells)
{
    QStringList out;
    for (const QString& text : cells)
        out << cell(text);
    return out.join(u',').toUtf8() + "\r\n";
}

QString tabText(const std::vector<QStringList>& rows)
{
    QStringList lines;
    for (const QStringList& row : rows) {
        QStringList cells = row;
        cells.replaceInStrings(QStringLiteral("\t"), QStringLiteral(" "));
        cells.replaceInStrings(QStringLiteral("\n"), QStringLiteral(" "));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

} // namespace causeway::ui
