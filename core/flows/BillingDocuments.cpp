// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/BillingDocuments.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "base/Decimal.h"
#include "base/Text.h"
#include "flows/BillingPlan.h"
#include "flows/OrderLines.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::BillingDocuments)
};

constexpr int kDigits = 8; ///< more than any amount has

/// Units of 10^-8; amounts of one currency are summed exactly.
qint64 unitsOf(const QString& text)
{
    const auto number = Decimal::parse(text.isEmpty() ? QStringLiteral("0") : text);
    if (!number)
        return 0;
    const auto scaled = number->rescaled(kDigits);
    return scaled ? scaled->units() : 0;
}

QString shown(const netsuite::SuiteQlRow& row)
{
    const QString number = textOf(row, "tranid");
    return elided(safeText(number.isEmpty() ? textOf(row, "id") : number), 60);
}

/// Part of an amount for so many of all units, to the nearest unit.
qint64 shareOf(qint64 amount, qint64 some, qint64 all)
{
    if (all == 0 || some >= all)
        return amount;
    return amount / all * some + amount % all * some / all;
}
} // namespace

Result<std::vector<std::map<QString, QString>>> BillingDocuments::billsOf(const QStringList& salesOrders)
{
    return m_context.netsuite->suiteQl(
        QStringLiteral("SELECT t.id, t.tranid, t.type, t.status, t.externalid, t.foreigntotal, ml.createdfrom AS salesorder FROM "
                       "transaction t JOIN transactionline ml ON ml.transaction = t.id AND ml.mainline = 'T' WHERE "
                       "t.type IN ('CustInvc', 'CashSale') AND ml.createdfrom IN %1 ORDER BY t.id")
            .arg(suiteql::list(salesOrders.size())),
        salesOrders, m_context.stop);
}

Result<Json> BillingDocuments::lookUp(std::span<const Record> records)
{
    QStringList ids;
    for (const Record& record : records)
        ids += record.key;
    Json result = Json::object();
    if (ids.isEmpty())
        return result;
    auto lines = readOrderLines(ids, m_context);
    if (!lines)
        return fail(lines.error());
    const auto bills = billsOf(ids);
    if (!bills)
        return fail(bills.error());
    for (const Record& record : records) {
        const auto found = lines->find(record.key);
        if (found == lines->end())
            continue;
        const auto& items = found->second.items();
        const bool toBill = std::any_of(items.begin(), items.end(), [](const Json& line) {
            return line[u"fulfilled"].toInteger().value_or(0) > line[u"billed"].toInteger().value_or(0);
        });
        Json list = Json::array();
        for (const netsuite::SuiteQlRow& row : *bills) {
            if (textOf(row, "salesorder") == record.key)
                list.append(Json::object({{QStringLiteral("id"), textOf(row, "id")},
                                          {QStringLiteral("name"), textOf(row, "tranid")},
                                          {QStringLiteral("key"), textOf(row, "externalid")}}));
        }
        Json one = Json::object({{QStringLiteral("toBill"), toBill}});
        one.set(QStringLiteral("known"), static_cast<qint64>(record.receipts.size()));
        one.set(QStringLiteral("bills"), std::move(list));
        result.set(record.key, std::move(one));
    }
    return result;
}

Result<std::vector<Found>> BillingDocuments::find(std::span<const Command> commands)
{
    std::vector<Found> found;
    QStringList keys, orders;
    for (const Command& command : commands) {
        keys += command.key;
        orders += command.fingerprint[u"salesOrder"].toString();
    }
    if (keys.isEmpty())
        return found;
    const auto named = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT t.id, t.tranid, t.type, t.externalid, ml.createdfrom AS salesorder FROM transaction t "
                       "JOIN transactionline ml ON ml.transaction = t.id AND ml.mainline = 'T' WHERE t.externalid IN %1 "
                       "ORDER BY t.id")
            .arg(suiteql::list(keys.size())),
        keys, m_context.stop);
    if (!named)
        return fail(named.error());
    const auto bills = billsOf(orders);
    if (!bills)
        return fail(bills.error());
    for (const Command& command : commands) {
        const QString order = command.fingerprint[u"salesOrder"].toString();
        Found one;
        one.commandKey = command.key;
        const auto ours =
            std::find_if(named->begin(), named->end(), [&](const auto& row) { return textOf(row, "externalid") == command.key; });
        if (ours != named->end()) {
            one.remoteId = textOf(*ours, "id");
            one.remoteName = shown(*ours);
            one.matches = textOf(*ours, "salesorder") == order;
            if (!one.matches)
                one.difference = Words::tr("it was not made from this sales order");
            found.push_back(std::move(one));
            continue;
        }
        QSet<QString> known;
        for (const Json& id : command.fingerprint[u"bills"].items())
            known.insert(id.toString());
        for (const netsuite::SuiteQlRow& row : *bills) {
            if (textOf(row, "salesorder") != order || known.contains(textOf(row, "id")))
                continue;
            one.remoteId = textOf(row, "id");
            one.remoteName = shown(row);
            one.difference = Words::tr("the sales order was billed by another hand meanwhile");
            found.push_back(std::move(one));
            break;
        }
    }
    return found;
}

Result<std::map<QString, Json>> BillingDocuments::readBack(std::span<const Command> commands,
                                                           const std::map<QString, Receipt>& receipts)
{
    std::map<QString, Json> result;
    QStringList orders;
    for (const Command& command : commands) {
        const QString order = command.fingerprint[u"salesOrder"].toString();
        if (!orders.contains(order))
            orders += order;
    }
    if (orders.isEmpty())
        return result;
    const auto bills = billsOf(orders);
    if (!bills)
        return fail(bills.error());
    const auto lines = readOrderLines(orders, m_context);
    if (!lines)
        return fail(lines.error());
    QStringList ids;
    for (const netsuite::SuiteQlRow& row : *bills)
        ids += textOf(row, "id");
    const auto billed = readOrderLines(ids, m_context);
    if (!billed)
        return fail(billed.error());
    for (const Command& command : commands) {
        const auto receipt = receipts.find(command.key);
        const QString order = command.fingerprint[u"salesOrder"].toString();
        const auto own =
            receipt == receipts.end() ? bills->end() : std::find_if(bills->begin(), bills->end(), [&](const auto& row) {
                return textOf(row, "id") == receipt->second.remoteId;
            });
        if (own == bills->end())
            continue;
        qint64 expected = 0, sum = 0;
        if (const auto of = lines->find(order); of != lines->end()) {
            for (const Json& line : of->second.items())
                expected += shareOf(unitsOf(line[u"amount"].toString()), line[u"billed"].toInteger().value_or(0),
                                    line[u"quantity"].toInteger().value_or(0));
        }
        for (const netsuite::SuiteQlRow& row : *bills) {
            const auto of = billed->find(textOf(row, "id"));
            if (textOf(row, "salesorder") != order || of == billed->end())
                continue;
            for (const Json& line : of->second.items())
                sum += unitsOf(line[u"amount"].toString());
        }
        Json facts = Json::object();
        facts.setIfPresent(QStringLiteral("name"), textOf(*own, "tranid"));
        facts.setIfPresent(QStringLiteral("type"), textOf(*own, "type"));
        facts.setIfPresent(QStringLiteral("status"), textOf(*own, "status"));
        facts.setIfPresent(QStringLiteral("total"), textOf(*own, "foreigntotal"));
        facts.set(QStringLiteral("billed"), Decimal(sum, kDigits).toString());
        facts.set(QStringLiteral("expected"), Decimal(expected, kDigits).toString());
        result[command.key] = std::move(facts);
    }
    return result;
}

} // namespace causeway::flows
