// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SecretCommands)
};

Result<void> checkName(const QString& name)
{
    if (security::isSecretName(name))
        return {};
    return fail(usageError(Words::tr("There is no secret of this name."),
                           Words::tr("Names: amazon.clientSecret, store.<id>.refreshToken, netsuite.privateKey, "
                                     "netsuite.consumerKey, netsuite.consumerSecret, "
                                     "netsuite.tokenId, netsuite.tokenSecret, smtp.password.")));
}

Result<void> checkMayChange(Composition& composition)
{
    if (!composition.secrets().isReadOnly())
        return {};
    return fail(usageError(Words::tr("Secrets come from a secrets file here, which this program only reads."),
                           Words::tr("Change the file itself.")));
}

Result<int> set(const Arguments& arguments, Session& session)
{
    const QString name = arguments.words.first();
    if (auto known = checkName(name); !known)
        return fail(known.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (auto may = checkMayChange(**composition); !may)
        return fail(may.error());
    Result<QByteArray> value = readStandardInput();
    if (!value)
        return fail(value.error());
    while (value->endsWith('\n') || value->endsWith('\r')) // what echo and editors add
        value->chop(1);
    if (value->isEmpty())
        return fail(usageError(Words::tr("The value is empty."),
                               Words::tr("Send the value on standard input; \"secret remove\" removes one.")));
    if (auto saved = (*composition)->engine().setSecret(name, security::Secret(std::move(*value)), Session::actor()); !saved)
        return fail(saved.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("name"), name}, {QStringLiteral("saved"), true}}));
    else
        session.out().text(Words::tr("Saved %1.").arg(name));
    return exitCode::kDone;
}

Result<int> list(const Arguments&, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto names = (*composition)->secrets().names();
    if (!names)
        return fail(names.error());
    const auto saved = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).secrets(); });
    if (!saved)
        return fail(saved.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const QString& name : *names) {
        std::optional<qint64> updatedAt;
        for (const auto& info : *saved) {
            if (info.name == name && !(*composition)->usesSecretsFile())
                updatedAt = info.updatedAt;
        }
        const QString place = (*composition)->usesSecretsFile() ? QStringLiteral("file") : QStringLiteral("profile");
        array.append(Json::object({{QStringLiteral("name"), name},
                                   {QStringLiteral("place"), place},
                                   {QStringLiteral("updatedAt"), timeJson(updatedAt)}}));
        rows.push_back({name, place, timeText(updatedAt)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("NAME"), Words::tr("PLACE"), Words::tr("SAVED")}, rows, Words::tr("No secret is saved."));
    return exitCode::kDone;
}

Result<int> remove(const Arguments& arguments, Session& session)
{
    const QString name = arguments.words.first();
    if (auto known = checkName(name); !known)
        return fail(known.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (auto may = checkMayChange(**composition); !may)
        return fail(may.error());
    const auto names = (*composition)->secrets().names();
    if (!names)
        return fail(names.error());
    if (!names->contains(name))
        return fail(usageError(Words::tr("%1 is not saved.").arg(name), Words::tr("See \"causeway-cli secret list\".")));
    if (auto removed = (*composition)->engine().removeSecret(name, Session::actor()); !removed)
        return fail(removed.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("name"), name}, {QStringLiteral("removed"), true}}));
    else
        session.out().text(Words::tr("Removed %1.").arg(name));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> secretCommands()
{
    return {{QStringLiteral("secret set"),
             Words::tr("save a secret; its value is read from standard input"),
             {{QStringLiteral("NAME")}},
             {},
             {},
             set},
            {QStringLiteral("secret list"), Words::tr("list the names of the secrets, never their values"), {}, {}, {}, list},
            {QStringLiteral("secret remove"), Words::tr("remove a secret"), {{QStringLiteral("NAME")}}, {}, {}, remove}};
}

} // namespace causeway::app::cli
