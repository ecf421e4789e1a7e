// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentLookUp.h"

#include <algorithm>

#include "base/Decimal.h"
#include "flows/ShipmentOrders.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
constexpr qsizetype kMostValues = 400;

/// Whole quantities only: Amazon ships units. Lines of a fulfillment may be negative in NetSuite's tables, never in a record.
qint64 wholeQuantity(const Json& json)
{
    const QString text = json.isNumber() ? QString::fromLatin1(json.numberText()) : json.toString();
    const auto number = Decimal::parse(text);
    const auto whole = number ? number->rescaled(0) : Result<Decimal>(fail(number.error()));
    return whole ? std::max<qint64>(whole->units(), 0) : 0;
}

QString idOf(const Json& reference)
{
    return reference.isObject() ? reference[u"id"].toString() : reference.toString();
}

QString textOf(const Json& json)
{
    return json.isNumber() ? QString::fromLatin1(json.numberText()) : json.toString();
}

/// NetSuite has a list of its own for each integrated carrier; their fields end with the carrier's name.
Json packagesOf(const Json& record)
{
    Json packages = Json::array();
    for (const auto& [name, list] : record.members()) {
        if (!name.startsWith(QStringLiteral("package"), Qt::CaseInsensitive) || !list[u"items"].isArray())
            continue;
        for (const Json& row : list[u"items"].items()) {
            Json package = Json::object();
            package.set(QStringLiteral("tracking"), QStringLiteral(""));
            package.set(QStringLiteral("description"), QStringLiteral(""));
            for (const auto& [field, value] : row.members()) {
                if (field.startsWith(QStringLiteral("packageTrackingNumber")) && !field.contains(QStringLiteral("Return")))
                    package.set(QStringLiteral("tracking"), value.toString().trimmed());
                else if (field.startsWith(QStringLiteral("packageDescr")))
                    package.set(QStringLiteral("description"), value.toString().trimmed());
            }
            packages.append(std::move(package));
        }
    }
    return packages;
}
} // namespace

Result<Json> ShipmentLookUp::lookUp(std::span<const Record> records)
{
    QStringList salesOrders, orders;
    std::vector<std::pair<QString, QString>> wanted; // fulfillment, sales order
    for (const Record& record : records) {
        const auto content = Json::parse(record.content);
        if (!content || (*content)[u"fulfillment"].toString() == QStringLiteral("FBA"))
            continue;
        const QString salesOrder = (*content)[u"salesOrder"][u"id"].toString();
        wanted.emplace_back(record.key, salesOrder);
        if (!salesOrders.contains(salesOrder))
            salesOrders += salesOrder;
        orders += (*content)[u"order"].toString();
    }
    Json result = Json::object();
    result.set(QStringLiteral("readAt"), m_context.clock.nowMs());
    if (wanted.empty())
        return result;

    auto known = ShipmentOrders(m_context).read(orders, ShipmentOrders::Search::Unshipped, 0);
    if (!known)
        return fail(known.error());
    Json byOrder = Json::object();
    for (const auto& [id, order] : *known)
        byOrder.set(id, order ? shipmentOrderFacts(*order) : Json());
    result.set(QStringLiteral("orders"), std::move(byOrder));

    auto items = orderItems(salesOrders);
    if (!items)
        return items;
    Json fulfillments = Json::object();
    for (const auto& [id, salesOrder] : wanted) {
        auto one = fulfillment(id, (*items)[salesOrder]);
        if (!one)
            return one;
        fulfillments.set(id, std::move(*one));
    }
    result.set(QStringLiteral("fulfillments"), std::move(fulfillments));
    return result;
}

Result<Json> ShipmentLookUp::orderItems(const QStringList& salesOrderIds)
{
    Json result = Json::object();
    const QString ours = QStringLiteral("custcol_amz_order_item_id");
    const QString column = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(ours) : ours;
    if (!suiteql::isColumn(column))
        return result;
    for (qsizetype from = 0; from < salesOrderIds.size(); from += kMostValues) {
        const QStringList chunk = salesOrderIds.mid(from, kMostValues);
        const auto rows = m_context.netsuite->suiteQl(
            QStringLiteral("SELECT tl.transaction AS document, tl.id, tl.%1 AS orderitem FROM transactionline tl WHERE "
                           "tl.transaction IN %2 AND tl.mainline = 'F' AND tl.taxline = 'F' ORDER BY tl.transaction, tl.id")
                .arg(column.toLower(), suiteql::list(chunk.size())),
            chunk, m_context.stop);
        if (!rows) {
            // The account lacks the column: the plan says what is missing, record by record.
            if (rows.error().kind == ErrorKind::Rejected || rows.error().kind == ErrorKind::Invalid)
                return result;
            return fail(rows.error());
        }
        std::map<QString, Json> byOrder;
        for (const netsuite::SuiteQlRow& row : *rows) {
            const auto item = row.find(QStringLiteral("orderitem"));
            if (item != row.end() && !item->second.isEmpty())
                byOrder[row.at(QStringLiteral("document"))].set(row.at(QStringLiteral("id")), item->second);
        }
        for (auto& [id, lines] : byOrder)
            result.set(id, std::move(lines));
    }
    return result;
}

Result<Json> ShipmentLookUp::fulfillment(const QString& id, const Json& itemsOfSalesOrder)
{
    const auto record = m_context.netsuite->get(QStringLiteral("itemFulfillment"), id, true, m_context.stop);
    if (!record)
        return fail(record.error());
    if (!*record)
        return Json();
    const Json& source = **record;
    const QString ours = QStringLiteral("custcol_amz_order_item_id");
    const QString column = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(ours) : ours;
    Json lines = Json::array();
    for (const Json& row : source[u"item"][u"items"].items()) {
        const qint64 quantity = wholeQuantity(row[u"quantity"]);
        if (quantity == 0)
            continue;
        const QString byLine = itemsOfSalesOrder[textOf(row[u"orderLine"])].toString();
        Json line = Json::object();
        line.setIfPresent(QStringLiteral("orderItem"), byLine.isEmpty() ? row[column].toString() : byLine);
        line.set(QStringLiteral("item"), idOf(row[u"item"]));
        line.setIfPresent(QStringLiteral("name"), row[u"item"][u"refName"].toString());
        line.set(QStringLiteral("quantity"), quantity);
        lines.append(std::move(line));
    }
    Json result = Json::object();
    Json method = Json::object();
    method.set(QStringLiteral("id"), idOf(source[u"shipMethod"]));
    method.setIfPresent(QStringLiteral("name"), source[u"shipMethod"][u"refName"].toString());
    result.set(QStringLiteral("shipMethod"), std::move(method));
    result.set(QStringLiteral("packages"), packagesOf(source));
    result.set(QStringLiteral("lines"), std::move(lines));
    return result;
}

} // namespace causeway::flows
