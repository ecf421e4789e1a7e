// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Shipments.h"

#include <QCoreApplication>

#include "flows/ShipmentFetch.h"
#include "flows/ShipmentFind.h"
#include "flows/ShipmentLookUp.h"
#include "flows/ShipmentPlan.h"
#include "flows/ShipmentSend.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Shipments)
};

constexpr int kLargestBatch = 1'000;
constexpr int kLargestFeed = 5'000;

/// Both sides are needed by every function of this flow.
std::optional<Error> notConnected(const FlowContext& context)
{
    if (context.amazon != nullptr && context.netsuite != nullptr)
        return std::nullopt;
    return Error::make(ErrorKind::Auth,
                       Words::tr("The connection to %1 is not set up.")
                           .arg(context.amazon == nullptr ? QStringLiteral("Amazon") : QStringLiteral("NetSuite")),
                       Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
}
} // namespace

Shipments::Shipments()
{
    m_spec.id = QStringLiteral("shipments");
    m_spec.title = Words::tr("Shipments to Amazon");
    m_spec.group = Words::tr("Shipments");
    m_spec.defaultSchedule = QStringLiteral("every 30 minutes");
    m_spec.settings = mapping::ShipmentSettings::schema();
    m_spec.source = Source::NetSuite;
    m_spec.batch = kLargestBatch;
    m_spec.sendTogether = kLargestFeed;
    m_spec.appliesEdit = true;
}

Result<Page> Shipments::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (auto error = notConnected(context))
        return fail(std::move(*error));
    return ShipmentFetch(context).fetch(cursor, request);
}

Result<Json> Shipments::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (auto error = notConnected(context))
        return fail(std::move(*error));
    return ShipmentLookUp(context).lookUp(records);
}

Result<Plan> Shipments::plan(const Record& record, const PlanContext& context) const
{
    return planShipment(record, context);
}

Result<std::vector<Found>> Shipments::find(std::span<const Command> commands, FlowContext& context)
{
    if (auto error = notConnected(context))
        return fail(std::move(*error));
    return ShipmentFind(context).find(commands);
}

std::vector<Outcome> Shipments::send(std::span<const Command> commands, FlowContext& context)
{
    if (auto error = notConnected(context))
        return std::vector<Outcome>(commands.size(), *error);
    return sendShipments(commands, mapping::ShipmentSettings::read(context.flow.settings).feedFrom, context);
}

int Shipments::sendTogether(std::span<const Command> ready, const config::FlowSettings& settings) const
{
    // Few go one by one: each has its own intent on disk just before it leaves.
    return countConfirmations(ready) >= mapping::ShipmentSettings::read(settings.settings).feedFrom ? kLargestFeed : 1;
}

Result<std::map<QString, Json>> Shipments::readBack(std::span<const Command> commands, const std::map<QString, Receipt>&,
                                                    FlowContext& context)
{
    if (auto error = notConnected(context))
        return fail(std::move(*error));
    return ShipmentFind(context).readBack(commands);
}

bool Shipments::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    return causeCode == QStringLiteral("no-carrier") && mapping.kind == QStringLiteral("carrier") && mapping.key == causeKey;
}

} // namespace causeway::flows
