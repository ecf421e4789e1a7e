// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderReadBack.h"

#include "flows/CustomerAddress.h"
#include "flows/OrderLines.h"
#include "flows/SuiteQlText.h"
#include "mapping/MappingSnapshot.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
constexpr qsizetype kMostTogether = 450;

/// Sales lines are negative in NetSuite's tables.
QString negated(QString amount)
{
    if (amount.startsWith(u'-'))
        amount.remove(0, 1);
    else if (!amount.isEmpty() && amount != QStringLiteral("0"))
        amount.prepend(u'-');
    return amount;
}
} // namespace

Result<std::map<QString, Json>> OrderReadBack::read(std::span<const Command> commands, const std::map<QString, Receipt>& receipts)
{
    QStringList ids, adopted;
    for (const Command& command : commands) {
        const auto receipt = receipts.find(command.key);
        if (command.type == QStringLiteral("customer") || receipt == receipts.end() || ids.contains(receipt->second.remoteId))
            continue;
        ids += receipt->second.remoteId;
        if (receipt->second.outcome == QStringLiteral("already-there"))
            adopted += receipt->second.remoteId;
    }
    std::map<QString, Json> byId;
    for (qsizetype from = 0; from < ids.size(); from += kMostTogether) {
        auto some = totals(ids.mid(from, kMostTogether));
        if (!some)
            return some;
        byId.merge(*some);
    }
    for (qsizetype from = 0; from < adopted.size(); from += kMostTogether) {
        if (auto added = addLines(adopted.mid(from, kMostTogether), byId); !added)
            return fail(added.error());
    }
    // Fulfillments of FBA orders name lines of the sales order.
    if (m_context.flow.flow == QStringLiteral("orders-fba") && !ids.isEmpty()) {
        auto lines = readOrderLines(ids, m_context);
        if (!lines)
            return fail(lines.error());
        for (auto& [id, list] : *lines) {
            if (const auto seen = byId.find(id); seen != byId.end())
                seen->second.set(QStringLiteral("lines"), std::move(list));
        }
    }
    auto result = readCustomerAddresses(commands, receipts, m_context);
    if (!result)
        return result;
    for (const Command& command : commands) {
        const auto receipt = receipts.find(command.key);
        if (receipt == receipts.end())
            continue;
        if (const auto seen = byId.find(receipt->second.remoteId); seen != byId.end())
            (*result)[command.key] = seen->second;
    }
    return result;
}

Result<std::map<QString, Json>> OrderReadBack::totals(const QStringList& ids)
{
    const QString from = QStringLiteral(" FROM transaction t WHERE t.id IN %1 ORDER BY t.id").arg(suiteql::list(ids.size()));
    const QString least = QStringLiteral("SELECT t.id, t.tranid, t.type, t.status, t.foreigntotal");
    auto rows = m_context.netsuite->suiteQl(least + QStringLiteral(", t.taxtotal, t.shippingcost, t.shippingtaxtotal") + from,
                                            ids, m_context.stop);
    // Which of these columns an account shows is not documented: without them only the total is compared.
    if (!rows && (rows.error().kind == ErrorKind::Rejected || rows.error().kind == ErrorKind::Invalid))
        rows = m_context.netsuite->suiteQl(least + from, ids, m_context.stop);
    if (!rows)
        return fail(rows.error());
    const bool isFba = m_context.flow.flow == QStringLiteral("orders-fba");
    std::map<QString, Json> byId;
    for (const netsuite::SuiteQlRow& row : *rows) {
        Json facts = Json::object();
        facts.setIfPresent(QStringLiteral("name"), textOf(row, QStringLiteral("tranid")));
        if (isFba)
            facts.setIfPresent(QStringLiteral("type"), textOf(row, QStringLiteral("type")));
        facts.setIfPresent(QStringLiteral("status"), textOf(row, QStringLiteral("status")));
        facts.setIfPresent(QStringLiteral("total"), textOf(row, QStringLiteral("foreigntotal")));
        facts.setIfPresent(QStringLiteral("tax"), textOf(row, QStringLiteral("taxtotal")));
        facts.setIfPresent(QStringLiteral("shipping"), textOf(row, QStringLiteral("shippingcost")));
        facts.setIfPresent(QStringLiteral("shippingTax"), textOf(row, QStringLiteral("shippingtaxtotal")));
        byId[textOf(row, QStringLiteral("id"))] = std::move(facts);
    }
    return byId;
}

Result<void> OrderReadBack::addLines(const QStringList& ids, std::map<QString, Json>& byId)
{
    const mapping::MappingSnapshot mappings(m_context.configuration, m_context.store);
    const QString tax = mappings.chargeItem(u"tax").value_or(QString());
    const QString shipping = mappings.chargeItem(u"shipping").value_or(QString());
    QStringList items;
    for (const QString& item : {tax, shipping}) {
        if (!item.isEmpty() && !items.contains(item))
            items += item;
    }
    for (const QString& id : ids) {
        byId[id].set(QStringLiteral("taxLines"), QStringLiteral("0"));
        byId[id].set(QStringLiteral("shippingLines"), QStringLiteral("0"));
    }
    if (items.isEmpty())
        return {};
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT tl.transaction AS document, tl.item, SUM(tl.foreignamount) AS amount FROM transactionline tl "
                       "WHERE tl.transaction IN %1 AND tl.item IN %2 AND tl.mainline = 'F' GROUP BY tl.transaction, tl.item "
                       "ORDER BY tl.transaction, tl.item")
            .arg(suiteql::list(ids.size()), suiteql::list(items.size())),
        ids + items, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const netsuite::SuiteQlRow& row : *rows) {
        const QString name =
            textOf(row, QStringLiteral("item")) == tax ? QStringLiteral("taxLines") : QStringLiteral("shippingLines");
        byId[textOf(row, QStringLiteral("document"))].set(name, negated(textOf(row, QStringLiteral("amount"))));
    }
    return {};
}

} // namespace causeway::flows
