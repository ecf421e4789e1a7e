// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/SettlementNamed.h"

#include <QCoreApplication>

#include "base/Text.h"
#include "cli/RowJson.h"
#include "db/RecordTable.h"
#include "engine/SettlementImport.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SettlementNamed)
};
const QString kFlow = engine::SettlementImport::kFlow;
} // namespace

Result<db::RecordRow> settlementNamed(Session& session, const Arguments& arguments)
{
    const QString id = arguments.words.first();
    const QString store = arguments.value(QStringLiteral("--store"));
    db::RecordFilter filter;
    filter.flow = kFlow;
    filter.store = store;
    filter.search = id;
    auto rows = session.read([&](db::Connection& connection) { return db::RecordReads(connection).list(filter); });
    if (!rows)
        return fail(rows.error());
    std::erase_if(*rows, [&](const db::RecordRow& row) { return row.key != id; });
    if (rows->empty())
        return fail(usageError(Words::tr("There is no settlement %1.").arg(elided(safeText(id), 40)),
                               Words::tr("\"settlements list\" shows them all.")));
    if (rows->size() > 1)
        return fail(usageError(Words::tr("Several stores have a settlement %1.").arg(id), Words::tr("Add --store ID.")));
    return rows->front();
}

QString describeBreak(const settlement::ChainBreak& one)
{
    switch (one.kind) {
    case settlement::ChainBreak::Kind::Gap:
        return Words::tr("Between %1 and %2 a period is missing: %3 to %4.")
            .arg(one.before, one.after, timeText(one.fromMs), timeText(one.untilMs));
    case settlement::ChainBreak::Kind::Reserve:
        return Words::tr("%1 held a reserve of %2, %3 released %4.")
            .arg(one.before, moneyText(one.expected), one.after, moneyText(one.found));
    case settlement::ChainBreak::Kind::Payable:
        return Words::tr("%1 left %2 to pay, %3 took over %4.")
            .arg(one.before, moneyText(one.expected), one.after, moneyText(one.found));
    }
    return {};
}

} // namespace causeway::app::cli
