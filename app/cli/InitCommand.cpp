// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>

#include "cli/Commands.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::InitCommand)
};

Result<int> init(const Arguments&, Session& session)
{
    const Result<bool> made = Composition::create(session.profileOptions());
    if (!made)
        return fail(made.error());
    const QString folder = QDir(session.profileFolder()).absolutePath();
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("profile"), folder}, {QStringLiteral("created"), *made}}));
    else if (*made)
        session.out().text(
            Words::tr("Made an empty profile in %1.\nNext: causeway-cli config import FILE, then causeway-cli secret set NAME.")
                .arg(QDir::toNativeSeparators(folder)));
    else
        session.out().text(Words::tr("%1 holds a profile already; nothing was changed.").arg(QDir::toNativeSeparators(folder)));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> initCommands()
{
    return {{QStringLiteral("init"),
             Words::tr("create an empty profile"),
             {},
             {},
             Words::tr("The master key of the profile is kept in the system keychain, or in vault.key in the profile when a "
                       "secrets file is named."),
             init}};
}

} // namespace causeway::app::cli
