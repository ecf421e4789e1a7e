// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QCoreApplication>
#include <QDir>

#include "DemoCompanyProfile.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/RunOutcome.h"
#include "cli/Session.h"
#include "db/RecordTable.h"
#include "simulator/Simulation.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::DemoCommand)
};

constexpr int kMostOrders = 100'000;

qint64 reviewed(const std::vector<engine::RunResult>& runs)
{
    qint64 sum = 0;
    for (const engine::RunResult& run : runs)
        sum += run.run.counts.review;
    return sum;
}

/// What is in NetSuite is right, and what is not there waits for a person.
bool doAccountsAgree(const simulator::Proof& proof, const std::vector<engine::RunResult>& runs)
{
    return proof.duplicated.isEmpty() && proof.notImportable.isEmpty() && proof.wrongTotal.isEmpty() &&
           proof.wrongLines.isEmpty() && proof.missing.size() <= reviewed(runs);
}

void printSummary(DemoCompanyProfile& demo, const std::vector<engine::RunResult>& runs, const std::vector<db::CauseRow>& causes,
                  Output& out)
{
    out.text(Words::tr("The demo company: two simulated accounts in this program, nothing leaves this computer.\n"
                       "Its profile is %1, with generated secrets in its own files; the keychain was not touched.\n")
                 .arg(QDir::toNativeSeparators(demo.folder())));
    for (const engine::RunResult& run : runs)
        printRun(run, out);
    if (!causes.empty()) {
        std::vector<QStringList> rows;
        rows.reserve(causes.size());
        for (const db::CauseRow& cause : causes)
            rows.push_back({QString::number(cause.records), cause.kind, cause.key.isEmpty() ? QStringLiteral("-") : cause.key,
                            cause.message});
        out.text(Words::tr("\nSome orders are made to need a person, so that you see what that looks like:"));
        out.table({Words::tr("ORDERS"), Words::tr("KIND"), Words::tr("KEY"), Words::tr("WHAT HAPPENED")}, rows, QString());
    }
    const simulator::Proof proof = demo.simulation().proof();
    out.text(Words::tr("\nBoth accounts compared: %1 of %2 importable orders are sales orders now, %3 of them twice, %4 with a "
                       "wrong total; %5 wait for review.")
                 .arg(proof.imported)
                 .arg(proof.importable)
                 .arg(proof.duplicated.size())
                 .arg(proof.wrongTotal.size() + proof.wrongLines.size())
                 .arg(reviewed(runs)));
}

Result<int> demo(const Arguments& arguments, Session& session)
{
    DemoOptions options;
    options.folder = session.global().profile;
    options.logLevel = session.global().logLevel;
    const Result<int> orders = arguments.number(QStringLiteral("--orders"), options.orders, 1, kMostOrders);
    const Result<int> seed = arguments.number(QStringLiteral("--seed"), 1, 0, std::numeric_limits<int>::max());
    for (const auto* number : {&orders, &seed}) {
        if (!*number)
            return fail(number->error());
    }
    options.orders = *orders;
    options.seed = static_cast<quint64>(*seed);
    session.out().progress(Words::tr("Starting the simulators…"));
    auto company = DemoCompanyProfile::start(options);
    if (!company)
        return fail(company.error());
    session.out().progress(Words::tr("Running the flows…"));
    const auto runs = (*company)->runOnce(session.stop());
    if (!runs)
        return fail(runs.error());
    const auto causes = (*company)->composition().database().read(
        [](db::Connection& connection) { return db::RecordReads(connection).openCauses(); });
    if (!causes)
        return fail(causes.error());
    if (session.out().isJson()) {
        Json list = Json::array();
        for (const engine::RunResult& run : *runs)
            list.append(runResultJson(run));
        Json errors = Json::array();
        for (const db::CauseRow& cause : *causes)
            errors.append(causeJson(cause));
        const simulator::Proof proof = (*company)->simulation().proof();
        Json json = Json::object();
        json.set(QStringLiteral("profile"), (*company)->folder());
        json.set(QStringLiteral("secretsFile"), (*company)->secretsFile());
        json.set(QStringLiteral("amazonUrl"), (*company)->simulation().amazonUrl());
        json.set(QStringLiteral("netSuiteUrl"), (*company)->simulation().netSuiteUrl());
        json.set(QStringLiteral("runs"), list);
        json.set(QStringLiteral("errors"), errors);
        json.set(QStringLiteral("accountsAgree"), doAccountsAgree(proof, *runs));
        json.set(QStringLiteral("comparison"), proof.summary());
        session.out().document(json);
    } else {
        printSummary(**company, *runs, *causes, session.out());
    }
    for (const engine::RunResult& run : *runs) {
        if (run.fatal && exitCodeOf(run) >= exitCode::kUsage)
            return exitCodeOf(run);
    }
    if (arguments.has(QStringLiteral("--keep-serving")) && !session.stop().stopRequested()) {
        session.out().message(
            Words::tr("The simulators serve until stopped; look with: causeway-cli --profile %1 --secrets-file %2 status")
                .arg((*company)->folder(), (*company)->secretsFile()));
        (*company)->composition().engine().start();
        QCoreApplication::exec(); // SignalStop ends the loop
        (*company)->composition().engine().stop();
    }
    return exitCode::kDone; // errors belong to the show
}
} // namespace

std::vector<Command> demoCommands()
{
    return {{QStringLiteral("demo"),
             Words::tr("a complete sample company: simulators, configuration, first runs, a summary"),
             {},
             {{QStringLiteral("--orders"), QStringLiteral("N"), Words::tr("so many orders (60)")},
              {QStringLiteral("--seed"), QStringLiteral("N"), Words::tr("same seed, same company (1)")},
              {QStringLiteral("--keep-serving"), {}, Words::tr("stay, with simulators and schedules running, until stopped")}},
             Words::tr("Uses a profile of its own (or the one named with --profile), which starts afresh each time. No keychain "
                       "is touched."),
             demo}};
}

} // namespace causeway::app::cli
