// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Program.h"

#include <algorithm>

#include <QCoreApplication>

#include "cli/Commands.h"
#include "db/Database.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::Program)
};

QString overview()
{
    QString text =
        Words::tr("Usage: causeway-cli [global options] COMMAND") + QStringLiteral("\n\n") +
        Words::tr(
            "Keeps Amazon Seller Central and NetSuite in step. Results go to standard output, messages to standard error.") +
        QStringLiteral("\n\n") + Words::tr("Commands:") + u'\n';
    qsizetype width = 0;
    for (const Command& command : allCommands())
        width = std::max(width, command.name.size());
    for (const Command& command : allCommands())
        text += QStringLiteral("  ") + command.name.leftJustified(width + 2) + command.summary + u'\n';
    text += u'\n' + Words::tr("Global options, before or after the command:") + u'\n';
    for (const Option& option : globalOptions()) {
        const QString left = option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
        text += QStringLiteral("  ") + left.leftJustified(width + 2) + QStringLiteral("  ") + option.help + u'\n';
    }
    text += u'\n' +
            Words::tr("Exit codes: 0 done, 1 something needs a person, 2 wrong usage or configuration, 3 a remote system refused "
                      "or is away, "
                      "4 the profile cannot be used.") +
            u'\n';
    return text;
}

QString groupHelp(const QString& group)
{
    QString text;
    for (const Command& command : allCommands()) {
        if (command.name.startsWith(group + u' '))
            text += QStringLiteral("causeway-cli ") + synopsis(command) + QStringLiteral("\n    ") + command.summary + u'\n';
    }
    return text;
}

QString versions()
{
    return Words::tr("causeway-cli %1 (Qt %2, SQLite %3, database schema %4)")
        .arg(QStringLiteral(CAUSEWAY_VERSION), QString::fromLatin1(qVersion()), db::Database::sqliteVersion())
        .arg(db::Database::newestSchema());
}
} // namespace

const std::vector<Command>& allCommands()
{
    static const std::vector<Command> kCommands = [] {
        std::vector<Command> list;
        for (const auto& group :
             {initCommands(),     configCommands(),       secretCommands(),     connectionCommands(),     flowCommands(),
              runCommands(),      runsCommands(),         recordCommands(),     planCommands(),           orderCommands(),
              customerCommands(), completenessCommands(), settlementCommands(), settlementFactCommands(), clearingCommands(),
              bankCommands(),     mappingCommands(),      statusCommands(),     serveCommands(),          simulateCommands(),
              demoCommands(),     backupCommands(),       doctorCommands(),     notificationCommands()})
            list.insert(list.end(), group.begin(), group.end());
        return list;
    }();
    return kCommands;
}

Program::Program(Services services, StopToken stop) : m_services(std::move(services)), m_stop(std::move(stop)) {}

int Program::run(const QStringList& words, const QString& secretsFile)
{
    auto line = parseCommandLine(words, allCommands());
    if (!line) {
        Output out(words.contains(QStringLiteral("--json"))); // the line could not be read, but a script still wants its document
        out.error(line.error());
        return exitCode::kUsage;
    }
    Output out(line->global.json);
    if (line->global.version)
        return help(versions(), out);
    if (line->global.help && line->command != nullptr)
        return help(helpText(*line->command), out);
    if (line->global.help)
        return help(line->group.isEmpty() ? overview() : groupHelp(line->group), out);
    if (line->global.secretsFile.isEmpty())
        line->global.secretsFile = secretsFile;
    return execute(*line->command, line->arguments, line->global, out);
}

int Program::help(const QString& text, Output& out) const
{
    if (out.isJson())
        out.document(Json::object({{QStringLiteral("help"), text}}));
    else
        out.text(text);
    return exitCode::kDone;
}

int Program::execute(const Command& command, const Arguments& arguments, const GlobalOptions& global, Output& out)
{
    Session session(global, m_services, out, m_stop);
    const Result<int> code = command.execute(arguments, session);
    out.endProgress();
    if (code)
        return *code;
    out.error(code.error());
    return exitCodeOf(code.error());
}

} // namespace causeway::app::cli
