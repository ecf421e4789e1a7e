// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/DocumentFind.h"

#include <QCoreApplication>

#include "base/Text.h"
#include "flows/OrderDocuments.h"
#include "flows/SuiteQlText.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::DocumentFind)
};

constexpr qsizetype kShown = 60;
} // namespace

std::optional<Error> notConnected(const void* api, const QString& name)
{
    if (api != nullptr)
        return std::nullopt;
    return Error::make(ErrorKind::Auth, Words::tr("The connection to %1 is not set up.").arg(name),
                       Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
}

Result<std::vector<Found>> findDocuments(std::span<const Command> commands, const EnteredByHand& byHand, FlowContext& context)
{
    if (auto error = notConnected(context.netsuite, QStringLiteral("NetSuite")))
        return fail(std::move(*error));
    QStringList keys, orders;
    for (const Command& command : commands) {
        keys << command.key;
        if (const QString order = command.fingerprint[u"order"].toString(); !order.isEmpty() && !orders.contains(order))
            orders << order;
    }
    const auto rows = context.netsuite->suiteQl(
        QStringLiteral("SELECT t.id, t.tranid, t.type, t.externalid FROM transaction t WHERE t.externalid IN %1 ORDER BY t.id")
            .arg(suiteql::list(keys.size())),
        keys, context.stop);
    if (!rows)
        return fail(rows.error());
    std::map<QString, Json> entered;
    if (!orders.isEmpty()) {
        auto read = readOrderDocuments(orders, byHand.types, context);
        if (!read)
            return fail(read.error());
        entered = std::move(*read);
    }
    std::vector<Found> found;
    for (const Command& command : commands) {
        Found one;
        one.commandKey = command.key;
        for (const netsuite::SuiteQlRow& row : *rows) {
            if (textOf(row, "externalid") != command.key)
                continue;
            one.remoteId = textOf(row, "id");
            one.remoteName = elided(safeText(textOf(row, "tranid")), kShown);
            one.matches = true;
        }
        if (const auto ofOrder = entered.find(command.fingerprint[u"order"].toString());
            !one.matches && ofOrder != entered.end()) {
            for (const Json& document : ofOrder->second.items()) {
                if (!document[u"key"].toString().isEmpty() || !byHand.mayBe(command, document))
                    continue;
                one.remoteId = document[u"id"].toString();
                one.remoteName = elided(safeText(document[u"name"].toString()), kShown);
                one.difference = byHand.difference;
            }
        }
        if (!one.remoteId.isEmpty())
            found.push_back(std::move(one));
    }
    return found;
}

} // namespace causeway::flows
