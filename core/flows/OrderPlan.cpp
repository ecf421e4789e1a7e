// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderPlan.h"

#include <QCoreApplication>

#include "amazon/Order.h"
#include "flows/OrderAmendment.h"
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

Command salesOrderCommand(const mapping::MappedOrder& mapped, const amazon::Order& order)
{
    Command command = createCommand(mapped.salesOrder);
    if (mapped.customer)
        command.dependsOn.push_back(mapped.customer->key);
    command.readBack = true;
    command.amount = mapped.figures.money.grandTotal;
    Json& fingerprint = command.fingerprint;
    fingerprint.set(QStringLiteral("order"), order.orderId);
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

/// The sales order is there but cannot be mapped any more, e.g. because an alias was removed: it stays as it is.
Command writtenOrder(const QString& key, const amazon::Order& order, const PlanContext& context)
{
    Command command;
    command.target = kNetSuite;
    command.key = key;
    command.operation = QStringLiteral("create");
    command.type = QStringLiteral("salesOrder");
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
    amendment.setVariance(*variance);
    return {};
}
} // namespace

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
    const QString key = mapping::OrderMapper::salesOrderKey(context.store, context.configuration, order.orderId);
    const bool isWritten = context.receipts.contains(key);
    if (order.isCancelled() && !isWritten) {
        plan.skipReason = Words::tr("cancelled before import");
        return plan;
    }
    if (order.fulfilledBy == QStringLiteral("AMAZON") && !isWritten) {
        plan.skipReason = Words::tr("fulfilled by Amazon");
        return plan;
    }
    if ((order.isPending() || order.fulfillmentStatus.isEmpty()) && !isWritten) {
        plan.waitingReason = order.isPending() ? Words::tr("pending at Amazon") : Words::tr("Amazon gave no status yet");
        return plan;
    }

    const mapping::OrderSettings settings = mapping::OrderSettings::read(context.flow.settings);
    const mapping::MappingSnapshot mappings(context.configuration, context.store);
    const mapping::AccountView account(context.account);
    const mapping::SkuMatcher items(context.store.defaults, context.lookups[u"items"]);
    const mapping::MappingInput input{context.configuration, context.store, settings, mappings, account, items};

    auto mapped =
        order.isCancelled() ? Result<mapping::MappedOrder>(fail(ErrorKind::NotYet, {})) : mapping::OrderMapper(input).map(order);
    if (!mapped && !isWritten)
        return fail(mapped.error());
    if (mapped && mapped->salesOrder.body[u"item"][u"items"].size() == 0 && !isWritten) {
        plan.skipReason = Words::tr("every unit was cancelled before import");
        return plan;
    }

    if (mapped)
        plan.skus = mapped->skus;
    if (mapped && mapped->customer) {
        plan.commands.push_back(customerCommand(*mapped->customer));
        freeze(plan.commands.back(), context);
    }
    plan.commands.push_back(mapped ? salesOrderCommand(*mapped, order) : writtenOrder(key, order, context));
    freeze(plan.commands.back(), context);
    if (!isWritten)
        return plan;
    // The customer came first and is done; whoever changed e-mail or mode since then does not get a second customer.
    if (plan.commands.size() > 1 && !context.receipts.contains(plan.commands.front().key)) {
        plan.commands.erase(plan.commands.begin());
        plan.commands.back().dependsOn.clear();
    }

    OrderAmendment amendment(order, key, input, record, context);
    if (order.isCancelled()) {
        plan.doneReason = QStringLiteral("cancelled");
        if (auto closed = amendment.cancel(); !closed)
            return fail(closed.error());
    } else {
        amendment.setAddress();
        amendment.setDoNotShip();
        if (mapped) {
            if (auto added = addVariance(plan, amendment, mapped->figures, key, context); !added)
                return fail(added.error());
        }
    }
    for (Command& command : amendment.commands())
        plan.commands.push_back(std::move(command));
    return plan;
}

} // namespace causeway::flows
