// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "ConfigurationImport.h"
#include "cli/Commands.h"
#include "cli/Session.h"
#include "config/ConfigurationSchema.h"
#include "config/ConfigurationWriter.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::ConfigCommands)
};

Result<int> importFile(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const Result<QByteArray> bytes = readInput(arguments.words.first());
    if (!bytes)
        return fail(bytes.error());
    const auto report =
        importConfiguration(**composition, *bytes, arguments.has(QStringLiteral("--dry-run")), Session::actor().name);
    if (!report)
        return fail(report.error());
    if (!report->problems.empty()) {
        Error summary =
            Error::make(ErrorKind::Invalid,
                        Words::tr("The configuration file has %n problem(s); nothing was changed.", nullptr,
                                  static_cast<int>(report->problems.size())),
                        Words::tr("Correct the places named and import the file again."), QStringLiteral("configuration"));
        summary.path = report->problems.front().path;
        session.out().error(summary, report->problems);
        return exitCode::kUsage;
    }
    if (session.out().isJson()) {
        Json changed = Json::array();
        for (const QString& section : report->changed)
            changed.append(section);
        session.out().document(
            Json::object({{QStringLiteral("changed"), changed}, {QStringLiteral("dryRun"), report->isDryRun}}));
    } else if (report->changed.isEmpty()) {
        session.out().text(Words::tr("The profile says the same already; nothing was changed."));
    } else {
        session.out().text((report->isDryRun ? Words::tr("Would change: %1.") : Words::tr("Changed: %1."))
                               .arg(report->changed.join(QStringLiteral(", "))));
    }
    return exitCode::kDone;
}

Result<int> exportFile(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    const Json file = config::writeConfiguration(*configuration);
    if (arguments.words.isEmpty() || arguments.words.first() == QStringLiteral("-")) {
        session.out().document(file);
        return exitCode::kDone;
    }
    if (auto written = writeOutput(arguments.words.first(), file.toPrettyBytes() + '\n'); !written)
        return fail(written.error());
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("file"), arguments.words.first()}}));
    else
        session.out().text(Words::tr("Wrote %1. It holds no secret.").arg(arguments.words.first()));
    return exitCode::kDone;
}

Result<int> schema(const Arguments&, Session& session)
{
    session.out().document(config::configurationSchema(knownFlows(flows::Registry())));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> configCommands()
{
    return {{QStringLiteral("config import"),
             Words::tr("validate a configuration file and take it over"),
             {{QStringLiteral("FILE")}},
             {{QStringLiteral("--dry-run"), {}, Words::tr("only say what would change")}},
             Words::tr("FILE - is standard input. Sections that the file leaves out stay as they are. When anything is wrong, "
                       "nothing is changed."),
             importFile},
            {QStringLiteral("config export"),
             Words::tr("print the configuration, or write it to a file"),
             {{QStringLiteral("FILE"), false}},
             {},
             {},
             exportFile},
            {QStringLiteral("config schema"), Words::tr("print the JSON Schema of configuration files"), {}, {}, {}, schema}};
}

} // namespace causeway::app::cli
