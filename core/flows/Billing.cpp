// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Billing.h"

#include <QCoreApplication>

#include "flows/BillingDocuments.h"
#include "flows/BillingFetch.h"
#include "flows/BillingPlan.h"
#include "flows/NetSuiteSend.h"
#include "mapping/BillingSettings.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Billing)
};

Error notConnected()
{
    return Error::make(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                       Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
}
} // namespace

Billing::Billing()
{
    m_spec.id = QStringLiteral("billing");
    m_spec.title = Words::tr("Billing of fulfilled orders");
    m_spec.group = Words::tr("Orders");
    m_spec.defaultSchedule = QStringLiteral("hourly");
    m_spec.settings = mapping::BillingSettings::schema();
    m_spec.source = Source::NetSuite;
}

Result<Page> Billing::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(notConnected());
    return BillingFetch(context).fetch(cursor, request);
}

Result<Json> Billing::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(notConnected());
    return BillingDocuments(context).lookUp(records);
}

Result<Plan> Billing::plan(const Record& record, const PlanContext& context) const
{
    return planBilling(record, context);
}

Result<std::vector<Found>> Billing::find(std::span<const Command> commands, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(notConnected());
    return BillingDocuments(context).find(commands);
}

std::vector<Outcome> Billing::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> Billing::readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts,
                                                  FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(notConnected());
    return BillingDocuments(context).readBack(commands, receipts);
}

bool Billing::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    return causeCode == QStringLiteral("no-account") && mapping.kind == QStringLiteral("account") && mapping.key == causeKey;
}

} // namespace causeway::flows
