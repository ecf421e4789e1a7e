// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::ServeCommand)
};

constexpr int kStopMs = 20'000;

Result<int> serve(const Arguments&, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    engine::Engine& engine = (*composition)->engine();
    const qint64 startedAt = session.clock().nowMs();
    engine.start();
    session.out().message(Words::tr("The schedules run. Stop with Ctrl+C or SIGTERM."));
    if (!session.stop().stopRequested())
        QCoreApplication::exec(); // SignalStop ends the loop
    session.out().message(Words::tr("Stopping: the current step ends, the rest stays for the next start."));
    engine.stop(kStopMs);
    if (session.out().isJson())
        session.out().document(Json::object({{QStringLiteral("state"), QStringLiteral("stopped")},
                                             {QStringLiteral("startedAt"), toIso8601(startedAt)},
                                             {QStringLiteral("finishedAt"), toIso8601(session.clock().nowMs())}}));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> serveCommands()
{
    return {{QStringLiteral("serve"), Words::tr("run the schedules until stopped (for a service manager)"), {}, {}, {}, serve}};
}

} // namespace causeway::app::cli
