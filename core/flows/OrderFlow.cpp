// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderFlow.h"

#include <QCoreApplication>

#include "flows/NetSuiteSend.h"
#include "flows/OrderFetch.h"
#include "flows/OrderFind.h"
#include "flows/OrderLookUp.h"
#include "flows/OrderPlan.h"
#include "flows/OrderReadBack.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderFlow)
};

Error noConnection(const QString& name)
{
    return Error::make(ErrorKind::Auth, Words::tr("The connection to %1 is not set up.").arg(name),
                       Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
}
} // namespace

std::vector<SourceCheck> orderChecks()
{
    return {{QStringLiteral("sweep"), 24}, {QStringLiteral("month"), 7 * 24}, {QStringLiteral("report"), 24}};
}

Result<Page> OrderFlow::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (context.amazon == nullptr)
        return fail(noConnection(QStringLiteral("Amazon")));
    return OrderFetch(context).fetch(cursor, request);
}

Result<Json> OrderFlow::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderLookUp(context).lookUp(records);
}

Result<Plan> OrderFlow::plan(const Record& record, const PlanContext& context) const
{
    return planOrder(record, context);
}

Result<std::vector<Found>> OrderFlow::find(std::span<const Command> commands, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderFind(context).find(commands);
}

std::vector<Outcome> OrderFlow::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> OrderFlow::readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts,
                                                    FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(noConnection(QStringLiteral("NetSuite")));
    return OrderReadBack(context).read(commands, receipts);
}

bool OrderFlow::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    if (causeCode == QStringLiteral("no-charge-item")) {
        // Without a charge item for shipping a ship method does as well.
        return (mapping.kind == QStringLiteral("item") && mapping.key == causeKey) ||
               (mapping.kind == QStringLiteral("shipMethod") && causeKey == QStringLiteral("shipping"));
    }
    if (causeCode == QStringLiteral("no-account"))
        return mapping.kind == QStringLiteral("account") && mapping.key == causeKey;
    const bool isSku = causeCode == QStringLiteral("no-item") || causeCode == QStringLiteral("ambiguous-item") ||
                       causeCode == QStringLiteral("inactive-item");
    return isSku && mapping.kind == QStringLiteral("sku") && mapping.key.compare(causeKey, Qt::CaseInsensitive) == 0;
}

} // namespace causeway::flows
