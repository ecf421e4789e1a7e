// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/FbaFulfillments.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "mapping/ShipTo.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::FbaFulfillments)
};

const QString kAdopted = QStringLiteral("already-there");

QString lineNumber(const Json& json)
{
    return json.isNumber() ? QString::fromLatin1(json.numberText()) : json.toString();
}
} // namespace

FbaFulfillments::FbaFulfillments(const amazon::Order& order, const Command& salesOrder, const mapping::MappedOrder* mapped,
                                 const mapping::MappingInput& input, const PlanContext& context)
    : m_order(order),
      m_salesOrder(salesOrder),
      m_mapped(mapped),
      m_input(input),
      m_context(context),
      m_prefix(mapping::OrderMapper::orderKey(QStringLiteral("IF"), context.store, context.configuration, order.orderId) + u'-')
{
}

qint64 FbaFulfillments::shippedOf(const QString& orderItemId) const
{
    qint64 shipped = 0;
    for (const amazon::OrderItem& item : m_order.items) {
        if (item.orderItemId == orderItemId)
            shipped += item.quantityFulfilled.value_or(
                m_order.fulfillmentStatus == QStringLiteral("SHIPPED") ? item.quantityOrdered : 0);
    }
    return shipped;
}

std::vector<FbaFulfillments::Line> FbaFulfillments::plannedLines() const
{
    std::vector<Line> lines;
    if (m_mapped == nullptr)
        return lines;
    for (const mapping::OrderLine& product : m_mapped->products) {
        // NetSuite puts the members of a group in as lines of their own: their numbers are read after it was made.
        if (product.isGroup)
            return {};
        lines.push_back({QString::number(product.index + 1), shippedOf(product.orderItemId), 0});
    }
    return lines;
}

std::vector<FbaFulfillments::Line> FbaFulfillments::observedLines(const Json& observed) const
{
    std::vector<Line> lines;
    const bool isAdopted = m_context.receipts.at(m_salesOrder.key).outcome == kAdopted;
    const bool isMarked = std::any_of(observed.items().begin(), observed.items().end(),
                                      [](const Json& line) { return !line[u"orderItem"].toString().isEmpty(); });
    QSet<QString> used;
    for (const amazon::OrderItem& item : m_order.items) {
        QString itemId;
        if (m_mapped != nullptr) {
            for (const mapping::OrderLine& product : m_mapped->products) {
                if (product.orderItemId == item.orderItemId)
                    itemId = m_mapped->salesOrder.body[u"item"][u"items"]
                                 .at(static_cast<std::size_t>(product.index))[u"item"][u"id"]
                                 .toString();
            }
        }
        for (const Json& line : observed.items()) {
            const QString number = lineNumber(line[u"line"]);
            const bool isIt = isMarked ? line[u"orderItem"].toString() == item.orderItemId
                                       : !itemId.isEmpty() && line[u"item"].toString() == itemId;
            if (!isIt || used.contains(number))
                continue;
            used.insert(number);
            lines.push_back({number, shippedOf(item.orderItemId), isAdopted ? line[u"fulfilled"].toInteger().value_or(0) : 0});
            break;
        }
    }
    return lines;
}

std::vector<FbaFulfillments::Line> FbaFulfillments::lines() const
{
    const auto observed = m_context.observed.find(m_salesOrder.key);
    if (observed != m_context.observed.end() && observed->second[u"lines"].size() > 0)
        return observedLines(observed->second[u"lines"]);
    const auto receipt = m_context.receipts.find(m_salesOrder.key);
    return receipt == m_context.receipts.end() || receipt->second.outcome != kAdopted ? plannedLines() : std::vector<Line>();
}

Command FbaFulfillments::command(const QString& key, const Json& body) const
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key;
    command.operation = kTransform + QStringLiteral("salesOrder");
    command.type = QStringLiteral("itemFulfillment");
    command.body = body;
    command.dependsOn.push_back(m_salesOrder.key);
    const auto receipt = m_context.receipts.find(m_salesOrder.key);
    if (receipt != m_context.receipts.end())
        command.remoteId = receipt->second.remoteId;
    command.fingerprint = Json::object({{QStringLiteral("salesOrderKey"), m_salesOrder.key}});
    if (!command.remoteId.isEmpty())
        command.fingerprint.set(QStringLiteral("salesOrder"), command.remoteId);
    // What another hand had fulfilled of an adopted sales order was taken into account; of ours nobody else fulfils anything.
    command.fingerprint.set(QStringLiteral("ours"), receipt == m_context.receipts.end() || receipt->second.outcome != kAdopted);
    command.personal = false;
    command.origins = {{QStringLiteral("item"), Words::tr("Amazon: quantities shipped, less what was fulfilled before")},
                       {QStringLiteral("tranDate"), Words::tr("Amazon: day of the order's last change in the store's time zone")},
                       {QStringLiteral("shipStatus"), Words::tr("Shipped by Amazon")}};
    return command;
}

Json FbaFulfillments::bodyOf(const QString& key, const std::vector<Line>& lines) const
{
    Json items = Json::array();
    const QString& location = m_input.location();
    const bool hasLocation = !location.isEmpty() && m_input.account.feature(u"multiLocation", true);
    for (const Line& line : lines) {
        const qint64 quantity = line.shipped - line.taken;
        Json item = Json::object({{QStringLiteral("orderLine"), Json::number(line.number.toLatin1())}});
        item.set(QStringLiteral("itemReceive"), quantity > 0);
        if (quantity > 0) {
            item.set(QStringLiteral("quantity"), quantity);
            if (hasLocation)
                item.set(QStringLiteral("location"), mapping::reference(location));
        }
        items.append(std::move(item));
    }
    Json body = Json::object({{QStringLiteral("externalId"), key}});
    body.set(QStringLiteral("tranDate"), mapping::OrderMapper::purchaseDay(m_order.lastUpdatedTimeMs, m_context.store.timeZone));
    body.set(QStringLiteral("shipStatus"), mapping::reference(QStringLiteral("C")));
    body.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(items)}}));
    return body;
}

std::vector<Command> FbaFulfillments::commands() const
{
    std::vector<Command> commands;
    std::vector<Line> open = lines();
    for (;;) {
        const QString key = m_prefix + QString::number(commands.size() + 1);
        if (!m_context.receipts.contains(key))
            break;
        const auto sent = m_context.sentBodies.find(key);
        if (sent == m_context.sentBodies.end() || !sent->second.isObject()) {
            open.clear(); // nobody knows any more what was taken: rather too little than twice
            commands.push_back(command(key, Json::object({{QStringLiteral("externalId"), key}})));
            continue;
        }
        for (const Json& taken : sent->second[u"item"][u"items"].items()) {
            const QString number = lineNumber(taken[u"orderLine"]);
            for (Line& line : open) {
                if (line.number == number)
                    line.taken += taken[u"quantity"].toInteger().value_or(0);
            }
        }
        commands.push_back(command(key, sent->second));
    }
    const bool isNew = std::any_of(open.begin(), open.end(), [](const Line& line) { return line.shipped > line.taken; });
    if (isNew && !m_order.isCancelled()) {
        const QString key = m_prefix + QString::number(commands.size() + 1);
        commands.push_back(command(key, bodyOf(key, open)));
    }
    return commands;
}

} // namespace causeway::flows
