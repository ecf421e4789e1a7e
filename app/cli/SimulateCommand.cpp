// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>

#include "base/FileAccess.h"
#include "cli/Commands.h"
#include "cli/Session.h"
#include "cli/SimulationOptions.h"
#include "flows/Flow.h"
#include "simulator/Simulation.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SimulateCommand)
};

constexpr int kMostOrders = 1'000'000;
constexpr int kMostLatencyMs = 60'000;
constexpr int kMostPort = 65'535;

Result<quint64> seedFrom(const Arguments& arguments)
{
    bool isNumber = false;
    const quint64 seed = arguments.value(QStringLiteral("--seed"), QStringLiteral("1")).toULongLong(&isNumber);
    if (!isNumber)
        return fail(usageError(Words::tr("--seed needs a whole number.")));
    return seed;
}

Result<simulator::Options> optionsFrom(const Arguments& arguments)
{
    simulator::Options options;
    options.world = arguments.value(QStringLiteral("--world"), options.world);
    if (!QStringList{QStringLiteral("demo"), QStringLiteral("mixed"), QStringLiteral("plain"), QStringLiteral("empty")}.contains(
            options.world))
        return fail(usageError(Words::tr("--world takes demo, mixed, plain or empty.")));
    const auto seed = seedFrom(arguments);
    const auto orders = arguments.number(QStringLiteral("--orders"), options.orders, 0, kMostOrders);
    const auto latency = arguments.number(QStringLiteral("--latency"), 0, 0, kMostLatencyMs);
    const auto jitter = arguments.number(QStringLiteral("--jitter"), 0, 0, kMostLatencyMs);
    const auto amazonPort = arguments.number(QStringLiteral("--amazon-port"), 0, 0, kMostPort);
    const auto netSuitePort = arguments.number(QStringLiteral("--netsuite-port"), 0, 0, kMostPort);
    for (const auto* number : {&orders, &latency, &jitter, &amazonPort, &netSuitePort}) {
        if (!*number)
            return fail(number->error());
    }
    if (!seed)
        return fail(seed.error());
    const auto faults = faultPlanFrom(arguments.value(QStringLiteral("--faults")));
    if (!faults)
        return fail(faults.error());
    options.seed = *seed;
    options.orders = *orders;
    options.latencyMs = *latency;
    options.jitterMs = *jitter;
    options.amazonPort = static_cast<quint16>(*amazonPort);
    options.netSuitePort = static_cast<quint16>(*netSuitePort);
    options.faults = *faults;
    return options;
}

/// configuration.json and secrets.json, for the owner only.
Result<void> writeFiles(const simulator::Simulation& simulation, const QDir& folder)
{
    if (auto made = file_access::makePrivateFolder(folder.absolutePath()); !made)
        return made;
    if (auto written =
            file_access::writePrivateFile(folder.filePath(QStringLiteral("configuration.json")), simulation.configuration());
        !written)
        return written;
    return file_access::writePrivateFile(folder.filePath(QStringLiteral("secrets.json")), simulation.secrets());
}

Result<int> simulate(const Arguments& arguments, Session& session)
{
    auto options = optionsFrom(arguments);
    if (!options)
        return fail(options.error());
    options->clock = &session.clock();
    const flows::Registry registry; // a name of its own: all() refers into it
    for (const auto& flow : registry.all())
        options->flows += flow->spec().id;
    const auto simulation = simulator::Simulation::start(*options);
    if (!simulation)
        return fail(simulation.error());
    Json json = Json::object();
    json.set(QStringLiteral("amazonUrl"), (*simulation)->amazonUrl());
    json.set(QStringLiteral("tokenUrl"), (*simulation)->tokenUrl());
    json.set(QStringLiteral("netSuiteUrl"), (*simulation)->netSuiteUrl());
    if (arguments.has(QStringLiteral("--write"))) {
        const QDir folder(QDir(arguments.value(QStringLiteral("--write"))).absolutePath());
        if (auto written = writeFiles(**simulation, folder); !written)
            return fail(written.error());
        json.set(QStringLiteral("configurationFile"), folder.filePath(QStringLiteral("configuration.json")));
        json.set(QStringLiteral("secretsFile"), folder.filePath(QStringLiteral("secrets.json")));
    }
    if (session.out().isJson()) {
        session.out().document(json);
    } else {
        for (const auto& [name, value] : json.members())
            session.out().text(QStringLiteral("%1  %2").arg(name.leftJustified(18), value.toString()));
    }
    session.out().message(Words::tr("The simulators serve until stopped with Ctrl+C or SIGTERM."));
    if (!session.stop().stopRequested())
        QCoreApplication::exec(); // SignalStop ends the loop
    (*simulation)->stop();
    return exitCode::kDone;
}
} // namespace

std::vector<Command> simulateCommands()
{
    return {
        {QStringLiteral("simulate"),
         Words::tr("serve the built-in simulators of Amazon and NetSuite on this computer"),
         {},
         {{QStringLiteral("--world"), QStringLiteral("NAME"), Words::tr("demo (default), mixed, plain or empty")},
          {QStringLiteral("--orders"), QStringLiteral("N"), Words::tr("so many orders (60)")},
          {QStringLiteral("--seed"), QStringLiteral("N"), Words::tr("same seed, same world (1)")},
          {QStringLiteral("--latency"), QStringLiteral("MS"), Words::tr("each answer takes so long")},
          {QStringLiteral("--jitter"), QStringLiteral("MS"), Words::tr("and up to so much longer")},
          {QStringLiteral("--faults"), QStringLiteral("LIST"),
           Words::tr("of 1000 requests, e.g. lost-answer=20,reset=5; names: %1").arg(faultNames().join(QStringLiteral(", ")))},
          {QStringLiteral("--amazon-port"), QStringLiteral("PORT"), Words::tr("chosen by the system when left out")},
          {QStringLiteral("--netsuite-port"), QStringLiteral("PORT"), Words::tr("chosen by the system when left out")},
          {QStringLiteral("--write"), QStringLiteral("DIR"),
           Words::tr("write configuration.json and secrets.json for these simulators")}},
         Words::tr("Listens on 127.0.0.1 only. The accounts live in memory and end with the command."),
         simulate}};
}

} // namespace causeway::app::cli
