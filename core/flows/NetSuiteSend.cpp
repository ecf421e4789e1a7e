// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/NetSuiteSend.h"

#include <QCoreApplication>

#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::NetSuiteSend)
};

/// NetSuite says so with many codes and in words (netsuite.md section 3.3); whether it is our document is for the look-up to say.
bool saysItExists(const Error& error)
{
    if (error.kind != ErrorKind::Rejected)
        return false;
    return error.code.startsWith(QStringLiteral("DUP_")) ||
           error.message.contains(QStringLiteral("already exists"), Qt::CaseInsensitive) ||
           (error.path.contains(QStringLiteral("externalId"), Qt::CaseInsensitive) &&
            error.message.contains(QStringLiteral("duplicate"), Qt::CaseInsensitive));
}

Outcome sendOne(const Command& command, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return Error::make(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                           Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    const bool transforms = command.operation.startsWith(kTransform) && !command.remoteId.isEmpty();
    if (command.operation == QStringLiteral("create") || transforms) {
        auto created = transforms ? context.netsuite->transform(command.operation.mid(kTransform.size()), command.remoteId,
                                                                command.type, command.body, context.stop)
                                  : context.netsuite->create(command.type, command.body, context.stop);
        if (created)
            return Receipt{created->id, {}, QStringLiteral("created")};
        Error error = created.error();
        if (saysItExists(error))
            error.kind = ErrorKind::Unclear;
        return error;
    }
    if (command.operation == QStringLiteral("patch") && !command.remoteId.isEmpty()) {
        auto patched = context.netsuite->patch(command.type, command.remoteId, command.body, context.stop);
        if (patched)
            return Receipt{command.remoteId, {}, QStringLiteral("updated")};
        return patched.error();
    }
    return Error::make(ErrorKind::Defect, Words::tr("The planned operation “%1” is not known.").arg(command.operation));
}

bool stopsAll(const Outcome& outcome)
{
    const auto* error = std::get_if<Error>(&outcome);
    return error != nullptr && (error->kind == ErrorKind::RateLimited || error->kind == ErrorKind::Auth ||
                                error->kind == ErrorKind::Cancelled || error->kind == ErrorKind::Unavailable);
}
} // namespace

std::vector<Outcome> sendToNetSuite(std::span<const Command> commands, FlowContext& context)
{
    std::vector<Outcome> outcomes;
    outcomes.reserve(commands.size());
    for (const Command& command : commands) {
        if (!outcomes.empty() && stopsAll(outcomes.back()))
            outcomes.push_back(outcomes.back());
        else
            outcomes.push_back(sendOne(command, context));
    }
    return outcomes;
}

} // namespace causeway::flows
