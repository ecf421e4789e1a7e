// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/RefundPlan.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Text.h"
#include "flows/OrderDocuments.h"
#include "mapping/AccountView.h"
#include "mapping/OrderMapper.h"
#include "mapping/ShipTo.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::RefundPlan)
};

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kAskAgainMs = 3'600'000;
constexpr qsizetype kDescription = 999;

/// Key of the mapping "item" whose item stands on the document for this part.
QString itemKey(mapping::RefundPart part)
{
    return part == mapping::RefundPart::Principal ? QStringLiteral("refund") : mapping::nameOf(part);
}

QString describe(mapping::RefundPart part, const mapping::RefundedItem& item)
{
    const QString of = item.sku.isEmpty()  ? Words::tr("the order")
                       : item.quantity > 1 ? Words::tr("%1 × %2").arg(item.quantity).arg(safeText(item.sku))
                                           : safeText(item.sku);
    switch (part) {
    case mapping::RefundPart::Principal:
        return Words::tr("Refund of %1").arg(of);
    case mapping::RefundPart::Tax:
        return Words::tr("Tax refunded for %1").arg(of);
    case mapping::RefundPart::Shipping:
        return Words::tr("Shipping refunded for %1").arg(of);
    case mapping::RefundPart::GiftWrap:
        return Words::tr("Gift wrap refunded for %1").arg(of);
    case mapping::RefundPart::CashOnDelivery:
        return Words::tr("Cash on delivery fee refunded for %1").arg(of);
    case mapping::RefundPart::Discount:
        return Words::tr("Discount taken back for %1").arg(of);
    case mapping::RefundPart::Goodwill:
        return Words::tr("Goodwill paid for %1").arg(of);
    case mapping::RefundPart::Restocking:
        return Words::tr("Restocking fee kept for %1").arg(of);
    default:
        return Words::tr("Other amounts refunded for %1").arg(of);
    }
}
} // namespace

RefundPlan::RefundPlan(const Record& record, const PlanContext& context)
    : m_record(record),
      m_context(context),
      m_settings(mapping::RefundSettings::read(context.flow.settings)),
      m_mappings(context.configuration, context.store)
{
}

QString RefundPlan::key(const QString& kind) const
{
    return mapping::OrderMapper::orderKey(kind, m_context.store, m_context.configuration, m_record.orderId) + u'-' + m_record.key;
}

QString RefundPlan::memo() const
{
    return Words::tr("Amazon refund of order %1").arg(m_record.orderId);
}

QString RefundPlan::day() const
{
    return mapping::OrderMapper::purchaseDay(m_postedMs, m_context.store.timeZone);
}

Result<Plan> RefundPlan::plan()
{
    auto content = Json::parse(m_record.content);
    if (!content)
        return fail(content.error());
    m_content = std::move(*content);
    if (const QString why = m_content[u"unreadable"].toString(); !why.isEmpty())
        return fail(ErrorKind::Invalid, why,
                    Words::tr("Compare it with the payments report in Seller Central and enter it by hand if it stays so."),
                    QStringLiteral("unreadable-refund"));
    if (m_content.contains(u"onlySettled"))
        return onlySettled();
    auto money = mapping::RefundMoney::fromJson(m_content[u"money"]);
    if (!money)
        return fail(money.error());
    m_money = std::move(*money);
    auto toBuyer = m_money.toBuyer();
    if (!toBuyer)
        return fail(toBuyer.error());
    m_toBuyer = std::move(*toBuyer);
    m_postedMs = m_content[u"posted"].toInteger().value_or(m_record.sourceUpdatedAtMs);
    if (m_record.orderId.isEmpty())
        return fail(
            ErrorKind::Conflict,
            Words::tr("Amazon names no order for this refund of %1 %2.").arg(m_toBuyer.amountText(), m_toBuyer.currency()),
            Words::tr("Enter it by hand, then dismiss this record; the settlement books it in any case."),
            QStringLiteral("refund-without-order"));
    if (m_toBuyer.isNegative())
        return fail(ErrorKind::Conflict,
                    Words::tr("Amazon took %1 %2 back from the buyer, so this is no refund but the end of one.")
                        .arg(m_toBuyer.negated().amountText(), m_toBuyer.currency()),
                    Words::tr("Reverse the credit memo of the earlier refund by hand, then dismiss this record."),
                    QStringLiteral("refund-reversed"));
    if (m_toBuyer.isZero()) {
        Plan plan;
        plan.skipReason = Words::tr("nothing went to the buyer");
        return plan;
    }
    const auto source = this->source();
    if (!source)
        return withoutDocument();

    Plan plan;
    auto credit = this->credit(*source);
    if (!credit)
        return fail(credit.error());
    compare(plan, *credit);
    plan.commands.push_back(std::move(*credit));
    if (!source->isCashSale && m_settings.payOut == mapping::RefundSettings::PayOut::CustomerRefund) {
        auto refund = customerRefund(*source, plan.commands.front());
        if (!refund)
            return fail(refund.error());
        plan.commands.push_back(std::move(*refund));
    }
    if (const QString doubt = m_content[u"doubt"].toString(); !doubt.isEmpty())
        plan.reviewReason = doubt;
    else if (!m_money.unknown.isEmpty())
        plan.reviewReason = Words::tr("Amazon states amounts of a kind the program does not know: %1.")
                                .arg(m_money.unknown.join(QStringLiteral(", ")));
    return plan;
}

std::optional<RefundPlan::Source> RefundPlan::source() const
{
    // What was written decides what is written next, whatever was billed since.
    const QString wanted = m_context.receipts.contains(key(QStringLiteral("CR")))   ? QStringLiteral("CashSale")
                           : m_context.receipts.contains(key(QStringLiteral("CM"))) ? QStringLiteral("CustInvc")
                                                                                    : QString();
    for (const Json& document : m_context.lookups[u"documents"][m_record.orderId].items()) {
        const QString type = document[u"type"].toString();
        if ((type == QStringLiteral("CustInvc") || type == QStringLiteral("CashSale")) && (wanted.isEmpty() || wanted == type))
            return Source{document, type == QStringLiteral("CashSale")};
    }
    return std::nullopt;
}

Result<Plan> RefundPlan::withoutDocument() const
{
    const Json& documents = m_context.lookups[u"documents"][m_record.orderId];
    const qint64 now = m_context.lookups[u"readAt"].toInteger().value_or(m_postedMs);
    const bool isKnown = documents.size() > 0;
    // From when it was first seen and from when the order came, too: on the first day of a connection old refunds are read before
    // their orders are imported.
    if (now - std::max({m_postedMs, m_record.firstSeenMs, newestOf(documents)}) <= m_settings.waitDays * kDayMs) {
        Plan plan;
        plan.waitingReason = isKnown ? Words::tr("the order is not billed yet") : Words::tr("the order is not in NetSuite yet");
        plan.waitUntilMs = now + kAskAgainMs;
        return plan;
    }
    return fail(ErrorKind::Conflict,
                isKnown ? Words::tr("Amazon refunded %1 %2 of this order, but the order has no invoice or cash sale in NetSuite.")
                              .arg(m_toBuyer.amountText(), m_toBuyer.currency())
                        : Words::tr("Amazon refunded %1 %2 of this order, but NetSuite has no document of it.")
                              .arg(m_toBuyer.amountText(), m_toBuyer.currency()),
                isKnown
                    ? Words::tr("Bill the order (flow \"billing\", or by hand) and try again.")
                    : Words::tr("Import the order (run its flow with --order) and try again; dismiss this record if the order is "
                                "from before you began with Causeway."),
                QStringLiteral("no-billed-document"));
}

/// Nothing is posted from it: a settlement says what was refunded and not whether it is in NetSuite already.
Result<Plan> RefundPlan::onlySettled() const
{
    const qint64 now = m_context.lookups[u"readAt"].toInteger().value_or(m_record.sourceUpdatedAtMs);
    if (now - m_content[u"seen"].toInteger().value_or(0) <= m_settings.waitDays * kDayMs) {
        Plan plan;
        plan.waitingReason = Words::tr("only the settlement shows it so far");
        plan.waitUntilMs = now + kDayMs;
        return plan;
    }
    QString message = Words::tr("Settlement %1 shows a refund of %2 %3 of this order that Amazon's postings do not tell of.")
                          .arg(safeText(m_content[u"onlySettled"].toString()), m_content[u"amount"].toString(),
                               m_content[u"currency"].toString());
    if (const QString doubt = m_content[u"doubt"].toString(); !doubt.isEmpty())
        message += u' ' + doubt;
    return fail(ErrorKind::Conflict, message,
                Words::tr("Compare it with the payments report in Seller Central. Dismiss this record to leave it to the "
                          "settlement's journal."),
                QStringLiteral("refund-only-settled"));
}

Result<Json> RefundPlan::lines(mapping::Origins& origins) const
{
    const mapping::AccountView account(m_context.account);
    const QString& location = m_context.store.defaults.location;
    const bool hasLocation = !location.isEmpty() && account.feature(u"multiLocation", true);
    Json list = Json::array();
    for (const mapping::RefundedItem& item : m_money.items) {
        for (const auto& [part, amount] : item.parts) {
            if (part == mapping::RefundPart::Fee || part == mapping::RefundPart::WithheldTax || amount.isZero())
                continue;
            const QString charge = itemKey(part);
            const auto id = m_mappings.chargeItem(charge);
            if (!id) {
                Error error = Error::make(
                    ErrorKind::Unmapped,
                    Words::tr("This refund has an amount of the kind “%1”, and no item is mapped for it.").arg(charge),
                    Words::tr("Map the key “%1” of the mapping “item” to a NetSuite item.").arg(charge),
                    QStringLiteral("no-charge-item"));
                error.causeKey = charge;
                return fail(std::move(error));
            }
            Json line = Json::object({{QStringLiteral("item"), mapping::reference(*id)}});
            line.set(QStringLiteral("quantity"), 1);
            line.set(QStringLiteral("price"), mapping::reference(QStringLiteral("-1")));
            line.set(QStringLiteral("rate"), mapping::amountNumber(amount));
            line.set(QStringLiteral("amount"), mapping::amountNumber(amount));
            line.set(QStringLiteral("description"), mapping::fitted(describe(part, item), kDescription));
            if (hasLocation)
                line.set(QStringLiteral("location"), mapping::reference(location));
            const QString place = QStringLiteral("item.items[%1].").arg(list.size());
            origins.emplace_back(place + QStringLiteral("item"), Words::tr("Mapping: item for “%1”").arg(charge));
            origins.emplace_back(place + QStringLiteral("amount"), Words::tr("Amazon: amount of the refund"));
            list.append(std::move(line));
        }
    }
    return list;
}

Result<Command> RefundPlan::credit(const Source& source) const
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key(source.isCashSale ? QStringLiteral("CR") : QStringLiteral("CM"));
    command.operation = kTransform + (source.isCashSale ? QStringLiteral("cashSale") : QStringLiteral("invoice"));
    command.type = source.isCashSale ? QStringLiteral("cashRefund") : QStringLiteral("creditMemo");
    command.remoteId = source.document[u"id"].toString();
    command.personal = false;
    command.readBack = true;
    command.amount = m_toBuyer.negated();
    command.fingerprint =
        Json::object({{QStringLiteral("order"), m_record.orderId}, {QStringLiteral("total"), m_toBuyer.amountText()}});
    auto items = lines(command.origins);
    if (!items)
        return fail(items.error());
    Json& body = command.body;
    body.set(QStringLiteral("externalId"), command.key);
    body.set(QStringLiteral("tranDate"), day());
    body.set(QStringLiteral("memo"), memo());
    body.set(QStringLiteral("shippingCost"), 0); // what was refunded of it is a line
    if (!source.isCashSale) {
        const bool applies = m_settings.payOut == mapping::RefundSettings::PayOut::OpenInvoice;
        Json apply = Json::object({{QStringLiteral("doc"), mapping::reference(command.remoteId)},
                                   {QStringLiteral("line"), 0},
                                   {QStringLiteral("apply"), applies}});
        // Left open: the buyer's money came out of Amazon's balance, and the customer refund says so.
        body.set(QStringLiteral("apply"), Json::object({{QStringLiteral("items"), Json::array({std::move(apply)})}}));
    }
    body.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(*items)}}));
    command.origins.emplace_back(QStringLiteral("tranDate"), Words::tr("Amazon: day of the refund in the store's time zone"));
    command.origins.emplace_back(QStringLiteral("createdFrom"),
                                 Words::tr("NetSuite: %1 of the order").arg(safeText(source.document[u"name"].toString())));
    return command;
}

Result<Command> RefundPlan::customerRefund(const Source& source, const Command& memo) const
{
    const auto clearing = m_mappings.value(u"account", u"clearing");
    const auto account = clearing ? mapping::referenceId(*clearing, u"account") : std::nullopt;
    if (!account) {
        Error error = Error::make(ErrorKind::Unmapped, Words::tr("No NetSuite account is mapped that refunds are paid from."),
                                  Words::tr("Map the key “clearing” of the mapping “account” to the account that stands for your "
                                            "balance at Amazon."),
                                  QStringLiteral("no-account"));
        error.causeKey = QStringLiteral("clearing");
        return fail(std::move(error));
    }
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key(QStringLiteral("RF"));
    command.operation = QStringLiteral("create");
    command.type = QStringLiteral("customerRefund");
    command.dependsOn.push_back(memo.key);
    command.personal = false;
    command.amount = m_toBuyer.negated();
    command.fingerprint = Json::object({{QStringLiteral("order"), m_record.orderId}});
    Json apply = Json::object({{QStringLiteral("doc"), mapping::receiptOf(memo.key)},
                               {QStringLiteral("line"), 0},
                               {QStringLiteral("apply"), true},
                               {QStringLiteral("amount"), mapping::amountNumber(m_toBuyer)}});
    Json& body = command.body;
    body.set(QStringLiteral("externalId"), command.key);
    body.set(QStringLiteral("customer"), mapping::reference(source.document[u"entity"].toString()));
    body.set(QStringLiteral("tranDate"), day());
    const mapping::AccountView view(m_context.account);
    if (const auto currency = view.currencyId(m_money.currency); currency && view.feature(u"multiCurrency", true))
        body.set(QStringLiteral("currency"), mapping::reference(*currency));
    body.set(QStringLiteral("account"), mapping::reference(*account));
    body.set(QStringLiteral("memo"), this->memo());
    body.set(QStringLiteral("apply"), Json::object({{QStringLiteral("items"), Json::array({std::move(apply)})}}));
    command.origins = {{QStringLiteral("account"), Words::tr("Mapping: account “clearing”")},
                       {QStringLiteral("customer"), Words::tr("NetSuite: customer of the invoice")},
                       {QStringLiteral("apply"), Words::tr("The credit memo of this refund, in full")}};
    return command;
}

void RefundPlan::compare(Plan& plan, const Command& credit) const
{
    const auto observed = m_context.observed.find(credit.key);
    if (observed == m_context.observed.end())
        return;
    const auto total = Money::parse(observed->second[u"total"].toString(), m_money.currency);
    const auto difference = total ? m_toBuyer.minus(total->absolute()) : Result<Money>(fail(total.error()));
    if (!difference || difference->isZero())
        return;
    plan.variance =
        Json::object({{QStringLiteral("total"), difference->amountText()}, {QStringLiteral("currency"), m_money.currency}});
    const auto limit = Money::parse(m_context.store.defaults.varianceTolerance, m_money.currency);
    plan.varianceOver = !limit || difference->absolute().minorUnits() > limit->absolute().minorUnits();
}

Result<Plan> planRefund(const Record& record, const PlanContext& context)
{
    return RefundPlan(record, context).plan();
}

} // namespace causeway::flows
