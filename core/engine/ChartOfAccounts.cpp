// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ChartOfAccounts.h"

#include "base/Text.h"

namespace causeway::engine {

namespace {
constexpr int kLongestName = 120;

QString cell(const netsuite::SuiteQlRow& row, const QString& column)
{
    const auto it = row.find(column);
    return it == row.end() ? QString() : it->second;
}
} // namespace

Result<std::vector<db::BookAccountRow>> readChartOfAccounts(netsuite::Api& netsuite, const StopToken& stop)
{
    const auto rows = netsuite.suiteQl(
        QStringLiteral("SELECT id, acctnumber, fullname, accttype, isinactive, issummary FROM account ORDER BY acctnumber, id"),
        {}, stop);
    if (!rows)
        return fail(rows.error());
    std::vector<db::BookAccountRow> accounts;
    accounts.reserve(rows->size());
    const QString no = QStringLiteral("F");
    for (const netsuite::SuiteQlRow& row : *rows)
        accounts.push_back({cell(row, QStringLiteral("id")), safeText(cell(row, QStringLiteral("acctnumber"))),
                            elided(safeText(cell(row, QStringLiteral("fullname"))), kLongestName),
                            cell(row, QStringLiteral("accttype")),
                            cell(row, QStringLiteral("isinactive")) == no && cell(row, QStringLiteral("issummary")) == no});
    return accounts;
}

} // namespace causeway::engine
