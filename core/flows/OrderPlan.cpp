// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderPlan.h"

#include <QCoreApplication>

#include "amazon/Order.h"
#include "flows/CustomerAddress.h"
#include "flows/FbaFulfillments.h"
#include "flows/OrderAmendment.h"
#include "flows/OrderSource.h"
#include "mapping/OrderMapper.h"
#include "mapping/OrderVariance.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderPlan)
};

const QString kNetSuite = QStringLiteral("netsuite");

Command createCommand(const mapping::Draft& draft)
{
    Command command;
    command.target = kNetSuite;
    command.key = draft.key;
    command.operation = QStringLiteral("create");
    command.type = draft.type;
    command.body = draft.body;
    command.origins = draft.origins;
    return command;
}

Command customerCommand(const mapping::Draft& draft)
{
    Command command = createCommand(draft);
    command.fingerprint = Json::object({{QStringLiteral("key"), draft.key}});
    if (const Json* subsidiary = draft.body.find(u"subsidiary"))
        command.fingerprint.set(QStringLiteral("subsidiary"), (*subsidiary)[u"id"]);
    return command;
}

Command documentCommand(const mapping::MappedOrder& mapped, const amazon::Order& order)
{
    Command command = createCommand(mapped.salesOrder);
    if (mapped.customer)
        command.dependsOn.push_back(mapped.customer->key);
    command.readBack = true;
    command.amount = mapped.figures.money.grandTotal;
    Json& fingerprint = command.fingerprint;
    fingerprint.set(QStringLiteral("order"), order.orderId);
    if (order.fulfilledBy == QStringLiteral("AMAZON"))
        fingerprint.set(QStringLiteral("anyDocument"), true); // an FBA order may stand there as any of the three
    fingerprint.set(QStringLiteral("currency"), mapped.figures.money.currency);
    if (const Json* currency = mapped.salesOrder.body.find(u"currency"))
        fingerprint.set(QStringLiteral("currencyId"), (*currency)[u"id"]);
    fingerprint.set(QStringLiteral("total"), mapped.figures.money.grandTotal.amountText());
    fingerprint.set(QStringLiteral("lines"), static_cast<qint64>(mapped.salesOrder.body[u"item"][u"items"].size()));
    return command;
}

/// Done documents keep the body they were sent with: that is what was approved and what amendments are compared with.
void freeze(Command& command, const PlanContext& context)
{
    if (!context.receipts.contains(command.key))
        return;
    if (const auto sent = context.sentBodies.find(command.key); sent != context.sentBodies.end() && sent->second.isObject())
        command.body = sent->second;
}

/// The document is there but cannot be mapped any more, e.g. because an alias was removed: it stays as it is.
Command writtenOrder(const QString& key, mapping::OrderDocument document, const amazon::Order& order, const PlanContext& context)
{
    Command command;
    command.target = kNetSuite;
    command.key = key;
    command.operation = QStringLiteral("create");
    command.type = mapping::recordType(document);
    command.readBack = true;
    command.amount = order.grandTotal;
    command.fingerprint = Json::object({{QStringLiteral("order"), order.orderId}});
    command.body = Json::object({{QStringLiteral("externalId"), key}});
    freeze(command, context);
    return command;
}

const Json* newestObserved(const QString& key, const PlanContext& context)
{
    const Json* newest = nullptr;
    // Keys of amendments begin with the document's and sort by their ordinal.
    for (auto it = context.observed.lower_bound(key); it != context.observed.end() && it->first.startsWith(key); ++it)
        newest = &it->second;
    return newest;
}

Result<void> addVariance(Plan& plan, OrderAmendment& amendment, const mapping::OrderFigures& figures, const QString& key,
                         const PlanContext& context)
{
    const Json* observed = newestObserved(key, context);
    if (observed == nullptr)
        return {};
    const bool byUs = context.receipts.at(key).outcome == QStringLiteral("created");
    const auto variance = mapping::orderVariance(figures, *observed, byUs);
    if (!variance)
        return fail(variance.error());
    plan.variance = variance->toJson();
    plan.varianceOver = variance->isOver(context.store.defaults.varianceTolerance);
    // Amazon's own parts may not add up to what Amazon states for a line: shown as well, even when the total agrees.
    Money lines = Money::zero(figures.money.currency);
    for (const mapping::ItemMoney& item : figures.money.items) {
        const auto sum = lines.plus(item.difference.absolute());
        if (!sum)
            return fail(sum.error());
        lines = *sum;
    }
    if (!lines.isZero()) {
        if (plan.variance.isNull())
            plan.variance = Json::object({{QStringLiteral("currency"), lines.currency()}});
        plan.variance.set(QStringLiteral("lines"), lines.amountText());
        const auto limit = Money::parse(context.store.defaults.varianceTolerance, lines.currency());
        plan.varianceOver = plan.varianceOver || !limit || lines.minorUnits() > limit->absolute().minorUnits();
    }
    if (!amendment.changesLines()) // otherwise it is about to be another one, and is looked at again then
        amendment.setVariance(*variance);
    return {};
}
/// Which document the order became or becomes. What was written stays what it is.
mapping::OrderDocument documentOf(const std::optional<QString>& written, const amazon::Order& order,
                                  const mapping::OrderSettings& settings, const PlanContext& context)
{
    if (!written)
        return settings.document;
    const QString salesOrder = mapping::OrderMapper::salesOrderKey(context.store, context.configuration, order.orderId);
    if (*written == salesOrder)
        return mapping::OrderDocument::SalesOrder;
    const auto sent = context.sentBodies.find(*written);
    if (sent != context.sentBodies.end() && sent->second.isObject())
        return sent->second.contains(u"account") || sent->second.contains(u"undepFunds") ? mapping::OrderDocument::CashSale
                                                                                         : mapping::OrderDocument::Invoice;
    return settings.document == mapping::OrderDocument::CashSale ? settings.document : mapping::OrderDocument::Invoice;
}

/// What stands in NetSuite: one that was adopted may be of another kind than planned.
mapping::OrderDocument remoteDocument(const QString& key, mapping::OrderDocument planned, const PlanContext& context)
{
    const auto observed = context.observed.find(key);
    if (observed == context.observed.end())
        return planned;
    return mapping::fromTransactionType(observed->second[u"type"].toString()).value_or(planned);
}

Result<void> amend(Plan& plan, const amazon::Order& order, const mapping::MappedOrder* mapped, const QString& key,
                   const Record& record, const mapping::MappingInput& input, const PlanContext& context)
{
    const mapping::OrderDocument document = remoteDocument(key, input.settings.document, context);
    OrderAmendment amendment(order, key, document, input, record, context);
    if (order.isCancelled()) {
        plan.doneReason = QStringLiteral("cancelled");
        if (auto closed = amendment.cancel(); !closed)
            return closed;
    } else {
        amendment.setAddress();
        if (!input.settings.isFba)
            amendment.setDoNotShip();
        if (auto closed = amendment.cancelItems(); !closed)
            return closed;
        if (mapped != nullptr) {
            if (auto changed = amendment.changeLines(*mapped); !changed)
                return changed;
            if (auto added = addVariance(plan, amendment, mapped->figures, key, context); !added)
                return added;
        }
    }
    if (auto checked = amendment.checkEdits(); !checked)
        return checked;
    plan.reviewReason = amendment.reviewReason();
    for (Command& command : amendment.commands())
        plan.commands.push_back(std::move(command));
    return {};
}
} // namespace

std::optional<QString> writtenDocument(const QString& orderId, const config::Store& store,
                                       const config::Configuration& configuration, const std::map<QString, Receipt>& receipts)
{
    for (const mapping::OrderDocument document : {mapping::OrderDocument::SalesOrder, mapping::OrderDocument::Invoice}) {
        const QString key = mapping::OrderMapper::documentKey(document, store, configuration, orderId);
        if (receipts.contains(key))
            return key;
    }
    return std::nullopt;
}

Result<Plan> planOrder(const Record& record, const PlanContext& context)
{
    const auto json = Json::parse(record.content);
    if (!json)
        return fail(json.error());
    const auto decoded = amazon::decodeOrder(*json);
    if (!decoded)
        return fail(decoded.error());
    const amazon::Order& order = *decoded;

    Plan plan;
    mapping::OrderSettings settings = mapping::OrderSettings::read(context.flow);
    const auto written = writtenDocument(order.orderId, context.store, context.configuration, context.receipts);
    settings.document = documentOf(written, order, settings, context);
    if (!written) {
        OrderHold hold = orderHold(order, settings);
        plan.skipReason = std::move(hold.skip);
        plan.waitingReason = std::move(hold.wait);
        if (plan.skipReason.isEmpty() && plan.waitingReason.isEmpty() && order.fulfillmentStatus.isEmpty())
            plan.waitingReason = Words::tr("Amazon gave no status yet");
        if (!plan.skipReason.isEmpty() || !plan.waitingReason.isEmpty())
            return plan;
    }
    const QString key = written.value_or(
        mapping::OrderMapper::documentKey(settings.document, context.store, context.configuration, order.orderId));

    const mapping::MappingSnapshot mappings(context.configuration, context.store);
    const mapping::AccountView account(context.account);
    const mapping::SkuMatcher items(context.store.defaults, context.lookups[u"items"]);
    const mapping::MappingInput input{context.configuration, context.store, settings, mappings, account, items};

    auto mapped =
        order.isCancelled() ? Result<mapping::MappedOrder>(fail(ErrorKind::NotYet, {})) : mapping::OrderMapper(input).map(order);
    if (!mapped && !written)
        return fail(mapped.error());
    if (mapped && mapped->salesOrder.body[u"item"][u"items"].size() == 0 && !written) {
        plan.skipReason = Words::tr("every unit was cancelled before import");
        return plan;
    }
    const mapping::MappedOrder* known = mapped ? &*mapped : nullptr;

    if (mapped)
        plan.skus = mapped->skus;
    if (mapped && mapped->customer) {
        plan.commands.push_back(customerCommand(*mapped->customer));
        freeze(plan.commands.back(), context);
    }
    plan.commands.push_back(mapped ? documentCommand(*mapped, order) : writtenOrder(key, settings.document, order, context));
    freeze(plan.commands.back(), context);
    // The customer came first and is done; whoever changed e-mail or mode since then does not get a second customer.
    if (written && plan.commands.size() > 1 && !context.receipts.contains(plan.commands.front().key)) {
        plan.commands.erase(plan.commands.begin());
        plan.commands.back().dependsOn.clear();
    }
    if (settings.isFba && remoteDocument(key, settings.document, context) == mapping::OrderDocument::SalesOrder) {
        const Command document = plan.commands.back();
        for (Command& command : FbaFulfillments(order, document, known, input, context).commands())
            plan.commands.push_back(std::move(command));
    }
    if (!written)
        return plan;
    if (auto amended = amend(plan, order, known, key, record, input, context); !amended)
        return fail(amended.error());
    if (auto added = addCustomerAddress(plan, order, context); !added)
        return fail(added.error());
    return plan;
}

} // namespace causeway::flows
