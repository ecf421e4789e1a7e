// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderLines.h"

#include "base/Decimal.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
constexpr qsizetype kMostValues = 500;

QString negated(const QString& amount)
{
    const auto number = Decimal::parse(amount);
    return number ? Decimal(-number->units(), number->scale()).toString() : QString();
}

/// Whole units; sales lines are negative in NetSuite's tables.
qint64 units(const QString& text)
{
    const auto number = Decimal::parse(text.startsWith(u'-') ? text.mid(1) : text);
    if (!number)
        return 0;
    const auto whole = number->rescaled(0);
    return whole ? whole->units() : 0;
}
} // namespace

Result<std::map<QString, Json>> readOrderLines(const QStringList& ids, FlowContext& context)
{
    const QString ours = QStringLiteral("custcol_amz_order_item_id");
    const QString field = context.configuration.netSuite ? context.configuration.netSuite->field(ours) : ours;
    const bool hasField = mapping::AccountView(context.account).surelyHas(u"salesOrder.item", field) && suiteql::isColumn(field);
    std::map<QString, Json> result;
    for (qsizetype from = 0; from < ids.size(); from += kMostValues) {
        const QStringList chunk = ids.mid(from, kMostValues);
        const QString query = QStringLiteral(
            "SELECT tl.transaction AS document, tl.id AS line, tl.item, tl.quantity, tl.foreignamount, tl.isclosed%1 FROM "
            "transactionline tl WHERE tl.transaction IN %2 AND tl.mainline = 'F' AND tl.taxline = 'F' AND "
            "tl.itemtype <> 'ShipItem' ORDER BY tl.transaction, tl.id");
        const QString known = hasField ? QStringLiteral(", tl.%1 AS orderitem").arg(field.toLower()) : QString();
        const QString moved = QStringLiteral(", tl.quantityshiprecv, tl.quantitybilled");
        auto rows = context.netsuite->suiteQl(query.arg(known + moved, suiteql::list(chunk.size())), chunk, context.stop);
        // Which of these columns an account shows is not documented: without them nothing counts as fulfilled.
        if (!rows && rows.error().kind == ErrorKind::Rejected)
            rows = context.netsuite->suiteQl(query.arg(known, suiteql::list(chunk.size())), chunk, context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows) {
            Json line = Json::object();
            line.set(QStringLiteral("line"), textOf(row, QStringLiteral("line")));
            line.set(QStringLiteral("item"), textOf(row, QStringLiteral("item")));
            line.set(QStringLiteral("orderItem"), textOf(row, QStringLiteral("orderitem")));
            line.set(QStringLiteral("quantity"), units(textOf(row, QStringLiteral("quantity"))));
            line.set(QStringLiteral("fulfilled"), units(textOf(row, QStringLiteral("quantityshiprecv"))));
            line.set(QStringLiteral("billed"), units(textOf(row, QStringLiteral("quantitybilled"))));
            line.set(QStringLiteral("amount"), negated(textOf(row, QStringLiteral("foreignamount"))));
            line.set(QStringLiteral("closed"), textOf(row, QStringLiteral("isclosed")) == QStringLiteral("T"));
            const auto [lines, isNew] = result.try_emplace(textOf(row, QStringLiteral("document")), Json::array());
            lines->second.append(std::move(line));
        }
    }
    return result;
}

} // namespace causeway::flows
