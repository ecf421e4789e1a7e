// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentLookUp.h"

#include <algorithm>

#include "base/Decimal.h"
#include "flows/ShipmentOrders.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
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

    if (auto read = readSalesOrders(salesOrders); !read)
        return fail(read.error());
    result.set(QStringLiteral("doNotShip"), m_doNotShip);
    Json fulfillments = Json::object();
    for (const auto& [id, salesOrder] : wanted) {
        auto one = fulfillment(id, salesOrder);
        if (!one)
            return one;
        fulfillments.set(id, std::move(*one));
    }
    result.set(QStringLiteral("fulfillments"), std::move(fulfillments));
    return result;
}

QString ShipmentLookUp::field(const char* ours) const
{
    const QString name = QString::fromLatin1(ours);
    return m_context.configuration.netSuite ? m_context.configuration.netSuite->field(name) : name;
}

Result<void> ShipmentLookUp::readSalesOrders(const QStringList& ids)
{
    const QString column = field("custcol_amz_order_item_id"), flag = field("custbody_amz_do_not_ship");
    if (!suiteql::isColumn(column))
        return {};
    const bool hasFlag = mapping::AccountView(m_context.account).surelyHas(u"salesOrder", flag) && suiteql::isColumn(flag);
    const QString query =
        QStringLiteral("SELECT tl.transaction AS document, tl.id, tl.itemtype, tl.quantity, tl.%1 AS orderitem%2 "
                       "FROM transactionline tl JOIN transaction so ON so.id = tl.transaction WHERE "
                       "tl.transaction IN %3 AND tl.mainline = 'F' AND tl.taxline = 'F' "
                       "ORDER BY tl.transaction, tl.id");
    for (qsizetype from = 0; from < ids.size(); from += kMostValues) {
        const QStringList chunk = ids.mid(from, kMostValues);
        const auto rows = m_context.netsuite->suiteQl(
            query.arg(column.toLower(), hasFlag ? QStringLiteral(", so.%1 AS donotship").arg(flag.toLower()) : QString(),
                      suiteql::list(chunk.size())),
            chunk, m_context.stop);
        if (!rows) {
            // The account lacks the column: the plan says what is missing, record by record.
            if (rows.error().kind == ErrorKind::Rejected || rows.error().kind == ErrorKind::Invalid)
                return {};
            return fail(rows.error());
        }
        QString group; // the group whose members come now: NetSuite puts them in behind it as lines of their own
        qint64 groups = 0;
        for (const netsuite::SuiteQlRow& row : *rows) {
            const QString document = textOf(row, "document"), line = textOf(row, "id"), type = textOf(row, "itemtype"),
                          item = textOf(row, "orderitem");
            const qint64 quantity = wholeQuantity(textOf(row, "quantity").remove(u'-')); // sales lines are negative there
            SalesOrderLines& lines = m_salesOrders[document];
            if (hasFlag)
                m_doNotShip.set(document, textOf(row, "donotship") == QStringLiteral("T"));
            if (!item.isEmpty())
                lines.orderItems[line] = item;
            if (type == QStringLiteral("Group")) {
                group = line;
                groups = quantity;
            } else if (type == QStringLiteral("EndGroup")) {
                group.clear();
            } else if (!group.isEmpty() && lines.orderItems.contains(group) && item.isEmpty() && quantity > 0 && groups > 0) {
                lines.members[line] = {group, quantity, groups};
            }
        }
    }
    return {};
}

Json ShipmentLookUp::linesOf(const Json& record, const SalesOrderLines& salesOrder) const
{
    const QString column = field("custcol_amz_order_item_id");
    Json lines = Json::array();
    std::map<QString, qint64> shippedOf; // line of the sales order -> units
    for (const Json& row : record[u"item"][u"items"].items()) {
        const qint64 quantity = wholeQuantity(row[u"quantity"]);
        const QString number = textOf(row[u"orderLine"]);
        if (quantity == 0)
            continue;
        shippedOf[number] += quantity;
        if (salesOrder.members.contains(number))
            continue;
        const auto byLine = salesOrder.orderItems.find(number);
        Json line = Json::object();
        line.setIfPresent(QStringLiteral("orderItem"),
                          byLine == salesOrder.orderItems.end() ? row[column].toString() : byLine->second);
        line.set(QStringLiteral("item"), idOf(row[u"item"]));
        line.setIfPresent(QStringLiteral("name"), row[u"item"][u"refName"].toString());
        line.set(QStringLiteral("quantity"), quantity);
        lines.append(std::move(line));
    }
    // Of a group the buyer ordered, only whole ones can be confirmed: as many as its scarcest member gives.
    std::map<QString, qint64> groups;
    for (const auto& [number, member] : salesOrder.members) {
        const qint64 whole = shippedOf[number] * member.groups / member.quantity;
        const auto [known, isNew] = groups.try_emplace(member.group, whole);
        known->second = std::min(known->second, whole);
    }
    for (const auto& [number, quantity] : groups) {
        if (quantity == 0)
            continue;
        Json line = Json::object();
        line.set(QStringLiteral("orderItem"), salesOrder.orderItems.at(number));
        line.set(QStringLiteral("quantity"), quantity);
        lines.append(std::move(line));
    }
    return lines;
}

Result<Json> ShipmentLookUp::fulfillment(const QString& id, const QString& salesOrder)
{
    const auto record = m_context.netsuite->get(QStringLiteral("itemFulfillment"), id, true, m_context.stop);
    if (!record)
        return fail(record.error());
    if (!*record)
        return Json();
    const Json& source = **record;
    Json result = Json::object();
    Json method = Json::object();
    method.set(QStringLiteral("id"), idOf(source[u"shipMethod"]));
    method.setIfPresent(QStringLiteral("name"), source[u"shipMethod"][u"refName"].toString());
    result.set(QStringLiteral("shipMethod"), std::move(method));
    result.set(QStringLiteral("packages"), packagesOf(source));
    result.set(QStringLiteral("lines"), linesOf(source, m_salesOrders[salesOrder]));
    return result;
}

} // namespace causeway::flows
