// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersMfn.h"

#include <QCoreApplication>

#include "flows/NetSuiteSend.h"
#include "flows/OrderFetch.h"
#include "flows/OrderFind.h"
#include "flows/OrderLookUp.h"
#include "flows/OrderPlan.h"
#include "flows/OrderReadBack.h"
#include "mapping/OrderSettings.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrdersMfn)
};

Error noConnection(const QString& name)
{
    return Error::make(ErrorKind::Auth, Words::tr("The connection to %1 is not set up.").arg(name),
                       Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
}
} // namespace

OrdersMfn::OrdersMfn()
{
    m_spec.id = QStringLiteral("orders-mfn");
    m_spec.title = Words::tr("Orders: merchant-fulfilled");
    m_spec.group = Words::tr("Orders");
    m_spec.defaultSchedule = QStringLiteral("every 15 minutes");
    m_spec.settings = mapping::OrderSettings::schema();
}

Result<Page> OrdersMfn::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (context.amazon == nullptr)
        return fail(noConnection(QStringLiteral("Amazon")));
    return OrderFetch(context, QStringLiteral("MERCHANT")).fetch(cursor, request);
}

Result<Json> OrdersMfn::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderLookUp(context).lookUp(records);
}

Result<Plan> OrdersMfn::plan(const Record& record, const PlanContext& context) const
{
    return planOrder(record, context);
}

Result<std::vector<Found>> OrdersMfn::find(std::span<const Command> commands, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderFind(context).find(commands);
}

std::vector<Outcome> OrdersMfn::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> OrdersMfn::readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts,
                                                    FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderReadBack(context).read(commands, receipts);
}

bool OrdersMfn::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    if (causeCode == QStringLiteral("no-charge-item")) {
        // Without a charge item for shipping a ship method does as well.
        return (mapping.kind == QStringLiteral("item") && mapping.key == causeKey) ||
               (mapping.kind == QStringLiteral("shipMethod") && causeKey == QStringLiteral("shipping"));
    }
    const bool isSku = causeCode == QStringLiteral("no-item") || causeCode == QStringLiteral("ambiguous-item") ||
                       causeCode == QStringLiteral("inactive-item");
    return isSku && mapping.kind == QStringLiteral("sku") && mapping.key.compare(causeKey, Qt::CaseInsensitive) == 0;
}

} // namespace causeway::flows
