// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/RecordDetails.h"

#include <QCoreApplication>

#include "cli/RowJson.h"
#include "db/RecordTable.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RecordDetails)
};

struct CommandWithOrigins
{
    db::CommandRow row;
    std::vector<std::pair<QString, QString>> origins;
};

Result<std::vector<CommandWithOrigins>> load(db::Connection& connection, RecordId id)
{
    const db::RecordReads reads(connection);
    auto rows = reads.commands(id);
    if (!rows)
        return fail(rows.error());
    std::vector<CommandWithOrigins> commands;
    for (db::CommandRow& row : *rows) {
        auto origins = reads.origins(row.id);
        if (!origins)
            return fail(origins.error());
        commands.push_back({std::move(row), std::move(*origins)});
    }
    return commands;
}

/// Null when the body was erased after its time.
Result<Json> maskedBody(Composition& composition, PayloadId payload, const QString& type)
{
    if (!payload.isValid())
        return Json();
    const auto bytes = composition.engine().payload(payload);
    if (!bytes)
        return fail(bytes.error());
    if (!*bytes)
        return Json();
    const Result<Json> body = Json::parse(**bytes);
    return body ? engine::Engine::masked(*body, type) : Json();
}
} // namespace

Result<db::RecordRow> recordWithId(Session& session, qint64 id)
{
    auto record = session.read([&](db::Connection& connection) { return db::RecordReads(connection).find(RecordId(id)); });
    if (!record)
        return fail(record.error());
    if (!*record)
        return fail(usageError(Words::tr("There is no record %1.").arg(id), Words::tr("See \"causeway-cli records list\".")));
    return std::move(**record);
}

Result<RecordWithCommands> recordToShow(const Arguments& arguments, Session& session)
{
    const auto ids = arguments.ids();
    if (!ids)
        return fail(ids.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    auto record = recordWithId(session, ids->front());
    if (!record)
        return fail(record.error());
    auto commands = commandsJson(session, **composition, record->id);
    if (!commands)
        return fail(commands.error());
    return RecordWithCommands{std::move(*record), std::move(*commands)};
}

Result<Json> commandsJson(Session& session, Composition& composition, RecordId id)
{
    const auto commands = session.read([&](db::Connection& connection) { return load(connection, id); });
    if (!commands)
        return fail(commands.error());
    Json list = Json::array();
    for (const CommandWithOrigins& command : *commands) {
        Result<Json> body = maskedBody(composition, command.row.body, command.row.type);
        if (!body)
            return fail(body.error());
        Json origins = Json::object();
        for (const auto& [field, source] : command.origins)
            origins.set(field, source);
        Json json = Json::object();
        json.set(QStringLiteral("id"), command.row.id.value());
        json.set(QStringLiteral("target"), command.row.target);
        json.set(QStringLiteral("key"), command.row.key);
        json.set(QStringLiteral("operation"), command.row.operation);
        json.set(QStringLiteral("type"), command.row.type);
        json.set(QStringLiteral("state"), db::toString(command.row.state));
        json.set(QStringLiteral("outcome"), command.row.outcome);
        json.set(QStringLiteral("sends"), command.row.sends);
        json.set(QStringLiteral("lastSentAt"), timeJson(command.row.lastSentAt));
        json.set(QStringLiteral("remoteId"), command.row.remoteId);
        json.set(QStringLiteral("remoteName"), command.row.remoteName);
        json.set(QStringLiteral("body"), std::move(*body));
        json.set(QStringLiteral("origins"), origins);
        json.set(QStringLiteral("observed"), command.row.observed);
        list.append(json);
    }
    return list;
}

void printCommands(const Json& commands, Output& out)
{
    for (const Json& command : commands.items()) {
        const QString remote = command[u"remoteId"].toString();
        out.text(QStringLiteral("\n%1 %2 %3 (%4)%5")
                     .arg(command[u"operation"].toString(), command[u"type"].toString(), command[u"key"].toString(),
                          command[u"state"].toString(), remote.isEmpty() ? QString() : QStringLiteral(" -> ") + remote));
        if (command[u"body"].isNull())
            out.text(Words::tr("  the body was deleted after its time"));
        else
            out.text(QString::fromUtf8(command[u"body"].toPrettyBytes()));
        for (const auto& [field, source] : command[u"origins"].members())
            out.text(Words::tr("  %1: from %2").arg(field, source.toString()));
    }
}

} // namespace causeway::app::cli
