// SPDX-License-Identifier: GPL-3.0-or-later
// What Causeway reads out of settlement files, for settlement_check.py: file names on the standard input, one JSON object a line.
#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

#include "base/Json.h"
#include "settlement/Content.h"
#include "settlement/SettlementReader.h"
#include "settlement/SumTable.h"

using namespace causeway;
using namespace causeway::settlement;

namespace {
Json sumsOf(const QString& name)
{
    Json json = Json::object({{QStringLiteral("file"), name}});
    QFile file(name);
    SumTable table(QStringLiteral("UTC"));
    if (!file.open(QIODevice::ReadOnly)) {
        json.set(QStringLiteral("error"), QStringLiteral("cannot be opened"));
        return json;
    }
    const auto summary = readSettlement(file, [&](const Row& row) { return table.add(row).has_value(); });
    const auto categories = byCategory(table.sums());
    if (!summary || !categories) {
        json.set(QStringLiteral("error"), summary ? categories.error().message : summary.error().message);
        return json;
    }
    json.set(QStringLiteral("rows"), summary->rows);
    json.set(QStringLiteral("sum"), summary->sum.minorUnits());
    json.set(QStringLiteral("total"), summary->head.total ? Json(summary->head.total->minorUnits()) : Json());
    json.set(QStringLiteral("problems"), summary->problemCount);
    Json list = Json::object();
    for (const CategorySum& sum : *categories)
        list.set(sum.category.key(), Json::array({Json(sum.rows), Json(sum.sum.minorUnits())}));
    json.set(QStringLiteral("categories"), std::move(list));
    std::map<QString, qint64> byMonth;
    for (const CategorySum& sum : table.sums())
        byMonth[sum.utcMonth] += sum.sum.minorUnits();
    Json months = Json::object();
    for (const auto& [month, minor] : byMonth)
        months.set(month, minor);
    json.set(QStringLiteral("months"), std::move(months));
    return json;
}
} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    QTextStream in(stdin), out(stdout);
    for (QString name = in.readLine(); !name.isNull(); name = in.readLine()) {
        if (!name.isEmpty())
            out << QString::fromUtf8(sumsOf(name).toBytes()) << Qt::endl;
    }
    return 0;
}
