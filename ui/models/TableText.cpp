// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TableText.h"

#include <QCoreApplication>

#include "Format.h"

namespace causeway::ui::table_text {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TableText)
};

bool isLeftOut(const Column& column)
{
    return column.kind == Column::Kind::Action || column.title.isEmpty();
}

QString wordsOf(const Cell& cell)
{
    if (!cell.steps.empty())
        return words(cell.steps);
    if (cell.checked && cell.text.isEmpty())
        return *cell.checked ? Words::tr("yes") : Words::tr("no");
    QString text = cell.plain.isEmpty() ? cell.text : cell.plain;
    if (text.isEmpty() && cell.state)
        text = format::stateWord(*cell.state);
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

QString words(const std::vector<Step>& steps)
{
    QStringList parts;
    for (const Step& step : steps)
        parts << step.name + u' ' + (step.state ? format::stateWord(*step.state).toLower() : Words::tr("not yet"));
    return parts.join(QStringLiteral(", "));
}

QStringList titles(const std::vector<Column>& columns)
{
    QStringList out;
    for (const Column& column : columns) {
        if (isLeftOut(column))
            continue;
        out << column.title;
        if (column.kind == Column::Kind::Amount)
            out << Words::tr("Currency");
    }
    return out;
}

QStringList line(const std::vector<Column>& columns, const TableRow& row)
{
    QStringList out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (isLeftOut(columns[i]))
            continue;
        const Cell cell = i < row.cells.size() ? row.cells[i] : Cell();
        out << wordsOf(cell);
        if (columns[i].kind == Column::Kind::Amount)
            out << cell.prefix;
    }
    return out;
}

} // namespace causeway::ui::table_text
