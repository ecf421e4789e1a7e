// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/BillingPlan.h"

#include <QCoreApplication>

#include "base/Currency.h"
#include "base/Decimal.h"
#include "base/Text.h"
#include "mapping/BillingSettings.h"
#include "mapping/CashAccount.h"
#include "mapping/OrderMapper.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::BillingPlan)
};

class Planner
{
public:
    Planner(const Json& content, const PlanContext& context)
        : m_content(content),
          m_context(context),
          m_settings(mapping::BillingSettings::read(context.flow.settings)),
          m_known(context.lookups[content[u"id"].toString()])
    {
    }

    Result<Plan> run()
    {
        addWritten();
        const bool isNew = m_plan.commands.empty();
        if (isNew && m_settings.fulfillmentBills) {
            m_plan.skipReason = Words::tr("the fulfillment made the invoice already");
            return m_plan;
        }
        // A bill made since the look-up is not in it: what is left is seen when the sales order is read again.
        const bool isCurrent =
            m_known.isObject() && m_known[u"known"].toInteger().value_or(-1) == static_cast<qint64>(m_context.receipts.size());
        if (isCurrent && m_known[u"toBill"].toBool()) {
            if (auto added = addNext(); !added)
                return fail(added.error());
        } else if (isNew && m_known[u"bills"].size() > 0) {
            m_plan.skipReason =
                Words::tr("billed already as %1").arg(elided(safeText(m_known[u"bills"].at(0)[u"name"].toString()), 60));
        } else if (isNew) {
            m_plan.waitingReason = m_known.isObject() ? Words::tr("nothing to be billed in NetSuite yet")
                                                      : Words::tr("the sales order is not in NetSuite any more");
        }
        addVariance();
        return m_plan;
    }

private:
    [[nodiscard]] QString key(std::size_t number) const
    {
        const QString first = mapping::OrderMapper::orderKey(QStringLiteral("INV"), m_context.store, m_context.configuration,
                                                             m_content[u"order"].toString());
        return number == 1 ? first : first + u'-' + QString::number(number);
    }

    [[nodiscard]] Command command(const QString& key, mapping::OrderDocument document, const Json& body) const
    {
        Command command;
        command.target = QStringLiteral("netsuite");
        command.key = key;
        command.operation = kTransform + QStringLiteral("salesOrder");
        command.type = mapping::recordType(document);
        command.remoteId = m_content[u"id"].toString();
        command.body = body;
        command.readBack = true;
        command.personal = false;
        Json bills = Json::array();
        for (const Json& bill : m_known[u"bills"].items())
            bills.append(bill[u"id"]);
        command.fingerprint = Json::object({{QStringLiteral("salesOrder"), command.remoteId}});
        command.fingerprint.set(QStringLiteral("bills"), std::move(bills));
        return command;
    }

    void addWritten()
    {
        for (std::size_t number = 1; m_context.receipts.contains(key(number)); ++number) {
            const QString written = key(number);
            const auto sent = m_context.sentBodies.find(written);
            const Json body = sent != m_context.sentBodies.end() && sent->second.isObject()
                                  ? sent->second
                                  : Json::object({{QStringLiteral("externalId"), written}});
            const bool isCash = body.contains(u"account") || body.contains(u"undepFunds");
            m_plan.commands.push_back(
                command(written, isCash ? mapping::OrderDocument::CashSale : mapping::OrderDocument::Invoice, body));
        }
    }

    Result<void> addNext()
    {
        mapping::Draft draft;
        draft.key = key(m_plan.commands.size() + 1);
        draft.set(QStringLiteral("externalId"), draft.key, Words::tr("Causeway: key of this bill"));
        const QString day = m_content[u"fulfilledOn"].toString();
        if (m_settings.dateOfFulfillment && !day.isEmpty())
            draft.set(QStringLiteral("tranDate"), day, Words::tr("NetSuite: day of the last fulfillment"));
        if (m_settings.document == mapping::OrderDocument::CashSale) {
            const mapping::MappingSnapshot mappings(m_context.configuration, m_context.store);
            if (auto paid = mapping::setCashAccount(draft, m_settings.cashAccount, mappings); !paid)
                return paid;
        }
        Command next = command(draft.key, m_settings.document, draft.body);
        next.origins = draft.origins;
        next.origins.emplace_back(QStringLiteral("item"), Words::tr("NetSuite: what is fulfilled and not billed of %1")
                                                              .arg(elided(safeText(m_content[u"number"].toString()), 60)));
        m_plan.commands.push_back(std::move(next));
        return {};
    }

    [[nodiscard]] QString currency() const
    {
        const QString id = m_content[u"currency"].toString();
        for (const auto& [code, value] : m_context.account[u"currencies"].members()) {
            if (!id.isEmpty() && value.toString() == id)
                return code;
        }
        return m_context.store.defaults.currency;
    }

    void addVariance()
    {
        const Json* newest = nullptr;
        for (const Command& command : m_plan.commands) {
            if (const auto seen = m_context.observed.find(command.key); seen != m_context.observed.end())
                newest = &seen->second;
        }
        if (newest == nullptr)
            return;
        const auto amountOf = [&](const char* name) -> std::optional<Money> {
            const auto exact = Decimal::parse((*newest)[QString::fromLatin1(name)].toString());
            if (!exact)
                return std::nullopt;
            const auto rounded = exact->rescaled(minorUnitDigits(currency()));
            return rounded ? std::optional(Money(rounded->units(), currency())) : std::nullopt;
        };
        const auto expected = amountOf("expected"), billed = amountOf("billed");
        if (!expected || !billed)
            return;
        const auto difference = expected->minus(*billed);
        if (!difference || difference->isZero())
            return;
        m_plan.variance = Json::object(
            {{QStringLiteral("total"), difference->amountText()}, {QStringLiteral("currency"), difference->currency()}});
        const auto limit = Money::parse(m_context.store.defaults.varianceTolerance, difference->currency());
        m_plan.varianceOver = difference->absolute().minorUnits() > (limit ? limit->absolute().minorUnits() : 0);
    }

    const Json& m_content;
    const PlanContext& m_context;
    mapping::BillingSettings m_settings;
    Json m_known;
    Plan m_plan;
};
} // namespace

Result<Plan> planBilling(const Record& record, const PlanContext& context)
{
    const auto content = Json::parse(record.content);
    if (!content)
        return fail(content.error());
    return Planner(*content, context).run();
}

} // namespace causeway::flows
