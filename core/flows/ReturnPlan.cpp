// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ReturnPlan.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Text.h"
#include "flows/OrderDocuments.h"
#include "mapping/AccountView.h"
#include "mapping/Draft.h"
#include "mapping/OrderDocument.h"
#include "mapping/OrderMapper.h"
#include "mapping/SkuMatcher.h"
#include "settlement/Settlement.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ReturnPlan)
};

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kAskAgainMs = 3'600'000;
constexpr qsizetype kShown = 60;
} // namespace

ReturnPlan::ReturnPlan(const Record& record, const PlanContext& context)
    : m_record(record),
      m_context(context),
      m_settings(mapping::ReturnSettings::read(context.flow.settings)),
      m_mappings(context.configuration, context.store)
{
}

QString ReturnPlan::key(const QString& kind) const
{
    // The record's key begins with the order's id.
    return mapping::OrderMapper::orderKey(kind, m_context.store, m_context.configuration, m_record.orderId) +
           m_record.key.mid(m_record.orderId.size());
}

QString ReturnPlan::dayOf(qint64 timeMs) const
{
    return mapping::OrderMapper::purchaseDay(timeMs, m_context.store.timeZone);
}

bool ReturnPlan::isSellable() const
{
    // The merchant's own staff sees the goods; Amazon's report of merchant returns names no condition.
    return !m_isFba || m_content[u"disposition"].toString().compare(QStringLiteral("SELLABLE"), Qt::CaseInsensitive) == 0;
}

Result<void> ReturnPlan::readContent()
{
    auto content = Json::parse(m_record.content);
    if (!content)
        return fail(content.error());
    m_content = std::move(*content);
    m_isFba = m_content[u"kind"].toString() == QStringLiteral("fba");
    const auto bad = [](const QString& column, const QString& value) {
        Error error = Error::make(
            ErrorKind::Invalid,
            Words::tr("The return report has “%1” in the column %2.").arg(elided(safeText(value), kShown), column),
            Words::tr("Compare it with Seller Central; enter the return by hand if it stays so."), QStringLiteral("bad-return"));
        error.path = column;
        return fail(std::move(error));
    };
    if (!settlement::isAmazonOrderId(m_record.orderId))
        return bad(QStringLiteral("order-id"), m_record.orderId);
    bool isNumber = false;
    m_quantity = m_content[u"quantity"].toString().toLongLong(&isNumber);
    if (!isNumber || m_quantity <= 0)
        return bad(QStringLiteral("quantity"), m_content[u"quantity"].toString());
    const auto returned = m_content[u"returned"].toInteger();
    if (!returned)
        return bad(m_isFba ? QStringLiteral("return-date") : QStringLiteral("Return request date"), QString());
    m_returnedMs = *returned;
    return {};
}

Result<Plan> ReturnPlan::plan()
{
    if (auto read = readContent(); !read)
        return fail(read.error());
    auto source = this->source();
    if (!source)
        return fail(source.error());
    if (!*source)
        return wait(m_context.lookups[u"documents"][m_record.orderId].size() == 0
                        ? Words::tr("the order is not in NetSuite yet")
                        : Words::tr("the order is not fulfilled in NetSuite yet"));
    Plan plan;
    plan.commands.push_back(authorization(**source));
    const bool hasArrived = m_isFba || m_content.contains(u"delivered");
    const bool wasReceived = m_context.receipts.contains(key(QStringLiteral("IR")));
    if (wasReceived || (hasArrived && (m_isFba || m_settings.receivesMerchant)))
        plan.commands.push_back(receipt(plan.commands.front()));
    return plan;
}

Result<Plan> ReturnPlan::wait(const QString& reason) const
{
    const qint64 now = m_context.lookups[u"readAt"].toInteger().value_or(m_returnedMs);
    // From when it was first seen and from when the order came, too: on the first day of a connection old returns are read before
    // their orders are imported.
    const qint64 since =
        std::max({m_returnedMs, m_record.firstSeenMs, newestOf(m_context.lookups[u"documents"][m_record.orderId])});
    if (now - since <= m_settings.waitDays * kDayMs) {
        Plan plan;
        plan.waitingReason = reason;
        plan.waitUntilMs = now + kAskAgainMs;
        return plan;
    }
    return fail(
        ErrorKind::Conflict, Words::tr("Goods of this order came back, but NetSuite has no fulfilled document of the order."),
        Words::tr("Import and fulfil the order and try again; dismiss this record if the order is from before you began with "
                  "Causeway."),
        QStringLiteral("no-fulfilled-document"));
}

/// The sales order, else the invoice or cash sale that took the goods out of stock by itself.
Result<std::optional<ReturnPlan::Source>> ReturnPlan::source() const
{
    const Json& documents = m_context.lookups[u"documents"][m_record.orderId];
    if (documents.size() == 0)
        return std::optional<Source>();
    const QString sku = m_content[u"sku"].toString();
    const auto alias = m_mappings.skuItem(sku, m_context.store.defaults.skuCaseSensitive);
    const auto match = mapping::SkuMatcher(m_context.store.defaults, m_context.lookups[u"items"]).match(sku, alias);
    if (!match)
        return fail(match.error());
    for (const auto wanted :
         {mapping::OrderDocument::SalesOrder, mapping::OrderDocument::Invoice, mapping::OrderDocument::CashSale}) {
        bool isThere = false;
        for (const Json& document : documents.items()) {
            if (document[u"type"].toString() != mapping::transactionType(wanted))
                continue;
            isThere = true;
            const QString id = document[u"id"].toString();
            const bool isOrder = wanted == mapping::OrderDocument::SalesOrder;
            const Json* best = nullptr;
            qint64 bestLeft = 0;
            for (const Json& line : m_context.lookups[u"lines"][id].items()) {
                // What was shipped of a sales order; an invoice or a cash sale moves the goods itself.
                const qint64 left = line[isOrder ? u"fulfilled" : u"quantity"].toInteger().value_or(0);
                if (line[u"item"].toString() == match->itemId && left > 0 &&
                    (best == nullptr || (bestLeft < m_quantity && left > bestLeft))) {
                    best = &line;
                    bestLeft = left;
                }
            }
            if (best != nullptr)
                return std::optional(
                    Source{mapping::recordType(wanted), id, document[u"name"].toString(), (*best)[u"line"].toString()});
        }
        if (isThere && wanted == mapping::OrderDocument::SalesOrder)
            break; // its invoices took nothing out of stock
    }
    return std::optional<Source>();
}

Command ReturnPlan::authorization(const Source& source) const
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key(QStringLiteral("RA"));
    command.operation = kTransform + source.type;
    command.type = QStringLiteral("returnAuthorization");
    command.remoteId = source.id;
    command.personal = false;
    command.fingerprint = Json::object({{QStringLiteral("order"), m_record.orderId}});
    Json line = Json::object({{QStringLiteral("orderLine"), Json::number(source.line.toLatin1())}});
    line.set(QStringLiteral("quantity"), m_quantity);
    line.set(QStringLiteral("price"), mapping::reference(QStringLiteral("-1")));
    line.set(QStringLiteral("rate"), 0);
    line.set(QStringLiteral("amount"), 0);
    Json& body = command.body;
    body.set(QStringLiteral("externalId"), command.key);
    body.set(QStringLiteral("tranDate"), dayOf(m_returnedMs));
    body.set(QStringLiteral("orderStatus"), mapping::reference(QStringLiteral("B")));
    body.set(QStringLiteral("memo"),
             Words::tr("Amazon return: %1").arg(elided(safeText(m_content[u"reason"].toString()), kShown)));
    body.set(QStringLiteral("shippingCost"), 0);
    body.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), Json::array({std::move(line)})}}));
    command.origins = {
        {QStringLiteral("item"), Words::tr("Amazon: SKU and quantity of the return, on %1").arg(safeText(source.name))},
        {QStringLiteral("item.items[0].amount"), Words::tr("Nothing: the money goes back with the refund")},
        {QStringLiteral("orderStatus"), Words::tr("Approved: Amazon has accepted the return")},
        {QStringLiteral("tranDate"), Words::tr("Amazon: day of the return in the store's time zone")}};
    return command;
}

Command ReturnPlan::receipt(const Command& authorization) const
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key(QStringLiteral("IR"));
    command.operation = kTransform + QStringLiteral("returnAuthorization");
    command.type = QStringLiteral("itemReceipt");
    command.dependsOn.push_back(authorization.key);
    if (const auto receipt = m_context.receipts.find(authorization.key); receipt != m_context.receipts.end())
        command.remoteId = receipt->second.remoteId;
    command.personal = false;
    command.fingerprint = Json::object({{QStringLiteral("order"), m_record.orderId}});
    const config::StoreDefaults& defaults = m_context.store.defaults;
    const QString home = m_isFba && !defaults.fbaLocation.isEmpty() ? defaults.fbaLocation : defaults.location;
    const bool sellable = isSellable();
    const QString wanted = sellable ? m_settings.sellableLocation : m_settings.unsellableLocation;
    const QString location = wanted.isEmpty() ? home : wanted;
    const bool restocks = sellable || !wanted.isEmpty();
    Json line = Json::object({{QStringLiteral("orderLine"), 1}, {QStringLiteral("itemReceive"), true}});
    line.set(QStringLiteral("quantity"), m_quantity);
    if (!location.isEmpty() && mapping::AccountView(m_context.account).feature(u"multiLocation", true))
        line.set(QStringLiteral("location"), mapping::reference(location));
    line.set(QStringLiteral("restock"), restocks);
    Json& body = command.body;
    body.set(QStringLiteral("externalId"), command.key);
    body.set(QStringLiteral("tranDate"), dayOf(m_content[u"delivered"].toInteger().value_or(m_returnedMs)));
    body.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), Json::array({std::move(line)})}}));
    const QString condition = m_isFba ? elided(safeText(m_content[u"disposition"].toString()), kShown) : Words::tr("delivered");
    command.origins = {{QStringLiteral("item.items[0].location"),
                        wanted.isEmpty() ? Words::tr("Store: where the goods left from (condition: %1)").arg(condition)
                                         : Words::tr("Setting: location for the condition %1").arg(condition)},
                       {QStringLiteral("item.items[0].restock"),
                        restocks ? Words::tr("Back into stock") : Words::tr("Not back into stock: no location is set for it")}};
    return command;
}

Result<Plan> planReturn(const Record& record, const PlanContext& context)
{
    return ReturnPlan(record, context).plan();
}

} // namespace causeway::flows
