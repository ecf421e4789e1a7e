// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Returns.h"

#include <QCoreApplication>

#include "base/Text.h"
#include "flows/DocumentFind.h"
#include "flows/ItemLookUp.h"
#include "flows/NetSuiteSend.h"
#include "flows/OrderDocuments.h"
#include "flows/OrderLines.h"
#include "flows/ReturnFetch.h"
#include "flows/ReturnPlan.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Returns)
};

} // namespace

Returns::Returns()
{
    m_spec.id = QStringLiteral("returns");
    m_spec.title = Words::tr("Returns");
    m_spec.group = Words::tr("Returns and refunds");
    m_spec.defaultSchedule = QStringLiteral("every 6 hours");
    m_spec.settings = mapping::ReturnSettings::schema();
}

Result<Page> Returns::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (auto error = notConnected(context.amazon, QStringLiteral("Amazon")))
        return fail(std::move(*error));
    return ReturnFetch(context).fetch(cursor, request);
}

Result<Json> Returns::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (auto error = notConnected(context.netsuite, QStringLiteral("NetSuite")))
        return fail(std::move(*error));
    const mapping::MappingSnapshot mappings(context.configuration, context.store);
    QStringList orders, skus, itemIds;
    for (const Record& record : records) {
        if (!record.orderId.isEmpty() && !orders.contains(record.orderId))
            orders << record.orderId;
        const auto content = Json::parse(record.content);
        const QString sku = content ? (*content)[u"sku"].toString() : QString();
        if (sku.isEmpty())
            continue;
        if (const auto alias = mappings.skuItem(sku, context.store.defaults.skuCaseSensitive))
            itemIds << *alias;
        else
            skus << sku;
    }
    for (QStringList* list : {&orders, &skus, &itemIds}) { // the same records ask the same question
        list->removeDuplicates();
        list->sort();
    }
    Json lookups = Json::object({{QStringLiteral("readAt"), context.clock.nowMs()}});
    if (orders.isEmpty())
        return lookups;
    auto documents =
        readOrderDocuments(orders, {QStringLiteral("SalesOrd"), QStringLiteral("CustInvc"), QStringLiteral("CashSale")}, context);
    if (!documents)
        return fail(documents.error());
    QStringList ids;
    Json byOrder = Json::object();
    for (auto& [orderId, list] : *documents) {
        for (const Json& document : list.items())
            ids << document[u"id"].toString();
        byOrder.set(orderId, std::move(list));
    }
    lookups.set(QStringLiteral("documents"), std::move(byOrder));
    auto lines = readOrderLines(ids, context);
    if (!lines)
        return fail(lines.error());
    Json byDocument = Json::object();
    for (auto& [id, list] : *lines)
        byDocument.set(id, std::move(list));
    lookups.set(QStringLiteral("lines"), std::move(byDocument));
    auto items = readItems(skus, itemIds, context);
    if (!items)
        return fail(items.error());
    lookups.set(QStringLiteral("items"), std::move(*items));
    return lookups;
}

Result<Plan> Returns::plan(const Record& record, const PlanContext& context) const
{
    return planReturn(record, context);
}

/// By external id; a return authorization that somebody entered by hand for the same order is a conflict, because nobody but that
/// person knows whether it is this return.
Result<std::vector<Found>> Returns::find(std::span<const Command> commands, FlowContext& context)
{
    return findDocuments(
        commands,
        {{QStringLiteral("RtnAuth")},
         [](const Command& command, const Json&) { return command.type == QStringLiteral("returnAuthorization"); },
         Words::tr("somebody entered a return authorization for this order; when it is this return, dismiss "
                   "this record; when it is another one, give it an external ID in NetSuite and try again")},
        context);
}

std::vector<Outcome> Returns::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> Returns::readBack(std::span<const Command>, const std::map<QString, Receipt>&, FlowContext&)
{
    return std::map<QString, Json>(); // NetSuite computes nothing that is not in the command
}

bool Returns::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    const bool isSku = causeCode == QStringLiteral("no-item") || causeCode == QStringLiteral("ambiguous-item") ||
                       causeCode == QStringLiteral("inactive-item");
    return isSku && mapping.kind == QStringLiteral("sku") && mapping.key.compare(causeKey, Qt::CaseInsensitive) == 0;
}

std::optional<qint64> Returns::readUpTo(const Cursor& cursor) const
{
    std::optional<qint64> earliest;
    for (const QString& report : ReturnFetch::reportNames()) {
        const auto to = cursor[report][u"to"].toInteger();
        if (to && (!earliest || *to < *earliest))
            earliest = to;
    }
    return earliest;
}

std::optional<Cursor> Returns::movedTo(const Cursor& cursor, qint64 atMs) const
{
    Cursor moved = cursor.isObject() ? cursor : Json::object();
    moved.remove(u"at");
    for (const QString& report : ReturnFetch::reportNames())
        moved.set(report, Json::object({{QStringLiteral("to"), Json(atMs)}})); // a report under way is not waited for
    return moved;
}

} // namespace causeway::flows
